"""A deduction for each event (art. 12(1), 12(2))."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator.money import Span, exactly
from calculator.rules.base import Counts, Product, Rule


@dataclass(frozen=True, slots=True)
class DeductionPerEvent(Rule):
    """Deduct `rate` 分 for each event.

    With `not_again_with`, an event that the other counter also counts is not deducted here. The counts do not
    tell how many events that is, so the number of deductions is a span.

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

    def step(self, counter: str, counts: Counts | None = None) -> Span:
        """Return the changes by one event more: one that is not charged again takes off nothing."""
        if counter == self.counter:
            return Span(-self.rate, 0 if self.not_again_with else -self.rate)
        return Span(0, self.rate)

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the count from which on some events are certainly not among those of `not_again_with`."""
        if not self.not_again_with:
            return ()
        events, elsewhere = counts[self.counter], counts[self.not_again_with]
        return (elsewhere.most,) if counter == self.counter else (events.least,)

    def product(self, counts: Counts) -> Product:
        """Return the number of deductions and the price."""
        return Product(self._charged(counts), exactly(self.rate))
