"""The theme's search with the built index: queries of workers and trainers, and the expected results."""

import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.content.pages import PAGES
from scripts.setup.bootstrap import ROOT
from tests.browser.calculator.test_loading import listen
from tests.browser.conftest import NewContext
from tests.browser.support.searching import Answer, ask, found, keep, kept
from tests.conftest import MakeOnce
from tests.finder.counted import cases

QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))["queries"]
TYPED = tomllib.loads(Path(__file__).with_name("queries_typed.toml").read_text("utf-8"))["typed"]
ASKED = tomllib.loads(Path(__file__).with_name("queries_asked.toml").read_text("utf-8"))["asked"]
# At least this share of the typed queries must have the right result.
ENOUGH = 78 / 80
WANTED = {"签到扣钱", "黑网吧", "淘汰", "年底"}
AMONG_FIRST = 2

SPOKEN = cases(ROOT / "tests" / "finder" / "spoken.toml")
DANGERS = [case["said"] for case in SPOKEN if "danger" in case]
CALM = ("孩子", "打架", "电梯", "煤气", "邻居", "车祸赔偿", "火灾隐患")
SINGLE = ("邻居要跳楼", "小孩上楼", "网掉了")
LACKING = "签到扣钱 xqzvwk"


@pytest.fixture
def search_page(new_context: NewContext) -> Page:
    """A page whose search is open."""
    page = new_context().new_page()
    page.goto("about/")
    page.get_by_role("textbox", name="搜索").click()
    return page


def search_for(page: Page, typed: str) -> None:
    """Type into the box and wait for the search results of this query."""
    box, said = page.get_by_role("textbox", name="搜索"), page.locator(".md-search-result__meta")
    for text, told in (("", "键入以开始搜索"), (typed, re.compile("结果"))):
        box.fill(text)
        expect(said).to_have_text(told)


@pytest.fixture(scope="module")
def answers(made_once: MakeOnce, _module_context: NewContext) -> dict[str, Answer]:
    """The results of each query of this module; the first test process asks all of them on one page."""

    def make(folder: Path) -> None:
        page = _module_context().new_page()
        page.goto("about/")
        page.get_by_role("textbox", name="搜索").click()
        expect(page.locator(".md-search-result__meta")).to_have_text("键入以开始搜索")
        typed = [query["typed"] for query in QUERIES]
        folder.mkdir()
        keep(ask(page, [*typed, *TYPED, *ASKED, *DANGERS, *CALM, *SINGLE, LACKING]), folder / "answers.json")

    return kept(made_once("searched", make) / "answers.json")


def test_the_queries_are_many_and_cover_every_page_that_answers() -> None:
    typed = [query["typed"] for query in QUERIES]
    assert len(set(typed)) == len(typed) >= 30
    assert set(typed) >= WANTED
    pages = {place.partition("#")[0] for query in QUERIES for place in query["finds"]}
    assert pages == set(PAGES) - {"index", "calculator"}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["typed"])
def test_a_query_finds_its_place_first_or_second(
    answers: dict[str, Answer], query: dict[str, list[str]]
) -> None:
    results = answers[str(query["typed"])].results
    in_sight = [place for result in results[:AMONG_FIRST] for place in result]
    assert set(query["finds"]) & set(in_sight), results[:6]


def test_typed_and_pasted_queries_are_found(answers: dict[str, Answer]) -> None:
    assert len(TYPED) >= 80
    wrong = []
    for typed, finds in TYPED.items():
        results = answers[typed].results
        in_sight = {place for result in results[:AMONG_FIRST] for place in result}
        if not (in_sight & set(finds) if finds else not results):
            wrong.append((typed, results[:4]))
    assert len(wrong) <= len(TYPED) * (1 - ENOUGH), wrong


def test_questions_about_pay_and_rules_find_their_page_first_or_second(answers: dict[str, Answer]) -> None:
    assert len(ASKED) >= 40
    wrong = []
    for typed, pages in ASKED.items():
        results = answers[typed].results
        in_sight = [place.partition("#")[0] for result in results[:AMONG_FIRST] for place in result[:1]]
        marked = [each for each in answers[typed].marked if len(each) < 2]
        if not {*pages} & {*in_sight} or marked or answers[typed].lacking:
            wrong.append((typed, results[:3], marked))
    assert wrong == []


def test_danger_leads_to_the_telephone_number_first(answers: dict[str, Answer]) -> None:
    wrong = []
    for said in DANGERS:
        first = [place for result in answers[said].results[:1] for place in result if "#" in place][:1]
        if not any(place.startswith("faq#call-") for place in first):
            wrong.append((said, first))
    assert wrong == []


@pytest.mark.parametrize("typed", CALM)
def test_a_harmless_word_finds_no_telephone_number(answers: dict[str, Answer], typed: str) -> None:
    places = answers[typed].places
    assert places
    assert [place for place in places if place.startswith("faq#call-")] == []


@pytest.mark.parametrize("typed", SINGLE)
def test_no_place_is_found_by_a_single_character(answers: dict[str, Answer], typed: str) -> None:
    assert [each for each in answers[typed].marked if len(each) < 2] == []


def test_missing_words_are_not_listed_with_a_result(answers: dict[str, Answer]) -> None:
    assert answers[LACKING].results != []
    assert answers[LACKING].lacking == 0


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


def test_a_result_leads_to_its_section(search_page: Page) -> None:
    page = search_page
    search_for(page, "黑网吧")
    page.locator(".md-search-result__list a[href*='#art-14-4-4']").first.click()
    page.wait_for_url("**/categories/*#art-14-4-4")
    expect(page.locator("#art-14-4-4")).to_be_in_viewport()


def test_a_query_without_results_gets_a_sentence_and_causes_no_error(search_page: Page) -> None:
    wrong = listen(search_page)
    search_for(search_page, "xqzvwk")
    expect(search_page.locator(".md-search-result__meta")).to_have_text("没有找到符合条件的结果")
    assert found(search_page) == []
    assert wrong == []
