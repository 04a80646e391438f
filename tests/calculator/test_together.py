"""How many more reports and sign-ins together reach a target."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.along import along_each
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import exactly
from calculator.policy import Policy
from calculator.together import together
from tests.calculator.test_needed import SHORT, situation, small
from tests.calculator.test_properties import KNOWN, POLICY, READINGS
from tests.support.examples import examples


def both(calculator: Calculator, target: str, **counts: Any) -> tuple[dict[str, int], str] | str:
    """Return the additions to each count and the pay, or the reason why no addition is enough."""
    answer = calculator.needed({**SHORT, **counts, "target": target})
    found = answer["together"]
    if found is None:
        reason: str = answer["together_reason"]
        return reason
    assert answer["together_reason"] is None
    assert found["payable"]["min"] == found["payable"]["max"]
    return {row["input"]: row["change"] for row in found["changes"]}, found["payable"]["min"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        # 465.01: one sign-in makes 467.50, one report only 465.00.
        ("465.01", ({"sign_ins": 1}, "467.50")),
        # 465.00: one of either; the sign-in comes first.
        ("465", ({"sign_ins": 1}, "467.50")),
        # 475: 1 + 1 make 475.00, and so do 2 sign-ins with 477.50: as many of the first as can be.
        ("475", ({"sign_ins": 2}, "477.50")),
        # 480: three reports alone, or 2 + 1 = 485.00 of as many.
        ("480", ({"sign_ins": 2, "valid_reports": 1}, "485.00")),
        # 490: 2 + 2 = 492.50, or 1 + 3 = 490.00; three are at most 2 + 1 = 485.00.
        ("490", ({"sign_ins": 2, "valid_reports": 2}, "492.50")),
        ("500", ({"sign_ins": 2, "valid_reports": 3}, "500.00")),
        ("500.01", "签到、有效信息合起来也做不到：最多到 500.00 元"),
    ],
)
def test_sign_ins_and_reports_together(
    calculator: Calculator, target: str, found: tuple[dict[str, int], str] | str
) -> None:
    assert both(calculator, target) == found


def test_reports_go_before_sign_ins_where_fewer_of_them_do(calculator: Calculator) -> None:
    # 24.50 each: 1141 + 17 × 24.50 − 20 = 1537.50; two reports 1586.50, two sign-ins 1557.50.
    found = both(calculator, "1580", worker_type="community_full_time")
    assert found == ({"valid_reports": 2}, "1586.50")


def test_no_count_is_added_beyond_its_greatest(policy: Policy) -> None:
    # No count above 5: 350 + 4 × 20 − 15 × 10 = 280; 310 takes the one praise that is left and two reports.
    # Two praises would be fewer, and 320, but there cannot be six.
    few = Calculator(small(policy, 5, "praised_by_city"))
    assert both(few, "310", sign_ins=5, valid_reports=0, praised_by_city=4) == (
        {"valid_reports": 2, "praised_by_city": 1},
        "315.00",
    )


def test_one_required_count_goes_as_far_as_it_must(policy: Policy) -> None:
    inputs = {key: replace(item, required=key == "valid_reports") for key, item in policy.inputs.items()}
    assert both(Calculator(replace(policy, inputs=inputs)), "475") == ({"valid_reports": 3}, "480.00")


@examples(8)
@given(KNOWN, READINGS, st.integers(0, 30_000))
def test_no_smaller_total_is_enough_and_ties_go_to_the_first(
    request: dict[str, Any], readings: dict[str, str], more: int
) -> None:
    check_together(small(POLICY, 40), {**request, "readings": readings}, 40, more)


@examples(6)
@given(KNOWN, READINGS, st.integers(0, 30_000))
def test_three_inputs_go_together_as_two_do(
    request: dict[str, Any], readings: dict[str, str], more: int
) -> None:
    check_together(small(POLICY, 10, "praised_by_city"), {**request, "readings": readings}, 10, more)


def check_together(policy: Policy, request: dict[str, Any], most: int, more: int) -> None:
    """Compare with all totals of all required counts, each tried."""
    standing = stand(policy, situation(policy, request, most))
    target = standing.totals.payable.least + more
    alongs = [along for along in along_each(standing, policy.inputs).values() if along.item.required]
    found = together(standing, alongs, target)
    best: tuple[int, tuple[int, ...]] | None = None
    for added in product(*(range(most - along.own.least + 1) for along in alongs)):
        total = sum(added)
        # Among equal totals, the most of the first: the smallest of what is negated.
        key = (total, tuple(-each for each in added))
        if best is not None and key >= best:
            continue
        counts = {
            along.item.id: exactly(along.own.least + each) for along, each in zip(alongs, added, strict=True)
        }
        if standing.changed(counts).totals.payable.least >= target:
            best = key
    assert found.added == (None if best is None else tuple(-each for each in best[1]))


def test_counts_that_pay_nothing_are_no_way(policy: Policy) -> None:
    # If no required count of a county raises the pay, these counts together cannot reach a target.
    none = replace(
        policy,
        inputs={key: replace(item, required=key == "missed_hazards") for key, item in policy.inputs.items()},
    )
    asked = {"month": "2026-10", "worker_type": "rural", "missed_hazards": 1, "target": "300"}
    answer = Calculator(none).needed(asked)
    assert (answer["together"], answer["together_reason"]) == (None, None)
