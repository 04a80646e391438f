"""The score of a month: points that what is missing and what happened take off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculator.money import ZERO, Span, exactly

Counts = Mapping[str, Span]
PASS, FAIL = "pass", "fail"


class Item(NamedTuple):
    """One reason to lose points: `points` for each event, or for each unit missing from `required`.

    `required` is None for events. All together take off at most `most` points; None is no limit.
    """

    counter: str
    points: int
    required: int | None = None
    most: int | None = None

    @property
    def way(self) -> int:
        """Return 1 if a higher count never lowers the score, -1 if it never raises it."""
        return -1 if self.required is None else 1

    def lost(self, counts: Counts) -> Span:
        """Return the points that the item takes off."""
        counted = counts[self.counter]
        number = counted if self.required is None else exactly(self.required).less(counted)
        return number.times(self.points).up_to(self.most)


@dataclass(frozen=True, slots=True)
class Score:
    """A score that begins at `start` and never falls below `floor`; below `passing` the month fails.

    `top` is the highest score that the text allows, which no item can exceed: they only take points off.

    ValueError if the numbers conflict, or if one count both adds and takes off points: the least score would
    then be at no end of that count.

    >>> item = Item("sign_ins", points=2, required=22)
    >>> Score("月考核得分", 100, 0, None, 60, (item,)).span({"sign_ins": Span(20, 25)})
    Span(least=96, most=100)
    """

    label: str
    start: int
    floor: int
    top: int | None
    passing: int
    items: Sequence[Item]

    def __post_init__(self) -> None:
        top = self.start if self.top is None else self.top
        if not self.floor <= self.start <= top:
            raise ValueError(f"从 {self.start} 分起，不在最低 {self.floor} 分和最高 {top} 分之间")
        if not self.floor <= self.passing <= top:
            raise ValueError(f"{self.passing} 分合格，不在最低 {self.floor} 分和最高 {top} 分之间")
        ways = {(item.counter, item.way) for item in self.items}
        if any((counter, -way) in ways for counter, way in ways):
            raise ValueError("同一个次数不能又因为少、又因为多扣分")

    @property
    def counters(self) -> tuple[str, ...]:
        """Return the inputs that the score reads, each once."""
        return tuple(dict.fromkeys(item.counter for item in self.items))

    def way(self, counter: str) -> int:
        """Return 1 if a higher count never lowers the score, -1 if it never raises it."""
        return next(item.way for item in self.items if item.counter == counter)

    def last(self, counter: str) -> int:
        """Return a count from which on a higher one does not change the score."""
        found = [0]
        for item in self.items:
            if item.counter == counter and item.points:
                found.append(self.start // item.points + 1 if item.required is None else item.required)
        return max(found)

    def span(self, counts: Counts) -> Span:
        """Return the score; its ends are exact, because it only rises or only falls with each count."""
        lost = ZERO
        for item in self.items:
            lost = lost.plus(item.lost(counts))
        return Span(self._within(self.start - lost.most), self._within(self.start - lost.least))

    def result(self, counts: Counts) -> str | None:
        """Return whether the month passes, None if the unknown counts leave it open."""
        score = self.span(counts)
        if score.least >= self.passing:
            return PASS
        return FAIL if score.most < self.passing else None

    def _within(self, points: int) -> int:
        return max(self.floor, points)
