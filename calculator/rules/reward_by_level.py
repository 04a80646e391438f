"""A reward for each praised report by the level that praised it (art. 11(2))."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from calculator import words
from calculator.money import ZERO, Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units


class Level(NamedTuple):
    """One level: its counter and its price in 分."""

    counter: str
    rate: int


@dataclass(frozen=True, slots=True)
class RewardByLevel(Rule):
    """Add the rewards of all levels, or only the highest of each report (`combine`); highest price first.

    The counts do not tell which reports several levels praised, so `highest` is a span from the greatest
    possible overlap to none.

    >>> levels = (Level("province", 3000), Level("city", 2000))
    >>> one_each = {"province": Span(1, 1), "city": Span(1, 1)}
    >>> RewardByLevel(levels=levels, combine="each").amount(one_each)
    Span(least=5000, most=5000)
    >>> RewardByLevel(levels=levels, combine="highest").amount(one_each)
    Span(least=3000, most=5000)
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "levels": "levels",
        "combine": ("each", "highest"),
    }
    levels: Sequence[Level]
    combine: str

    def amount(self, counts: Counts) -> Span:
        """Return the sum of the levels; with `highest`, a span down to the sum at the greatest overlap."""
        total = ZERO
        for level in self.levels:
            total = total.plus(counts[level.counter].times(level.rate))
        if self.combine == "each":
            return total
        least = covered = 0
        for level in self.levels:
            number = counts[level.counter].least
            least += level.rate * max(0, number - covered)
            covered = max(covered, number)
        return Span(least, total.most)

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the counts of the other levels if only the highest level counts."""
        if self.combine == "each":
            return ()
        return [counts[level.counter].least for level in self.levels]

    def product(self, counts: Counts) -> Product:
        """Return the sum of the counts without a rate, because each level has its own."""
        count = ZERO
        for level in self.levels:
            count = count.plus(counts[level.counter])
        return Product(count, None)

    def working(self, counts: Counts, units: Units) -> str:
        """Return the sum of the products of the levels that have a count."""
        products = [
            words.product(exactly(level.rate), counts[level.counter], units[level.counter])
            for level in self.levels
            if counts[level.counter].most
        ]
        return f"{' ＋ '.join(products)} = {words.amount(self.amount(counts))}"
