"""Charts of the pay: one panel for each worker type, counts on the x axis, yuan on the y axis."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from calculator.curve import APART, BESIDE, BOTTOM, LEFT, RIGHT, TOP, apart
from calculator.money import Span
from scripts.pages.computed.pay_tables import Table, bare, stretches


class Tick(NamedTuple):
    """A mark on an axis: its coordinate and its text."""

    at: float
    text: str


class Panel(NamedTuple):
    """The chart of one worker type; `total` includes the year's end and is empty if that adds nothing."""

    worker: str
    payable: str
    total: str
    most: str
    payable_name: float
    total_name: float
    across: Sequence[Tick]
    up: Sequence[Tick]


def panels(table: Table, workers: Sequence[str]) -> list[Panel]:
    """Return the panels of the worker types whose amounts are all exact."""
    return [_panel(table, worker) for worker in workers if all(row[worker].exact for row in table.values())]


def _panel(table: Table, worker: str) -> Panel:
    counts = list(table)
    payable = [row[worker].payable.least for row in table.values()]
    total = [row[worker].both for row in table.values()]
    low, high = min(payable), max(total)

    def x(count: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (count - counts[0]) / (counts[-1] - counts[0]), 1)

    def y(amount: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (amount - low) / ((high - low) or 1), 1)

    bends = sorted({counts[0], counts[-1], *(each.until or counts[-1] for each in stretches(table, worker))})
    levels = sorted({amount for count in bends for amount in (payable[count], total[count])})
    return Panel(
        worker=worker,
        payable=_stairs(payable, x, y),
        total=_stairs(total, x, y) if total != payable else "",
        most=bare(Span(high, high)),
        # The name is below the end of the line if that is flat and not at the bottom, else in the corner.
        payable_name=min(y(payable[-1]) + 16, BOTTOM - 8) if payable[-1] == payable[-2] else BOTTOM - 8,
        total_name=y(total[-1]) - 6,
        across=[Tick(x(count), str(count)) for count in apart(bends, x, BESIDE)],
        up=[Tick(y(amount), bare(Span(amount, amount))) for amount in apart(levels, y, APART)],
    )


def _stairs(amounts: Sequence[int], x: Callable[[float], float], y: Callable[[int], float]) -> str:
    """Return a path that holds each amount until the next count."""
    steps = [f"H{x(count)}V{y(amount)}" for count, amount in enumerate(amounts) if count]
    return f"M{x(0)} {y(amounts[0])}{''.join(steps)}"
