"""How much each count alone must change to reach a target."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.along import along_each
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import exactly
from calculator.needed import ways
from calculator.policy import Policy
from calculator.situation import Situation
from tests.calculator.test_properties import KNOWN, NUMBERS, PARTLY_KNOWN, POLICY, READINGS
from tests.support.examples import examples

# 350 + 17 × 7.50 − 2 × 10 = 350 + 127.50 − 20 = 457.50.
SHORT = {"month": "2026-10", "worker_type": "rural", "sign_ins": 18, "valid_reports": 17}


def alone(calculator: Calculator, request: dict[str, Any], target: str) -> dict[str, dict[str, Any]]:
    return {row["input"]: row for row in calculator.needed({**request, "target": target})["inputs"]}


def test_without_a_target_there_is_nothing_to_reach(calculator: Calculator) -> None:
    for request in (SHORT, {**SHORT, "target": None}, {**SHORT, "target": ""}):
        answer = calculator.needed(request)
        assert (answer["target"], answer["reached"], answer["inputs"]) == (None, None, [])
        assert (answer["together"], answer["together_reason"], answer["leave"]) == (None, None, [])
        assert answer["payable"] == {"min": "457.50", "max": "457.50"}


@pytest.mark.parametrize(
    ("target", "reached"), [("457.49", True), ("457.5", True), ("457.51", False), (0, True)]
)
def test_a_target_is_reached_from_its_amount_on(
    calculator: Calculator, target: object, reached: bool
) -> None:
    answer = calculator.needed({**SHORT, "target": target})
    assert answer["reached"] is reached
    assert bool(answer["inputs"]) is not reached


@pytest.mark.parametrize(
    ("target", "to", "payable"),
    # 18 + 1 = 467.50, + 2 = 477.50, and no more for more.
    [("467.50", 19, "467.50"), ("467.51", 20, "477.50"), ("477.50", 20, "477.50"), ("477.51", None, None)],
)
def test_sign_ins_alone(calculator: Calculator, target: str, to: int | None, payable: str | None) -> None:
    row = alone(calculator, SHORT, target)["sign_ins"]
    assert (row["from"], row["to"]) == (18, to)
    if to is None:
        assert (row["change"], row["payable"]) == (None, None)
        assert row["reason"] == "单靠签到做不到：最多到 477.50 元"
    else:
        assert (row["change"], row["reason"]) == (to - 18, None)
        assert row["payable"] == {"min": payable, "max": payable}


@pytest.mark.parametrize(
    ("target", "to"),
    # 457.50 + 3 × 7.50 = 480.00 with the 20th; the 21st waits for the year's end.
    [("465", 18), ("465.01", 19), ("480", 20), ("480.01", None)],
)
def test_reports_alone(calculator: Calculator, target: str, to: int | None) -> None:
    row = alone(calculator, SHORT, target)["valid_reports"]
    assert row["to"] == to
    assert row["reason"] == (None if to else "单靠有效信息做不到：最多到 480.00 元")


def test_every_input_has_its_row_in_the_policys_order(calculator: Calculator, policy: Policy) -> None:
    rows = calculator.needed({**SHORT, "target": "480"})["inputs"]
    assert [row["input"] for row in rows] == list(policy.inputs)
    assert rows[2] == {
        "input": "praised_by_province",
        "label": "省级通报表扬的信息",
        "unit": "条",
        "article": "11.2",
        "from": 0,
        "to": 1,
        "change": 1,
        # 457.50 + 30 for one report praised by the province.
        "payable": {"min": "487.50", "max": "487.50"},
        "reason": None,
    }


@pytest.mark.parametrize(
    ("target", "to", "change", "payable"),
    # 500 − 2 × 100 = 300; one fewer 400, two fewer 500, and there are no more to take off.
    [("400", 1, -1, "400.00"), ("400.01", 0, -2, "500.00"), ("500", 0, -2, "500.00")],
)
def test_a_deduction_goes_down(
    calculator: Calculator, month: dict[str, Any], target: str, to: int, change: int, payable: str
) -> None:
    row = alone(calculator, {**month, "missed_hazards": 2}, target)["missed_hazards"]
    assert (row["from"], row["to"], row["change"]) == (2, to, change)
    assert row["payable"] == {"min": payable, "max": payable}


def test_a_count_of_deductions_does_not_go_below_zero(calculator: Calculator, month: dict[str, Any]) -> None:
    # Without the one hazard 500.00 are paid; nothing of the refused orders can be taken off.
    rows = alone(calculator, {**month, "missed_hazards": 1}, "500.01")
    assert rows["missed_hazards"]["reason"] == "单靠明显隐患或纠纷未及时上报做不到：最多到 500.00 元"
    assert rows["refused_orders"]["reason"] == "单靠不服从综治中心指令做不到：已经是 0 次，不能再少"


@pytest.mark.parametrize(("target", "to"), [("600", 1), ("600.01", 2), ("700", 2)])
def test_a_range_reaches_a_target_with_its_lower_end(
    calculator: Calculator, month: dict[str, Any], target: str, to: int
) -> None:
    # 500 + 100～300 for each: only the 100 are sure.
    row = alone(calculator, month, target)["major_reports"]
    assert row["to"] == to
    assert row["payable"] == {"min": f"{500 + 100 * to}.00", "max": f"{500 + 300 * to}.00"}


@pytest.mark.parametrize(("target", "to"), [("350.01", 1), ("425", 10), ("425.01", 11), ("500", 20)])
def test_for_an_unknown_count_the_needed_number_is_given(
    calculator: Calculator, target: str, to: int
) -> None:
    # 350 + 7.50 each: 10 reports make 425.00.
    asked = {**SHORT, "sign_ins": 20, "valid_reports": None}
    row = alone(calculator, asked, target)["valid_reports"]
    assert (row["from"], row["to"], row["change"]) == ({"min": 0, "max": 999}, to, None)


def test_an_unknown_count_is_taken_at_its_worst_value(calculator: Calculator, month: dict[str, Any]) -> None:
    # 350.00～500.00 without the reports: 350 are sure, 350.01 are not.
    asked = {**month, "valid_reports": None}
    assert calculator.needed({**asked, "target": "350"})["reached"] is True
    answer = calculator.needed({**asked, "target": "350.01"})
    assert answer["reached"] is False
    assert answer["together"] is None
    assert answer["together_reason"] == "有效信息还不清楚，填上以后才能合起来算"
    # Of 350.00～500.00 the orders cannot raise the sure end.
    row = alone(calculator, {**asked, "refused_orders": 1}, "400")["refused_orders"]
    assert row["reason"] == "单靠不服从综治中心指令做不到：按最低的算，最多到 350.00 元"


@pytest.mark.parametrize(("target", "to"), [("300", 2), ("300.01", 1), ("500", 0), ("0.01", 4)])
def test_for_unknown_events_the_greatest_permitted_number_is_given(
    calculator: Calculator, month: dict[str, Any], target: str, to: int
) -> None:
    # 500 − 100 each: 300 with two, 100 with four, 0 with five.
    row = alone(calculator, {**month, "missed_hazards": None}, target)["missed_hazards"]
    assert (row["to"], row["change"]) == (to, None)
    assert row["payable"] == {"min": f"{500 - 100 * to}.00", "max": f"{500 - 100 * to}.00"}


@pytest.mark.parametrize(
    "rewards",
    [
        {"major_reports": None, "special_major_reports": 1},
        {"praised_by_city": None, "major_reports": 1},
        {"praised_by_city": None, "major_reports": None, "special_major_reports": 2},
    ],
)
def test_under_a_shared_ceiling_a_certain_amount_is_not_reported_as_open(
    calculator: Calculator, month: dict[str, Any], rewards: dict[str, Any]
) -> None:
    # All rewards together are at most 50: one special report fills them, with any other counts. 500 + 50.
    asked = {**month, **rewards, "readings": {"surplus-cap": "all_rewards"}}
    answer = calculator.needed({**asked, "target": "550"})
    assert (answer["payable"], answer["reached"]) == ({"min": "550.00", "max": "550.00"}, True)
    for key, count in rewards.items():
        row = alone(calculator, asked, "550.01")[key]
        name = calculator.policy.inputs[key].label
        if count is None:
            assert row["reason"] == f"单靠{name}做不到：它不影响本月应发"


def test_when_orders_may_be_the_same_events_only_possible_amounts_are_given(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # Three events at 30 are charged as poor cooperation, or as orders where they were orders: 500 − 90.
    asked = {**month, "refused_orders": None, "poor_cooperation": 3}
    asked["readings"] = {"poor-cooperation": "charged_once"}
    assert calculator.needed(asked)["payable"] == {"min": "0.00", "max": "410.00"}


def test_under_a_reading_the_ways_are_that_readings(calculator: Calculator, month: dict[str, Any]) -> None:
    # Every report at 7.50: 350 + 620 × 7.50 = 5000.00; 619 make 4992.50.
    every = {**month, "readings": {"report-quota-stop": "every_report"}}
    assert alone(calculator, every, "5000")["valid_reports"]["change"] == 600
    # Without a price a report changes nothing of the month.
    none = {**month, "readings": {"rural-name": "no_unit_price"}}
    reason = alone(calculator, none, "400")["valid_reports"]["reason"]
    assert reason == "单靠有效信息做不到：它不影响本月应发"


def small(policy: Policy, most: int, *required: str) -> Policy:
    """Return the policy with few enough counts to try them all, some more of them required."""
    inputs = {
        key: replace(item, max=most, required=item.required or key in required)
        for key, item in policy.inputs.items()
    }
    return replace(policy, inputs=inputs)


def situation(policy: Policy, request: dict[str, Any], most: int) -> Situation:
    """Return the situation of a request, its counts cut down to `most`."""
    counts = {
        key: (None if request[key] is None else request[key] % (most + 1)) if key in policy.inputs else value
        for key, value in request.items()
    }
    return Situation.read(policy, counts)


TARGETS = st.one_of(st.integers(0, 60_000), st.integers(0, 250_000))
FEW = small(POLICY, 45)


@examples(10)
@given(PARTLY_KNOWN, READINGS, TARGETS)
def test_what_one_input_must_come_to_is_what_trying_all_its_counts_finds(
    request: dict[str, Any], readings: dict[str, str], target: int
) -> None:
    asked = situation(FEW, {**request, "readings": readings}, 45)
    standing = stand(FEW, asked)
    found = ways(standing, along_each(standing, FEW.inputs), target)
    assert found.reached == (standing.totals.payable.least >= target)
    for row in found.alone:
        own = asked.counts[row.item.id]
        enough = [
            count
            for count in range(46)
            if standing.changed({row.item.id: exactly(count)}).totals.payable.least >= target
        ]
        if not enough:
            assert row.to is None
        elif own.exact:
            assert row.to == min(enough, key=lambda count: abs(count - own.least))
        else:
            assert row.to == (max(enough) if row.way < 0 else min(enough))


@examples(10)
@given(KNOWN, READINGS, st.sampled_from(sorted(POLICY.inputs)), NUMBERS)
def test_a_month_with_other_counts_is_the_month_of_those_counts(
    request: dict[str, Any], readings: dict[str, str], key: str, count: int
) -> None:
    asked = {**request, "readings": readings}
    changed = stand(POLICY, Situation.read(POLICY, asked)).changed({key: exactly(count)})
    afresh = stand(POLICY, Situation.read(POLICY, {**asked, key: count}))
    assert (changed.totals, changed.raw, changed.amounts) == (afresh.totals, afresh.raw, afresh.amounts)
    assert changed.counts == afresh.counts
