"""When a script of the calculator page comes in part or not at all: a figure, or a sentence and tables."""

from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.network import DROPPED, LOGIN, MISSING, TRUNCATED, Fault, Network
from tests.support.cases import deep_but

# The scripts of the page; without the second one, a browser with Trusted Types starts no worker.
PARTS = ("calculator.js", "trusted.js", "early.js")
EMPTY = Fault(content=lambda _: b"")
# The site's hosts send `nosniff`, so no browser runs a script with another type.
WRONG_TYPE = Fault(type="text/plain")
FAULTS = {
    "404": MISSING,
    "half": TRUNCATED,
    "cut": DROPPED,
    "login": LOGIN,
    "empty": EMPTY,
    "wrong type": WRONG_TYPE,
}
# Each script and each fault.
QUICK = (
    *("404 calculator.js", "login calculator.js", "half trusted.js", "empty trusted.js"),
    *("cut early.js", "wrong type early.js"),
)


@pytest.mark.parametrize(
    ("part", "fault"),
    deep_but(QUICK, {f"{name} {part}": (part, fault) for name, fault in FAULTS.items() for part in PARTS}),
)
def test_with_a_truncated_script_the_page_shows_a_figure_or_a_sentence(
    calculator_page: CalculatorPage, network: Network, part: str, fault: Fault
) -> None:
    network.faults[f"/{part}"] = fault
    page = calculator_page.open()
    page.page.wait_for_load_state()
    said = page.root.locator("[data-unscripted]:visible, [data-engine-note][data-state=failed]:visible")
    computed = page.root.and_(page.page.locator("[data-engine=ready]"))
    expect(said.or_(computed)).to_be_visible()
    if said.count():
        expect(said).to_contain_text("印好的对照表")
    expect(page.total("payable")).to_have_text("500.00 元")


def test_a_browser_without_modules_gets_a_sentence(new_context: NewContext, network: Network) -> None:
    context = new_context()
    # It passes over scripts that are modules, and knows no mark of them.
    context.add_init_script("delete HTMLScriptElement.prototype.noModule")
    network.faults["/calculator.js"] = MISSING
    page = CalculatorPage(context.new_page()).open()
    expect(page.root.locator("[data-unscripted]")).to_be_visible()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.box("sign_ins")).to_be_visible()


def test_a_style_sheet_of_a_wrong_type_leaves_a_page_that_computes(
    calculator_page: CalculatorPage, network: Network
) -> None:
    network.faults[".css"] = WRONG_TYPE
    page = calculator_page.open().ready()
    page.fill({"sign_ins": "19"})
    # 500 − 10 (article 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")


def test_what_is_typed_before_the_script_comes_is_of_the_month_that_stands_there(
    newcomer: BrowserContext,
) -> None:
    page = CalculatorPage(newcomer.new_page())
    # The page was printed months before the device's day.
    page.page.clock.set_fixed_time(datetime(2031, 3, 15, 9))
    waiting: list[Route] = []

    def hold(route: Route) -> None:  # Playwright takes no method of a list
        waiting.append(route)

    page.page.route("**/calculator.js", hold)
    with page.page.expect_request("**/calculator.js"):
        page.page.goto("calculator/", wait_until="commit")
    printed = page.box("month").input_value()
    assert printed != "2031-03"
    page.box("sign_ins").fill("19")
    page.box("valid_reports").fill("20")
    for each in waiting:
        each.continue_()
    page.ready()
    expect(page.box("month")).to_have_value(printed)
    year, month = printed.split("-")
    expect(page.root.locator("[data-keep]")).to_have_text(f"记下 {year}年{int(month)}月")
    # 350 + 150 − 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")
