"""Refusals of `check` in texts, worker types and inputs, all reported at once."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calculator.errors import Problem
from calculator.loading.folder import FILES
from scripts.content import reading
from tests.calculator.conftest import edit
from tests.scripts.content.policy_damage import PARSED, damaged, replaced
from tests.support.examples import DEEP

TABLE = Mapping[str, Any]
DAMAGE = tomllib.loads((Path(__file__).parent / "damage_policy.toml").read_text(encoding="utf-8"))["damage"]


def test_a_damaged_file_is_refused_where_it_stands() -> None:
    # To try each alternative takes most of a check, and tells nothing of another file that is damaged.
    plain = PARSED if DEEP else {**PARSED, "readings.toml": {"readings": []}}
    for case in DAMAGE:
        tables = PARSED if case["file"] == "readings.toml" else plain
        problems = damaged(tables, case["file"], case["old"], case["new"])
        first = next((each for each in problems if each.file == case["file"]), None)
        assert first, case
        assert (first.key, case["says"] in first.message) == (case["key"], True), (case, first)


def test_items_are_ordered_as_numbers() -> None:
    assert damaged(PARSED, "articles.toml", '"6.9" = ', '"6.10" = ') == []


@pytest.mark.parametrize(
    ("notice", "key"), [(5, "notice"), ([], "notice"), ([""], "notice[0]"), (None, "notice")]
)
def test_the_notice_is_a_list_of_lines(notice: object, key: str) -> None:
    found = replaced(PARSED, "articles.toml", "notice", notice)
    assert [problem.key for problem in found] == [key]


@pytest.mark.parametrize("name", ["chapters", "faults"])
def test_a_list_of_the_articles_file_is_a_list(name: str) -> None:
    assert replaced(PARSED, "articles.toml", name, 5) == [
        Problem("articles.toml", name, f"要写成 [[{name}]] 的列表")
    ]


def test_a_text_that_is_no_table_is_refused() -> None:
    assert Problem("articles.toml", "text", "要写成 [text] 表") in replaced(
        PARSED, "articles.toml", "text", 5
    )


def test_a_value_that_is_not_text_causes_no_other_problem() -> None:
    text = {**PARSED["articles.toml"]["text"], "13.5": 5}
    keys = [problem.key for problem in replaced(PARSED, "articles.toml", "text", text)]
    assert keys == ["text.13.5", "grounds.higher_criticism.quote"]


def refused(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    reading.checked(folder, problems)
    return problems


def test_the_countys_own_folder_is_sound(county: Path) -> None:
    assert refused(county) == []


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_is_named(county: Path, file: str) -> None:
    (county / file).unlink()
    assert refused(county)[0] == Problem(file, "", "没有这个文件或读不出来，从备份放回")
    (county / file).mkdir()
    assert refused(county)[0] == Problem(file, "", "没有这个文件或读不出来，从备份放回")


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_not_utf_8_is_named(county: Path, file: str) -> None:
    (county / file).write_bytes('title = "大宁"'.encode("gbk"))
    assert refused(county)[0].message.startswith("不是存成 UTF-8 的（像是 GBK，也叫 ANSI）。")


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_no_toml_is_named_with_the_line(county: Path, file: str) -> None:
    (county / file).write_text("# 一行\n[[x]\n", encoding="utf-8")
    first = refused(county)[0]
    assert (first.file, first.key) == (file, "")
    assert first.message == "第 2 行：这里少了一个 ]\n    [[x]\n       ^"


def test_an_empty_folder_misses_every_file(tmp_path: Path) -> None:
    assert [problem.file for problem in refused(tmp_path)] == list(FILES)


def test_the_problems_of_all_files_are_reported_at_once(county: Path) -> None:
    edit(county, "measure.toml", 'county = "大宁县"', "county = 5")
    edit(county, "articles.toml", 'text = "市以上"', 'text = "省以上"')
    edit(county, "workers.toml", 'article = "9"', 'article = "99"')
    edit(county, "inputs.toml", "max = 999", "max = -1")
    edit(county, "elimination.toml", 'kind = "nth_event"', 'kind = "nth"')
    edit(county, "parameters.toml", "value = 70", "value = 70.5")
    edit(county, "pay.toml", 'paid = "month"', 'paid = "week"')
    edit(county, "readings.toml", 'asked = ""', 'asked = "昨天"')
    problems = refused(county)
    assert {problem.file for problem in problems} == set(FILES)
    assert "workers.toml · workers.rural.article：原文里没有这一条：99" in map(str, problems)
    assert (
        "parameters.toml · parameters.base_share.values[0].value：要写不小于零的整数，不能写 '70.5'"
        in map(str, problems)
    )


def test_a_faulty_entry_is_not_reported_as_missing() -> None:
    """A count or worker type with one wrong key is one problem: references to it are not reported."""
    found = damaged(PARSED, "inputs.toml", "max = 999", "max = 0")
    assert [problem.key for problem in found] == ["inputs.sign_ins.max"]
    found = damaged(PARSED, "workers.toml", 'short = "农村"', 'short = ""')
    assert [problem.key for problem in found] == ["workers.rural.short"]
    assert damaged(PARSED, "parameters.toml", "value = 70 }", 'value = 70, basis = "某文" }') == []
