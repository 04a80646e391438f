"""Refusals of `check` in elimination.toml."""

import pytest

from calculator.errors import Problem
from tests.scripts.content.policy_damage import PARSED, damaged, replaced

FAILURES = "grounds.consecutive_failures"
TIMES = "times = [{ from = 2022-05-06, value = 2 }]"


def test_an_unknown_kind_is_the_only_complaint_about_its_ground() -> None:
    found = damaged(PARSED, "elimination.toml", 'kind = "level_at_least"', 'kind = "level"')
    assert [problem.key for problem in found] == ["grounds.higher_criticism.kind"]


def test_sentences_that_are_no_table_are_refused() -> None:
    rows = [{**PARSED["elimination.toml"]["grounds"][0], "says": "不合格"}]
    found = replaced(PARSED, "elimination.toml", "grounds", rows)
    assert found == [Problem("elimination.toml", f"{FAILURES}.says", "要写成一个表")]


@pytest.mark.parametrize("row", [5, "x", []])
def test_a_row_that_is_no_table_is_refused(row: object) -> None:
    found = replaced(PARSED, "elimination.toml", "grounds", [row])
    assert found == [Problem("elimination.toml", "grounds[0]", "要写成一个表")]


@pytest.mark.parametrize("rows", [5, "x", {}])
def test_rows_that_are_no_list_are_refused(rows: object) -> None:
    found = replaced(PARSED, "elimination.toml", "grounds", rows)
    assert found == [Problem("elimination.toml", "grounds", "要写成 [[grounds]] 的列表")]


def test_a_single_event_for_every_worker_needs_no_word_for_undecided() -> None:
    grounds = {row["id"]: row for row in PARSED["elimination.toml"]["grounds"]}
    assert "undecided" not in grounds["stated_neglect"]["says"]
    assert "undecided" in grounds["fabrication"]["says"]
    rows = [{**grounds["fabrication"], "says": {"met": "是", "not_met": "否"}}]
    found = replaced(PARSED, "elimination.toml", "grounds", rows)
    assert found == [Problem("elimination.toml", "grounds.fabrication.says.undecided", "缺这个键")]
