"""Compute a month under a plan, and again with other counts.

*Standing*: the counts of a month with each rule's amount and the totals. *Bend*: a count at which an amount
along that count changes its slope. *Sides*: for each bend of ceilings and settlement, whether the month is
above it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from calculator.extremes import narrowed, whole
from calculator.money import ZERO, Span
from calculator.plan import WHOLE, Plan
from calculator.rules import Counts
from calculator.totals import Totals


class Standing(NamedTuple):
    """The counts of a month with each rule's amount before and after the ceilings, and the totals.

    `narrower` names the totals that are not the sums of their lines. `ends` are the rules' amounts in the
    months at the ends of those totals.
    """

    plan: Plan
    counts: Counts
    raw: list[Span]
    amounts: list[Span]
    totals: Totals
    ends: Sequence[tuple[Span, ...]] = ()
    narrower: Sequence[str] = ()

    @classmethod
    def of(cls, plan: Plan, counts: Counts) -> "Standing":
        """Return the month of these counts."""
        return cls.from_raw(plan, counts, plan.amounts(counts))

    @classmethod
    def from_raw(cls, plan: Plan, counts: Counts, raw: list[Span]) -> "Standing":
        """Return the month of these counts, given each rule's amount before the ceilings."""
        amounts = plan.capped(raw)
        cut = amounts is not raw and not all(amount.exact for amount in raw)
        if not (plan.bearings and (cut or any(not counts[key].exact for key in plan.opposed))):
            return cls(plan, counts, raw, amounts, Totals.of(plan, amounts))
        joined = tuple(amount if place in plan.joined else ZERO for place, amount in enumerate(raw))
        found = narrowed(plan, joined, tuple((key, counts[key]) for key in plan.beside))
        lines = [found.lines.get(place, amount) for place, amount in enumerate(amounts)]
        sums = Totals.of(plan, lines)
        totals = found.totals(plan, sums)
        pairs = zip(Totals._fields, totals, sums, strict=True)
        narrower = [name for name, total, added in pairs if total != added]
        return cls(plan, counts, raw, lines, totals, found.ends, narrower)

    def changed(self, counts: Mapping[str, Span]) -> "Standing":
        """Return the month with some counts replaced; only the rules that read them run again."""
        plan, now = self.plan, {**self.counts, **counts}
        return Standing.from_raw(plan, now, plan.amounts_with(self.raw, now, counts))

    def sides(self) -> tuple[bool, ...]:
        """Return for each bend of ceilings and settlement whether the month is above it.

        If two counts have the same sides and every rule is linear between them, the totals are linear too.
        """
        plan, net = self.plan, self.totals.net
        # Several totals can have their ends in the same month.
        ends = {end: plan.sides(list(end)) for end in {*self.ends}}
        sides = chain(plan.sides(self.raw), *(ends[end] for end in self.ends))
        return (*sides, net.least > 0, net.most > 0)

    def whole(self) -> Span:
        """Return the sum of all that the month pays, at once and later.

        A higher pay of the month can leave less for the year's end, so their spans do not always add up.
        """
        payable, quarter, year_end = self.totals.due
        added = payable.plus(quarter).plus(year_end)
        if added.exact or WHOLE not in self.plan.bearings:
            return added
        return whole(self.plan, self.counts, self.raw)


def bends(points: Iterable[int], sides: Callable[[int], object]) -> list[int]:
    """Return the counts, from the least to the greatest of `points`, between which amounts are linear.

    Between two of `points`, amounts bend only where `sides` changes: between two counts with the same sides,
    all amounts are linear. Some of the returned counts may be no bends.

    >>> bends({0, 9}, lambda count: count > 4)
    [0, 4, 5, 6, 9]
    """

    def inside(one: int, other: int) -> list[int]:
        if other - one <= 1 or sides(one) == sides(other):
            return [other]
        middle = (one + other) // 2
        return inside(one, middle) + inside(middle, other)

    ordered = sorted(set(points))
    return [ordered[0], *(count for one, other in pairwise(ordered) for count in inside(one, other))]
