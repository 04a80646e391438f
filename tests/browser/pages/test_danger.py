"""The finder with text as people type it: punctuation, everyday words, and danger, which comes first."""

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.pages.test_finder import FIELD, SAID, found
from tests.browser.support.finding import Finding, find
from tests.browser.support.heard import complaints
from tests.browser.support.rest import idle
from tests.support.content import BOOK

CASES = tomllib.loads(Path(__file__).with_name("finder_spoken.toml").read_text("utf-8"))
WORDS, DANGER, CALM = CASES["words"], CASES["danger"], CASES["calm"]["words"]
CARD = ".finder [data-urgent]"
DANGERS = BOOK.dangers


def spoken(word: str) -> str:
    """Return a word of danger without its placeholder 「…」."""
    return word.replace("…", "")


@pytest.fixture(scope="module")
def findings(_module_context: NewContext) -> dict[str, Finding]:
    """The finder's answers to every text of this module, asked on one page."""
    page = _module_context().new_page()
    page.goto("categories/")
    dangers = [spoken(word) for danger in DANGERS for word in danger["words"]]
    return find(page, [*WORDS, *DANGER, *CALM, *dangers])


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A visitor's own page of the categories, on a telephone."""
    page = new_context(**PHONE).new_page()
    page.goto("categories/")
    return page


@pytest.mark.parametrize(("typed", "finds"), WORDS.items(), ids=WORDS.keys())
def test_words_as_they_come_find_their_items(
    findings: dict[str, Finding], typed: str, finds: list[str]
) -> None:
    anchors = findings[typed].links
    assert set(anchors[: len(finds)]) == set(finds), anchors
    assert bool(anchors) == bool(finds)
    assert findings[typed].items == anchors


@pytest.mark.parametrize(("typed", "wanted"), DANGER.items(), ids=DANGER.keys())
def test_danger_is_answered_first(findings: dict[str, Finding], typed: str, wanted: list[str]) -> None:
    card = findings[typed].cards[0]
    assert card.danger == wanted[0]
    assert card.calls == [f"tel:{number}" for number in wanted[1:]]
    # Items come below the card, and an item with a limit is never the first.
    assert card.first
    assert ["不属于" in text for text in findings[typed].texts[:1]] in ([], [False]), typed


@pytest.mark.parametrize("typed", CALM)
def test_a_harmless_phrase_shows_no_danger_card(findings: dict[str, Finding], typed: str) -> None:
    assert findings[typed].cards == []


def test_every_word_of_danger_has_its_card(findings: dict[str, Finding]) -> None:
    missed = [
        (danger["id"], word)
        for danger in DANGERS
        for word in danger["words"]
        if danger["id"] not in {card.danger for card in findings[spoken(word)].cards}
    ]
    assert missed == []


def test_a_danger_without_an_item_says_to_call_and_names_no_item(page: Page) -> None:
    page.locator(FIELD).fill("邻居要跳楼")
    expect(page.locator(CARD)).to_contain_text("有人要轻生：先打电话，再上报")
    expect(page.locator(SAID)).to_have_text("人安全了再说上报：报不报看条文，可以从下面的五类里找。")
    assert found(page) == []
    page.locator(FIELD).fill("邻居")
    assert page.locator(CARD).count() == 0
    assert found(page) == ["art-14-5-2"]


def test_half_typed_pinyin_is_not_searched(page: Page) -> None:
    """The input method's own steps: its letters stand in the field, then the word takes their place."""
    page.locator(FIELD).focus()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("z", "zhao", "zhao'huo"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": 1})
    expect(page.locator(FIELD)).to_have_value("zhao'huo")
    expect(page.locator(SAID)).to_have_text("")
    keyboard.send("Input.insertText", {"text": "着火"})
    expect(page.locator(CARD)).to_have_count(1)
    assert found(page) == ["art-14-4-1"]


def test_danger_is_answered_without_the_network_and_nothing_is_sent(page: Page) -> None:
    wrong = complaints(page)
    idle(page)
    page.context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(FIELD).fill("煤气泄漏")
    expect(page.locator(CARD)).to_be_visible()
    assert (asked, wrong) == ([], [])
