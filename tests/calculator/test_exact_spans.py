"""Under every reading the span of a total contains every possible amount and is no wider."""

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.along import Along
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import Span, exactly
from calculator.plan import CARRIED
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.tables import Patch
from tests.calculator.test_bends import straight
from tests.calculator.test_properties import POLICY, READINGS, WHEN_AND_WHO
from tests.calculator.worlds import SUMS, elsewhere, few, hull, worlds
from tests.support.examples import every, examples

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover already

MOST = 33
FEW = few(POLICY, MOST)
OPTIONS = [(key, option) for key, reading in POLICY.readings.items() for option in reading.options]
# Near each bend: full, poor, rich enough to fill a common ceiling, and one in which nothing is paid.
MONTHS: list[dict[str, int]] = [
    {"sign_ins": 20, "valid_reports": 20, "special_major_reports": 1},
    {"sign_ins": 12, "valid_reports": 25, "missed_hazards": 1, "poor_cooperation": 3},
    {"sign_ins": 1, "valid_reports": 31, "praised_by_city": 2, "praised_by_county": 1, "refused_orders": 2},
    {"sign_ins": 5, "valid_reports": 4, "missed_hazards": 6, "praised_by_province": 1, "major_reports": 1},
]


def sums(standing: Standing) -> dict[str, Span]:
    return dict(zip(SUMS, (*standing.totals, standing.whole()), strict=True))


def read(policy: Policy, request: dict[str, Any]) -> Standing:
    return stand(policy, Situation.read(policy, request))


def test_one_unknown_count_is_exact_under_every_reading() -> None:
    cases = list(product(OPTIONS, POLICY.workers, MONTHS, POLICY.inputs))[every(7)]
    for place, values in enumerate((OPTIONS, POLICY.workers, MONTHS, POLICY.inputs)):
        assert all(any(case[place] == value for case in cases) for value in values)
    for (reading, option), worker, month, key in cases:
        request = {
            "month": "2026-02",
            "worker_type": worker,
            "readings": {reading: option},
            **month,
            key: None,
        }
        standing = read(FEW, request)
        assert sums(standing) == hull(worlds(standing.plan, standing.counts)), request


@examples(8)
@given(
    st.fixed_dictionaries(WHEN_AND_WHO),
    READINGS,
    st.fixed_dictionaries(dict.fromkeys(POLICY.inputs, st.integers(0, MOST) | st.integers(0, 3))),
    st.sets(st.sampled_from(sorted(POLICY.inputs)), min_size=2, max_size=2),
)
def test_two_unknown_counts_are_exact_under_all_readings_together(
    who: dict[str, Any], readings: dict[str, str], known: dict[str, int], unknown: set[str]
) -> None:
    standing = read(FEW, {**who, "readings": readings, **known, **dict.fromkeys(unknown)})
    assert sums(standing) == hull(worlds(standing.plan, standing.counts))


# What a reading can tangle: rewards under one ceiling, and events that may be the same.
TANGLED = {"surplus-cap": "all_rewards", "poor-cooperation": "charged_once"}
REWARDS = (
    "praised_by_province",
    "praised_by_city",
    "praised_by_county",
    "major_reports",
    "special_major_reports",
)
EVENTS = ("missed_hazards", "refused_orders", "poor_cooperation")


@examples(10)
@given(
    st.fixed_dictionaries(WHEN_AND_WHO),
    READINGS,
    st.fixed_dictionaries({"sign_ins": st.integers(0, 22), "valid_reports": st.integers(0, 33)}),
    st.fixed_dictionaries(dict.fromkeys(REWARDS, st.sampled_from((0, 0, 1, 2)))),
    st.fixed_dictionaries(dict.fromkeys(EVENTS, st.integers(0, 6))),
    st.lists(st.sampled_from((*REWARDS, *EVENTS)), min_size=3, max_size=3, unique=True),
)
def test_three_unknown_counts_are_exact_where_lines_hang_on_each_other(
    who: dict[str, Any],
    readings: dict[str, str],
    counts: dict[str, int],
    rewards: dict[str, int],
    events: dict[str, int],
    unknown: list[str],
) -> None:
    request = {**who, "readings": {**readings, **TANGLED}, **counts, **rewards, **events}
    standing = read(few(POLICY, 33), request).changed(dict.fromkeys(unknown, Span(0, 7)))
    assert sums(standing) == hull(worlds(standing.plan, standing.counts))


