"""While the reader reads, the page lets the engine compute some times, so that the first key is fast."""

import re

from playwright.sync_api import expect

from scripts.setup.bootstrap import ROOT
from tests.browser.conftest import NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.rest import idle

# Records the page's requests to its worker, in order.
LISTEN = """
  globalThis.verbs = [];
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.kind === "ask") verbs.push(message.verb);
    return postMessage.call(this, message, ...rest);
  };
"""
# A reader who types as soon as there is a figure with all that goes with it.
TYPE_AT_ONCE = """
  document.addEventListener("settled", ({ detail, target }) => {
    if (detail !== 1) return;
    globalThis.before = verbs.length;
    const [box, other] = ["valid_reports", "sign_ins"].map((name) => target.querySelector(`[name=${name}]`));
    [box.value, other.value] = ["18", "20"];
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }, true);
"""
MONTH = ["page", "further_page"]


def turns() -> int:
    """Return how many requests the page sends while the user does nothing."""
    script = (ROOT / "docs" / "assets" / "js" / "calculator" / "calculator.js").read_text("utf-8")
    (number,) = re.findall(r"const TURNS = (\d+);", script)
    return int(number)


def opened(new_context: NewContext, *scripts: str) -> CalculatorPage:
    page = new_context().new_page()
    for script in (LISTEN, *scripts):
        page.add_init_script(script)
    return CalculatorPage(page).open().ready()


def asked_in_all(page: CalculatorPage, number: int) -> list[str]:
    """Wait for so many requests and some time for further ones; return all requests."""
    page.page.wait_for_function("(number) => verbs.length >= number", arg=number)
    page.settle()
    idle(page.page)
    asked: list[str] = page.page.evaluate("verbs")
    return asked


def test_the_idle_page_asks_for_the_shown_month_and_then_stops(new_context: NewContext) -> None:
    page = opened(new_context)
    wanted = MONTH * (1 + turns())
    assert asked_in_all(page, len(wanted)) == wanted
    # A screen reader does not hear of it, and the page stays as it was sent.
    page.wait_noted("announced", lambda said: len(said) == 1)
    expect(page.total("payable")).to_contain_text("500.00")


def test_a_reader_who_types_has_the_engine_alone(new_context: NewContext) -> None:
    """350 + 18 × 7.50 = 485 (articles 9 and 11(1)); of the 20 sign-ins none is short."""
    page = opened(new_context, TYPE_AT_ONCE)
    expect(page.total("payable")).to_contain_text("485.00")
    assert page.page.evaluate("before") == len(MONTH)
    assert asked_in_all(page, len(MONTH * 2)) == MONTH * 2
