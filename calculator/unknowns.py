"""Which of the counts not known yet moves the result most."""

from collections.abc import Mapping

from calculator.along import Along
from calculator.money import Span
from calculator.policy import Input
from calculator.standing import Standing
from calculator.statement import Unknown


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
