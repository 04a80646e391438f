"""Counts in, a statement out: the rules in the policy's order, then what else it could be."""

from functools import lru_cache
from typing import NamedTuple

from calculator import words
from calculator.money import ZERO, Span, exactly
from calculator.month import Month
from calculator.plan import Plan, bind, same_rule
from calculator.policy import Policy
from calculator.readings import Alternative, Chosen, Reading, apply, varied
from calculator.situation import Situation
from calculator.statement import Change, Line, Statement, Totals


class Variant(NamedTuple):
    """An option not chosen, as a plan, with the places of the rules it changes."""

    reading: Reading
    option: Alternative
    plan: Plan
    places: tuple[int, ...]


def estimate(policy: Policy, situation: Situation) -> Statement:
    """Return the statement of a situation (arts. 9, 11, 12).

    Every line is exact, or a span where the text or an unknown count makes it one; the totals are
    the sums of the lines.
    """
    plan, variants = _plans(policy, situation.month, situation.worker_type, situation.readings)
    raw = plan.amounts(situation.counts)
    amounts = plan.capped(raw)
    totals = Totals.of(plan, amounts)
    lines = [_line(policy, plan, situation, place, raw[place], amounts[place]) for place in range(len(raw))]
    changes = [
        change
        for variant in variants
        if (change := _change(variant, plan, situation, raw, totals)) is not None
    ]
    return Statement(
        situation.month, situation.worker_type, lines, totals, changes, policy.cautions(situation.month)
    )


def _change(
    variant: Variant, plan: Plan, situation: Situation, raw: list[Span], totals: Totals
) -> Change | None:
    """Return what a variant changes of the totals, None if nothing; only its own rules are run again."""
    others = [variant.plan.rules[place].rule.amount(situation.counts) for place in variant.places]
    moved = [
        place
        for place, other in zip(variant.places, others, strict=True)
        if other != raw[place] or variant.plan.rules[place].paid != plan.rules[place].paid
    ]
    if not moved and variant.plan.ceilings == plan.ceilings and variant.plan.carried == plan.carried:
        return None
    amounts = list(raw)
    for place, other in zip(variant.places, others, strict=True):
        amounts[place] = other
    other_totals = Totals.of(variant.plan, variant.plan.capped(amounts))
    if other_totals == totals:
        return None
    option = variant.option
    return Change(
        variant.reading.id,
        option.id,
        option.label,
        option.article,
        other_totals,
        totals.changes(other_totals),
    )


@lru_cache(maxsize=256)
def _plans(policy: Policy, month: Month, worker_type: str, chosen: Chosen) -> tuple[Plan, list[Variant]]:
    """Return the plan under the chosen readings and the variants that differ from it at all."""

    def plan_under(choice: Chosen) -> Plan:
        return bind(apply(policy.readings, choice, policy.tables), month, worker_type)

    plan, variants = plan_under(chosen), []
    for reading, option, choice in varied(policy.readings, chosen):
        other = plan_under(choice)
        pairs = enumerate(zip(plan.rules, other.rules, strict=True))
        places = tuple(place for place, (one, two) in pairs if not same_rule(one, two))
        if places or plan.ceilings != other.ceilings or plan.carried != other.carried:
            variants.append(Variant(reading, option, other, places))
    return plan, variants


def _line(policy: Policy, plan: Plan, situation: Situation, place: int, raw: Span, amount: Span) -> Line:
    bound = plan.rules[place]
    rule, counts = bound.rule, situation.counts
    if raw == ZERO:
        working = bound.zero.format_map(rule.says(counts, policy.units))
    else:
        working = rule.working(counts, policy.units)
    if raw != amount:
        limit = next(ceiling.most for ceiling in plan.ceilings if place in ceiling.places)
        working += f"，奖励每月最多 {words.amount(exactly(limit))}，计 {words.amount(amount)}"
    count, rate = rule.product(counts)
    return Line(
        bound.id,
        bound.label,
        bound.article,
        bound.also,
        count,
        rate,
        amount,
        working,
        bound.paid,
    )
