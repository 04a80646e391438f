"""The history that the elimination grounds are judged by: the months and events that a worker states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from calculator import typed
from calculator.facts import events, known_events
from calculator.money import Span
from calculator.month import Month
from calculator.policy import Policy
from calculator.request import Request
from calculator.results import result_of
from calculator.score import FAIL
from calculator.situation import Situation
from calculator.unasked import known_counts, of_fact, read_worker_type, refuse_counts

# The kind of a month's fact that a count of 0 decides; the other kind is its result.
ZERO = "zero"


class MonthRecord(NamedTuple):
    """The facts of one month by id, and the worker type; a fact of None is unknown."""

    month: Month
    facts: Mapping[str, bool | None]
    worker_type: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The inputs of `risk`; months are in time order, and a month without a row is unknown.

    `events` holds the values of the events by id. `dated` holds the numbers of events by month, for events
    that are counted over months.
    """

    worker_type: str
    months: tuple[MonthRecord, ...]
    events: Mapping[str, Any]
    dated: Mapping[str, Sequence[tuple[Month, int]]] = field(default_factory=dict)

    @classmethod
    def read(cls, policy: Policy, request: object) -> "History":
        """Return the history a request describes; InputError with all its faults.

        The keys are those of `risk` in the project's reference. A value that is null or left out, and a month
        between two others without a row, is unknown: never zero and never a pass. Worker type and events are
        those of the edition of the last month.
        """
        known = known_events(policy)
        fields = Request.of(request, ("worker_type", "months", *known))
        last = max(_stated(fields.given("months")), default=None)
        edition = policy if last is None else policy.at(last)
        worker_type = read_worker_type(fields, edition, last or edition.first)
        records = _records(edition, fields, worker_type)
        values = {key: event.read(fields) for key, event in events(edition).items()}
        for key, event in known.items():
            if key not in values and event.read(fields) != event.none:
                fields.fault(key, of_fact(edition, last or edition.first, event.fact))
        fields.finish()
        return cls(worker_type, records, values)

    def with_month(self, record: MonthRecord) -> "History":
        """Return the history with another record of one of its months."""
        months = tuple(record if row.month == record.month else row for row in self.months)
        return replace(self, months=months)


def _stated(rows: object) -> list[Month]:
    """Return the months of the rows that state one."""
    found = map(typed.month_of, rows if isinstance(rows, list) else ())
    return [month for month in found if month is not None]


def _records(policy: Policy, fields: Request, worker_type: str) -> tuple[MonthRecord, ...]:
    records: dict[Month, MonthRecord] = {}
    first, known = policy.editions[0], known_counts(policy)
    for row in fields.list_of_requests("months", ("month", "result", *known)):
        month = row.month("month", first)
        edition = policy.at(month)
        counts = {key: row.count(key, item, None) for key, item in edition.inputs.items() if row.states(key)}
        refuse_counts(row, edition, month)
        result = row.choice("result", edition.results, "考核结果", required=False) or None
        if month < first.first:
            continue  # `month` has noted the fault
        if month in records:
            row.fault("month", f"{month.chinese}写了两次，每个月只写一行")
        stated = Situation(month, worker_type, counts, ())
        records[month] = record(edition, stated, result_of(edition, stated, result))
    return filled(records)


def record(policy: Policy, stated: Situation, result: str | None) -> MonthRecord:
    """Return the record of a month under the edition that governs it; a count that is left out is unknown.

    `result` is the decided result, see `result_of`.
    """
    facts: dict[str, bool | None] = {}
    for fact in policy.month_facts.values():
        if fact.kind == ZERO:
            facts[fact.id] = is_zero(stated.counts.get(fact.counter))
        else:
            facts[fact.id] = None if result is None else result == FAIL
    return MonthRecord(stated.month, facts, stated.worker_type)


def is_zero(count: Span | None) -> bool | None:
    """Return whether a count is 0; None is unknown.

    >>> is_zero(Span(0, 0)), is_zero(Span(1, 9)), is_zero(Span(0, 9)), is_zero(None)
    (True, False, None, None)
    """
    if count is None or (count.least == 0 and count.most > 0):
        return None
    return count.most == 0


def filled(records: Mapping[Month, MonthRecord]) -> tuple[MonthRecord, ...]:
    """Return the records in time order; a month between two others without a record is unknown.

    >>> one, two = Month(2026, 11), Month(2027, 1)
    >>> gap = filled({two: MonthRecord(two, {"no_reports": True}), one: MonthRecord(one, {})})[1]
    >>> str(gap.month), gap.facts
    ('2026-12', {})
    """
    if not records:
        return ()
    found, month, last = [], min(records), max(records)
    while month <= last:
        found.append(records.get(month, MonthRecord(month, {})))
        month = month.next
    return tuple(found)
