"""Compute the statement of a month, and how the readings that are not chosen would change it."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from calculator.binding import Values, bind
from calculator.changes import Change
from calculator.clauses import stable
from calculator.cuts import Cut, cuts, left
from calculator.groups import grouped
from calculator.money import Span
from calculator.month import Month
from calculator.plan import BoundRule, Plan
from calculator.policy import Policy
from calculator.readings import Alternative, Chosen, Reading, apply, varied
from calculator.rules import Rule
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.statement import Line, Statement
from calculator.unknowns import most_moving


class Variant(NamedTuple):
    """An option that is not chosen, with its plan and the rules that it changes, by their places.

    `reshaped`: the option changes when amounts are paid, or the ceilings. `opposed` are the counts of its
    rules that are opposed in either plan.
    """

    reading: Reading
    option: Alternative
    plan: Plan
    rules: tuple[tuple[int, Rule], ...]
    reshaped: bool
    opposed: Collection[str]

    def moved(self, chosen: Standing) -> list[tuple[int, Span]]:
        """Return the amounts of a month that the option changes, by the places of their rules."""
        counts, raw = chosen.counts, chosen.raw
        return [
            (place, amount) for place, rule in self.rules if (amount := rule.amount(counts)) != raw[place]
        ]

    def standing(self, chosen: Standing, moved: Sequence[tuple[int, Span]]) -> Standing:
        """Return a month under the option, given the amounts that it changes."""
        raw = chosen.raw.copy()
        for place, amount in moved:
            raw[place] = amount
        return Standing.from_raw(self.plan, chosen.counts, raw)


def alternatives(
    policy: Policy, situation: Situation, standing: Standing
) -> list[tuple[Reading, Alternative, Standing]]:
    """Return the month under each option that is not chosen and changes a rule or how rules add up."""
    variants = _variants(policy, situation.month, situation.worker_type, situation.readings)
    return [(each.reading, each.option, each.standing(standing, each.moved(standing))) for each in variants]


def estimate(policy: Policy, situation: Situation) -> Statement:
    """Return the statement of a situation (arts. 9, 11, 12).

    A line is a span where the text gives a range or a count is unknown, else exact. The totals are the sums
    of the lines, or narrower where spans depend on the same count: exactly as wide as the possible months.
    """
    return _statement(policy, situation, stand(policy, situation))


def estimate_and_changes(policy: Policy, situation: Situation) -> tuple[Statement, list[Change]]:
    """Return the statement of a situation, and how each option that is not chosen would change it."""
    standing = stand(policy, situation)
    return _statement(policy, situation, standing), changes(policy, situation, standing)


def _statement(policy: Policy, situation: Situation, standing: Standing) -> Statement:
    plan, counts = standing.plan, standing.counts
    score = plan.scores[0] if plan.scores else None
    return Statement(
        situation.month,
        situation.worker_type,
        [
            _line(policy, bound, tuple([counts[counter] for counter in bound.reads]), amount, cut)
            for bound, amount, cut in zip(plan.rules, standing.amounts, cuts(standing), strict=True)
        ],
        standing.totals,
        policy.cautions(situation.month, situation.readings),
        most_moving(standing, policy.inputs),
        standing.narrower,
        grouped(standing),
        None if score is None else score.span(counts),
        None if score is None else score.result(counts),
        plan.shares(counts) if policy.tables.shares else {},
    )


def changes(policy: Policy, situation: Situation, standing: Standing) -> list[Change]:
    """Return every option that is not chosen and would change the totals, with the changed totals."""
    variants = _variants(policy, situation.month, situation.worker_type, situation.readings)
    found = [_change(variant, standing) for variant in variants]
    return [change for change in found if change is not None]


def stand(policy: Policy, situation: Situation) -> Standing:
    """Return the computed month, prepared so that it can be computed again with other counts."""
    plan = _plan(policy, situation.month, situation.worker_type, situation.readings)
    return Standing.of(plan, situation.counts)


def _change(variant: Variant, standing: Standing) -> Change | None:
    """Return the change of the totals by a variant, None if there is none; only its rules run again."""
    counts, moved = standing.counts, variant.moved(standing)
    opposed = variant.opposed and not all(counts[key].exact for key in variant.opposed)
    # What becomes of a balance below 0 matters only where it can be below 0.
    settled = variant.plan.carried != standing.plan.carried and standing.totals.net.least < 0
    if not (moved or variant.reshaped or opposed or settled):
        return None
    then, option = variant.standing(standing, moved), variant.option
    if then.totals == standing.totals:
        return None
    return Change(variant.reading.id, option.id, option.label, option.article, then.totals, then.narrower)


@lru_cache(maxsize=256)
def _plan(policy: Policy, month: Month, worker_type: str, chosen: Chosen) -> Plan:
    """Return the plan of a month for a worker type under the chosen readings."""
    return bind(apply(policy.readings, chosen, policy.tables, month), Values(month, worker_type))


# Apart from the plan, because a year of months needs no variants.
@lru_cache(maxsize=256)
def _variants(policy: Policy, month: Month, worker_type: str, chosen: Chosen) -> list[Variant]:
    """Return the options that are not chosen and whose plan differs from that of the chosen readings."""
    plan, values, variants = _plan(policy, month, worker_type, chosen), Values(month, worker_type), []
    own = apply(policy.readings, chosen, policy.tables, month)
    for reading, option, choice in varied(policy.readings, chosen, month):
        other = bind(apply(policy.readings, choice, policy.tables, month), values, (own, plan))
        pairs = enumerate(zip(plan.rules, other.rules, strict=True))
        rules = tuple((place, two.rule) for place, (one, two) in pairs if one.rule != two.rule)
        reshaped = (plan.columns, plan.ceilings) != (other.columns, other.ceilings)
        if rules or reshaped or plan.carried != other.carried:
            reads = {
                key for place, rule in rules for key in (*rule.counters, *plan.rules[place].rule.counters)
            }
            opposed = reads & (plan.opposed | other.opposed)
            variants.append(Variant(reading, option, other, rules, reshaped, opposed))
    return variants


# Cached because each key press changes one count, and the lines of the other rules stay the same.
@lru_cache(maxsize=1024)
def _line(
    policy: Policy, bound: BoundRule, read: tuple[Span, ...], amount: Span, cut: tuple[Cut, ...]
) -> Line:
    rule, counts = bound.rule, dict(zip(bound.reads, read, strict=True))
    if rule.idle(counts):
        working = bound.zero
        if "{" in working:
            working = working.format_map(rule.says(counts, policy.units))
    else:
        working = rule.working(counts, policy.units)
    working += "".join(left(each, rule.deducts) for each in cut)
    count, rate = rule.product(counts)
    clause = stable(policy, bound.article)
    return Line(bound, clause, count, rate, amount, working, rule.deducts and bool(cut))
