"""The page's example is not a worker's month: there is nothing of it to hand on."""

from playwright.sync_api import BrowserContext, expect

from scripts.pages.sealed import fragment
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import link

# Records the texts drawn into pictures.
HEAR = """globalThis.drawn = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
  drawn.push(text);
  return fillText.call(this, text, ...place);
};"""
# 350 + 20 × 7.50 (articles 9, 11(1)): the counts are those of the example.
SAME = fragment("2026-10", "rural", policy="2022-05-06", sign_ins=20, valid_reports=20)


def test_only_a_month_that_was_typed_or_sent_is_handed_on(newcomer: BrowserContext) -> None:
    page = CalculatorPage(newcomer.new_page())
    page.page.add_init_script(HEAR)
    page.open().ready()
    picture = page.root.locator("[data-picture]")
    expect(picture).to_be_disabled()
    assert link(page) == ""
    page.page.evaluate("(hash) => { location.hash = hash; }", SAME)
    expect(page.example).to_be_hidden()
    with page.page.expect_download():
        picture.click()
    drawn = page.page.evaluate("drawn")
    assert "500.00 元" in drawn
    assert not [text for text in drawn if "例子" in text]
