"""Invisible characters are reported at their place, and the other checks run without them."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.errors import Problem
from scripts.content.reading import checked, parse
from scripts.content.unread.letters import UNSEEN, name_of
from tests.calculator.conftest import edit


def read(text: str) -> tuple[object, list[tuple[str, str]]]:
    """Return a text's table, and the keys and sentences of its problems."""
    problems: list[Problem] = []
    table = parse({"x.toml": text}, problems)["x.toml"]
    return table, [(problem.key, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("unseen", "name"),
    [
        ("\u200b", "零宽空格（U+200B）"),
        ("\ufeff", "字节顺序标记（U+FEFF）"),
        ("\u00a0", "不换行空格（U+00A0）"),
        ("\t", "制表符（U+0009）"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE（U+202E）"),
        ("\ue000", "控制字符（U+E000）"),
    ],
)
def test_an_invisible_character_is_named_at_every_place(county: Path, unseen: str, name: str) -> None:
    """In a value it is the one problem; the clause is then the one that was meant."""
    edit(county, "parameters.toml", 'article = "11.1"', f'article = "11.1{unseen}"')
    problems: list[Problem] = []
    checked(county, problems)
    assert problems == [
        Problem("parameters.toml", "parameters.base_share.article", f"有看不见的字符：{name}，删掉"),
    ]


def test_keys_lists_and_escapes_are_looked_at() -> None:
    table, found = read('"a\u200b" = 1\nb = [["x", "y\\u200b"]]\nc = [{ article = "9", d = "z\u200b" }]\n')
    assert table == {"a": 1, "b": [["x", "y"]], "c": [{"article": "9", "d": "z"}]}
    assert [key for key, _ in found] == ["a", "b[0][1]", "c.9.d"]
    assert found[0][1].startswith("键里有看不见的字符：零宽空格（U+200B）")


def test_spaces_at_an_end_are_reported_and_spaces_inside_are_not() -> None:
    table, found = read('a = "11.1 "\nb = " 9"\nc = "第一章 总\u3000则"\nd = ""\ne = " "\n')
    assert table == {"a": "11.1", "b": "9", "c": "第一章 总\u3000则", "d": "", "e": ""}
    assert found == [("a", "开头或者末尾多了空格，删掉"), ("b", "开头或者末尾多了空格，删掉")]


def test_comments_may_hold_anything() -> None:
    assert read("a = 1 # 全\u00a0角\u200b\n") == ({"a": 1}, [])


@given(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]))
def test_what_unicode_says_is_not_printed_is_not_seen(character: str) -> None:
    """Controls, ends of lines, and spaces but the plain and the wide one; no letter, digit or mark is one."""
    if unicodedata.category(character) in ("Cc", "Zl", "Zp") or unicodedata.category(character) == "Zs":
        assert bool(UNSEEN.fullmatch(character)) == (character not in " \u3000")
    if character.isalnum() or unicodedata.category(character)[0] == "P":
        assert not name_of(character) or character in "\u115f\u1160\u3164\uffa0"
