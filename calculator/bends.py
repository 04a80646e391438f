"""Where an amount along a count stops going straight."""

from collections.abc import Callable, Iterable
from itertools import pairwise


def bends(points: Iterable[int], sides: Callable[[int], object]) -> list[int]:
    """Return the counts, from the least to the greatest of `points`, between which amounts go straight.

    Between two of `points` nothing bends but at what `sides` tells: where two counts lie on the same
    sides, all goes straight from one to the other. Some counts found may be no bends.

    >>> bends({0, 9}, lambda count: count > 4)
    [0, 4, 5, 6, 9]
    """

    def inside(one: int, other: int) -> list[int]:
        if other - one <= 1 or sides(one) == sides(other):
            return [other]
        middle = (one + other) // 2
        return inside(one, middle) + inside(middle, other)

    ordered = sorted(set(points))
    return [ordered[0], *(count for one, other in pairwise(ordered) for count in inside(one, other))]
