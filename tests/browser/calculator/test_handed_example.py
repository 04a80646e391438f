"""The page's example is not a worker's month: a link, code or picture made from it says so."""

import pytest
from playwright.sync_api import BrowserContext

from scripts.pages.sealed import fragment
from tests.browser.support.calculator_page import CalculatorPage

DRAWN = "例子里的数，不是哪个人的月份"
# Records the texts drawn into pictures, and the data passed to the device's share dialog.
HEAR = """globalThis.drawn = [];
globalThis.sent = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
  drawn.push(text);
  return fillText.call(this, text, ...place);
};
navigator.share = async ({ text }) => void sent.push(text);"""


@pytest.fixture(name="page")
def sender(newcomer: BrowserContext) -> CalculatorPage:
    page = CalculatorPage(newcomer.new_page())
    page.page.add_init_script(HEAR)
    return page


def hand_on(page: CalculatorPage) -> tuple[list[str], str]:
    """Return the texts in a picture of the month, and the message that is sent."""
    page.page.evaluate("drawn.length = sent.length = 0")
    with page.page.expect_download():
        page.root.locator("[data-picture]").click()
    page.root.locator("[data-send]").click()
    drawn: list[str] = page.page.evaluate("drawn")
    sent: list[str] = page.page.evaluate("sent")
    return drawn, sent[0]


def test_a_picture_and_a_message_say_that_they_are_of_the_example(page: CalculatorPage) -> None:
    page.open().ready()
    drawn, sent = hand_on(page)
    assert drawn[0] == DRAWN
    assert "500.00 元" in drawn
    assert sent.startswith("例子：")
    page.fill({"sign_ins": "19"})
    drawn, sent = hand_on(page)
    # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)).
    assert "490.00 元" in drawn
    assert DRAWN not in drawn
    assert "例子" not in sent


def test_a_month_that_was_sent_is_no_example_though_its_counts_are_the_same(page: CalculatorPage) -> None:
    same = fragment("2026-10", "rural", policy="2022-05-06", sign_ins=20, valid_reports=20)
    page.page.goto(f"calculator/{same}")
    page.ready()
    drawn, sent = hand_on(page)
    assert "500.00 元" in drawn
    assert DRAWN not in drawn
    assert "例子" not in sent
