"""The pay along a count: straight lines between points, as figures and as a drawing.

The drawing contains the coordinates of an SVG, so the page computes nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from calculator import words
from calculator.along import Along
from calculator.money import Span
from calculator.plan import WHOLE, paid_later
from calculator.policy import Input

# The greatest count of a drawing where no rule bends.
STRAIGHT_TO = 40
# The units of the drawing; the page's SVG uses the same.
WIDTH, HEIGHT = 340, 210
LEFT, RIGHT, TOP, BOTTOM = 64, 326, 26, 174
# Of two labels nearer than this, an axis shows only one: amounts above each other, counts beside each other.
APART, BESIDE = 13, 22


class Pay(NamedTuple):
    """The pay of the month, and its sum with the year's end, in 分."""

    payable: Span
    total: Span


class Curve(NamedTuple):
    """The pay along an input, linear between the points; `own` is None if the count is unknown.

    `later` says when the rest of the total is paid.
    """

    item: Input
    points: list[tuple[int, Pay]]
    own: tuple[int, Pay] | None
    later: str = "年底"

    def as_json(self) -> dict[str, Any]:
        """Return the points between which the pay is linear, and the worker's own point."""
        return {
            "input": self.item.id,
            "label": self.item.label,
            "unit": self.item.unit,
            "points": [_point(*point) for point in self.points],
            "own": None if self.own is None else self.own[0],
            "at_own": self.own and _point(*self.own),
        }

    def drawn(self) -> dict[str, Any]:
        """Return the lines of the month's pay and of its sum with the year's end, ticks and the own point.

        If the pay is a span, each end has a line.
        """
        spans = dict(self.points)
        ends = sorted({end for pay in spans.values() for span in pay for end in span})
        low, high, last = ends[0], ends[-1], max(spans)

        def x(count: int) -> int:
            return LEFT + (RIGHT - LEFT) * count // (last or 1)

        def y(amount: int) -> int:
            return BOTTOM - (BOTTOM - TOP) * (amount - low) // ((high - low) or 1)

        def line(part: int, end: int) -> str:
            return "M" + "L".join(f"{x(count)} {y(pay[part][end])}" for count, pay in spans.items())

        exact = all(pay.payable.exact for pay in spans.values())
        later = any(pay.payable != pay.total for pay in spans.values())
        own = None
        if self.own is not None and self.own[0] <= last and self.own[1].payable.exact:
            own = {"x": x(self.own[0]), "y": y(self.own[1].payable.least)}
        return {
            "payable": line(0, 0),
            "most": "" if exact else line(0, 1),
            "total": line(1, 1) if later else "",
            "across": [{"at": x(count), "text": str(count)} for count in apart(sorted(spans), x, BESIDE)],
            "up": [{"at": y(amount), "text": _bare(amount)} for amount in apart(ends, y, APART)],
            "own": own,
            "name": f"{self.item.label}（{self.item.unit}）",
            "says": self._says(later=later, exact=exact),
        }

    def _says(self, *, later: bool, exact: bool) -> str:
        unit, label = self.item.unit, self.item.label
        parts = [f"横着是{label}（{unit}），竖着是元；实线是本月应发{'' if exact else '的最低和最高'}"]
        if later:
            parts.append(f"虚线连{self.later}另发")
        if self.own is not None:
            parts.append(f"你现在 {self.own[0]} {unit}，{words.amount(self.own[1].payable)}")
        return "；".join(parts) + "。"


def curve(along: Along, is_stated: bool = True) -> Curve:
    """Return the curve from a count of 0 to twice the last bend of a rule, with a point at each bend.

    `is_stated`: the worker has stated the count, so the curve has an own point.
    """
    last = 2 * max(along.turns) if along.turns else STRAIGHT_TO
    plan, last = along.standing(0).plan, min(last, along.item.max)
    # The sum with what is paid later can bend where no total does.
    counts = range(last + 1) if WHOLE in plan.bearings else along.bends(last)
    points = [(count, _pay(along, count)) for count in counts]
    own = along.own.least
    at_own = (own, _pay(along, own)) if along.own.exact and is_stated else None
    return Curve(along.item, _without_straight(points), at_own, paid_later(plan))


def _pay(along: Along, count: int) -> Pay:
    standing = along.standing(count)
    return Pay(standing.totals.payable, standing.whole())


def _without_straight(points: Iterable[tuple[int, Pay]]) -> list[tuple[int, Pay]]:
    """Return the points without those on a straight line between their neighbours."""
    kept: list[tuple[int, Pay]] = []
    for point in points:
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _straight(one: tuple[int, Pay], two: tuple[int, Pay], three: tuple[int, Pay]) -> bool:
    before, after = two[0] - one[0], three[0] - two[0]
    ends = ((*pay.payable, *pay.total) for _, pay in (one, two, three))
    return all((b - a) * after == (c - b) * before for a, b, c in zip(*ends, strict=True))


def _point(count: int, pay: Pay) -> dict[str, Any]:
    return {"count": count, "payable": words.span(pay.payable), "total": words.span(pay.total)}


def apart(values: list[int], place: Callable[[int], Any], least: int) -> list[int]:
    """Return the values whose labels do not overlap: the last, then as many as fit from the first on.

    `least` is the distance that two labels need.
    """
    kept = [values[-1]]
    for value in values[:-1]:
        if all(abs(place(value) - place(other)) >= least for other in kept):
            kept.append(value)
    return sorted(kept)


def _bare(amount: int) -> str:
    return words.yuan_of(amount).removesuffix(" 元").removesuffix(".00")
