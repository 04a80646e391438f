"""The words and keys that other programs rely on, written out."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.errors import InputError
from calculator.month import Month
from calculator.packing import pack, unpack
from calculator.policy import Policy

# Art. 9: 1630; art. 11(1): 70 % of it, and 24.50 for each of 20 reports: 1141.00 + 490.00 = 1631.00.
FULL_MONTH = {"month": "2026-10", "worker_type": "community_full_time", "sign_ins": 20, "valid_reports": 20}

EDITION = "2022-05-06"


@pytest.fixture(scope="module")
def answer(calculator: Calculator) -> dict[str, Any]:
    """A plain full month of a full-timer."""
    return calculator.estimate(FULL_MONTH)


def test_the_answer_names_month_worker_type_and_policy(answer: dict[str, Any]) -> None:
    said = {"month", "worker_type", "lines", "groups", "totals", "readings", "policy", "cautions", "unknown"}
    # The trial text has no score.
    assert set(answer) == {*said, "edition", "receipt", "score", "result"}
    assert (answer["edition"], answer["score"], answer["result"]) == (EDITION, None, None)
    assert (answer["month"], answer["worker_type"]) == ("2026-10", "community_full_time")
    assert answer["policy"] == {
        "id": "daning",
        "title": "大宁县网格员管理考核办法（试行）",
        "version": "2022-05-06",
        "in_force_from": "2022-05-06",
    }


def test_a_reading_comes_with_its_words_and_its_totals(answer: dict[str, Any]) -> None:
    (lower,) = (row for row in answer["readings"] if row["alternative"] == "lower_price")
    # 24.45 × 20 = 489.00, one yuan less.
    same = {"min": "1630.00", "max": "1630.00"}
    zero = {"min": "0.00", "max": "0.00"}
    assert lower == {
        "reading": "full-time-price",
        "alternative": "lower_price",
        "label": "每条 24.45 元，20 条正好 489.00 元",
        "article": "9",
        "totals": {"gross": same, "deductions": zero, "net": same, "payable": same, "year_end": zero},
        "difference": {"min": "-1.00", "max": "-1.00"},
    }


def test_under_an_alternative_the_default_is_the_other_way(calculator: Calculator) -> None:
    chosen = {**FULL_MONTH, "readings": {"full-time-price": "lower_price"}}
    rows = {row["alternative"]: row for row in calculator.estimate(chosen)["readings"]}
    default = rows["default"]
    assert (default["reading"], default["label"], default["article"]) == (
        "full-time-price",
        "每条 24.50 元，20 条 490.00 元，满月合计 1631.00 元",
        "9",
    )


def test_a_worker_type_is_asked_for_by_its_name(calculator: Calculator) -> None:
    with pytest.raises(InputError) as refused:
        calculator.risk({})
    assert str(refused.value).startswith("网格员类型要选一个：rural（农村网格员）")


@pytest.mark.parametrize(("day", "cautions"), [(1, 0), (2, 1)])
def test_a_first_month_is_part_of_one_unless_it_begins_on_the_first(
    policy: Policy, day: int, cautions: int
) -> None:
    moved = replace(policy, measure={**policy.measure, "in_force_from": date(2022, 6, day)})
    assert len(moved.cautions(Month(2022, 6))) == cautions
    assert moved.cautions(Month(2022, 7)) == []


def test_the_policy_keeps_text_and_groups(policy: Policy) -> None:
    assert policy.text["12.3"] == "登录“平安山西”APP进行签到，每月不低于20次，少一次扣10元。"
    assert [group["id"] for group in policy.groups] == ["month_counts", "rewards", "deductions"]


def test_packed_tables_are_small_and_readable() -> None:
    packed = pack({"a.toml": {"say": "签到", "list": [1, 2]}})
    assert packed == '{"a.toml":{"say":"签到","list":[1,2]}}'
    assert unpack(packed) == {"a.toml": {"say": "签到", "list": [1, 2]}}


def test_the_reference_names_everything_that_needed_answers(calculator: Calculator) -> None:
    reference = Path(__file__).resolve().parents[2] / "docs" / "notes" / "reference.md"
    text = reference.read_text(encoding="utf-8")
    request = {"month": "2026-10", "worker_type": "rural", "sign_ins": 19, "valid_reports": 0}
    answer = calculator.needed({**request, "target": "450", "history": {"township_statement": True}})
    unknown = calculator.estimate({**request, "valid_reports": None})["unknown"]
    names = {*answer, *answer["together"], *answer["curve"], *answer["curve"]["points"][0], *unknown}
    names |= {key for part in ("inputs", "steps", "leave") for key in answer[part][0]}
    assert [name for name in sorted({*names, *answer["caution"]}) if f"`{name}`" not in text] == []
    assert f"`{{{', '.join(answer['together']['changes'][0])}}}`" in text
