"""The most that some lines of a month come to together."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from calculator.money import ZERO, Span, exactly


class Ceiling(NamedTuple):
    """The most that the lines at `places` come to together for a month; of deductions the sizes count.

    It is `most` 分, or if that is None the sum of the lines at `most_of`. The lines take what there is in the
    order of `places`: those that are paid first come first.
    """

    most: int | None
    places: tuple[int, ...]
    most_of: tuple[int, ...] = ()
    deducts: bool = False

    @property
    def joins(self) -> bool:
        """Tell whether a line depends on other lines through the ceiling."""
        return len(self.places) > 1 or self.most is None

    def limit(self, amounts: Sequence[Span]) -> Span:
        """Return the most in 分, given the amounts of all lines before this ceiling."""
        if self.most is not None:
            return exactly(self.most)
        return reduce(Span.plus, (amounts[place] for place in self.most_of), ZERO)

    def sizes(self, amounts: Sequence[Span]) -> list[Span]:
        """Return the amounts of the covered lines without their sign, in the order of `places`."""
        found = [amounts[place] for place in self.places]
        return [Span(-most, -least) for least, most in found] if self.deducts else found

    def reached(self, amounts: Sequence[Span]) -> int:
        """Return the most that the covered lines come to without the ceiling."""
        if self.deducts:
            return -sum([amounts[place].least for place in self.places])
        return sum([amounts[place].most for place in self.places])

    def cut(self, amounts: list[Span]) -> list[Span]:
        """Return the amounts of all lines under the ceiling; the same list if it cuts none of them."""
        limit = self.limit(amounts)
        if self.reached(amounts) <= limit.least:
            return amounts
        sizes = self.sizes(amounts)
        found = amounts.copy()
        # The room is what the earlier amounts leave before the ceiling. Only these show that the earlier
        # lines certainly fill the ceiling; the reduced amounts no longer do.
        before, room = ZERO, limit
        for place, size in zip(self.places, sizes, strict=True):
            least, most = size.within(room)
            found[place] = Span(-most, -least) if self.deducts else Span(least, most)
            before = before.plus(size)
            room = limit.less(before)
        return found

    def sides(self, amounts: Sequence[Span]) -> Iterator[bool]:
        """Yield for each bend of the ceiling whether the amounts before it are above it."""
        limit = self.limit(amounts)
        before, room = ZERO, limit
        for size in self.sizes(amounts):
            yield from (size.least > room.least, size.most > room.most)
            before = before.plus(size)
            yield from (before.least > limit.most, before.most > limit.least)
            room = limit.less(before)
