"""The result: lines that add up to totals, and what else they could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculator.money import ZERO, Span
from calculator.month import Month
from calculator.plan import MONTH, Plan


class Line(NamedTuple):
    """One line of the statement; amounts and rate in 分, deductions negative."""

    id: str
    label: str
    article: str
    also: tuple[str, ...]
    counted: Span | None
    rate: Span | None
    amount: Span
    working: str
    paid: str


class Totals(NamedTuple):
    """The sums of the lines, in 分.

    `gross` is all a month pays, `deductions` what it takes off (≤ 0), `net` their sum as it falls,
    `payable` what is paid out, `year_end` what waits for the year's end.
    """

    gross: Span
    deductions: Span
    net: Span
    payable: Span
    year_end: Span

    @classmethod
    def of(cls, plan: Plan, amounts: Sequence[Span]) -> "Totals":
        """Return the totals of the lines' amounts (art. 7: what is not paid cannot be below 0).

        A line is a deduction when its rule takes off, so the sign of its amount tells.
        """
        gross_least = gross_most = off_least = off_most = year_least = year_most = 0
        for bound, (least, most) in zip(plan.rules, amounts, strict=True):
            if bound.paid != MONTH:
                year_least += least
                year_most += most
            elif least < 0:
                off_least += least
                off_most += most
            else:
                gross_least += least
                gross_most += most
        net = Span(gross_least + off_least, gross_most + off_most)
        payable = net if plan.carried else Span(max(0, net.least), max(0, net.most))
        return cls(
            Span(gross_least, gross_most),
            Span(off_least, off_most),
            net,
            payable,
            Span(year_least, year_most),
        )

    def changes(self, other: "Totals") -> dict[str, Span]:
        """Return how far the other totals lie from these, where they do, end by end."""
        moved = {}
        for name, old, new in zip(self._fields, self, other, strict=True):
            if old != new:
                moved[name] = Span(new.least - old.least, new.most - old.most)
        return moved


class Change(NamedTuple):
    """An alternative that changes this result."""

    reading: str
    alternative: str
    label: str
    article: str
    totals: Totals
    changes: dict[str, Span]

    @property
    def difference(self) -> Span:
        """Return how far `net` moves, end by end."""
        return self.changes.get("net", ZERO)


@dataclass(frozen=True, slots=True)
class Statement:
    """A worker's month: every line in the policy's order, zero lines too."""

    month: Month
    worker_type: str
    lines: Sequence[Line]
    totals: Totals
    changes: Sequence[Change]
    cautions: Sequence[str]
