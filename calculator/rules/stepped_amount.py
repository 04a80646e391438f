"""An amount that begins at a number and grows with each further one, for example with years of service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import ZERO, Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units


@dataclass(frozen=True, slots=True)
class SteppedAmount(Rule):
    """Pay nothing below `from_count`, `first` 分 at it and `further` 分 for each one more; at most `most`.

    >>> rule = SteppedAmount(counter="years", from_count=1, first=5000, further=6000, most=30000)
    >>> [rule.amount({"years": Span(years, years)}).most for years in (0, 1, 2, 5, 6)]
    [0, 5000, 11000, 29000, 30000]
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "counter": "counter",
        "from_count": "times",
        "first": "amount",
        "further": "amount",
        "most": "amount_or_unlimited",
    }
    counter: str
    from_count: int
    first: int
    further: int
    most: int | None

    def _steps(self, counts: Counts) -> Span:
        """Return the number beyond `from_count`; 0 below it."""
        return counts[self.counter].above(self.from_count)

    def _begun(self, count: int) -> bool:
        return count >= self.from_count

    def amount(self, counts: Counts) -> Span:
        """Return the amount of the count, within the limit."""
        counted = counts[self.counter]
        if not self._begun(counted.most):
            return ZERO
        grown = self._steps(counts).times(self.further).plus(Span(self.first, self.first)).up_to(self.most)
        return grown if self._begun(counted.least) else Span(0, grown.most)

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the count before the first amount, that of it, and those before and after the limit."""
        found = [self.from_count - 1, self.from_count]
        if self.most is not None and self.further:
            last = self.from_count + max(0, self.most - self.first) // self.further
            found += (last, last + 1)
        return found

    def product(self, counts: Counts) -> Product:
        """Return the count without a rate, because the first has another one."""
        return Product(counts[self.counter], None)

    def working(self, counts: Counts, units: Units) -> str:
        """Return the first amount plus the further ones, followed by the limit if it applies."""
        counted, steps, unit = counts[self.counter], self._steps(counts), units[self.counter]
        first, further = (words.yuan_of(each) for each in (self.first, self.further))
        limit = "" if self.most is None else f"，最多 {words.yuan_of(self.most)}"
        if not counted.exact:
            rule = (
                f"满 {words.times(exactly(self.from_count), unit)} {first}，每多 1 {unit}加 {further}{limit}"
            )
            return f"{rule}：{words.times(counted, unit)}是 {words.amount(self.amount(counts))}"
        grown, said = self.first + steps.most * self.further, f"满 {words.times(counted, unit)}：{first}"
        if steps.most:
            said += f" ＋ {further} × {words.bare(steps)}"
        said += f" = {words.yuan_of(grown)}"
        return said + (limit if self.most is not None and grown > self.most else "")
