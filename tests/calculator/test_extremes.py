"""Spans are as narrow as trying every month, whatever rules, scores, shares and ceilings a text has."""

from math import prod
from typing import Any

import pytest
from hypothesis import assume, given

from calculator import extremes
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import Span
from calculator.plan import Plan
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.standing import Standing
from tests.calculator.drawn import COUNTS, months, plans
from tests.calculator.worlds import SUMS
from tests.support.examples import examples


def tries(plan: Plan, counts: dict[str, Span]) -> int:
    """Return at least how many months there are to try."""
    amounts = plan.amounts({key: Span(span.most, span.most) for key, span in counts.items()})
    return prod(each.most - each.least + 1 for each in (*counts.values(), *amounts))


@examples(150)
@given(plans(), COUNTS)
def test_every_total_and_line_is_as_narrow_as_all_months(plan: Plan, counts: dict[str, Span]) -> None:
    standing = Standing.of(plan, counts)
    found = [*standing.totals, standing.whole(), *standing.amounts]
    assume(tries(plan, counts) < 6000)
    every = [(*found_sums, *lines) for found_sums, lines in months(plan, counts)]
    wanted = [Span(min(ends), max(ends)) for ends in zip(*every, strict=True)]
    assert dict(enumerate(found)) == dict(enumerate(wanted)), SUMS


def test_an_event_charged_once_is_settled_without_trying_each_count(
    calculator: Calculator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An order refused costs 30 and can be one of the 5 events of poor cooperation, 30 each (art. 12(2)).

    Of 0 to 999 refused orders at most 5 are such events: from 30 × max(0, 5) = 150 to 30 × (999 + 5) = 30120.
    """
    monkeypatch.setattr(extremes, "MOST_TRIED", 5)
    month: dict[str, Any] = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}
    month |= {"refused_orders": None, "poor_cooperation": 5}
    month["readings"] = {"poor-cooperation": "charged_once"}
    total = calculator.estimate(month)["totals"]["deductions"]
    assert (total["min"], total["max"]) == ("-30120.00", "-150.00")


def test_what_two_counts_do_depends_on_a_third_that_is_settled_before(policy: Policy) -> None:
    """Praise and major reports add to the month and take from the year's end: all rewards are 50 at most.

    500 and 3 × 5 at the year's end without them. The most is 500 + 50. If refused orders leave nothing of the
    month, the rewards only take the 15 away: the least is 0.
    """
    month: dict[str, Any] = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 23}
    month |= dict.fromkeys(("praised_by_city", "major_reports", "refused_orders"))
    month["readings"] = {"surplus-cap": "all_rewards"}
    assert stand(policy, Situation.read(policy, month)).whole() == Span(0, 550_00)
