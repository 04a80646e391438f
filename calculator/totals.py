"""The totals of a month: the sums of its lines, or narrower spans where lines depend on the same count."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.money import ZERO, Span
from calculator.plan import COLUMNS, DEDUCTIONS, GROSS, LATER, QUARTER, QUARTER_COLUMN, YEAR_END_COLUMN, Plan

TOTAL_LABELS = {
    "gross": "当月应得",
    "deductions": "扣款合计",
    "net": "相抵之后",
    "payable": "本月应发",
    "quarter": "按季另发",
    "year_end": "年底另发",
}


# The totals of the columns.
_NAMES = {GROSS: "gross", DEDUCTIONS: "deductions", QUARTER_COLUMN: "quarter", YEAR_END_COLUMN: "year_end"}


def paid_out(plan: Plan, net: Span) -> Span:
    """Return the payable amount of a balance, which is below 0 only if the balance is carried."""
    return net if plan.carried or net.least >= 0 else Span(0, max(0, net.most))


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
        least, most = [0] * len(COLUMNS), [0] * len(COLUMNS)
        for column, amount in zip(plan.columns, amounts, strict=True):
            # Most lines are 0.
            if amount != ZERO:
                least[column] += amount.least
                most[column] += amount.most
        gross, deductions, year_end, quarter = map(Span, least, most)
        net = gross.plus(deductions)
        return cls(gross, deductions, net, paid_out(plan, net), quarter, year_end)

    def moved(self, plan: Plan, place: int, old: Span, new: Span) -> "Totals":
        """Return the totals after the amount of one line has changed; no other line may depend on it."""
        by = Span(new.least - old.least, new.most - old.most)
        column = plan.columns[place]
        found = {_NAMES[column]: self.named(_NAMES[column]).plus(by)}
        if column not in LATER:
            net = self.net.plus(by)
            found |= {"net": net, "payable": paid_out(plan, net)}
        return self._replace(**found)

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
            name: Span(new.least - old.least, new.most - old.most)
            for name, old, new in zip(self._fields, self, other, strict=True)
            if old != new
        }
