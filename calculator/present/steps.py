"""Next steps and the curve as JSON, and each step in one sentence."""

from collections.abc import Iterable
from typing import Any

from calculator import words
from calculator.money import ZERO, Span, exactly
from calculator.present.amounts import clause, count, span
from calculator.steps import Curve, Moved, Pay, Step

_NO_MORE = {1: "不再增加", -1: "不再减少", 0: "不再变"}


def step(value: Step) -> dict[str, Any]:
    """Return a step; its amounts are differences, end by end."""
    return {
        "input": value.item.id,
        "label": value.item.label,
        "unit": value.item.unit,
        "article": value.item.article,
        "count": count(value.own),
        "less": _moved(value.less),
        "more": _moved(value.more),
        "flat_from": value.flat_from,
        "month_flat_from": value.month_flat_from,
        "sentence": sentence(value),
    }


def shown_steps(values: Iterable[Step]) -> list[dict[str, Any]]:
    """Return what the page shows of steps."""
    return [
        {
            "input": value.item.id,
            "label": value.item.label,
            "sentence": sentence(value),
            "clause": clause(value.item.article),
        }
        for value in values
    ]


def curve(value: Curve) -> dict[str, Any]:
    """Return the points between which the pay goes in straight lines, and the worker's own."""
    item = value.item
    return {
        "input": item.id,
        "label": item.label,
        "unit": item.unit,
        "points": [_point(number, pay) for number, pay in value.points],
        "own": value.own,
        "at_own": None if value.own is None or value.at_own is None else _point(value.own, value.at_own),
    }


def _point(number: int, pay: Pay) -> dict[str, Any]:
    return {"count": number, "payable": span(pay.payable), "total": span(pay.total)}


def _moved(value: Moved | None) -> dict[str, Any] | None:
    return None if value is None else {"payable": span(value.payable), "year_end": span(value.year_end)}


def sentence(value: Step) -> str:
    """Return what one fewer and one more of an input change, and from where on nothing does."""
    item = value.item
    if value.flat_from == 0:
        return f"{item.label}多少都不变"
    parts = []
    if not value.own.exact:
        parts.append("还不清楚")
    if value.less is not None:
        parts.append(f"少 1 {item.unit}：{_said(value.less)}")
    if value.more is not None:
        parts.append(f"多 1 {item.unit}：{_said(value.more)}")
    return item.label + "；".join([*parts, *_flat(value)])


def _said(moved: Moved) -> str:
    month, year = (_part(part, moved.ends_only) for part in moved[:2])
    if moved.year_end == ZERO:
        return month
    return f"本月{_apart(month)}，年底{_apart(year)}"


def _part(part: Span, ends_only: bool) -> str:
    """Return how far a part moves, of each end by itself where only these are known.

    >>> _part(Span(0, -750), True), _part(Span(1000, 1000), True), _part(Span(100, 300), False)
    ('最低不变，最高 −7.50 元', '最低和最高都 +10.00 元', '+1.00～+3.00 元')
    """
    if not ends_only:
        return _end(part)
    least, most = (_end(exactly(end)) for end in part)
    return f"最低和最高都{_apart(least)}" if part.exact else f"最低{_apart(least)}，最高{_apart(most)}"


def _end(part: Span) -> str:
    return "不变" if part == ZERO else f"{words.signed(part)} 元"


def _apart(said: str) -> str:
    """Return words to stand behind others: a sign is set off by a space."""
    return said if said[0] in "不最" else f" {said}"


def _flat(value: Step) -> list[str]:
    """Return from which count on the month, and then the year's end too, change no more."""
    unit, no_more, said = value.item.unit, _NO_MORE[value.way], []
    month, both = value.month_flat_from, value.flat_from
    if month is not None and month != both:
        start = f"第 {month + 1} {unit}起本月{no_more}" if month else "本月不随它变"
        said.append(f"{start}，年底另计")
    if both is not None:
        said.append(f"第 {both + 1} {unit}起{no_more}")
    return said
