"""The finder's matching, asked in Node.js: how often it is right on spoken cases, and danger always first."""

from pathlib import Path

import pytest

from calculator import clauses
from scripts.content import handbook
from tests.finder.counted import answers, cases, shares, verdicts
from tests.support.content import BOOK

FILES = sorted(Path(__file__).parent.glob("*.toml"))
# The smallest share of right answers. A missed danger is worse than a card without a danger.
LEAST = {"danger": 1.0, "item": 0.92, "outside": 0.9, "calm": 0.95, "page": 0.9, "no outside card": 0.9}
NEEDLESS = 0.85
COUNTIES = Path(__file__).parents[1] / "counties"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_finder_is_right_often_enough(file: Path) -> None:
    judged = verdicts(file)
    found = shares(judged)
    wrong = [(each.judged, each.said, each.answer) for each in judged if not each.right]
    least = {**LEAST, "no needless card": NEEDLESS}
    poor = {name: found[name] for name in found if found[name][0] < least[name] * found[name][1]}
    assert poor == {}, wrong


def test_the_cases_are_many_and_cover_every_item_and_danger() -> None:
    every = [case for file in FILES for case in cases(file)]
    assert len({case["said"] for case in every}) >= 500
    wanted = {
        item
        for case in every
        for item in ([case["want"]] if isinstance(case.get("want"), str) else case.get("want", []))
    }
    assert wanted == {*BOOK.items}
    shown = {danger for file in FILES for verdict in verdicts(file) for danger in verdict.answer.dangers}
    assert shown == {each["id"] for each in BOOK.danger["dangers"]}


def test_the_examples_of_the_brief_are_dangers() -> None:
    said = ["邻居要跳楼", "小孩掉水里了", "煤气泄漏", "路塌了"]
    assert [each.dangers[:1] for each in answers(said)] == [["suicide"], ["water"], ["gas"], ["collapse"]]


def test_marks_widths_and_invisible_characters_do_not_change_the_answer() -> None:
    plain, *dressed = answers(["井盖没了", "（井盖没了）", "井\u200b盖没了！", "\ufeff「井盖没了」"])
    assert plain.items[0] == clauses.anchor("14.4.3")
    assert dressed == [plain] * len(dressed)


def test_every_item_is_found_by_each_of_its_printed_words() -> None:
    words = [(clauses.anchor(key), word) for key, item in BOOK.items.items() for word in item["keywords"]]
    found = answers([word for _, word in words])
    lost = [
        (anchor, word)
        for (anchor, word), answer in zip(words, found, strict=True)
        if anchor not in answer.items
    ]
    assert lost == []


@pytest.mark.parametrize("county", ["revised", "town"])
def test_a_county_without_words_of_its_own_finds_its_items_by_its_keywords(county: str) -> None:
    book = handbook.load(COUNTIES / county)
    words = [(book.policy.anchor(key), item["keywords"][0]) for key, item in book.items.items()]
    found = answers([word for _, word in words], book)
    assert [
        anchor for (anchor, _), answer in zip(words, found, strict=True) if anchor not in answer.items
    ] == []


def test_what_means_nothing_is_neither_an_item_nor_a_danger() -> None:
    for answer in answers(["xqzvwk", "，。"]):
        assert answer.says_outside
        assert answer.items == answer.dangers == answer.pages == []
