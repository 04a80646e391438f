"""The places of the measures across editions: their stable ids, and where each stands in each edition."""

from typing import NamedTuple

import pytest

from calculator import clauses
from calculator.errors import Problem
from calculator.loading.text import check_articles


class Edition(NamedTuple):
    """The places of an edition, and the stable ids that are not their keys."""

    text: dict[str, str]
    ids: dict[str, str]


# 12.3 of the first edition stands at 12.4 in the second, where 12.3 is new; its article 14 is now 15.
FIRST = Edition(dict.fromkeys(("12", "12.3", "12.5", "14", "14.1", "14.1.2"), ""), {})
SECOND = Edition(
    dict.fromkeys(("12", "12.3", "12.4", "15", "15.1", "15.1.2"), ""),
    {"12.3": "12.3-2027", "12.4": "12.3", "15": "14"},
)
BOTH = {"2022": FIRST, "2027": SECOND}


@pytest.mark.parametrize(
    ("edition", "key", "wanted"),
    [
        (FIRST, "12.3", "12.3"),
        (SECOND, "12", "12"),
        (SECOND, "12.3", "12.3-2027"),
        (SECOND, "12.4", "12.3"),
        (SECOND, "15", "14"),
        (SECOND, "15.1.2", "14.1.2"),
        (SECOND, "15.end", "14.end"),
    ],
)
def test_a_place_keeps_the_id_of_its_first_printing(edition: Edition, key: str, wanted: str) -> None:
    assert clauses.stable(edition, key) == wanted


@pytest.mark.parametrize(
    ("stable_id", "wanted"),
    [
        ("12.3", {"2022": "12.3", "2027": "12.4"}),
        ("12.3-2027", {"2027": "12.3"}),
        ("12.5", {"2022": "12.5"}),
        ("14.1.2", {"2022": "14.1.2", "2027": "15.1.2"}),
        ("15", {}),
    ],
)
def test_a_place_is_found_in_each_edition_in_which_it_stands(stable_id: str, wanted: dict[str, str]) -> None:
    assert clauses.where(BOTH, stable_id) == wanted


def test_no_two_places_of_an_edition_have_one_id() -> None:
    for edition in BOTH.values():
        ids = [clauses.stable(edition, key) for key in edition.text]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("ids", "gone", "wrong"),
    [
        ({"2": "3-2027", "3": "2"}, [], ""),
        ({"2": "1"}, [], 'ids.2：和 1 的一样，都是 1；新的一条另写一个，例如 2 = "1-2027"'),
        ({"3": "2"}, [], 'ids.3：和 2 的一样，都是 2；新的一条另写一个，例如 3 = "2-2027"'),
        ({}, ["4"], ""),
        ({}, ["2"], "gone[0]：2 还在：2"),
        ({"3": "4"}, ["4"], "gone[0]：4 还在：3"),
    ],
)
def test_ids_are_given_once(ids: dict[str, str], gone: list[str], wrong: str) -> None:
    text = {"1": "正文", "2": "正文", "3": "正文"}
    problems: list[Problem] = []
    check_articles({"articles.toml": {"text": text, "faults": [], "ids": ids, "gone": gone}}, problems)
    assert [str(each) for each in problems] == ([f"articles.toml · {wrong}"] if wrong else [])


@pytest.mark.parametrize(
    ("number", "said"),
    [(17, "十七"), (99, "九十九"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (999, "九百九十九")],
)
def test_articles_beyond_sixteen_have_their_numerals(number: int, said: str) -> None:
    assert clauses.name(str(number)) == f"第{said}条"