def test_a_total_that_is_narrower_than_its_lines_says_so(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # Each of the two can use the 50 or leave them to the other one: 0～50 each, 50 together.
    asked = {
        **month,
        "major_reports": None,
        "special_major_reports": 1,
        "readings": {"surplus-cap": "all_rewards"},
    }
    answer = calculator.estimate(asked)
    lines = {line["id"]: (line["min"], line["max"]) for line in answer["lines"]}
    assert lines["major_reward"] == lines["special_major_reward"] == ("0.00", "50.00")
    exact = {"min": "550.00", "max": "550.00", "narrower": True}
    assert {name: answer["totals"][name] for name in ("gross", "net", "payable")} == dict.fromkeys(
        ("gross", "net", "payable"), exact
    )
    assert answer["totals"]["year_end"] == {"min": "0.00", "max": "0.00"}
    # Under the other reading no lines depend on each other: the totals are sums of lines, without a mark.
    (default,) = [row for row in answer["readings"] if row["reading"] == "surplus-cap"]
    assert default["totals"]["payable"] == {"min": "1000.00", "max": "301200.00"}


def test_readings_beside_a_narrower_total_are_as_narrow(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    asked = {**month, "major_reports": None, "special_major_reports": 1}
    answer = calculator.estimate({**asked, "readings": {"surplus-cap": "all_rewards"}})
    rows = {row["reading"]: row["totals"] for row in answer["readings"]}
    # 0～350 + 150 + 50.
    assert rows["base-share"]["payable"] == {"min": "200.00", "max": "550.00", "narrower": True}


def test_a_reading_that_moves_no_end_is_not_listed(calculator: Calculator, month: dict[str, Any]) -> None:
    # Three events and any number of orders: 30 × 3 to 30 × 1002, whether they may be the same or not.
    answer = calculator.estimate({**month, "refused_orders": None, "poor_cooperation": 3})
    listed = {(row["reading"], row["alternative"]) for row in answer["readings"]}
    assert ("poor-cooperation", "no_deduction") in listed
    assert ("poor-cooperation", "charged_once") not in listed


def test_known_counts_are_never_marked(calculator: Calculator, month: dict[str, Any]) -> None:
    asked = {**month, "praised_by_province": 2, "major_reports": 1, "readings": TANGLED, "refused_orders": 2}
    totals = calculator.estimate({**asked, "poor_cooperation": 1})["totals"]
    # 350 + 150 + 50 − 60 − 30 × (0～1): only whether the one is also an order is open, and one line tells it.
    assert totals["payable"] == {"min": "460.00", "max": "490.00"}


def test_the_sum_of_month_and_year_end_is_not_wider_than_necessary(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # 50 in all, paid for praise in the month or else at the year's end: 350 + 150 + 50 in every case.
    asked = {
        **month,
        "valid_reports": 30,
        "praised_by_city": None,
        "readings": {"surplus-cap": "all_rewards"},
    }
    points = {point["count"]: point for point in calculator.needed(asked)["curve"]["points"]}
    assert points[30]["payable"] == {"min": "500.00", "max": "550.00"}
    assert points[30]["total"] == {"min": "550.00", "max": "550.00"}
    # 350 + 150 − 5 × 100 − 30 = −30: with 30 by praise nothing is paid and 20 are left for the year's end,
    # with 50 there are 20 and nothing; with none 50 wait.
    poor = {
        **asked,
        "praised_by_city": 0,
        "praised_by_county": None,
        "missed_hazards": 5,
        "refused_orders": 1,
    }
    points = {point["count"]: point for point in calculator.needed(poor)["curve"]["points"]}
    assert points[30]["total"] == {"min": "20.00", "max": "50.00"}


def test_along_a_count_that_shares_a_line_with_an_unknown_one_every_count_is_tried() -> None:
    # An order costs 20 and can be one of the events that cost 30: which number of orders costs most changes.
    cheaper = elsewhere(
        POLICY,
        Patch("parameters.order_price.value", 30, 20),
        Patch("rules.cooperation_deduction.not_again_with", "", "refused_orders"),
    )
    asked = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}
    standing = read(cheaper, {**asked, "refused_orders": None, "poor_cooperation": 3})
    assert Along(standing, cheaper.inputs["poor_cooperation"]).bends(12) == list(range(13))
    assert len(Along(standing, cheaper.inputs["sign_ins"]).bends(40)) < 12
    known = standing.changed({"refused_orders": exactly(2)})
    assert len(Along(known, cheaper.inputs["poor_cooperation"]).bends(40)) < 20


@pytest.mark.parametrize("counter", ["refused_orders", "poor_cooperation"])
def test_where_more_orders_always_cost_more_the_totals_go_straight_between_few_bends(counter: str) -> None:
    # 30 for an order, 30 for an event that is none of the orders: one more order never costs less. Of 3 to 9
    # orders, 3 cost least and 9 most, so there is a bend at 3 and at 9 events.
    asked = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}
    month = read(POLICY, {**asked, "refused_orders": 0, "poor_cooperation": 0, "readings": TANGLED})
    unknown = {"refused_orders": Span(3, 9), "poor_cooperation": Span(2, 7)}
    along = Along(month.changed(unknown), POLICY.inputs[counter])
    points = along.bends(40)
    assert len(points) < 20
    for one, other in pairwise(points):
        for count in range(one, other):
            for first, last, now in zip(along.at(one), along.at(other), along.at(count), strict=True):
                assert straight(first, last, now, count - one, other - one)


def test_a_carried_balance_goes_with_the_year_end_too() -> None:
    few_counts = few(POLICY, 12)
    settled = replace(few_counts.tables, settlement={**few_counts.tables.settlement, "below_zero": CARRIED})
    policy = replace(few_counts, tables=settled)
    request = {"month": "2026-10", "worker_type": "rural", "sign_ins": 0, "valid_reports": 12}
    request |= {"missed_hazards": 5, "praised_by_county": None, "readings": TANGLED}
    standing = read(policy, {**request, "sign_ins": None})
    assert sums(standing) == hull(worlds(standing.plan, standing.counts))
