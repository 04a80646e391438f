"""What may lie behind a difference: each cause explains the official amount, or says that none was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.money import Span
from calculator.plan import BoundRule
from calculator.policy import Input
from calculator.readings import Alternative, Reading

MOST_CAUSES = 4


@dataclass(frozen=True, slots=True)
class ByReading:
    """Under an option not chosen the amount is or holds the official one.

    Where `later`, the line is paid at the year's end under it, so the month shows nothing.
    """

    kind: ClassVar[str] = "reading"
    reading: Reading
    option: Alternative
    amount: Span
    later: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """Return the place among causes: what gives exactly this amount comes first."""
        return (0 if self.amount.exact or self.later else 6, 0)


@dataclass(frozen=True, slots=True)
class ByCount:
    """Any of these counts of one input gives or holds the official amount; `own` is the worker's."""

    kind: ClassVar[str] = "count"
    item: Input
    own: int
    counts: Span
    amount: Span

    @property
    def change(self) -> int:
        """Return how far the nearest of the counts lies from the worker's own."""
        nearest = self.counts.least if self.own < self.counts.least else self.counts.most
        return nearest - self.own

    @property
    def rank(self) -> tuple[int, int]:
        """Return the place among causes: the smallest change first."""
        return (1 if self.amount.exact else 7, abs(self.change))


@dataclass(frozen=True, slots=True)
class ByPayment:
    """A whole line may be paid at another time; `unsaid` where the text gives none."""

    kind: ClassVar[str] = "paid"
    line: BoundRule
    amount: Span
    unsaid: bool

    @property
    def rank(self) -> tuple[int, int]:
        """Return the place among causes."""
        return (2 if self.amount.exact else 8, 0)


@dataclass(frozen=True, slots=True)
class ByCeiling:
    """Without the ceiling of `most` 分 the line is or holds the official amount."""

    kind: ClassVar[str] = "limit"
    rank: ClassVar[tuple[int, int]] = (3, 0)
    line: BoundRule
    most: int
    uncut: Span


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The official lines come to `listed`, which is short of the official total by `difference`.

    `complete` where every line was given; else those that come to nothing by our own count were not.
    """

    kind: ClassVar[str] = "unlisted"
    rank: ClassVar[tuple[int, int]] = (4, 0)
    total: str
    listed: int
    difference: int
    complete: bool


@dataclass(frozen=True, slots=True)
class ByRange:
    """The official amount lies outside the range that the text gives for each."""

    kind: ClassVar[str] = "range"
    rank: ClassVar[tuple[int, int]] = (5, 0)
    line: BoundRule
    rate: Span
    counted: Span
    amount: Span


@dataclass(frozen=True, slots=True)
class ByLines:
    """The differences of other rows (their ids) make up this one."""

    kind: ClassVar[str] = "lines"
    rank: ClassVar[tuple[int, int]] = (0, 0)
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Nothing in the text gives this amount."""

    kind: ClassVar[str] = "unexplained"
    rank: ClassVar[tuple[int, int]] = (9, 0)


Cause = ByReading | ByCount | ByPayment | ByCeiling | Unlisted | ByRange | ByLines | Unexplained


def ordered(found: Iterable[Cause]) -> Sequence[Cause]:
    """Return the first few causes, those that give exactly the amount before those that only may."""
    return sorted(found, key=lambda cause: cause.rank)[:MOST_CAUSES] or (Unexplained(),)
