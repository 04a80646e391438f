"""The full-text page against the county's own file, character by character."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from calculator.loading.folder import DEFAULT_FOLDER
from tests.support.markup import Element

MARK = "〔原文如此〕"
NUMERALS = (*"一二三四五六七八九十", *("十" + ones for ones in "一二三四五六"))

# The kinds of dispute in the order in which article 14, kind 5 names them.
DISPUTES = (
    "婚姻家庭",
    "邻里",
    "村务管理",
    "案件事故",
    "劳资",
    "经济",
    "征地拆迁",
    "医患",
    "土地流转",
    "环保",
    "特定利益群体维权",
)


def bare(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def is_added(element: Element) -> bool:
    """Tell whether an element is none of the text: it marks a fault, or lists what rests on a place."""
    return not {"measures-fault", "measures-uses"}.isdisjoint(element.classes)


def kept(element: Element) -> Iterator[Element]:
    """Yield the elements of the text itself, without the site's additions."""
    if not is_added(element):
        yield element
        for child in element.children:
            yield from kept(child) if isinstance(child, Element) else ()


@pytest.fixture(scope="module")
def source() -> str:
    """The measures as the county gave them, without white space and the one mark of the conversion."""
    text = (DEFAULT_FOLDER / "source.txt").read_text(encoding="utf-8")
    assert text.count("[bookmark: _GoBack]") == 1
    return bare(text.replace("[bookmark: _GoBack]", ""))


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    """articles.toml as it is written."""
    return tomllib.loads((DEFAULT_FOLDER / "articles.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measures(articles: dict[str, Element]) -> Element:
    """The part of the page that holds the text."""
    return articles["text"].one("div", has_class="measures")


def test_the_page_shows_the_text_character_by_character(measures: Element, source: str) -> None:
    """Marks of faults aside, nothing is added, mended, moved or left out."""
    assert bare("".join(measures.texts(is_added))) == source


def test_nothing_of_the_text_is_hidden(measures: Element) -> None:
    """All text in the page is visible."""
    text = [each for child in measures.children if isinstance(child, Element) for each in kept(child)]
    assert {each.tag for each in text} == {"p", "span"}
    assert not measures.all(has="hidden")
    assert not measures.all(has="style")


def numbering(key: str) -> str:
    """Return the number that the text prints before a place: 第十二条, 3、, （2）."""
    article, *rest = key.split(".")
    if not rest:
        return f"第{NUMERALS[int(article) - 1]}条"
    if rest[-1] in ("end", "text"):
        return ""
    return f"{rest[0]}、" if len(rest) == 1 else f"（{rest[1]}）"


def test_the_data_alone_give_the_text_back(tables: dict[str, Any], source: str) -> None:
    """articles.toml holds every character of the text, and none besides."""
    chapters = {str(chapter["first_article"]): chapter["text"] for chapter in tables["chapters"]}
    assert len(chapters) == len(tables["chapters"]) == 7
    parts = [*tables["notice"], tables["title"]]
    for key, words in tables["text"].items():
        parts += [chapters.get(key, ""), numbering(key), words]
    assert bare("".join(parts)) == source


def test_every_place_has_its_anchor_once(measures: Element, tables: dict[str, Any]) -> None:
    """A link to a clause ends at that clause and at no other."""
    places = measures.all("p", has="id")
    assert [each.get("id") for each in places] == ["art-" + key.replace(".", "-") for key in tables["text"]]
    for place, (key, words) in zip(places, tables["text"].items(), strict=True):
        assert bare("".join(place.texts(is_added))) == bare(numbering(key) + words)


def test_every_kind_of_dispute_has_an_anchor_on_its_own_words(measures: Element) -> None:
    """The eleven kinds of article 14, kind 5 stand in one sentence; each can be linked to."""
    sentence = next(each for each in measures.all("p") if each.get("id") == "art-14-5-text")
    kinds = {each.get("id"): each.text for each in sentence.all("span", has="id")}
    assert kinds == {f"art-14-5-{number}": words for number, words in enumerate(DISPUTES, 1)}
    listed = "".join(sentence.texts(is_added)).partition("等方面")[0]
    assert tuple(re.split("[、，]", listed)) == DISPUTES


def test_every_mark_stands_right_behind_its_fault(measures: Element, tables: dict[str, Any]) -> None:
    """A mark follows directly the characters that it explains."""
    found = []
    for place in measures.all("p", has="id"):
        before = ""
        for piece in _pieces(place):
            if isinstance(piece, Element):
                assert piece.text == MARK
                found.append((place.get("id"), piece.get("title"), before))
            else:
                before += piece
    wanted = [
        ("art-" + fault["at"].replace(".", "-"), fault["note"], fault["text"]) for fault in tables["faults"]
    ]
    assert [each[:2] for each in found] == [each[:2] for each in wanted]
    for (anchor, _, before), (_, _, characters) in zip(found, wanted, strict=True):
        assert before.endswith(characters), (anchor, characters)
    assert len(measures.all(has_class="measures-fault")) == len(found)


def _pieces(element: Element) -> list[Element | str]:
    """Return the text and the marks of a place, in order, at any depth of elements."""
    pieces: list[Element | str] = []
    for child in element.children:
        pieces += [child] if isinstance(child, str) or is_added(child) else _pieces(child)
    return pieces
