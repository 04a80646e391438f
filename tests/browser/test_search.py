"""The theme's search over the built index: what workers and trainers type, and what must come."""

import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts import handbook
from scripts.handbook import PAGES
from tests.browser.conftest import NewContext
from tests.browser.test_loading import listen

QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))["queries"]
TYPED = tomllib.loads(Path(__file__).with_name("queries_typed.toml").read_text("utf-8"))["typed"]
# Of those at least this share must be answered right.
ENOUGH = 78 / 80
WANTED = {"签到扣钱", "黑网吧", "淘汰", "年底"}
AMONG_FIRST = 2

# A result is a page with its best sections; further sections are folded away.
RESULTS = """(list) => [...list.querySelectorAll(".md-search-result__item")].map((result) =>
  [...result.querySelectorAll("a.md-search-result__link")]
    .filter((link) => link.closest("details") === null)
    .map((link) => new URL(link.href))
    .map(({ pathname, hash }) => `${pathname.split("/")[1] || "index"}${hash}`))"""


@pytest.fixture(scope="module")
def search_page(_module_context: NewContext) -> Page:
    """A page whose search is open, shared by the module."""
    page = _module_context().new_page()
    page.goto("about/")
    page.get_by_role("textbox", name="搜索").click()
    return page


def search_for(page: Page, typed: str) -> None:
    """Type into the box and wait until the search has told of this query."""
    box, said = page.get_by_role("textbox", name="搜索"), page.locator(".md-search-result__meta")
    for text, told in (("", "键入以开始搜索"), (typed, re.compile("结果"))):
        box.fill(text)
        expect(said).to_have_text(told)


def found(page: Page) -> list[list[str]]:
    """Return the results as they are in sight, each a page and its best sections."""
    results: list[list[str]] = page.locator(".md-search-result__list").evaluate(RESULTS)
    return results


def test_the_queries_are_many_and_cover_every_page_that_answers() -> None:
    typed = [query["typed"] for query in QUERIES]
    assert len(set(typed)) == len(typed) >= 30
    assert set(typed) >= WANTED
    pages = {place.partition("#")[0] for query in QUERIES for place in query["finds"]}
    assert pages == set(PAGES) - {"index", "calculator"}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["typed"])
def test_a_query_finds_its_place_first_or_second(search_page: Page, query: dict[str, list[str]]) -> None:
    search_for(search_page, str(query["typed"]))
    results = found(search_page)
    in_sight = [place for result in results[:AMONG_FIRST] for place in result]
    assert set(query["finds"]) & set(in_sight), results[:6]


def test_what_people_type_and_paste_is_found(search_page: Page) -> None:
    assert len(TYPED) >= 80
    wrong = []
    for typed, finds in TYPED.items():
        search_for(search_page, typed)
        results = found(search_page)
        in_sight = {place for result in results[:AMONG_FIRST] for place in result}
        if not (in_sight & set(finds) if finds else not results):
            wrong.append((typed, results[:4]))
    assert len(wrong) <= len(TYPED) * (1 - ENOUGH), wrong


def test_danger_leads_to_whom_to_call_first(search_page: Page) -> None:
    wrong = []
    said = [(danger["id"], word) for danger in handbook.load().dangers for word in danger["words"]]
    for danger, word in said:
        # What is said stands for 「…」 too: 被老公打 is 被…打. One character alone begins too many words.
        typed = "捅人" if word == "捅" else word.replace("…", "老公")
        search_for(search_page, typed)
        first = [place for result in found(search_page)[:1] for place in result if "#" in place][:1]
        if not any(place.startswith("faq#call-") for place in first):
            wrong.append((danger, typed, first))
    assert wrong == []


@pytest.mark.parametrize("typed", ["孩子", "打架", "电梯", "煤气", "邻居", "车祸赔偿", "火灾隐患"])
def test_a_word_that_tells_of_no_danger_finds_no_place_of_danger(search_page: Page, typed: str) -> None:
    search_for(search_page, typed)
    places = {place for result in found(search_page) for place in result}
    assert places
    assert not places & {f"faq#call-{danger['id']}" for danger in handbook.load().dangers}


@pytest.mark.parametrize("typed", ["邻居要跳楼", "小孩上楼", "网掉了"])
def test_no_place_is_found_by_a_single_character(search_page: Page, typed: str) -> None:
    search_for(search_page, typed)
    marked = search_page.locator(".md-search-result__list mark").all_text_contents()
    assert [each for each in marked if len(each) < 2] == []
    assert "hosting" not in {place for result in found(search_page) for place in result}


def test_what_a_place_lacks_is_not_listed_struck_out(search_page: Page) -> None:
    search_for(search_page, "签到扣钱 xqzvwk")
    assert found(search_page) != []
    assert search_page.locator(".md-search-result__terms").count() == 0


def test_half_typed_pinyin_is_not_searched(search_page: Page) -> None:
    """The input method's own steps: its letters stand in the field, then the word takes their place."""
    said = search_page.locator(".md-search-result__meta")
    search_for(search_page, "xqzvwk")
    box = search_page.get_by_role("textbox", name="搜索")
    box.fill("")
    expect(said).to_have_text("键入以开始搜索")
    keyboard = search_page.context.new_cdp_session(search_page)
    for letters in ("q", "qi", "qian", "qian'dao"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": 1})
        box.dispatch_event("keyup", {"isComposing": True})
    expect(box).to_have_value("qian'dao")
    expect(said).to_have_text("键入以开始搜索")
    keyboard.send("Input.insertText", {"text": "签到"})
    expect(said).to_contain_text("结果")
    assert found(search_page)[0][0] == "glossary"


def test_a_result_leads_to_its_section(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("about/")
    page.get_by_role("textbox", name="搜索").click()
    search_for(page, "黑网吧")
    page.locator(".md-search-result__list a[href*='#art-14-4-4']").first.click()
    page.wait_for_url("**/categories/*#art-14-4-4")
    expect(page.locator("#art-14-4-4")).to_be_in_viewport()


def test_a_query_with_nothing_found_is_told_so_and_nothing_goes_wrong(new_context: NewContext) -> None:
    page = new_context().new_page()
    wrong = listen(page)
    page.goto("about/")
    page.get_by_role("textbox", name="搜索").click()
    search_for(page, "xqzvwk")
    expect(page.locator(".md-search-result__meta")).to_have_text("没有找到符合条件的结果")
    assert found(page) == []
    assert wrong == []
