"""What was typed and not kept is there again where the page comes back in its tab, and nowhere else."""

import pytest
from playwright.sync_api import expect

from tests.browser.calculator_page import CalculatorPage
from tests.browser.handing import HIDDEN, OPENED, note

NOTE = "三次在邻村，没有信号"


@pytest.fixture(name="page")
def typed_page(calculator_page: CalculatorPage) -> CalculatorPage:
    """A page with a month typed in, a fact and a wish among it, and a note beside it."""
    page = calculator_page.open().ready()
    page.unfold()
    page.fill({"sign_ins": "17", "valid_reports": "23", "target": "480", "title_misuse": True})
    page.root.locator("#in-note").fill(NOTE)
    return page


def expect_typed(page: CalculatorPage) -> None:
    page.ready()
    # 350 + 150 − 3 × 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("470.00 元")
    form = page.form()
    assert (form["valid_reports"], form["target"], form["title_misuse"]) == ("23", "480", True)
    expect(page.root.locator("#in-note")).to_have_value(NOTE)


def test_a_page_opened_anew_has_what_was_typed(page: CalculatorPage) -> None:
    page.page.reload()
    expect_typed(page)


def test_whoever_comes_back_from_the_text_finds_what_was_typed(page: CalculatorPage) -> None:
    page.page.goto("text/")
    page.page.go_back()
    expect_typed(page)


def test_a_visit_that_begins_anew_begins_with_the_example(page: CalculatorPage) -> None:
    page.page.goto("text/")
    page.open().ready()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.example).to_be_visible()
    # Nor does it come up later.
    page.page.reload()
    page.ready()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.root.locator("#in-note")).to_have_value("")


def test_a_note_alone_is_there_again_too(calculator_page: CalculatorPage) -> None:
    page = calculator_page.open().ready()
    page.unfold()
    page.root.locator("#in-note").fill(NOTE)
    page.page.reload()
    page.ready()
    expect(page.root.locator("#in-note")).to_have_value(NOTE)
    expect(page.total("payable")).to_have_text("500.00 元")


def test_nothing_is_left_in_another_tab(page: CalculatorPage) -> None:
    other = CalculatorPage(page.page.context.new_page()).open().ready()
    expect(other.total("payable")).to_have_text("500.00 元")


def test_a_link_opened_anew_is_still_a_link(calculator_page: CalculatorPage) -> None:
    page = calculator_page
    page.page.goto(f"calculator/{HIDDEN}")
    page.ready()
    page.page.reload()
    page.ready()
    expect(note(page)).to_have_text(OPENED)
    expect(page.total("payable")).to_be_hidden()
