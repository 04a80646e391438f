"""Sending a month when something goes wrong: the back button, a script that cannot be fetched."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import MONTH, note
from tests.browser.support.heard import complaints

# How long a button shows its result.
SHOWN_MS = 2500


def test_the_back_button_does_not_delete_typed_input(newcomer: BrowserContext) -> None:
    page = CalculatorPage(newcomer.new_page())
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
    # If the same link is opened once more, it fills in the form again.
    page.page.evaluate("(link) => (location.hash = link)", MONTH)
    expect(page.box("sign_ins")).to_have_value("19")


def test_a_script_that_cannot_be_fetched_is_reported(calculator_page: CalculatorPage) -> None:
    page = calculator_page.stop_clock().open().ready()
    page.unfold()
    page.fill({"sign_ins": "19"})
    heard = complaints(page.page)
    page.page.context.set_offline(True)
    for place, sentence in (
        ("[data-picture]", "图片没有做成，可以截屏"),
        (".own-code summary", "二维码没有画出来，连上网再试"),
    ):
        button = page.root.locator(place)
        label = button.text_content()
        button.click()
        expect(button).to_have_text(sentence)
        page.page.clock.run_for(SHOWN_MS)
        expect(button).to_have_text(str(label))
    assert heard == []
