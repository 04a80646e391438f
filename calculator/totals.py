"""The totals of a month: the sums of its lines, or narrower spans where lines depend on the same count."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.money import ZERO, Span
from calculator.plan import COLUMNS, QUARTER, YEAR_END, Plan

TOTAL_LABELS = {
    "gross": "当月应得",
    "deductions": "扣款合计",
    "net": "相抵之后",
    "payable": "本月应发",
    "quarter": "按季另发",
    "year_end": "年底另发",
}


def paid_out(plan: Plan, net: Span) -> Span:
    """Return the payable amount of a balance, which is below 0 only if the balance is carried."""
    return net if plan.carried or net.least >= 0 else Span(0, max(0, net.most))


def later(totals: Mapping[str, Span]) -> list[str]:
    """Return what is paid later in words, each time of payment with its amount; totals by their names."""
    named = [(TOTAL_LABELS[name], totals.get(name, ZERO)) for name in (QUARTER, YEAR_END)]
    return [f"{label} {words.amount(total)}" for label, total in named if total != ZERO]


class Totals(NamedTuple):
    """The totals of the lines, in 分: their sums, or narrower spans where lines depend on the same count.

    `gross` is the pay of the month, `deductions` its deductions (≤ 0), `net` their sum even below 0,
    `payable` the amount paid out, `quarter` and `year_end` the amounts paid later.
    """

    gross: Span
    deductions: Span
    net: Span
    payable: Span
    quarter: Span
    year_end: Span

    @property
    def due(self) -> tuple[Span, Span, Span]:
        """Return the amounts that the worker gets: from the month, the quarter, and at the year's end."""
        return self.payable, self.quarter, self.year_end

    def named(self, name: str) -> Span:
        """Return one of the totals by its name."""
        found: Span = getattr(self, name)
        return found

    @classmethod
    def of(cls, plan: Plan, amounts: Sequence[Span]) -> "Totals":
        """Return the sums of the lines' amounts; `payable` is below 0 only if the balance is carried."""
        sums = [ZERO] * len(COLUMNS)
        for column, amount in zip(plan.columns, amounts, strict=True):
            # Most lines are 0.
            if amount != ZERO:
                sums[column] = amount if sums[column] is ZERO else sums[column].plus(amount)
        gross, deductions, year_end, quarter = sums
        net = gross.plus(deductions)
        return cls(gross, deductions, net, paid_out(plan, net), quarter, year_end)

    def as_json(self, narrower: Sequence[str], quarterly: bool) -> dict[str, dict[str, Any]]:
        """Return the totals as spans of yuan; totals narrower than the sums of their lines are marked.

        The quarter has a total only if a line is paid quarterly.
        """
        found: dict[str, dict[str, Any]] = {
            name: words.span(total)
            for name, total in zip(self._fields, self, strict=True)
            if total != ZERO or quarterly or name != QUARTER
        }
        for name in narrower:
            found[name]["narrower"] = True
        return found

    def changes(self, other: "Totals") -> dict[str, Span]:
        """Return the differences of the other totals from these, for both ends, where there is one."""
        return {
            name: old.to(new) for name, old, new in zip(self._fields, self, other, strict=True) if old != new
        }

    def plus(self, other: "Totals") -> "Totals":
        """Return the sums of both totals, end by end."""
        return Totals(*(one.plus(more) for one, more in zip(self, other, strict=True)))

    def to(self, other: "Totals") -> "Totals":
        """Return how far both ends of other totals lie above those of these."""
        return Totals(*(old.to(new) for old, new in zip(self, other, strict=True)))
