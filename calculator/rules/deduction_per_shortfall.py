"""A deduction for each unit missing from a required number (art. 12(3))."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units, on_days


@dataclass(frozen=True, slots=True)
class DeductionPerShortfall(Rule):
    """Deduct `rate` 分 for each unit below `required`; a higher count pays nothing.

    With `one_a_day`, several on one day count once, so the number of days is a span: from one day to all days
    of the month that the count allows.

    >>> rule = DeductionPerShortfall(counter="sign_ins", required=20, rate=1000, one_a_day=False, days=31)
    >>> rule.amount({"sign_ins": Span(19, 19)}), rule.amount({"sign_ins": Span(20, 20)})
    (Span(least=-1000, most=-1000), Span(least=0, most=0))
    """

    DEDUCTS: ClassVar[bool] = True
    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "counter": "counter",
        "required": "times",
        "rate": "amount",
        "one_a_day": "flag",
        "days": "days",
    }
    counter: str
    required: int
    rate: int
    one_a_day: bool
    days: int

    def _missing(self, counts: Counts) -> Span:
        counted = counts[self.counter]
        if self.one_a_day:
            counted = on_days(counted, self.days)
        return exactly(self.required).less(counted)

    def amount(self, counts: Counts) -> Span:
        """Return the deduction, negative or zero."""
        return self._missing(counts).times(-self.rate)

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the required number, and the count at which the days of the month limit it."""
        return (self.required, 1, self.days) if self.one_a_day else (self.required,)

    def product(self, counts: Counts) -> Product:
        """Return the missing number and the price."""
        return Product(self._missing(counts), exactly(self.rate))

    def working(self, counts: Counts, units: Units) -> str:
        """Return the missing number times the price, followed by the count and the required number."""
        unit = units[self.counter]
        count = words.times(counts[self.counter], unit)
        return f"{Rule.working(self, counts, units)}（本月 {count}，要 {self.required} {unit}）"
