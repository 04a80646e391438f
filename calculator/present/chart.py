"""The pay along a count as a drawing: places ready to be put into an SVG, nothing left to compute."""

from typing import Any

from calculator import words
from calculator.money import Span, exactly
from calculator.steps import Curve

# The drawing's own units; the page's SVG has the same.
WIDTH, HEIGHT = 340, 210
LEFT, RIGHT, TOP, BOTTOM = 64, 326, 26, 174
# Two amounts nearer than this are not both written beside the axis.
APART = 14


def drawn(value: Curve) -> dict[str, Any]:
    """Return the lines of what the month pays and of all with the year's end, ticks, and the own point.

    Where the pay is a span, its lower and its upper end are a line each.
    """
    spans = dict(value.points)
    low = min(payable.least for payable, _ in spans.values())
    high = max(total.most for _, total in spans.values())
    last = max(spans)

    def x(count: int) -> int:
        return LEFT + (RIGHT - LEFT) * count // (last or 1)

    def y(amount: int) -> int:
        return BOTTOM - (BOTTOM - TOP) * (amount - low) // ((high - low) or 1)

    def line(part: int, end: int) -> str:
        return "M" + "L".join(f"{x(count)} {y(both[part][end])}" for count, both in spans.items())

    exact = all(payable.exact for payable, _ in spans.values())
    later = any(payable != total for payable, total in spans.values())
    own = value.at_own.payable if value.at_own else None
    return {
        "payable": line(0, 0),
        "most": "" if exact else line(0, 1),
        "total": line(1, 1) if later else "",
        "across": [{"at": x(count), "text": str(count)} for count in _apart(spans, x)],
        "up": [{"at": y(amount), "text": _bare(amount)} for amount in _apart(_ends(spans.values()), y)],
        "own": None if own is None or value.own is None else _own(x, y, value.own, own, last),
        "name": f"{value.item.label}（{value.item.unit}）",
        "says": _says(value, later=later, exact=exact),
    }


def _ends(spans: Any) -> list[int]:
    return sorted({end for payable, total in spans for end in (*payable, *total)})


def _apart(values: Any, place: Any) -> list[int]:
    """Return the values whose places do not run into each other: the last first, then from the first on."""
    values = sorted(values)
    kept = [values[-1]]
    for value in values[:-1]:
        if all(abs(place(value) - place(other)) >= APART for other in kept):
            kept.append(value)
    return sorted(kept)


def _own(x: Any, y: Any, count: int, amount: Span, last: int) -> dict[str, Any] | None:
    """Return where the worker stands; None where that is off the drawing or not one place."""
    if count > last or not amount.exact:
        return None
    return {"x": x(count), "y": y(amount.least)}


def _bare(amount: int) -> str:
    return words.amount(exactly(amount)).removesuffix(" 元").removesuffix(".00")


def _says(value: Curve, *, later: bool, exact: bool) -> str:
    unit, label = value.item.unit, value.item.label
    parts = [f"横着是{label}（{unit}），竖着是元；实线是本月应发{'' if exact else '的最低和最高'}"]
    if later:
        parts.append("虚线连年底另发")
    if value.own is not None and value.at_own is not None:
        parts.append(f"你现在 {value.own} {unit}，{words.amount(value.at_own.payable)}")
    return "；".join(parts) + "。"
