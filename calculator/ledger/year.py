"""Compute a year of the ledger: its twelve months, their sums, and the grounds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

from calculator import typed, words
from calculator.engine import stand
from calculator.ledger.judged import Judged, gathered, judge
from calculator.ledger.row import Row
from calculator.ledger.rows import Unread, rows_in
from calculator.money import ZERO, Span
from calculator.month import Month
from calculator.plan import QUARTER, YEAR_END
from calculator.policy import Policy
from calculator.request import Request
from calculator.totals import later
from calculator.versions import Editions

SUM_LABELS = {
    "gross": "应得合计",
    "deductions": "扣款合计",
    "payable": "应发合计",
    QUARTER: "按季另发累计",
    YEAR_END: "年底另发累计",
}
UNRECORDED, NOT_COMPUTED = "没有记", "没有计算"


def sums_of(policies: Iterable[Policy]) -> dict[str, str]:
    """Return the labels of a year's sums; of what is paid later only those that an edition pays."""
    paid = {name for policy in policies for name in (QUARTER, YEAR_END) if policy.tables.pays(name)}
    return {
        name: label for name, label in SUM_LABELS.items() if name in paid or name not in (QUARTER, YEAR_END)
    }


class YearMonth(NamedTuple):
    """A month of the year with its row, and its amounts in 分 by name; both None where there is none.

    A month that is `recorded` without a row has one that cannot be read.
    """

    month: Month
    recorded: bool
    row: Row | None
    sums: dict[str, Span] | None
    cautions: Sequence[str]
    results: Mapping[str, str]

    def as_json(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the month with the amounts of these names, its result, edition and note."""
        row, sums = self.row, self.sums
        return {
            **self._both(),
            **{name: sums and words.span(sums[name]) for name in names},
            "result": row and row.decided,
            "policy": row and row.policy,
        }

    def _both(self) -> dict[str, Any]:
        return {
            "month": str(self.month),
            "number": self.month.number,
            "recorded": self.recorded,
            "computed": self.sums is not None,
            "note": self.row.note if self.row else "",
            "cautions": list(self.cautions),
        }

    def shown(self) -> dict[str, Any]:
        """Return what the page shows of the month; `shown` has no unit, `line` has all but the note."""
        row, month = self.row, self.month
        result = row.decided or "" if row else ""
        label = f"考核{self.results[result]}" if result else ""
        shown = said = NOT_COMPUTED if self.recorded else UNRECORDED
        if self.sums:
            amount = words.amount(self.sums["payable"])
            shown, said = amount.removesuffix(" 元"), f"应发 {amount}"
        line = [
            said,
            *later(self.sums or {}),
            label,
            *self.cautions,
        ]
        if row and self.sums:
            line.insert(0, row.situation.said(row.edition))
        return {
            **self._both(),
            "shown": shown,
            "result": result,
            "result_label": label,
            "text": "，".join(part for part in (month.chinese, said, label) if part),
            "line": f"{month.number}月：{'；'.join(filter(None, line))}" if self.recorded else "",
        }


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a ledger; `sums` are the sums of the computed months, `unread` all months of unread rows."""

    year: int
    years: Sequence[int]
    months: Sequence[YearMonth]
    sums: dict[str, Span]
    unrecorded: Sequence[Month]
    cautions: Sequence[str]
    grounds: Sequence[Judged]
    unread: Sequence[Month]

    @property
    def recorded(self) -> int:
        """Return the number of recorded months."""
        return sum(month.recorded for month in self.months)

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the year with the keys of the project's reference."""
        return {
            "year": self.year,
            "years": list(self.years),
            "months": [month.as_json(self.sums) for month in self.months],
            "recorded": self.recorded,
            "totals": {name: words.span(total) for name, total in self.sums.items()},
            "unrecorded": [str(month) for month in self.unrecorded],
            "cautions": list(self.cautions),
            "grounds": [each.as_json() for each in self.grounds],
            "policy": words.policy(policy),
        }

    def shown(self, with_form: bool = False) -> dict[str, Any]:
        """Return everything the page shows of the year, as text.

        `with_form`: the grounds include the month in the form, which is not stored.
        """
        year, recorded = f"{self.year}年", self.recorded
        without = f"，{_listed(self.unread)}读不出来，没有算上" if self.unread else ""
        return {
            "year": self.year,
            "title": year,
            "years": list(self.years),
            "recorded": recorded,
            "recorded_text": f"{year}写下了 {recorded} 个月" if recorded else f"{year}还没有记",
            "months": [month.shown() for month in self.months],
            "totals": [
                {"id": name, "label": SUM_LABELS[name], "shown": words.amount(total), **words.span(total)}
                for name, total in self.sums.items()
            ],
            "cautions": list(self.cautions),
            "grounds": [each.shown() for each in self.grounds],
            "judged": f"按记下的各月{'和上面填的这个月' if with_form else ''}判断{without}。",
        }


def read_year(editions: Editions, request: object, unread: Unread | None = None) -> Year:
    """Return the year that a request asks for; InputError with all its faults.

    The defaults are the year and the worker type of the latest row; without rows the year is required. If
    `unread` is given, rows that cannot be read are listed, and the sums are those of the others.
    """
    fields = Request.of(request, ("months", "year", "worker_type"))
    policy, rows = editions.newest, rows_in(fields, editions, unread)
    year = year_of(fields, rows, unread or {})
    workers = {**policy.worker_names, **policy.elsewhere.workers}
    worker_type = fields.choice("worker_type", workers, "网格员类型", required=False)
    fields.finish()
    # Without rows there are no events, so the worker type makes no difference.
    latest = rows[-1].worker_type if rows else next(iter(policy.workers))
    grounds = judge(policy, rows, gathered(rows, worker_type or latest))
    return summarise(editions, rows, year, grounds, unread or {})


def summarise(
    editions: Editions, rows: Sequence[Row], year: int, grounds: Sequence[Judged], unread: Unread
) -> Year:
    """Return the year with its months, each computed under the edition of its row, and the grounds."""
    found: dict[Month, Row | str] = {**unread, **{row.month: row for row in rows}}
    months = [_month(month, found.get(month)) for month in (Month(year, n) for n in range(1, 13))]
    computed = [each.sums for each in months if each.sums]
    listed = sums_of(editions.at(each.month) for each in months)
    sums = {name: reduce(Span.plus, (each[name] for each in computed), ZERO) for name in SUM_LABELS}
    # Under a reading, a month can pay later what its edition pays at once.
    sums = {name: total for name, total in sums.items() if name in listed or total != ZERO}
    recorded = [each.month for each in months if each.recorded]
    unrecorded = [
        each.month
        for each in months
        if not each.recorded and recorded and recorded[0] < each.month < recorded[-1]
    ]
    years = sorted({month.year for month in found})
    return Year(year, years, months, sums, unrecorded, _cautions(months, unrecorded), grounds, sorted(unread))


def year_of(fields: Request, rows: Sequence[Row], unread: Unread) -> int:
    """Return the requested year, by default that of the latest month."""
    if not fields.has("year"):
        months = [*unread, *(row.month for row in rows)]
        if not months:
            fields.fault("year", "还没有写下哪个月，要写看哪一年，例如 2026")
        return max(months).year if months else 1
    given = fields.given("year")
    if type(given) is int and 1 <= given <= 9999:
        given = f"{given:04d}"
    # A year is typed in the same ways as a month, also in full-width digits.
    january = typed.month(f"{given}年1月") if isinstance(given, str) else None
    if january is None:
        fields.fault("year", "年份要写四位数字，例如 2026")
    return january.year if january else 1


def _month(month: Month, row: Row | str | None) -> YearMonth:
    """Return a month of the year, computed if there is a row and its edition can be used for it.

    A text instead of the row are its faults.
    """
    if row is None:
        return YearMonth(month, False, None, None, (), {})
    if isinstance(row, str):
        return YearMonth(month, True, None, None, [f"读不出来（{row}），这个月不计入合计"], {})
    edition = row.edition
    if row.misfit:
        return YearMonth(month, True, row, None, [f"{row.misfit}，这个月不计入合计"], edition.results)
    asked = row.situation
    totals = stand(edition, asked).totals
    sums = {name: totals.named(name) for name in SUM_LABELS}
    cautions = [*edition.cautions(month, asked.readings), *row.cautions]
    return YearMonth(month, True, row, sums, cautions, edition.results)


def _cautions(months: Sequence[YearMonth], unrecorded: Sequence[Month]) -> list[str]:
    """Return which months the sums leave out."""
    said = []
    if unrecorded:
        said.append(f"{_listed(unrecorded)}没有记，合计里没有算上")
    said += [f"{each.month.chinese}{each.cautions[0]}" for each in months if each.recorded and not each.row]
    left_out = [each.month for each in months if each.row and each.sums is None]
    if left_out:
        said.append(f"{_listed(left_out)}没有计算，合计里没有算上")
    return said


def _listed(months: Sequence[Month]) -> str:
    return "、".join(month.chinese for month in months)
