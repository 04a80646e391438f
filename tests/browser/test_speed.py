"""The page stays free for the thumb while it computes: no task of its own holds it for 50 ms."""

from typing import Any

import pytest

from scripts.states import keep
from tests.browser.calculator_page import CalculatorPage
from tests.browser.conftest import PHONE, NewContext

pytestmark = pytest.mark.alone
KEYS = "0123456789" * 3
# A machine that others use stops any task now and then; a page that blocks does so every time.
ROUNDS = 3
WATCH = """() => {
  window.long = [];
  window.observer = new PerformanceObserver((list) =>
    window.long.push(...list.getEntries().map(({ duration }) => Math.round(duration))));
  window.observer.observe({ type: "longtask" });
}"""
# What was seen up to now, what the browser has not handed over yet included; then it begins anew.
SEEN = """() => {
  const all = [...window.long, ...window.observer.takeRecords().map(({ duration }) => Math.round(duration))];
  window.long = [];
  return all;
}"""
# Longer than any task may be, on purpose.
BLOCK = """() => new Promise((settle) => setTimeout(() => {
  const until = performance.now() + 120;
  while (performance.now() < until);
  setTimeout(settle);
}))"""
JUDGED = """() => { window.judged = 0;
  document.getElementById("calculator").addEventListener("judged", () => (window.judged += 1)); }"""


@pytest.fixture(name="page")
def watched_page(new_context: NewContext) -> CalculatorPage:
    page = CalculatorPage(new_context(**PHONE).new_page()).open().ready()
    page.page.evaluate(WATCH)
    return page


def type_all(page: CalculatorPage) -> list[Any]:
    """Press thirty keys, each when the one before has been answered; return the long tasks meanwhile."""
    page.page.evaluate(SEEN)
    for key in KEYS:
        page.page.keyboard.press("ControlOrMeta+A")
        page.page.keyboard.press(key)
        page.settle()
    seen: list[Any] = page.page.evaluate(SEEN)
    return seen


def free_at_least_once(page: CalculatorPage) -> list[list[Any]]:
    """Return the long tasks of the rounds, up to the first without one."""
    rounds: list[list[Any]] = []
    while len(rounds) < ROUNDS and (not rounds or rounds[-1]):
        rounds.append(type_all(page))
    return rounds


def test_a_task_that_is_too_long_is_seen(page: CalculatorPage) -> None:
    page.page.evaluate(SEEN)
    page.page.evaluate(BLOCK)
    page.page.wait_for_function("() => window.long.some((duration) => duration >= 100)")


def test_typing_never_holds_the_page(page: CalculatorPage) -> None:
    page.box("valid_reports").focus()
    rounds = free_at_least_once(page)
    assert rounds[-1] == []
    # The last key was a 9: 350 + 9 × 7.50 (articles 9, 11(1)).
    assert page.total("payable").text_content() == "417.50 元"


def test_nor_with_months_kept_and_everything_asked(page: CalculatorPage) -> None:
    keep(page.page)
    page.page.locator(".official-lines summary").click()
    page.page.locator("#official-report_pay").fill("142.50")
    page.page.locator("[data-official=report_pay]").wait_for()
    page.fill({"target": "480"})
    page.page.evaluate(JUDGED)
    page.box("valid_reports").focus()
    rounds = free_at_least_once(page)
    assert rounds[-1] == []
    # The year and the grounds were judged meanwhile, not left for later.
    page.page.wait_for_function("() => window.judged > 0")
