"""A cause of the official amount that is tried: gone with the view, and never the reader's month."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.calculator.test_official import section
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import MONTH


def test_what_is_tried_ends_with_the_view_and_is_never_the_readers_month(newcomer: BrowserContext) -> None:
    page = CalculatorPage(newcomer.new_page()).open().ready(whole=False)
    page.fill({"month": "2026-10", "sign_ins": "20", "valid_reports": "20"})
    facts = section(page).locator(".facts")
    # The reader's own month; and one from a link, which is not the reader's (20 and 19 sign-ins).
    for sent, own in (("", "500.00 元"), (MONTH, "490.00 元")):
        if sent:
            page.page.evaluate("(hash) => { location.hash = hash; }", sent)
            expect(page.total("payable")).to_have_text(own)
        before = page.form()
        for leave in ("() => { location.hash = '#month'; }", "() => location.reload()"):
            page.page.evaluate("() => { location.hash = '#official'; }")
            section(page).get_by_label("发到手多少元？（实发）").fill("470")
            expect(facts).to_be_visible(visible=not sent)
            section(page).locator("[data-causes] button").first.click()
            expect(page.root).to_have_attribute("data-state", "trial")
            expect(page.total("payable")).to_have_text("470.00 元")
            expect(facts).to_be_hidden()
            page.page.evaluate(leave)
            page.expect_engine("ready")
            expect(page.root).to_have_attribute("data-state", "link" if sent else "draft")
            expect(page.total("payable")).to_have_text(own)
            assert page.form() == before
