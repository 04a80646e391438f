"""Compute a year of the ledger: its twelve months, their sums, and the grounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

from calculator import words
from calculator.engine import estimate
from calculator.errors import FieldError
from calculator.ledger.fitting import misfit, unused
from calculator.ledger.judged import Judged, judge
from calculator.ledger.rows import Row, rows_in
from calculator.money import ZERO, Span
from calculator.month import Month
from calculator.policy import Policy
from calculator.request import Request
from calculator.versions import Editions

SUM_LABELS = {
    "gross": "应得合计",
    "deductions": "扣款合计",
    "payable": "应发合计",
    "year_end": "年底另发累计",
}
UNRECORDED, NOT_COMPUTED = "没有记", "没有计算"


class YearMonth(NamedTuple):
    """A month of the year with its row, and its amounts in 分 by name; both None where there is none."""

    month: Month
    row: Row | None
    sums: dict[str, Span] | None
    cautions: Sequence[str]
    results: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the month with its amounts, result, edition and note."""
        row, sums = self.row, self.sums
        return {
            "month": str(self.month),
            "number": self.month.number,
            "recorded": row is not None,
            "computed": sums is not None,
            **{name: sums and words.span(sums[name]) for name in SUM_LABELS},
            "result": row and row.result,
            "policy": row and row.policy,
            "note": row.note if row else "",
            "cautions": list(self.cautions),
        }

    def shown(self) -> dict[str, Any]:
        """Return what the page shows of the month; `shown` is the amount without its unit."""
        row, month = self.row, self.month
        result = row.result or "" if row else ""
        label = f"考核{self.results[result]}" if result else ""
        shown = said = NOT_COMPUTED if row else UNRECORDED
        if self.sums:
            amount = words.amount(self.sums["payable"])
            shown, said = amount.removesuffix(" 元"), f"应发 {amount}"
        return {
            "month": str(month),
            "number": month.number,
            "name": f"{month.number}月",
            "recorded": row is not None,
            "computed": self.sums is not None,
            "shown": shown,
            "result": result,
            "result_label": label,
            "text": "，".join(part for part in (month.chinese, said, label) if part),
            "policy": row.policy if row else "",
            "note": row.note if row else "",
            "cautions": list(self.cautions),
        }


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a ledger; `sums` are the sums of the computed months."""

    year: int
    years: Sequence[int]
    months: Sequence[YearMonth]
    sums: dict[str, Span]
    unrecorded: Sequence[Month]
    cautions: Sequence[str]
    grounds: Sequence[Judged]

    @property
    def recorded(self) -> int:
        """Return the number of recorded months."""
        return sum(month.row is not None for month in self.months)

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the year with the keys of the project's reference."""
        return {
            "year": self.year,
            "years": list(self.years),
            "months": [month.as_json() for month in self.months],
            "recorded": self.recorded,
            "totals": {name: words.span(total) for name, total in self.sums.items()},
            "unrecorded": [str(month) for month in self.unrecorded],
            "cautions": list(self.cautions),
            "grounds": [each.as_json() for each in self.grounds],
            "policy": words.policy(policy),
        }

    def shown(self, policy: Policy, with_form: bool = False) -> dict[str, Any]:
        """Return everything the page shows of the year, as text.

        `with_form`: the grounds include the month in the form, which is not stored.
        """
        year, recorded = f"{self.year}年", self.recorded
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
            "judged": f"按记下的各月{'和上面填的这个月' if with_form else ''}判断。",
            "policy": words.policy(policy),
        }


def read_year(editions: Editions, request: object) -> Year:
    """Return the year that a request asks for; InputError with all its faults.

    The defaults are the year and the worker type of the latest row; without rows the year is required.
    """
    fields = Request.of(request, ("months", "year", "worker_type"))
    policy, rows = editions.newest, rows_in(fields, editions)
    year = year_of(fields, rows)
    workers = {**policy.worker_names, **policy.elsewhere.workers}
    worker_type = fields.choice("worker_type", workers, "网格员类型", required=False)
    fields.finish()
    # Without rows there are no events, so the worker type makes no difference.
    latest = rows[-1].worker_type if rows else next(iter(policy.workers))
    return summarise(editions, rows, year, judge(policy, rows, worker_type or latest))


def summarise(editions: Editions, rows: Sequence[Row], year: int, grounds: Sequence[Judged]) -> Year:
    """Return the year with its months, each computed under the edition of its row, and the grounds."""
    by_month = {row.month: row for row in rows}
    months = [
        _month(editions, month, by_month.get(month)) for month in (Month(year, n) for n in range(1, 13))
    ]
    computed = [each.sums for each in months if each.sums]
    sums = {name: reduce(Span.plus, (each[name] for each in computed), ZERO) for name in SUM_LABELS}
    recorded = [each.month for each in months if each.row]
    unrecorded = [
        each.month for each in months if not each.row and recorded and recorded[0] < each.month < recorded[-1]
    ]
    years = sorted({month.year for month in by_month})
    return Year(year, years, months, sums, unrecorded, _cautions(months, unrecorded), grounds)


def year_of(fields: Request, rows: Sequence[Row]) -> int:
    """Return the requested year, by default that of the latest month."""
    if not fields.has("year"):
        if not rows:
            fields.fault("year", "还没有写下哪个月，要写看哪一年，例如 2026")
        return rows[-1].month.year if rows else 1
    given, faults = fields.given("year"), list[FieldError]()
    typed = (
        given
        if isinstance(given, str)
        else f"{given:04d}"
        if type(given) is int and 1 <= given <= 9999
        else ""
    )
    # A year is typed in the same ways as a month, also in full-width digits.
    year = Request({"month": f"{typed}年1月"}, faults).month("month").year
    if faults:
        fields.fault("year", "年份要写四位数字，例如 2026")
    return year


def _month(editions: Editions, month: Month, row: Row | None) -> YearMonth:
    """Return a month of the year, computed if there is a row and its edition can be used for it."""
    if row is None:
        return YearMonth(month, None, None, (), {})
    edition = editions.at(month)
    wrong = misfit(editions, row)
    if wrong:
        return YearMonth(month, row, None, [f"{wrong}，这个月不计入合计"], edition.results)
    statement = estimate(edition, row.situation(edition))
    sums = {name: statement.totals.named(name) for name in SUM_LABELS}
    return YearMonth(month, row, sums, [*statement.cautions, *unused(editions, row)], edition.results)


def _cautions(months: Sequence[YearMonth], unrecorded: Sequence[Month]) -> list[str]:
    """Return which months the sums leave out."""
    said = []
    if unrecorded:
        said.append(f"{_listed(unrecorded)}没有记，合计里没有算上")
    left_out = [each.month for each in months if each.row and each.sums is None]
    if left_out:
        said.append(f"{_listed(left_out)}没有计算，合计里没有算上")
    return said


def _listed(months: Sequence[Month]) -> str:
    return "、".join(month.chinese for month in months)
