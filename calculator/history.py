"""The history that the elimination grounds are judged by: the months and events that a worker states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from calculator.month import Month
from calculator.policy import Policy
from calculator.request import Request

RESULTS = {"pass": "合格", "fail": "不合格"}
CRITICISM_LEVELS = ("county", "city", "province")
# The facts of a month that a count decides, with that count.
COUNTED_FACTS = {"no_reports": "valid_reports"}
FLAGS = {
    "title_misuse": "以专职网格员名义从事其它不正当活动",
    "caused_serious_case": "导致恶性案（事）件",
    "township_statement": "乡镇已指出",
}
KNOWN = ("worker_type", "months", "phone_checks_missed", "criticised_by", "fabrication", *FLAGS)


class MonthRecord(NamedTuple):
    """The facts of one month; None is unknown."""

    month: Month
    no_reports: bool | None
    failed: bool | None

    @classmethod
    def of(cls, month: Month, reports: int | None, result: str | None) -> "MonthRecord":
        """Return the record of a month from its reports and its result, each None or empty if unknown."""
        return cls(month, None if reports is None else reports == 0, result == "fail" if result else None)


class Fabrication(NamedTuple):
    """The stated consequences of a fabrication; None is unknown."""

    loss: bool | None
    bad_effect: bool | None


@dataclass(frozen=True, slots=True)
class History:
    """The inputs of `risk`; months are in time order, and a month without a row is unknown."""

    worker_type: str
    months: tuple[MonthRecord, ...]
    phone_checks_missed: int
    criticised_by: frozenset[str]
    fabrication: Fabrication | None
    flags: Mapping[str, bool]

    @classmethod
    def read(cls, policy: Policy, request: object) -> "History":
        """Return the history a request describes; InputError with all its faults.

        The keys are those of `risk` in the project's reference. A value that is null or left out, and a month
        between two others without a row, is unknown: never zero and never a pass.
        """
        fields = Request.of(request, KNOWN)
        worker_type = fields.choice("worker_type", policy.worker_names, "网格员类型")
        months = _months(fields, policy)
        checks = fields.count("phone_checks_missed", policy.facts["phone_checks_missed"], 0, known=True)
        criticised = fields.choices("criticised_by", CRITICISM_LEVELS, "通报批评的级别")
        fabrication = read_fabrication(fields)
        flags = {key: bool(fields.flag(key, what)) for key, what in FLAGS.items()}
        fields.finish()
        return cls(worker_type, months, checks.least, criticised, fabrication, flags)

    def with_reports(self, month: Month, reports: int) -> "History":
        """Return the history with another number of valid reports in one of its months."""
        months = tuple(
            row._replace(no_reports=reports == 0) if row.month == month else row for row in self.months
        )
        return replace(self, months=months)


def _months(fields: Request, policy: Policy) -> tuple[MonthRecord, ...]:
    records: dict[Month, MonthRecord] = {}
    for row in fields.list_of_requests("months", ("month", "valid_reports", "result")):
        month = row.month("month", policy.in_force)
        reports = None
        if row.has("valid_reports"):
            reports = row.count("valid_reports", policy.inputs["valid_reports"], 0).least
        result = row.choice("result", RESULTS, "考核结果", required=False)
        if month < Month.of(policy.in_force):
            continue  # `month` has noted the fault
        if month in records:
            row.fault("month", f"{month.chinese}写了两次，每个月只写一行")
        records[month] = MonthRecord.of(month, reports, result)
    return filled(records)


def filled(records: Mapping[Month, MonthRecord]) -> tuple[MonthRecord, ...]:
    """Return the records in time order; a month between two others without a record is unknown.

    >>> one, two = Month(2026, 11), Month(2027, 1)
    >>> gap = filled({two: MonthRecord(two, True, None), one: MonthRecord(one, True, None)})[1]
    >>> str(gap.month), gap.no_reports
    ('2026-12', None)
    """
    if not records:
        return ()
    found, month, last = [], min(records), max(records)
    while month <= last:
        found.append(records.get(month, MonthRecord(month, None, None)))
        month = month.next
    return tuple(found)


def level_names(policy: Policy) -> dict[str, str]:
    """Return the names of the levels of criticism by id; a level without a name keeps its id."""
    asked = policy.facts.get("criticised_by")
    names = {option["id"]: option["label"] for option in asked.options} if asked else {}
    return {level: names.get(level, level) for level in CRITICISM_LEVELS}


def read_fabrication(fields: Request) -> Fabrication | None:
    """Return the consequences in the request's `fabrication`, None if there is none."""
    inner = fields.inner("fabrication", ("loss", "bad_effect"))
    if inner is None:
        return None
    return Fabrication(
        inner.flag("loss", "是否造成损失", nullable=True),
        inner.flag("bad_effect", "是否造成不良影响", nullable=True),
    )
