"""The totals of a month: the sums of its lines, or narrower spans where lines depend on the same count."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.money import Span, exactly
from calculator.plan import DEDUCTIONS, GROSS, YEAR_END_COLUMN, Plan

TOTAL_LABELS = {
    "gross": "当月应得",
    "deductions": "扣款合计",
    "net": "相抵之后",
    "payable": "本月应发",
    "year_end": "年底另发",
}


def _not_below_zero(net: Span) -> Span:
    return net if net.least >= 0 else Span(0, max(0, net.most))


class Totals(NamedTuple):
    """The totals of the lines, in 分: their sums, or narrower spans where lines depend on the same count.

    `gross` is the pay of the month, `deductions` its deductions (≤ 0), `net` their sum even below 0,
    `payable` the amount paid out, `year_end` the amount paid at the year's end.
    """

    gross: Span
    deductions: Span
    net: Span
    payable: Span
    year_end: Span

    @property
    def due(self) -> tuple[Span, Span]:
        """Return the amounts that the worker gets: from the month, and at the year's end."""
        return self.payable, self.year_end

    def named(self, name: str) -> Span:
        """Return one of the totals by its name."""
        found: Span = getattr(self, name)
        return found

    @classmethod
    def of(cls, plan: Plan, amounts: Sequence[Span], joined: Iterable[tuple[int, Span]] = ()) -> "Totals":
        """Return the totals of the lines' amounts; `payable` is below 0 only if the balance is carried.

        `joined` is the change of the ends of a column because its lines depend on the same count.
        """
        least, most = [0, 0, 0], [0, 0, 0]
        for column, (low, high) in zip(plan.columns, amounts, strict=True):
            least[column] += low
            most[column] += high
        for column, by in joined:
            least[column] += by.least
            most[column] += by.most
        net = Span(least[GROSS] + least[DEDUCTIONS], most[GROSS] + most[DEDUCTIONS])
        return cls(
            Span(least[GROSS], most[GROSS]),
            Span(least[DEDUCTIONS], most[DEDUCTIONS]),
            net,
            net if plan.carried else _not_below_zero(net),
            Span(least[YEAR_END_COLUMN], most[YEAR_END_COLUMN]),
        )

    def moved(self, plan: Plan, place: int, old: Span, new: Span) -> "Totals":
        """Return the totals after the amount of one line has changed; no other line may depend on it."""
        by = Span(new.least - old.least, new.most - old.most)
        gross, deductions, net, payable, year_end = self
        column = plan.columns[place]
        if column == YEAR_END_COLUMN:
            return Totals(gross, deductions, net, payable, year_end.plus(by))
        if column == GROSS:
            gross = gross.plus(by)
        else:
            deductions = deductions.plus(by)
        net = net.plus(by)
        return Totals(gross, deductions, net, net if plan.carried else _not_below_zero(net), year_end)

    def as_json(self, narrower: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the totals as spans of yuan; totals narrower than the sums of their lines are marked."""
        found: dict[str, dict[str, Any]] = dict(zip(self._fields, map(words.span, self), strict=True))
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


def whole(plan: Plan, raw: Sequence[Span], totals: Totals) -> Span:
    """Return `payable` and `year_end` in one sum, given the rules' amounts before the ceilings.

    Under a ceiling, a higher part of the month lowers the year's end. While the balance is below 0, the month
    pays nothing, so the sum falls; above 0 it no longer falls. So the sum is least where the balance is 0. It
    is exact for one ceiling over several rules; several ceilings count as independent.
    """
    added = totals.payable.plus(totals.year_end)
    if len(plan.shared) != 1:
        return added
    (ceiling,) = plan.shared
    month, later, room = ceiling.together(raw)
    given, waiting = month.within(exactly(ceiling.most)), later.within(room)
    ends: list[list[int]] = [[], []]
    for end, found in enumerate(ends):
        rest, beside = totals.net[end] - given[end], totals.year_end[end] - waiting[end]
        for part in {*given, min(max(-rest, given.least), given.most)}:
            balance = rest + part
            paid = balance if plan.carried else max(0, balance)
            found.append(paid + beside + min(later[end], ceiling.most - part))
    return added.both(Span(min(ends[0]), max(ends[1])))
