"""A deduction for each event (art. 12(1), 12(2))."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units


@dataclass(frozen=True, slots=True)
class DeductionPerEvent(Rule):
    """Take off `rate` 分 for each event.

    With `not_again_with`, an event that is also one of that counter's is not charged here; the
    counts do not tell how many are, so the number charged is a span.

    >>> DeductionPerEvent(counter="orders", rate=3000, not_again_with="").amount({"orders": Span(2, 2)})
    Span(least=-6000, most=-6000)
    """

    DEDUCTS: ClassVar[bool] = True
    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "counter": "counter",
        "rate": "amount",
        "not_again_with": "counter_or_none",
    }
    counter: str
    rate: int
    not_again_with: str

    def _charged(self, counts: Counts) -> Span:
        events = counts[self.counter]
        if not self.not_again_with:
            return events
        return Span(events.less(counts[self.not_again_with]).least, events.most)

    def amount(self, counts: Counts) -> Span:
        """Return the deduction, negative or zero."""
        return self._charged(counts).times(-self.rate)

    def way(self, counter: str) -> int:
        """Return that more events take off more; those charged elsewhere may be some of them."""
        return -1 if counter == self.counter else 1

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return where events that are charged elsewhere leave off covering those charged here."""
        if not self.not_again_with:
            return ()
        events, elsewhere = counts[self.counter], counts[self.not_again_with]
        return (elsewhere.most,) if counter == self.counter else (events.least,)

    def product(self, counts: Counts) -> Product:
        """Return the events charged and the price."""
        return Product(self._charged(counts), exactly(self.rate))

    def working(self, counts: Counts, units: Units) -> str:
        """Return events times price."""
        charged, rate = self._charged(counts), exactly(self.rate)
        off = words.amount(charged.times(self.rate))
        return f"{words.product(rate, charged, units[self.counter])} = {off}"
