"""A price for each unit of a count up to a quota (art. 11(1))."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units


@dataclass(frozen=True, slots=True)
class RateUpToQuota(Rule):
    """Pay `rate` 分 for each of the first `up_to`, at most `most` 分 in all; None is no limit.

    >>> rule = RateUpToQuota(counter="reports", rate=750, up_to=20, most=None)
    >>> rule.amount({"reports": Span(21, 21)})
    Span(least=15000, most=15000)
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "counter": "counter",
        "rate": "amount",
        "up_to": "times_or_unlimited",
        "most": "amount_or_unlimited",
    }
    counter: str
    rate: int
    up_to: int | None
    most: int | None

    def amount(self, counts: Counts) -> Span:
        """Return the rate times the priced part of the count."""
        return counts[self.counter].up_to(self.up_to).times(self.rate).up_to(self.most)

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the quota, and the counts before and after the limit is reached."""
        found = [] if self.up_to is None else [self.up_to]
        if self.most is not None and self.rate:
            found += (self.most // self.rate, self.most // self.rate + 1)
        return found

    def product(self, counts: Counts) -> Product:
        """Return the priced part of the count and the price."""
        return Product(counts[self.counter].up_to(self.up_to), exactly(self.rate))

    def working(self, counts: Counts, units: Units) -> str:
        """Return the priced part times the price, followed by the quota and the limit that apply."""
        count, unit = counts[self.counter], units[self.counter]
        priced, working = count.up_to(self.up_to), Rule.working(self, counts, units)
        if priced != count:
            working += f"（本月 {words.times(count, unit)}，按单价计到第 {self.up_to} {unit}）"
        if self.most is not None and priced.most * self.rate > self.most:
            working += f"，最多 {words.amount(exactly(self.most))}"
        return working

    def says(self, counts: Counts, units: Units) -> Mapping[str, str]:
        """Return the count and the price."""
        count = words.times(counts[self.counter], units[self.counter])
        return {"count": count, "price": words.amount(exactly(self.rate))}
