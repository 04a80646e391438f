"""Totals by the column of a line, and ends that are safe where there are too many months to try."""

import pytest

from calculator import extremes
from calculator.bearings import with_ties
from calculator.ceiling import Ceiling
from calculator.cuts import said
from calculator.money import Span, exactly
from calculator.plan import DEDUCTIONS, GROSS, QUARTER_COLUMN, YEAR_END_COLUMN, BoundRule, Plan, paid_later
from calculator.rules.banded_share import Band, BandedShare, Bands
from calculator.rules.deduction_per_event import DeductionPerEvent
from calculator.rules.fixed_amount import FixedAmount
from calculator.rules.rate_up_to_quota import RateUpToQuota
from calculator.rules.reward_range import RewardRange
from calculator.standing import Standing
from calculator.totals import Totals

COLUMNS = (GROSS, DEDUCTIONS, QUARTER_COLUMN, YEAR_END_COLUMN)
LINES = [exactly(1000), exactly(-300), exactly(50), exactly(7)]


def plan(*ceilings: Ceiling, carried: bool = False) -> Plan:
    fixed = BoundRule("x", "甲", "1", (), "month", "0", FixedAmount(1), ())
    return Plan([fixed] * 4, ceilings, carried, COLUMNS, {})


def test_each_column_has_its_total() -> None:
    # 1000 − 300 = 700 in the month, 50 by the quarter, 7 at the year's end.
    totals = Totals.of(plan(), LINES)
    assert totals == Totals(*map(exactly, (1000, -300, 700, 700, 50, 7)))
    assert totals.due == (exactly(700), exactly(50), exactly(7))
    assert paid_later(plan()) == "按季、年底"


@pytest.mark.parametrize("carried", [False, True])
def test_a_balance_below_zero_is_paid_only_where_it_is_carried(carried: bool) -> None:
    # 1000 − 800 = 200 and 200 − 300 = −100.
    totals = Totals.of(plan(carried=carried), [exactly(LINES[0].least - 800), *LINES[1:]])
    assert (totals.net, totals.payable) == (exactly(-100), exactly(-100 if carried else 0))


@pytest.mark.parametrize(
    ("ceiling", "words"),
    [
        (Ceiling(5000, (0,)), "奖励每月最多 50.00 元"),
        (Ceiling(5000, (0, 2)), "奖励每月最多 50.00 元"),
        (Ceiling(None, (2,), (0,)), "奖励不超过甲 10.00 元"),
        (Ceiling(None, (2, 3), (0,)), "奖励合计不超过甲 10.00 元"),
        (Ceiling(6000, (1,), (), True), "每月最多扣 60.00 元"),
        (Ceiling(6000, (1, 2), (), True), "扣款合计每月最多 60.00 元"),
        (Ceiling(None, (1,), (0, 2), True), "扣款不超过甲、甲合计 10.50 元"),
    ],
)
def test_a_ceiling_is_said_as_what_it_is(ceiling: Ceiling, words: str) -> None:
    assert said(plan(ceiling), ceiling, LINES) == words


def test_with_too_many_months_to_try_the_ends_are_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    # 10 for each of nine, of which 30 % are paid from five on and all of them below: 0, 10 … 40, 15 … 27.
    share = Bands(None, "a", (Band(4, 100), Band(9, 30)), up_to=True)
    rule = BandedShare(RateUpToQuota("a", 1000, None, None), share)
    bound = BoundRule("x", "甲", "1", (), "month", "0", rule, rule.counters)
    torn = with_ties(Plan([bound], (), False, (GROSS,), {"a": [0]}))
    assert torn.tangled == {"a": {"a"}}
    exact = Standing.of(torn, {"a": Span(3, 9)})
    assert (exact.totals.gross, exact.amounts) == (Span(1500, 4000), [Span(1500, 4000)])
    monkeypatch.setattr(extremes, "MOST_TRIED", 1)
    extremes.narrowed.cache_clear()
    wide = Standing.of(torn, {"a": Span(3, 9)}).totals.gross
    # 30 × 30 % to 90.
    assert wide.least <= 1500 < 4000 <= wide.most
    assert wide != Span(1500, 4000)
    assert 900 <= wide.least <= wide.most <= 9000


@pytest.mark.parametrize(("carried", "whole"), [(False, Span(2000, 3000)), (True, Span(1000, 3000))])
def test_an_amount_that_the_text_leaves_open_may_be_best_within(carried: bool, whole: Span) -> None:
    # 10 to 60 in the month and 20 at the end of the year, together 50; 20 off. Up to 20 in the month nothing
    # is paid, and 20 wait; with 30 it is 10 + 20; from there on one more is one less at the year's end.
    # A carried balance is −10 with 10 in the month: 20 − 10 = 10.
    rules = [RewardRange("a", 1000, 6000), FixedAmount(2000), DeductionPerEvent("a", 2000, "")]
    bound = [BoundRule("x", "甲", "1", (), "month", "0", rule, rule.counters) for rule in rules]
    columns = (GROSS, YEAR_END_COLUMN, DEDUCTIONS)
    found = with_ties(Plan(bound, (Ceiling(5000, (0, 1)),), carried, columns, {"a": [0, 2]}))
    standing = Standing.of(found, {"a": exactly(1)})
    assert standing.whole() == whole
    assert standing.totals.due == (Span(-1000 if carried else 0, 3000), exactly(0), Span(0, 2000))


def test_without_several_lines_a_total_is_the_sum_of_its_lines() -> None:
    rule = DeductionPerEvent("a", 100, "")
    bound = BoundRule("x", "甲", "1", (), "month", "0", rule, rule.counters)
    found = with_ties(Plan([bound], (Ceiling(250, (0,), (), True),), False, (DEDUCTIONS,), {"a": [0]}))
    assert (found.bearings, found.tangled, found.hanging) == ({}, {}, frozenset())
    standing = Standing.of(found, {"a": Span(1, 9)})
    assert (standing.amounts, standing.ends) == ([Span(-250, -100)], ())
