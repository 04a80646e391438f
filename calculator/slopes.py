"""Between which limits a sum of lines changes with each rule's amount, in 分 for one 分 more."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from calculator.ceiling import Ceiling
from calculator.money import Span

Stages = Sequence[Sequence[Span]]


class Slope(NamedTuple):
    """The least and the most that a sum changes; slopes with the same mark are equal in each month."""

    least: int
    most: int
    mark: object

    @classmethod
    def between(cls, least: int, most: int) -> "Slope":
        """Return a slope that no other one must equal, unless it is a single number."""
        return cls(least, most, least if least == most else object())

    @classmethod
    def of_any(cls, found: Sequence["Slope"]) -> "Slope":
        """Return a slope that contains all of these, in whichever of several kinds of months each holds."""
        least, most = min(slope.least for slope in found), max(slope.most for slope in found)
        return cls(least, most, least if least == most else tuple(slope.mark for slope in found))

    def minus(self, other: "Slope") -> "Slope":
        """Return the difference; 0 for slopes that are equal in each month."""
        if self.mark == other.mark:
            return Slope.between(0, 0)
        return Slope.between(self.least - other.most, self.most - other.least)


FLAT = Slope.between(0, 0)


def slopes(ceilings: Sequence[Ceiling], stages: Stages, weights: Iterable[int]) -> list[Slope]:
    """Return the slope of the weighted sum of all lines along each rule's amount.

    `stages` holds the amounts before each ceiling, as spans. The slopes hold for every month within them.
    """
    found = [Slope.between(weight, weight) for weight in weights]
    for ceiling, before in zip(reversed(ceilings), reversed(stages), strict=True):
        _before(ceiling, before, found)
    return found


def _before(ceiling: Ceiling, amounts: Sequence[Span], found: list[Slope]) -> None:
    """Replace the slopes along the lines after a ceiling by those along the lines before it.

    If the ceiling is reached, it is reached within one of its lines: that line gets what the earlier ones
    leave, and the later ones get nothing.
    """
    limit, sizes = ceiling.limit(amounts), ceiling.sizes(amounts)
    least = [0, *accumulate(size.least for size in sizes)]
    most = [0, *accumulate(size.most for size in sizes)]
    if most[-1] <= limit.least:
        return
    within = [
        place for place in range(len(sizes)) if least[place] <= limit.most and most[place + 1] >= limit.least
    ]
    given = [found[place] for place in ceiling.places]
    uncut = least[-1] <= limit.most
    if len({slope.mark for slope in given}) == 1:
        # Only the sum matters, and all lines change it alike.
        new = [_hull([given[0], FLAT] if uncut else [FLAT])] * len(given)
    else:
        new = []
        for own, slope in enumerate(given):
            left = [slope.minus(given[place]) if own < place else FLAT for place in within]
            new.append(_hull([slope, *left] if uncut else left))
    for place, changed in zip(ceiling.places, new, strict=True):
        found[place] = changed
    limiting = _hull([*([FLAT] if uncut else []), *(given[place] for place in within)])
    for limits in ceiling.most_of:
        line, (low, high, _) = found[limits], limiting
        if ceiling.deducts:
            low, high = -high, -low
        found[limits] = Slope.between(line.least + low, line.most + high)


def _hull(found: Sequence[Slope]) -> Slope:
    """Return a slope that contains all of these; the same one if they are equal in each month."""
    if len({slope.mark for slope in found}) == 1:
        return found[0]
    return Slope.between(min(slope.least for slope in found), max(slope.most for slope in found))
