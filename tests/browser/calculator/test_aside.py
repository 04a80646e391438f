"""Typed input that was not stored returns when the page is opened again in its tab, and only there."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import HIDDEN, OPENED, note

NOTE = "三次在邻村，没有信号"


def expect_typed(page: CalculatorPage) -> None:
    page.ready()
    # 350 + 150 − 3 × 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("470.00 元")
    form = page.form()
    assert (form["valid_reports"], form["target"], form["title_misuse"]) == ("23", "480", True)
    expect(page.root.locator("#in-note")).to_have_value(NOTE)


def expect_example(page: CalculatorPage, note: str) -> None:
    page.ready()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.example).to_be_visible()
    expect(page.root.locator("#in-note")).to_have_value(note)


def test_typed_input_returns_in_its_own_tab_only(newcomer: BrowserContext) -> None:
    page = CalculatorPage(newcomer.new_page()).open().ready()
    page.unfold()
    # The input includes a fact, a target and a note.
    page.fill({"sign_ins": "17", "valid_reports": "23", "target": "480", "title_misuse": True})
    page.root.locator("#in-note").fill(NOTE)
    # The page is opened again, and reached by the back button from the text page.
    page.page.reload()
    expect_typed(page)
    page.page.goto("text/")
    page.page.go_back()
    expect_typed(page)
    # Nothing is left in another tab.
    expect_example(CalculatorPage(newcomer.new_page()).open(), "")
    # A new visit begins with the example.
    page.page.goto("text/")
    expect_example(page.open(), "")
    # The input does not return later either.
    page.page.reload()
    expect_example(page, "")
    # A note alone is there again too.
    page.root.locator("#in-note").fill(NOTE)
    page.page.reload()
    expect_example(page, NOTE)


def test_a_link_opened_anew_is_still_a_link(newcomer: BrowserContext) -> None:
    page = CalculatorPage(newcomer.new_page())
    page.page.goto(f"calculator/{HIDDEN}")
    page.ready()
    page.page.reload()
    page.ready()
    expect(note(page)).to_have_text(OPENED)
    expect(page.total("payable")).to_be_hidden()
