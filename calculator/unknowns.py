"""Which of the counts not known yet moves the result most."""

from collections.abc import Mapping
from typing import NamedTuple

from calculator import words
from calculator.along import Along
from calculator.money import Span, yuan
from calculator.policy import Input
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS


class Unknown(NamedTuple):
    """The count not known yet that moves a total most.

    `total` is that total's name, `moves` by how much its span narrows at least once the count is
    known, `remaining` how wide it can still be, in 分.
    """

    input: str
    label: str
    total: str
    moves: int
    remaining: int

    def as_json(self) -> dict[str, str]:
        """Return the count with its effect in yuan."""
        return {
            "input": self.input,
            "label": self.label,
            "total": self.total,
            "moves": yuan(self.moves),
            "remaining": yuan(self.remaining),
        }

    def shown(self) -> str:
        """Return in one sentence how far the result is settled once the count is known."""
        left = f"最多还差 {words.yuan_of(self.remaining)}" if self.remaining else "就定下来了"
        return f"还不清楚的里面，{self.label}影响最大：知道以后，{TOTAL_LABELS[self.total]}{left}"


def most_moving(standing: Standing, inputs: Mapping[str, Input]) -> Unknown | None:
    """Return the unknown count whose knowledge narrows what is paid most; None where none does.

    A count narrows a total's span by what is left of its width when the width still possible once
    that count is known, whichever it is, is taken off; the others stay unknown. The year's end is
    looked at where no count narrows what the month pays; the first in the policy's order wins a tie.
    """
    unknown = [Along(standing, item) for item in inputs.values() if not standing.counts[item.id].exact]
    for total in ("payable", "year_end"):
        width = _width(getattr(standing.totals, total))
        left = [(along.item, _widest(along, total)) for along in unknown] if width else []
        item, remaining = min(left, key=lambda pair: pair[1], default=(None, width))
        if item is not None and remaining < width:
            return Unknown(item.id, item.label, total, width - remaining, remaining)
    return None


def _widest(along: Along, total: str) -> int:
    """Return how wide a total's span can be at one of the input's counts, in 分.

    Between two bends both ends go in straight lines, and so does the width: it is widest at a bend.
    """
    return max(_width(getattr(along.at(count), total)) for count in along.bends(along.item.max))


def _width(span: Span) -> int:
    return span.most - span.least
