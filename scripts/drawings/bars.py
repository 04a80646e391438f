"""Bars from left to right, a group a figure: how much of the yardstick each contender takes."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, NAMES, VALUES = 340, 106, 44
HEAD, LINE, BAR, GAP = 26, 22, 14, 12


class Bar(NamedTuple):
    """One contender's bar, with where its name and its value stand."""

    top: int
    width: float
    base: int
    name: str
    value: str
    ours: bool


class Group(NamedTuple):
    """The bars of one figure under its heading."""

    base: int
    heading: str
    bars: Sequence[Bar]


class Drawing(NamedTuple):
    """The whole picture: its height, and the groups from top to bottom."""

    height: int
    groups: Sequence[Group]


def draw(groups: Sequence[tuple[str, Sequence[tuple[str, float]]]]) -> Drawing:
    """Return where everything stands, each group at a scale of its own; the first bar of each is ours."""
    top, drawn = 0, []
    for heading, rows in groups:
        base, top = top + HEAD - 8, top + HEAD
        most = max((value for _, value in rows), default=0) or 1
        bars = [
            Bar(
                top=top + LINE * place,
                width=round((WIDTH - NAMES - VALUES) * value / most, 1),
                base=top + LINE * place + BAR - 2,
                name=name,
                value=f"{value:.2f}",
                ours=place == 0,
            )
            for place, (name, value) in enumerate(rows)
        ]
        top += LINE * len(bars) + GAP
        drawn.append(Group(base, heading, bars))
    return Drawing(top, drawn)
