"""Requests that `estimate` accepts, and those that it refuses."""

from typing import Any

import pytest

from calculator.api import Calculator
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from tests.calculator.conftest import faults

TYPES = "rural（农村网格员）、community_part_time（社区兼职网格员）、community_full_time（社区专职网格员）"
OPTIONAL = [
    "praised_by_province",
    "praised_by_city",
    "praised_by_county",
    "major_reports",
    "special_major_reports",
    "missed_hazards",
    "refused_orders",
    "poor_cooperation",
]


def test_a_missing_count_is_zero_and_null_is_unknown(policy: Policy, month: dict[str, Any]) -> None:
    situation = Situation.read(policy, {**month, "sign_ins": None, "major_reports": None})
    assert situation.month == Month(2026, 10)
    assert situation.worker_type == "rural"
    assert situation.readings == ()
    assert situation.counts == {
        **dict.fromkeys(OPTIONAL, exactly(0)),
        "sign_ins": Span(0, 999),
        "valid_reports": exactly(20),
        "major_reports": Span(0, 999),
    }


def test_chosen_readings_are_kept_in_the_order_of_their_ids(policy: Policy, month: dict[str, Any]) -> None:
    chosen = {"surplus-cap": "default", "base-share": "by_result"}
    situation = Situation.read(policy, {**month, "readings": chosen})
    assert situation.readings == (("base-share", "by_result"), ("surplus-cap", "default"))


@pytest.mark.parametrize("field", ["sign_ins", "valid_reports", *OPTIONAL])
def test_every_count_is_checked(calculator: Calculator, month: dict[str, Any], field: str) -> None:
    found = faults(calculator.estimate, {**month, field: 1000})
    assert list(found) == [field]
    assert found[field][0].endswith("要写 0 到 999 的整数，例如 18（写的是 1000）")
    assert calculator.estimate({**month, field: 999})["totals"]


@pytest.mark.parametrize("field", ["month", "worker_type", "sign_ins", "valid_reports"])
def test_required_keys_must_be_present(calculator: Calculator, month: dict[str, Any], field: str) -> None:
    del month[field]
    assert list(faults(calculator.estimate, month)) == [field]


def test_there_is_no_figure_for_a_month_before_the_measures(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    found = faults(calculator.estimate, {**month, "month": "2022-04"})
    assert found == {"month": ["办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"]}


def test_the_first_month_has_its_figure_and_a_caution(calculator: Calculator, month: dict[str, Any]) -> None:
    # 500.00×70% + 20×7.50 = 350.00 + 150.00, as in a whole month.
    answer = calculator.estimate({**month, "month": "2022-05"})
    assert answer["totals"]["payable"] == {"min": "500.00", "max": "500.00"}
    caution = "办法自2022年5月6日起试行，2022年5月不是整月；办法没有写这个月怎样折算，这里按整月估算。"
    assert answer["cautions"] == [caution]


@pytest.mark.parametrize("later", ["2022-06", "2023-05", "2026-10", "9999-12"])
def test_a_whole_month_needs_no_caution(calculator: Calculator, month: dict[str, Any], later: str) -> None:
    assert calculator.estimate({**month, "month": later})["cautions"] == []


@pytest.mark.parametrize("written", [None, [], "default", 5, True])
def test_readings_are_an_object(calculator: Calculator, month: dict[str, Any], written: object) -> None:
    found = faults(calculator.estimate, {**month, "readings": written})
    assert found == {"readings": ["理解要写成 {理解的编号: 选法的编号}"]}


@pytest.mark.parametrize("option", ["no_such", None, 5, True, [], {}, ["by_result"]])
def test_an_unknown_alternative_is_refused(
    calculator: Calculator, month: dict[str, Any], option: object
) -> None:
    found = faults(calculator.estimate, {**month, "readings": {"base-share": option}})
    assert found == {"readings.base-share": ["这条理解没有这种选法，可以写：default、by_result"]}


def test_an_unknown_reading_is_refused_also_with_an_odd_key(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    found = faults(
        calculator.estimate, {**month, "readings": {"no-such": "default", 5: [], "base-share": []}}
    )
    assert found == {
        "readings.no-such": ["没有这条理解：no-such"],
        "readings.5": ["没有这条理解：5"],
        "readings.base-share": ["这条理解没有这种选法，可以写：default、by_result"],
    }


def test_all_faults_are_reported_at_once(calculator: Calculator) -> None:
    request = {
        "month": "2021-01",
        "worker_type": "town",
        "sign_ins": -1,
        "valid_reports": "",
        "major_reports": "三",
        "readings": {"x": "y"},
        "sing_ins": 20,
    }
    assert faults(calculator.estimate, request) == {
        "sing_ins": ["不认得这一项：sing_ins"],
        "month": ["办法自2022年5月6日起试行，2021年1月还没有这份办法，不能按它估算"],
        "worker_type": [f"网格员类型要选一个：{TYPES}"],
        "sign_ins": ["签到次数要写 0 到 999 的整数，例如 18（写的是 -1）"],
        "valid_reports": ["有效信息条数要写 0 到 999 的整数，例如 18；没有就写 0，还不清楚就用「不清楚」"],
        "major_reports": ["重大信息条数要写 0 到 999 的整数，例如 18（写的是 三）"],
        "readings.x": ["没有这条理解：x"],
    }
