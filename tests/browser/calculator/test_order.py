"""After a key press the figure comes first; the rest of the answer always follows a frame later."""

import pytest
from playwright.sync_api import expect

from tests.browser.support.calculator_page import CalculatorPage

# Rural: 350 a month, 7.50 a report, 10 off for the one sign-in short of 20 (articles 9, 11(1), 12(3)).
MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": "19", "valid_reports": "18"}
# The effect of one report fewer and one more, after 18 and after 20 reports.
AFTER_18, AFTER_20 = "少 1 条：−7.50 元；多 1 条：+7.50 元", "少 1 条：−7.50 元；多 1 条：本月不变"
STEP = "[data-steps] li:last-child"

# Records, in order, the requests to the worker and the texts of the page for one typed count.
ORDER = """([reports, step]) => new Promise((settle) => {
  const [worker] = probe.workers;
  const root = document.getElementById("calculator");
  const order = [];
  worker.postMessage = (message) => {
    order.push(message.verb);
    Worker.prototype.postMessage.call(worker, message);
  };
  const said = () => root.querySelector(step).textContent;
  const figure = () => root.querySelector("[data-total=payable] dd").textContent;
  root.addEventListener("painted", () => order.push([figure(), said()]), { once: true });
  root.addEventListener("settled", () => {
    delete worker.postMessage;
    settle([...order, said()]);
  }, { once: true });
  const box = root.querySelector("[name=valid_reports]");
  box.value = reports;
  box.dispatchEvent(new Event("input", { bubbles: true }));
})"""
# As in a page that is not in front.
NO_FRAMES = (
    "() => { [window.theirs, window.requestAnimationFrame] = [window.requestAnimationFrame, () => 0]; }"
)
FRAMES = "() => { window.requestAnimationFrame = window.theirs; }"


@pytest.fixture(name="page")
def page_with_the_month(ready_page: CalculatorPage) -> CalculatorPage:
    ready_page.unfold()
    ready_page.fill(MONTH)
    return ready_page


def test_the_figure_comes_first(page: CalculatorPage) -> None:
    """350 + 20 × 7.50 − 10 = 490; at that moment the sentences for 18 reports are still shown."""
    first, (figure, still), then, step = page.page.evaluate(ORDER, ["20", STEP])
    assert (first, figure, then) == ("page", "490.00 元", "further_page")
    assert AFTER_18 in still
    assert AFTER_20 in step


def test_the_rest_of_the_answer_comes_also_without_a_frame(page: CalculatorPage) -> None:
    page.page.evaluate(NO_FRAMES)
    try:
        page.fill({"valid_reports": "20"})
        expect(page.root.locator(STEP)).to_contain_text(AFTER_20)
    finally:
        page.page.evaluate(FRAMES)


def test_after_quick_keys_the_last_one_gets_its_whole_answer(page: CalculatorPage) -> None:
    page.box("valid_reports").fill("3")
    page.box("valid_reports").press_sequentially("0")
    page.box("valid_reports").fill("20")
    page.settle()
    expect(page.root.locator(STEP)).to_contain_text(AFTER_20)
    assert page.total("payable").text_content() == "490.00 元"
