"""policy/danger.toml: every fault is named with its place, and the file itself has none."""

import tomllib
from typing import Any

import pytest

from calculator.errors import Problem
from calculator.loading.rows import check_ids
from scripts.content.entries import DANGER, SPOKEN_FOLDER, check_entries
from scripts.content.shapes import check_shapes

PARTS = """
calm = ["演练落水"]
always = [{ number = "110", why = "报警" }]

[parts]
"水" = ["河", "井"]
"""
GOOD = """
[[dangers]]
id = "water"
title = "有人落水"
words = ["落水", "掉/跌…〔水〕"]
calls = [{ number = "119", why = "人还在水里" }, { number = "120", why = "救上来不清醒" }]
"""
HANZI = "只写汉字；中间可以隔几个字的地方写「…」，几个都行的用「/」分开，一组词写〔名〕"


def problems(text: str) -> list[Problem]:
    found: list[Problem] = []
    parsed: dict[str, Any] = {DANGER: tomllib.loads(text)}
    check_shapes(parsed, found)
    check_ids(parsed, found)
    check_entries(parsed, {}, (), found)
    return found


def test_danger_toml_has_no_faults() -> None:
    assert problems(PARTS + GOOD) == []
    assert problems((SPOKEN_FOLDER / DANGER).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('"119"', '"911"', "dangers.water.calls[0].number", "没有这个电话：911（可以写：110、119、120）"),
        (', why = "人还在水里"', "", "dangers.water.calls[0].why", "缺这个键"),
        ('"120"', '"119"', "dangers.water.calls", "119 写了不止一次"),
        ("掉/跌…〔水〕", "落水", "dangers.water.words", "落水 写了不止一次"),
        ("跌…〔水〕", "跌.水", "dangers.water.words[1]", HANZI),
        ("〔水〕", "〔火〕", "dangers.water.words", "parts 里没有这一组词：〔火〕"),
        ('["落水", "掉/跌…〔水〕"]', "[]", "dangers.water.words", "至少要写 1 个"),
        ("title =", "name =", "dangers.water.title", "缺这个键"),
        ("water", "落水", "dangers.落水.id", "要写小写英文编号，例如 report_pay"),
        ("[[dangers]]", "[[danger]]", "danger", "不认得这个键，是不是要写 dangers"),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, key: str, message: str) -> None:
    assert Problem(DANGER, key, message) in problems(PARTS + GOOD.replace(old, new, 1))


def test_a_danger_written_twice_is_named() -> None:
    assert Problem(DANGER, "dangers.water", "编号重复，两项里改一个") in problems(PARTS + GOOD * 2)
