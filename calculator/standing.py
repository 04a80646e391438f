"""Compute a month under a plan, and again with other counts.

*Standing*: the counts of a month with each rule's amount and the totals. *Bend*: a count at which an amount
along that count changes its slope. *Sides*: for each bend of ceilings and settlement, whether the month is
above it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from calculator.money import Span, exactly
from calculator.plan import Plan
from calculator.rules import Counts
from calculator.totals import Totals, whole

Sums = Callable[[list[Span]], tuple[Span, ...]]


class Standing(NamedTuple):
    """The counts of a month with each rule's amount before and after the ceilings, and the totals."""

    plan: Plan
    counts: Counts
    raw: list[Span]
    amounts: list[Span]
    totals: Totals

    @classmethod
    def of(cls, plan: Plan, counts: Counts) -> "Standing":
        """Return the month of these counts."""
        return cls.from_raw(plan, counts, plan.amounts(counts))

    @classmethod
    def from_raw(cls, plan: Plan, counts: Counts, raw: list[Span]) -> "Standing":
        """Return the month of these counts, given each rule's amount before the ceilings."""
        amounts = plan.capped(raw)
        if plan.shared and amounts is not raw:
            totals = Totals.of(plan, amounts, plan.joined(raw, amounts))
        else:
            totals = Totals.of(plan, amounts)
        if plan.tangled:
            totals = Totals(*_untangled(plan, counts, raw, totals, lambda each: _apart(plan, each)))
        return cls(plan, counts, raw, amounts, totals)

    def changed(self, counts: Mapping[str, Span]) -> "Standing":
        """Return the month with some counts replaced; only the rules that read them run again."""
        plan, now = self.plan, {**self.counts, **counts}
        return Standing.from_raw(plan, now, plan.amounts_with(self.raw, now, counts))

    def sides(self) -> tuple[bool, ...]:
        """Return for each bend of ceilings and settlement whether the month is above it.

        If two counts have the same sides and every rule is linear between them, the totals are linear too.
        """
        net = self.totals.net
        return (*self.plan.sides(self.raw), net.least > 0, net.most > 0)

    @property
    def narrower(self) -> tuple[str, ...]:
        """Return the names of the totals that are narrower than the sums of their lines."""
        plan, counts, raw, amounts, _ = self
        if not (plan.shared or plan.tangled):
            return ()
        cut = amounts is not raw and plan.shared and any(plan.joined(raw, amounts))
        if not (cut or any(not counts[counter].exact for counter in plan.tangled)):
            return ()
        sums = Totals.of(plan, amounts)
        pairs = zip(Totals._fields, self.totals, sums, strict=True)
        return tuple(name for name, total, added in pairs if total != added)

    def whole(self) -> Span:
        """Return the sum of the month's pay and the year's end.

        A higher pay of the month can leave less for the year's end, so their spans do not always add up.
        """
        plan, (*_, payable, year_end) = self.plan, self.totals
        added = payable.plus(year_end)
        if added.exact or not (plan.shared or plan.tangled):
            return added

        def sums(raw: list[Span]) -> tuple[Span, ...]:
            return (whole(plan, raw, _apart(plan, raw)),)

        (found,) = _untangled(plan, self.counts, self.raw, sums(self.raw), sums)
        return found


def _apart(plan: Plan, raw: list[Span]) -> Totals:
    """Return the totals, computed as if no count were tangled."""
    amounts = plan.capped(raw)
    return Totals.of(plan, amounts, plan.joined(raw, amounts))


def _untangled(
    plan: Plan, counts: Counts, raw: list[Span], found: tuple[Span, ...], sums: Sums
) -> tuple[Span, ...]:
    """Return the sums, narrowed to their values over all values of each unknown tangled count.

    With one such count the ends are exact, because all sums are linear between its bends. With several, each
    is tried while the others count as independent, so the sums are never too narrow but can be too wide.
    """
    for counter in plan.tangled:
        if not counts[counter].exact:
            tried = [sums(each) for each in _along(plan, counts, raw, counter)]
            hull = (
                Span(min(span.least for span in ends), max(span.most for span in ends))
                for ends in zip(*tried, strict=True)
            )
            found = tuple(one.both(other) for one, other in zip(found, hull, strict=True))
    return found


def _along(plan: Plan, counts: Counts, raw: list[Span], counter: str) -> Iterator[list[Span]]:
    """Yield the rules' amounts at each bend of a count within its span."""
    own = counts[counter]
    tried: dict[int, list[Span]] = {}

    def at(count: int) -> list[Span]:
        if count not in tried:
            tried[count] = plan.amounts_with(raw, {**counts, counter: exactly(count)}, (counter,))
        return tried[count]

    rules = (plan.rules[place].rule for place in plan.readers[counter])
    inside = {count for rule in rules for count in rule.bends(counter, counts) if own.holds(count)}
    yield from map(at, bends({*own, *inside}, lambda count: plan.sides(at(count))))


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
