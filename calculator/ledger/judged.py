"""The elimination grounds judged from all the months of a ledger (art. 13)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from calculator.elimination import Finding, applied, bind, finding, ground_ids
from calculator.facts import Event, known_events
from calculator.grounds.base import MET, NOT_MET, ONE_MORE, SEVERITY, Found, Ground
from calculator.history import History, filled
from calculator.ledger.row import Row
from calculator.month import Month
from calculator.policy import Policy

# The status after one more event, in words.
NEXT_LABELS = {
    "met": "该条所列情形即出现",
    "one_more": "离该条所列情形还差一次",
    "not_met": "该条所列情形还没有出现",
    "undecided": "算不算，办法没有写明",
}


class Counted(NamedTuple):
    """A month or an event that counts for a ground, and its event in words."""

    month: Month
    event: str

    @property
    def said(self) -> str:
        """Return the month and the event."""
        return f"{self.month.chinese} {self.event}"


class Judged(NamedTuple):
    """A ground's finding, what counts for it, and the status after one more event.

    `next` is None where the ground is met. `likewise` says in brackets which event `next` assumes.
    """

    finding: Finding
    counted: Sequence[Counted]
    next: str | None
    likewise: str

    def as_json(self) -> dict[str, Any]:
        """Return the finding with the months and events that count for it."""
        return {
            **self.finding.as_json(),
            "counted": [{"month": str(each.month), "text": each.said} for each in self.counted],
            "next": self.next and {"status": self.next, "text": self._one_more()},
        }

    def shown(self) -> dict[str, Any]:
        """Return what the page shows of the ground."""
        return {
            **self.finding.shown(),
            "counted": [each.said for each in self.counted],
            "next": self._one_more() if self.next else "",
        }

    def _one_more(self) -> str:
        """Return the status after one more event as a sentence."""
        first = "再有一次" if self.counted else "如果有一次"
        return f"{first}{self.likewise}：{NEXT_LABELS[self.next or '']}"


class _Happened(NamedTuple):
    """An event of a row that is judged alone: its fact, value, and a history that holds no other event."""

    month: Month
    event: Event
    value: Any
    history: History


def judge(policy: Policy, rows: Sequence[Row], whole: History) -> list[Judged]:
    """Return all grounds, judged from the rows, in the order of the edition of the last row.

    Results of months and counted events are taken from all rows together. Each other event is judged alone,
    by the edition of its month and with the worker type of its row, so that two fabrications are never
    combined; the gravest status counts. `whole` is the history of the rows (`gathered`).
    """
    edition = policy.at(rows[-1].month) if rows else policy
    happened = [each for row in rows for each in _happened(row, whole)]
    judged = []
    for ground_id in ground_ids(edition, {edition.at(row.month).version for row in rows}):
        ground = bind(edition, ground_id)
        found, counted = applied(edition, ground_id, ground, whole), list[Counted]()
        if ground.ALONE:
            own = [each for each in happened if each.event.id == ground.fact]
            found, counted = _alone(edition, ground_id, found, own)
        else:
            counted = _together(edition, ground, found, rows)
        further, likewise = _next(edition, ground, whole, found.status)
        judged.append(Judged(finding(edition, ground_id, found), counted, further, likewise))
    return judged


def gathered(rows: Sequence[Row], worker_type: str) -> History:
    """Return the history of all rows, without the events that are judged alone.

    `worker_type` is the worker type for one more event.
    """
    dated: dict[str, list[tuple[Month, int]]] = {}
    for row in rows:
        for event, value in row.events.items():
            if not event.alone:
                dated.setdefault(event.id, []).append((row.month, value))
    totals = {key: sum(number for _, number in numbers) for key, numbers in dated.items()}
    return History(worker_type, filled({row.month: row.record for row in rows}), totals, dated)


def _happened(row: Row, whole: History) -> Iterator[_Happened]:
    """Yield each event of a row that is judged alone."""
    for event, value in row.events.items():
        if event.alone:
            for each in event.events(value):
                events = {**whole.events, event.id: each}
                stated = replace(whole, worker_type=row.worker_type, events=events)
                yield _Happened(row.month, event, each, stated)


def _alone(
    policy: Policy, ground_id: str, nothing: Found, happened: Iterable[_Happened]
) -> tuple[Found, list[Counted]]:
    """Return the gravest status among the events, and the events that have it."""
    each = []
    for one in happened:
        edition = policy.at(one.month)
        if ground_id in edition.grounds:
            ground = bind(edition, ground_id)
            found = applied(edition, ground_id, ground, one.history)
            each.append((one, found._replace(completed=one.month)))
    gravest = max((found for _, found in each), key=_severity, default=nothing)
    if gravest.status == NOT_MET:
        return gravest._replace(completed=None), []
    return gravest, [
        Counted(one.month, one.event.said(one.value)) for one, found in each if found.status == gravest.status
    ]


def _severity(found: Found) -> int:
    return SEVERITY.index(found.status)


def _together(policy: Policy, ground: Ground, found: Found, rows: Sequence[Row]) -> list[Counted]:
    """Return the months that decided the status, or the rows with some of the counted events."""
    if ground.KEYS["fact"] == "month_fact":
        return [Counted(month, _month_fact(policy.at(month), ground.fact)) for month in found.months]
    return [
        Counted(row.month, event.said(value))
        for row in rows
        for event, value in row.events.items()
        if event.id == ground.fact and value
    ]


def _month_fact(policy: Policy, key: str) -> str:
    fact = policy.month_facts[key]
    return fact.label or f"{policy.inputs[fact.counter].label}为零"


def _next(policy: Policy, ground: Ground, whole: History, status: str) -> tuple[str | None, str]:
    """Return the status after one more event, and in brackets which event that is.

    The event is in the month after the last; only where one more event can meet the ground, in the first
    unknown month in which it does.
    """
    if status == MET:
        return None, ""
    ways = ground.another(whole)
    supposed = next(ways)
    while status == ONE_MORE and ground.find(supposed).status != MET:
        supposed = next(ways)
    gravest = max(status, ground.find(supposed).status, key=SEVERITY.index)
    if not ground.ALONE:
        return gravest, ""
    return gravest, known_events(policy)[ground.fact].supposed(supposed.events[ground.fact])
