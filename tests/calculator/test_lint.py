"""What the loader refuses of the texts, the workers and the inputs, and that it says everything at once."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calculator.errors import PolicyError, Problem
from calculator.lint.text import within
from calculator.policy import FILES, load
from tests.calculator.conftest import damaged, edit, replaced
from tests.support.examples import DEEP

TABLE = Mapping[str, Any]
DAMAGE = tomllib.loads((Path(__file__).parent / "damage.toml").read_text(encoding="utf-8"))["damage"]


def test_a_damaged_file_is_refused_where_it_stands(parsed: TABLE) -> None:
    # To try each alternative takes most of a check, and tells nothing of another file that is damaged.
    plain = parsed if DEEP else {**parsed, "readings.toml": {"readings": []}}
    for case in DAMAGE:
        tables = parsed if case["file"] == "readings.toml" else plain
        problems = damaged(tables, case["file"], case["old"], case["new"])
        first = next((each for each in problems if each.file == case["file"]), None)
        assert first, case
        assert (first.key, case["says"] in first.message) == (case["key"], True), (case, first)


def test_items_are_ordered_as_numbers(parsed: TABLE) -> None:
    assert damaged(parsed, "articles.toml", '"6.9" = ', '"6.10" = ') == []


@pytest.mark.parametrize("notice", [5, [], [""], None])
def test_the_notice_is_a_list_of_lines(parsed: TABLE, notice: object) -> None:
    found = replaced(parsed, "articles.toml", "notice", notice)
    assert [problem.key for problem in found] == ["notice"]


@pytest.mark.parametrize("name", ["chapters", "faults"])
def test_a_list_of_the_articles_file_is_a_list(parsed: TABLE, name: str) -> None:
    assert replaced(parsed, "articles.toml", name, 5) == [
        Problem("articles.toml", name, f"要写成 [[{name}]] 的列表")
    ]


def test_a_text_that_is_no_table_is_refused(parsed: TABLE) -> None:
    assert Problem("articles.toml", "text", "要写成 [text] 表") in replaced(
        parsed, "articles.toml", "text", 5
    )


def test_words_that_are_no_text_break_nothing_else(parsed: TABLE) -> None:
    text = {**parsed["articles.toml"]["text"], "13.5": 5}
    keys = [problem.key for problem in replaced(parsed, "articles.toml", "text", text)]
    assert keys == ["text.13.5", "grounds.higher_criticism.quote"]


@pytest.mark.parametrize(
    ("place", "key", "inside"),
    [
        ("12", "12", True),
        ("12.3", "12", True),
        ("12.3.1", "12", True),
        ("1", "12", False),
        ("12", "1", False),
        ("12", "12.3", False),
    ],
)
def test_a_place_lies_within_its_own_article_only(place: str, key: str, inside: bool) -> None:
    assert within(place, key) is inside


def refused(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PolicyError) as caught:
        load(folder)
    lines = str(caught.value).split("\n")
    assert lines[0] == f"政策数据有 {len(caught.value.problems)} 处问题："
    assert lines[1:] == [line for problem in caught.value.problems for line in str(problem).split("\n")]
    return caught.value.problems


def test_the_countys_own_folder_is_sound(county: Path) -> None:
    assert load(county).measure["title"] == "大宁县网格员管理考核办法（试行）"


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_is_named(county: Path, file: str) -> None:
    (county / file).unlink()
    assert refused(county)[0] == Problem(file, "", "没有这个文件或读不出来")
    (county / file).mkdir()
    assert refused(county)[0] == Problem(file, "", "没有这个文件或读不出来")


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


def test_the_problems_of_all_files_are_said_at_once(county: Path) -> None:
    edit(county, "measure.toml", 'county = "大宁县"', "county = 5")
    edit(county, "articles.toml", 'text = "市以上"', 'text = "省以上"')
    edit(county, "workers.toml", 'article = "9"', 'article = "99"')
    edit(county, "inputs.toml", "max = 999", "max = -1")
    edit(county, "elimination.toml", 'kind = "nth_event"', 'kind = "nth"')
    edit(county, "parameters.toml", "value = 70", "value = -70")
    edit(county, "pay.toml", 'paid = "month"', 'paid = "week"')
    edit(county, "readings.toml", 'asked = ""', 'asked = "昨天"')
    problems = refused(county)
    assert {problem.file for problem in problems} == set(FILES)
    assert "workers.toml · workers.rural.article：原文里没有这一条：99" in map(str, problems)
    assert "parameters.toml · parameters.base_share.values[0].value：要写不小于零的整数，不能写 -70" in map(
        str, problems
    )


def test_what_is_there_with_a_fault_is_not_said_to_be_missing(parsed: TABLE) -> None:
    """A count, or a worker type, that is wrong in one key is one problem: what names it is right."""
    found = damaged(parsed, "inputs.toml", "max = 999", "max = 0")
    assert [problem.key for problem in found] == ["inputs.sign_ins.max"]
    found = damaged(parsed, "workers.toml", 'short = "农村"', 'short = ""')
    assert [problem.key for problem in found] == ["workers.rural.short"]
    assert damaged(parsed, "parameters.toml", "value = 70 }", 'value = 70, basis = "某文" }') == []
