"""The finder on the page of the categories: for everyday words it finds the item to report under."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculator import clauses
from tests.browser.calculator.test_loading import listen
from tests.browser.conftest import PHONE, NewContext
from tests.browser.support.finding import Finding, find
from tests.browser.support.heard import complaints
from tests.browser.support.rest import idle
from tests.support.content import BOOK

CASES = tomllib.loads(Path(__file__).with_name("finder.toml").read_text("utf-8"))
WORDS, LAWFUL = CASES["words"], CASES["lawful"]
FIELD, SAID, FOUND = "#finder-words", ".finder-said", ".finder-found a"
HREFS = "(links) => links.map((link) => link.getAttribute('href').slice(1))"


ITEMS = BOOK.items


@pytest.fixture(scope="module")
def findings(_module_context: NewContext) -> dict[str, Finding]:
    """The finder's answers to every word of this module, asked on one page."""
    page = _module_context().new_page()
    page.goto("categories/")
    own = [word for item in ITEMS.values() for word in item["keywords"]]
    return find(page, [*(str(each["typed"]) for each in (*WORDS, *LAWFUL)), *own])


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A visitor's own page of the categories, on a telephone."""
    page = new_context(**PHONE).new_page()
    page.goto("categories/")
    return page


def found(page: Page) -> list[str]:
    anchors: list[str] = page.locator(FOUND).evaluate_all(HREFS)
    return anchors


def test_the_words_are_many_and_every_item_is_looked_for() -> None:
    typed = [each["typed"] for each in WORDS]
    assert len(set(typed)) == len(typed) >= 40
    assert {anchor for each in WORDS for anchor in each["finds"]} == set(map(clauses.anchor, ITEMS))


@pytest.mark.parametrize("each", WORDS, ids=lambda each: each["typed"])
def test_a_word_finds_its_item_first(findings: dict[str, Finding], each: dict[str, list[str]]) -> None:
    anchors = findings[str(each["typed"])].links
    assert anchors, each
    assert anchors[0] in each["finds"], anchors
    assert set(anchors[: len(each["finds"])]) == set(each["finds"]), anchors


@pytest.mark.parametrize("each", LAWFUL, ids=lambda each: each["typed"])
def test_lawful_acts_are_not_listed_as_items_to_report(
    findings: dict[str, Finding], each: dict[str, str]
) -> None:
    assert each["is_not"] not in findings[each["typed"]].links


def test_a_result_shows_the_number_to_call_and_its_limit(page: Page) -> None:
    page.locator(FIELD).fill("扬言")
    first = page.locator(".finder-found li").first
    expect(first).to_contain_text("先打 110")
    expect(first).to_contain_text("按规定反映诉求，不属于这一项")


def test_the_sentence_counts_what_is_listed(page: Page) -> None:
    page.locator(FIELD).fill("打架")
    count = len(found(page))
    assert 2 <= count <= 6
    expect(page.locator(SAID)).to_have_text(f"找到 {count} 项，最像的在前面，报不报看条文：")
    expect(page.locator(".finder-found li").first).to_contain_text("打架")


def test_a_search_without_results_is_reported_and_an_empty_field_lists_nothing(page: Page) -> None:
    page.locator(FIELD).fill("xqzvwk")
    expect(page.locator(SAID)).to_have_text(
        "没有找到「xqzvwk」。不一定都要报；换个说法试试，或者从下面的五类里找。"
        "有人有危险，先打 110、119 或 120。"
    )
    assert found(page) == []
    page.locator(FIELD).fill("网吧")
    assert found(page) != []
    for nothing in ("", "   ", "，。"):
        page.locator(FIELD).fill(nothing)
        assert found(page) == [], nothing
    page.locator(FIELD).fill("")
    expect(page.locator(SAID)).to_have_text("")


def test_a_tap_on_a_result_goes_to_the_item(page: Page) -> None:
    page.locator(FIELD).fill("网吧")
    page.locator(FOUND).first.tap()
    page.wait_for_url("**/categories/#art-14-4-4")
    expect(page.locator("#art-14-4-4")).to_be_in_viewport()


def test_the_finder_works_without_the_network(page: Page) -> None:
    wrong = complaints(page)
    idle(page)
    page.context.set_offline(True)
    page.locator(FIELD).fill("讨薪")
    page.locator(FOUND).first.tap()
    expect(page.locator("#art-14-5-5")).to_be_in_viewport()
    assert wrong == []


def test_the_finder_works_with_the_keyboard_alone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("categories/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(FIELD).evaluate("(field) => field === document.activeElement"):
            break
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("要债")
    page.keyboard.press("Tab")
    expect(page.locator(FOUND).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/categories/#art-14-5-6")
    expect(page.locator("#art-14-5-6")).to_be_in_viewport()


def test_without_a_script_there_is_no_finder(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("categories/")
    expect(page.locator(".finder")).to_be_hidden()
    expect(page.locator("#art-14-4-4")).to_be_visible()


def test_what_is_typed_stays_text(page: Page) -> None:
    wrong = listen(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    typed = "<img src=x onerror=document.title='hit'>黑网吧"
    page.locator(FIELD).fill(typed)
    expect(page.locator(SAID)).to_contain_text("项")
    page.locator(FIELD).fill("<img src=x onerror=document.title='hit'>")
    expect(page.locator(SAID)).to_contain_text("<img src=x onerror=document.title='hit'>")
    assert page.locator(".finder img").count() == 0
    assert "上报类别" in page.title()
    assert wrong == []
    assert [url for url in asked if url.endswith("/x")] == []


def test_every_item_can_be_found_by_each_of_its_own_words(findings: dict[str, Finding]) -> None:
    lost = [
        (key, word)
        for key, item in ITEMS.items()
        for word in item["keywords"]
        if clauses.anchor(key) not in findings[word].links
    ]
    assert lost == []
