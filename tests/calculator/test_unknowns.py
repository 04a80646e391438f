"""The unknown count that changes the result most, and the exactness of spans."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.unknowns import Unknown, most_moving
from tests.calculator.test_properties import POLICY, READINGS, WHEN_AND_WHO
from tests.support.examples import every, examples


def unknown(calculator: Calculator, month: dict[str, Any], **counts: Any) -> tuple[str, str, str, str] | None:
    found = calculator.estimate({**month, **counts})["unknown"]
    if found is None:
        return None
    assert found.pop("label") == POLICY.inputs[found["input"]].label
    return found["input"], found["total"], found["moves"], found["remaining"]


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({}, None),
        ({"valid_reports": None}, ("valid_reports", "payable", "150.00", "0.00")),
        # 350 + 0～150 − 0～200: 150～500, 350 wide; 150 with the sign-ins known, 200 with the reports.
        (
            {"sign_ins": None, "valid_reports": None},
            ("sign_ins", "payable", "200.00", "150.00"),
        ),
        # 350 + 0～490 more for the full-timer: the reports then move more than the sign-ins' 200.
        (
            {"worker_type": "community_full_time", "sign_ins": None, "valid_reports": None},
            ("valid_reports", "payable", "490.00", "200.00"),
        ),
        # The 100～300 for the major report stay open in any case: 400～800 becomes 200 wide.
        (
            {"sign_ins": None, "major_reports": 1},
            ("sign_ins", "payable", "200.00", "200.00"),
        ),
        # Without a price the reports move the year's end alone: 10 × 5.
        (
            {"valid_reports": None, "readings": {"rural-name": "no_unit_price"}},
            ("valid_reports", "year_end", "50.00", "0.00"),
        ),
        # 0～350 by the month's result, which no count tells; the reports still move the year's end.
        (
            {
                "valid_reports": None,
                "readings": {"rural-name": "no_unit_price", "base-share": "by_result"},
            },
            ("valid_reports", "year_end", "50.00", "0.00"),
        ),
        # Were there no hazards, the orders could still take all 500, and the other way round.
        ({"missed_hazards": None, "refused_orders": None}, None),
        # Three events of poor cooperation, as many of them as orders not charged again: with three orders,
        # 500 − 90 − 0～90 = 320～410, the widest; with none 410, with 17 and more nothing is paid. Not
        # knowing the orders, at most 410: with none of them all three are charged, with three at least three.
        (
            {
                "refused_orders": None,
                "poor_cooperation": 3,
                "readings": {"poor-cooperation": "charged_once"},
            },
            ("refused_orders", "payable", "320.00", "90.00"),
        ),
        # With a carried balance both go down to −30 × 999 alike: the first of the two is given.
        (
            {"refused_orders": None, "poor_cooperation": None, "readings": {"below-zero": "carried"}},
            ("refused_orders", "payable", "29970.00", "29970.00"),
        ),
    ],
)
def test_the_unknown_count_that_changes_the_result_most_is_given(
    calculator: Calculator,
    month: dict[str, Any],
    counts: dict[str, Any],
    found: tuple[str, str, str, str] | None,
) -> None:
    assert unknown(calculator, month, **counts) == found


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        ({}, ""),
        ({"valid_reports": None}, "还不清楚的里面，有效信息影响最大：知道以后，本月应发就定下来了"),
        (
            {"sign_ins": None, "valid_reports": None},
            "还不清楚的里面，签到影响最大：知道以后，本月应发最多还差 150.00 元",
        ),
        (
            {"valid_reports": None, "readings": {"rural-name": "no_unit_price"}},
            "还不清楚的里面，有效信息影响最大：知道以后，年底另发就定下来了",
        ),
    ],
)
def test_the_page_says_it_in_one_sentence(
    calculator: Calculator, month: dict[str, Any], counts: dict[str, Any], note: str
) -> None:
    assert calculator.page({**month, **counts})["unknown_note"] == note


def width(span: Span) -> int:
    return span.most - span.least


def tried(standing: Standing, maxima: Mapping[str, int]) -> Unknown | None:
    """Compute the answer by the definition: try every count of every unknown input."""
    for total in ("payable", "year_end"):
        whole = width(getattr(standing.totals, total))
        moves: dict[str, int] = {}
        for key, most in maxima.items():
            if not standing.counts[key].exact:
                others = [standing.changed({key: exactly(count)}).totals for count in range(most + 1)]
                moves[key] = whole - max(width(getattr(each, total)) for each in others)
        greatest = max(moves.values(), default=0)
        if greatest:
            key = next(key for key, moved in moves.items() if moved == greatest)
            return Unknown(key, POLICY.inputs[key].label, total, greatest, whole - greatest)
    return None


@examples(25)
@given(
    st.fixed_dictionaries(WHEN_AND_WHO),
    READINGS,
    st.fixed_dictionaries(dict.fromkeys(POLICY.inputs, st.integers(0, 60))),
    st.sets(st.sampled_from(sorted(POLICY.inputs)), min_size=1, max_size=4),
    st.fixed_dictionaries(dict.fromkeys(POLICY.inputs, st.integers(1, 60))),
)
def test_the_unknown_that_moves_most_is_the_one_that_trying_finds(
    who: dict[str, Any],
    readings: dict[str, str],
    known: dict[str, int],
    missing: set[str],
    maxima: dict[str, int],
) -> None:
    few = replace(POLICY, inputs={key: replace(item, max=maxima[key]) for key, item in POLICY.inputs.items()})
    counts = {key: None if key in missing else number % (maxima[key] + 1) for key, number in known.items()}
    asked = {**who, "readings": readings, **counts}
    standing = stand(few, Situation.read(few, asked))
    assert most_moving(standing, few.inputs) == tried(standing, maxima)


# Months under the default readings: full, poor, rich, and one in which nothing is paid.
MONTHS: list[dict[str, int]] = [
    {"sign_ins": 20, "valid_reports": 20},
    {"sign_ins": 12, "valid_reports": 25, "missed_hazards": 1},
    {"sign_ins": 0, "valid_reports": 31, "praised_by_city": 3, "major_reports": 1, "refused_orders": 2},
    {"sign_ins": 5, "valid_reports": 4, "missed_hazards": 20},
]
TOTALS = ("gross", "deductions", "net", "payable", "year_end")


def test_the_span_equals_that_of_all_values_of_a_count(policy: Policy) -> None:
    for counts, key, worker_type in product(MONTHS, policy.inputs, policy.workers):
        asked = {"month": "2026-10", "worker_type": worker_type, **counts}
        standing = stand(policy, Situation.read(policy, asked))
        span = standing.changed({key: Span(0, policy.inputs[key].max)}).totals
        # No bend of these months lies above 60.
        tried = sorted({*range(61), *range(policy.inputs[key].max + 1)[every(90)], policy.inputs[key].max})
        values = [standing.changed({key: exactly(count)}).totals for count in tried]
        for name in TOTALS:
            ends = [getattr(totals, name) for totals in values]
            assert getattr(span, name) == Span(min(ends)[0], max(end.most for end in ends)), (asked, key)


def test_two_unknown_counts_are_as_exact_as_one(policy: Policy) -> None:
    zero = dict.fromkeys(policy.inputs, exactly(0))
    for one, other in (("sign_ins", "valid_reports"), ("valid_reports", "missed_hazards")):
        known = Situation(Month(2026, 10), "rural", {**zero, "sign_ins": exactly(15)}, ())
        both = stand(policy, known).changed({one: Span(0, 40), other: Span(0, 40)}).totals
        values = [
            stand(policy, known).changed({one: exactly(a), other: exactly(b)}).totals
            for a, b in product(range(41), repeat=2)
        ]
        for name in TOTALS:
            ends = [getattr(totals, name) for totals in values]
            assert getattr(both, name) == Span(min(ends)[0], max(end.most for end in ends))
