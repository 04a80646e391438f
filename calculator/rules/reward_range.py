"""A reward for which the text gives a range (art. 11(3))."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import Span
from calculator.rules.base import Counts, Product, Rule


@dataclass(frozen=True, slots=True)
class RewardRange(Rule):
    """Reward between `least` and `most` 分 for each.

    >>> RewardRange(counter="major", least=10000, most=30000).amount({"major": Span(2, 2)})
    Span(least=20000, most=60000)
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "counter": "counter",
        "least": "amount",
        "most": "amount",
    }
    counter: str
    least: int
    most: int

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError(f"最少 {words.amount(Span(self.least, self.least))}，比最多的还多")

    def amount(self, counts: Counts) -> Span:
        """Return the span from the lowest count and price to the highest."""
        count = counts[self.counter]
        return Span(count.least * self.least, count.most * self.most)

    def product(self, counts: Counts) -> Product:
        """Return the count and the price range."""
        return Product(counts[self.counter], Span(self.least, self.most))
