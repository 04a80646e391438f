"""A reward for each unit of a count above a quota (art. 11(1))."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from calculator import words
from calculator.money import ZERO, Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units, on_days


class Need(NamedTuple):
    """A count that must reach a number before there is a reward."""

    counter: str
    at_least: int


@dataclass(frozen=True, slots=True)
class RateAboveQuota(Rule):
    """Reward `rate` 分 for each unit above `above` if every need is met; None is never reached.

    With `one_a_day`, a need counts days: several on one day count once.

    >>> rule = RateAboveQuota(counter="reports", rate=500, above=20, needs=(), one_a_day=False, days=31)
    >>> rule.amount({"reports": Span(20, 20)}), rule.amount({"reports": Span(21, 21)})
    (Span(least=0, most=0), Span(least=500, most=500))
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "counter": "counter",
        "rate": "amount",
        "above": "times_or_unlimited",
        "needs": "needs",
        "one_a_day": "flag",
        "days": "days",
    }
    counter: str
    rate: int
    above: int | None
    needs: Sequence[Need]
    one_a_day: bool
    days: int

    def _surplus(self, counts: Counts) -> Span:
        surplus = counts[self.counter].above(self.above)
        for need in self.needs:
            known = on_days(counts[need.counter], self.days) if self.one_a_day else counts[need.counter]
            if known.most < need.at_least:
                return ZERO
            if known.least < need.at_least:
                surplus = Span(0, surplus.most)
        return surplus

    def amount(self, counts: Counts) -> Span:
        """Return rate times the surplus."""
        return self._surplus(counts).times(self.rate)

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the quota, and the counts before and after a need is met; days begin with 1."""
        first = (1,) if self.one_a_day else ()
        met = [count for need in self.needs if need.counter == counter for count in (need.at_least, *first)]
        found = [count - side for count in met for side in (0, 1)]
        if counter == self.counter and self.above is not None:
            found.append(self.above)
        return found

    def product(self, counts: Counts) -> Product:
        """Return the surplus and the rate."""
        return Product(self._surplus(counts), exactly(self.rate))

    def says(self, counts: Counts, units: Units) -> Mapping[str, str]:
        """Return the count and the quota."""
        unit = units[self.counter]
        return {"count": words.times(counts[self.counter], unit), "quota": words.limit(self.above, unit)}
