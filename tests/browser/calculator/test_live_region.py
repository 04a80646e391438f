"""A screen reader hears the result once, when typing has paused."""

import pytest
from playwright.sync_api import expect

from tests.browser.support.calculator_page import CalculatorPage

PAUSE_MS = 800
# The comparison with the official slip says its own result, in its own view.
REGIONS = ":is([aria-live], [role=status], [role=alert]):not([data-paid])"


@pytest.fixture(name="page")
def stopped_page(calculator_page: CalculatorPage) -> CalculatorPage:
    """A page that has answered and said so, with its clock stopped."""
    page = calculator_page.stop_clock().open().ready()
    page.page.clock.run_for(PAUSE_MS)
    assert page.noted("announced") == ["例子：本月应发 500.00 元。"]
    return page


def test_typing_and_its_faults_are_announced_once_after_a_pause(page: CalculatorPage) -> None:
    # 19 sign-ins cost 10 (article 12(3)); 123 reports pay 20, and the 50 of the cap at the year's end.
    for name, keys in (("sign_ins", "19"), ("valid_reports", "123")):
        for key in keys:
            page.box(name).press_sequentially(key)
            page.await_figure()
            page.page.clock.run_for(PAUSE_MS - 1)
    assert len(page.noted("announced")) == 1
    page.page.clock.run_for(1)
    summary = "本月应发 490.00 元；年底另发 50.00 元；少签到扣 10.00 元（第十二条第三项）。"
    assert page.noted("announced")[1:] == [summary]
    page.page.clock.run_for(10 * PAUSE_MS)
    assert len(page.noted("announced")) == 2
    # A fault is announced too.
    page.fill({"sign_ins": "x"})
    page.page.clock.run_for(PAUSE_MS)
    assert page.noted("announced")[2:] == ["有的数还不能算，请改好标出的地方。"]
    # The region is polite, and out of sight but there.
    region = page.root.locator("[data-announce]")
    expect(region).to_have_attribute("aria-live", "polite")
    expect(region).to_have_attribute("role", "status")
    # Screen readers read only rendered elements.
    assert region.evaluate("(place) => getComputedStyle(place).display") == "block"
    assert page.root.locator(REGIONS).count() == 1
