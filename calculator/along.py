"""Compute a month for other values of one count while all other counts stay the same.

*Along* a count: the months that differ from one month in that count only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise, product

from calculator.money import Span, exactly
from calculator.policy import Input
from calculator.rules import Counts
from calculator.standing import Standing, bends
from calculator.totals import Totals


class Along:
    """The months along one input, each computed at most once.

    Bisection is possible where every total only rises or only falls with the count (see
    `tests/calculator/test_properties.py`).
    """

    def __init__(self, standing: Standing, item: Input) -> None:
        self.item = item
        self.own: Span = standing.counts[item.id]
        self._standing = standing
        self._found: dict[int, Standing] = {}
        self._on: dict[int, tuple[bool, ...]] = {}

    def standing(self, count: int) -> Standing:
        """Return the month with this count."""
        found = self._found.get(count)
        if found is None:
            found = self._found[count] = self._standing.changed({self.item.id: exactly(count)})
        return found

    def at(self, count: int) -> Totals:
        """Return the totals with this count."""
        return self.standing(count).totals

    @cached_property
    def steady(self) -> bool:
        """Tell whether every total only rises or only falls with the count."""
        if self.item.id not in self._standing.plan.tangled:
            return True
        months = [self.at(count) for count in self.bends(self.item.max)]
        for found in zip(*months, strict=True):
            for ends in zip(*found, strict=True):
                moved = [other - one for one, other in pairwise(ends)]
                if min(moved, default=0) < 0 < max(moved, default=0):
                    return False
        return True

    @property
    def pays(self) -> int:
        """Return the direction in which a higher count moves the least pay: 1 up, -1 down, 0 unchanged.

        The net balance is compared, because the payable amount can be 0 at both ends.
        """
        first, last = self.at(0).net.least, self.at(self.item.max).net.least
        return (last > first) - (last < first)

    def bends(self, upto: int) -> list[int]:
        """Return the counts from 0 to `upto`, both included, between which the totals are linear."""
        month, own = self._standing, self.item.id
        if any(
            own in company and counter != own and not month.counts[counter].exact
            for counter, company in month.plan.tangled.items()
        ):
            # The extremes of an unknown tangled count can change with this count: totals can bend anywhere.
            return list(range(upto + 1))
        return bends({0, upto, *(count for count in self.turns if count < upto)}, self._sides)

    @cached_property
    def turns(self) -> set[int]:
        """Return the counts above 0 at which the amount of a rule bends."""
        plan, own = self._standing.plan, self.item.id
        return {
            count
            for place in plan.readers.get(own, ())
            for counts in self._ends(plan.rules[place].reads)
            for count in plan.rules[place].rule.bends(own, counts)
            if count > 0
        }

    def _ends(self, read: Iterable[str]) -> Iterator[Counts]:
        """Yield the counts of the month, and those with each opposed count that a rule reads at its ends."""
        plan, counts = self._standing.plan, self._standing.counts
        keys = [key for key in read if key in plan.opposed and key != self.item.id]
        for each in product(*({counts[key], *map(exactly, counts[key])} for key in keys)):
            yield {**counts, **dict(zip(keys, each, strict=True))}

    def _sides(self, count: int) -> tuple[bool, ...]:
        found = self._on.get(count)
        if found is None:
            found = self._on[count] = self.standing(count).sides()
        return found


def along_each(standing: Standing, inputs: Mapping[str, Input]) -> dict[str, Along]:
    """Return the months along each input by its id, in the policy's order."""
    return {key: Along(standing, item) for key, item in inputs.items()}


def first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the smallest count from `low` to `high` for which `holds` is true.

    `holds` must be true at `high`, and above every count for which it is true. A count near `low` needs the
    fewest calls.

    >>> first(0, 999, lambda count: count * 750 >= 15000)
    20
    """
    step = 1
    while low < high:
        probe = min(low + step, high) - 1
        if holds(probe):
            high = probe
            break
        low, step = probe + 1, step * 2
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
