"""A share of another rule's amount, by the band in which a score or a count lies."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from calculator import words
from calculator.money import WIDE, Span, exactly
from calculator.rules.base import Counts, Product, Rule, Units
from calculator.score import Score


class Band(NamedTuple):
    """A share in percent for a score or count of at least, or at most, `limit`."""

    limit: int
    share: int


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of a share by a score, or by the count `counter`: the first that fits; none gives 0 %.

    With `up_to`, a band fits up to its limit, as for ranks; else from its limit on. ValueError if the bands
    are not ordered.
    """

    score: Score | None
    counter: str
    bands: Sequence[Band]
    up_to: bool

    def __post_init__(self) -> None:
        for one, other in pairwise(self.bands):
            ordered = one.limit < other.limit if self.up_to else one.limit > other.limit
            if not ordered or one.share < other.share:
                way = "从小到大" if self.up_to else "从大到小"
                raise ValueError(f"各档要按界线{way}排，比例从高到低：{other.limit} 排在 {one.limit} 后面")

    @property
    def counters(self) -> tuple[str, ...]:
        """Return the inputs that decide the band."""
        return self.score.counters if self.score else (self.counter,)

    def by(self, counts: Counts) -> Span:
        """Return the score or the count."""
        return self.score.span(counts) if self.score else counts[self.counter]

    def share(self, counts: Counts) -> Span:
        """Return the share in percent."""
        return Span(*sorted(self._of(end) for end in self.by(counts)))

    def way(self, counter: str) -> int:
        """Return 1 if a higher count never lowers the share, -1 if it never raises it."""
        up = self.score.way(counter) if self.score else 1
        return -up if self.up_to else up

    def jumps(self, counter: str, counts: Counts) -> Iterator[int]:
        """Yield the counts before and after each change of the share."""

        def at(count: int) -> Span:
            return self.share({**counts, counter: exactly(count)})

        last = self.score.last(counter) if self.score else max(band.limit for band in self.bands) + 1
        yield from _jumps(at, 0, last)

    def said(self, counts: Counts, units: Units) -> str:
        """Return the score or the count in words."""
        if self.score:
            return f"{self.score.label} {words.times(self.by(counts), '分')}"
        return words.times(self.by(counts), units[self.counter])

    def _of(self, number: int) -> int:
        fits = (band for band in self.bands if (number <= band.limit if self.up_to else number >= band.limit))
        return next((band.share for band in fits), 0)


def _jumps(at: Callable[[int], Span], low: int, high: int) -> Iterator[int]:
    """Yield the numbers before and after each change of what only rises or only falls."""
    if at(low) == at(high):
        return
    if high - low == 1:
        yield from (low, high)
        return
    middle = (low + high) // 2
    yield from _jumps(at, low, middle)
    yield from _jumps(at, middle, high)


@dataclass(frozen=True, slots=True)
class BandedShare(Rule):
    """Pay the share of a rule's amount that the bands give.

    ValueError if a share of the rule's amounts is not whole 分.

    >>> from calculator.rules.fixed_amount import FixedAmount
    >>> bands = Bands(None, "rank", (Band(1, 100), Band(3, 80)), up_to=True)
    >>> rule = BandedShare(FixedAmount(30000), bands)
    >>> [rule.amount({"rank": Span(rank, rank)}).most for rank in (1, 2, 3, 4)]
    [30000, 24000, 24000, 0]
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {}
    rule: Rule
    bands: Bands

    def __post_init__(self) -> None:
        for band in self.bands.bands:
            if self.rule.grain * band.share % 100:
                raise ValueError(f"{words.yuan_of(self.rule.grain)}的 {band.share}% 不是整分")

    @property
    def counters(self) -> tuple[str, ...]:
        """Return the inputs of the rule, then those that decide the band."""
        return tuple(dict.fromkeys((*self.rule.counters, *self.bands.counters)))

    @property
    def deducts(self) -> bool:
        """Tell whether the rule takes off."""
        return self.rule.deducts

    def amount(self, counts: Counts) -> Span:
        """Return the share of the amount.

        Each end is exact unless a count raises the one factor and lowers the other.
        """
        least, most = self.rule.amount(counts)
        low, high = self.bands.share(counts)
        return Span(least * (high if least < 0 else low) // 100, most * (low if most < 0 else high) // 100)

    def step(self, counter: str, counts: Counts | None = None) -> Span:
        """Return the changes by one more: any amount in each direction in which a factor moves."""
        ways = {0}
        if counter in self.rule.counters:
            ways |= {(end > 0) - (end < 0) for end in self.rule.step(counter, counts)}
        if counter in self.bands.counters and (counts is None or not self.bands.share(counts).exact):
            way = self.bands.way(counter)
            ways.add(-way if self.deducts else way)
        return Span(WIDE * min(ways), WIDE * max(ways))

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the bends of the rule, and the counts before and after each change of the share."""
        found = [*self.rule.bends(counter, counts)] if counter in self.rule.counters else []
        if counter in self.bands.counters:
            found += self.bands.jumps(counter, counts)
        return found

    def idle(self, counts: Counts) -> bool:
        """Tell whether the rule has no amount of which there could be a share."""
        return self.rule.idle(counts)

    def product(self, counts: Counts) -> Product:
        """Return the factors of the rule."""
        return self.rule.product(counts)

    def working(self, counts: Counts, units: Units) -> str:
        """Return amount times share, followed by the factors of the amount and what decides the band."""
        amount, share = self.rule.amount(counts), self.bands.share(counts)
        off = -1 if self.deducts else 1
        whole, part = (words.amount(each.times(off)) for each in (amount, self.amount(counts)))
        factors = self.rule.working(counts, units).partition(" = ")[0] if self.rule.counters else ""
        beside = "，".join(each for each in (factors, self.bands.said(counts, units)) if each)
        return f"{whole} × {words.bare(share)}% = {part}（{beside}）"

    def says(self, counts: Counts, units: Units) -> Mapping[str, str]:
        """Return the placeholders of the rule."""
        return self.rule.says(counts, units)
