"""Compute a month once for every possible combination of its counts, without spans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from calculator.money import Span, exactly
from calculator.plan import DEDUCTIONS, GROSS, QUARTER_COLUMN, YEAR_END_COLUMN, Plan
from calculator.policy import Policy
from calculator.tables import Patch

SUMS = ("gross", "deductions", "net", "payable", "quarter", "year_end", "whole")
World = tuple[int, ...]
# What another county may say, and `check` lets it: rewards that surely come to nothing, events charged once
# with other events, or with reports, ceilings over other lines, conditions.
ELSEWHERE = (
    Patch("parameters.major_least.value", 100, 0),
    Patch("parameters.special_major_least.value", 500, 0),
    Patch("rules.hazard_deduction.not_again_with", "", "valid_reports"),
    Patch("rules.hazard_deduction.not_again_with", "", "refused_orders"),
    Patch("rules.order_deduction.not_again_with", "", "poor_cooperation"),
    Patch("rules.praise_reward.combine", "each", "highest"),
    Patch("rules.surplus_reward.needs", [], [{"counter": "sign_ins", "at_least": "sign_in_quota"}]),
    Patch("ceilings.monthly_rewards.covers", ["surplus_reward"], ["major_reward", "praise_reward"]),
    Patch("ceilings.monthly_rewards.covers", ["surplus_reward"], ["report_pay", "surplus_reward"]),
    Patch("settlement.below_zero", "nothing_paid", "carried"),
)


def elsewhere(policy: Policy, *patches: Patch) -> Policy:
    """Return the policy of a county whose pay tables differ in some places."""
    return replace(policy, tables=policy.tables.patched(patches))


def counties(policy: Policy) -> st.SearchStrategy[Policy]:
    """Draw counties whose pay tables differ from the policy's in up to four places."""
    patches = st.lists(st.sampled_from(ELSEWHERE), max_size=4, unique_by=lambda patch: patch.at)
    return patches.map(lambda drawn: elsewhere(policy, *drawn))


def few(policy: Policy, most: int) -> Policy:
    """Return the policy with counts that go no further than `most`."""
    return replace(policy, inputs={key: replace(each, max=most) for key, each in policy.inputs.items()})


def worlds(plan: Plan, counts: Mapping[str, Span]) -> Iterator[World]:
    """Yield the `SUMS` of each way that counts, and amounts that the text leaves open, may go together.

    Of an open amount both ends are tried: every sum rises or falls with it.
    """
    for numbers in product(*(range(span.least, span.most + 1) for span in counts.values())):
        known = dict(zip(counts, map(exactly, numbers), strict=True))
        for ends in product(*(sorted({*amount}) for amount in plan.amounts(known))):
            yield sums(plan, [line.least for line in plan.capped([exactly(end) for end in ends])])


def sums(plan: Plan, lines: Sequence[int]) -> World:
    """Return the `SUMS` of lines that are known."""
    columns = dict.fromkeys((GROSS, DEDUCTIONS, QUARTER_COLUMN, YEAR_END_COLUMN), 0)
    for column, line in zip(plan.columns, lines, strict=True):
        columns[column] += line
    gross, deductions, quarter, year_end = columns.values()
    net = gross + deductions
    payable = net if plan.carried else max(0, net)
    return gross, deductions, net, payable, quarter, year_end, payable + quarter + year_end


def hull(found: Iterator[World]) -> dict[str, Span]:
    """Return the least and the most of each of the `SUMS`."""
    return {
        name: Span(min(ends), max(ends)) for name, ends in zip(SUMS, zip(*found, strict=True), strict=True)
    }
