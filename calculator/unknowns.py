"""Find the unknown count that changes the result most."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from calculator import words
from calculator.along import Along
from calculator.money import Span, yuan
from calculator.policy import Input
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS


class Unknown(NamedTuple):
    """The unknown count that changes a total most.

    `total` is the name of that total. Once the count is known, its span is at least `moves` narrower and at
    most `remaining` wide, in 分.
    """

    input: str
    label: str
    total: str
    moves: int
    remaining: int

    def as_json(self) -> dict[str, str]:
        """Return the count with its effect in yuan."""
        return {**self._asdict(), "moves": yuan(self.moves), "remaining": yuan(self.remaining)}

    def shown(self) -> str:
        """Return in one sentence how exact the result is once the count is known."""
        left = f"最多还差 {words.yuan_of(self.remaining)}" if self.remaining else "就定下来了"
        return f"还不清楚的里面，{self.label}影响最大：知道以后，{TOTAL_LABELS[self.total]}{left}"


def most_moving(standing: Standing, inputs: Mapping[str, Input]) -> Unknown | None:
    """Return the unknown count that narrows the pay most once it is known; None if none does.

    It narrows a total by the width of its span minus the greatest width that is possible with any value of
    the count, while the other counts stay unknown. What is paid later is used if no count
    narrows the month's pay. Of equal counts, the first in the policy's order is returned.
    """
    unknown = [Along(standing, item) for item in inputs.values() if not standing.counts[item.id].exact]
    for total in ("payable", "quarter", "year_end"):
        width = least = _width(standing.totals.named(total))
        found = None
        for along in unknown if width else ():
            remaining = _widest(along, total, least)
            if remaining < least:
                found, least = along.item, remaining
        if found is not None:
            return Unknown(found.id, found.label, total, width - least, least)
    return None


def _widest(along: Along, total: str, enough: int) -> int:
    """Return the greatest width of a total's span over all counts of the input, in 分, or one of `enough`.

    Between two bends both ends are linear, and so is the width: it is greatest at a bend. The first and the
    last count are bends, and mostly show that the others need not be found.
    """

    def widest(counts: Iterable[int]) -> int:
        return max(_width(along.at(count).named(total)) for count in counts)

    last = along.item.max
    found = widest((0, last))
    return found if found >= enough else widest(along.bends(last))


def _width(span: Span) -> int:
    return span.most - span.least
