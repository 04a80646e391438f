"""Compute the statement of a month, and how the readings that are not chosen would change it."""

from functools import lru_cache

from calculator.changes import Change
from calculator.clauses import stable
from calculator.cuts import Cut, cuts, left
from calculator.groups import grouped
from calculator.money import Span
from calculator.plan import BoundRule
from calculator.policy import Policy
from calculator.readings import Alternative, Reading
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.statement import Line, Statement
from calculator.unknowns import most_moving
from calculator.variants import plan_of, variants


def alternatives(
    policy: Policy, situation: Situation, standing: Standing
) -> list[tuple[Reading, Alternative, Standing]]:
    """Return the month under each option that is not chosen and changes a rule or how rules add up."""
    found = variants(policy, situation.month, situation.worker_type, situation.readings)
    return [(reading, option, variant.standing(standing)) for reading, option, variant in found]


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
    return [
        Change(reading.id, option.id, option.label, option.article, then.totals, then.narrower)
        for reading, option, then in alternatives(policy, situation, standing)
        if then.totals != standing.totals
    ]


def stand(policy: Policy, situation: Situation) -> Standing:
    """Return the computed month, prepared so that it can be computed again with other counts."""
    plan = plan_of(policy, situation.month, situation.worker_type, situation.readings)
    return Standing.of(plan, situation.counts)


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
