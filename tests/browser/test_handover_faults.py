"""A month handed on where something comes between: the way back, a script that does not come."""

import pytest
from playwright.sync_api import expect

from tests.browser.calculator_page import CalculatorPage
from tests.browser.handing import MONTH, note
from tests.browser.heard import complaints

# As long as a button says what could not be done, by the page's own clock.
SHOWN_MS = 2500


def test_back_from_further_down_takes_nothing_that_was_typed(calculator_page: CalculatorPage) -> None:
    page = calculator_page
    page.page.goto(f"calculator/{MONTH}")
    page.ready()
    page.page.evaluate("location.hash = 'slip'")  # as the bar does
    page.fill({"sign_ins": "17"})
    expect(note(page)).to_be_hidden()
    page.page.go_back()
    page.fill({"valid_reports": "21"})
    page.settle()
    expect(page.box("sign_ins")).to_have_value("17")
    # 500 − 3 × 10 (article 12(3)).
    expect(page.total("payable")).to_have_text("470.00 元")
    # The same link once more is meant.
    page.page.evaluate("(link) => (location.hash = link)", MONTH)
    expect(page.box("sign_ins")).to_have_value("19")


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("[data-picture]", "图片没有做成，可以截屏"),
        (".own-code summary", "二维码没有画出来，连上网再试"),
    ],
)
def test_a_script_that_does_not_come_any_more_is_told(
    calculator_page: CalculatorPage, place: str, sentence: str
) -> None:
    page = calculator_page
    page.page.goto("calculator/")
    page.ready().unfold()
    page.page.clock.install()
    heard = complaints(page.page)
    button = page.root.locator(place)
    label = button.text_content()
    page.page.context.set_offline(True)
    button.click()
    expect(button).to_have_text(sentence)
    page.page.clock.run_for(SHOWN_MS)
    expect(button).to_have_text(str(label))
    assert heard == []
