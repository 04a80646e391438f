"""The elimination grounds judged from all the months of a ledger (art. 13)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from calculator.elimination import Finding, bind, finding
from calculator.grounds import MET, NOT_MET, ONE_MORE, SEVERITY, Found, Ground
from calculator.history import FLAGS, Fabrication, History, MonthRecord, filled, level_names
from calculator.ledger.rows import Row
from calculator.month import Month
from calculator.policy import Policy

_REPORTS = "valid_reports"
# The status after one more event, in words.
NEXT_LABELS = {
    "met": "该条所列情形即出现",
    "one_more": "离该条所列情形还差一次",
    "not_met": "该条所列情形还没有出现",
    "undecided": "算不算，办法没有写明",
}
_CONSEQUENCE = {True: "有", False: "没有", None: "还不清楚"}


class Counted(NamedTuple):
    """A month or an event that counts for a ground: its fact, and the number, level or consequences."""

    month: Month
    fact: str
    what: int | str | Fabrication | None

    def said(self, policy: Policy) -> str:
        """Return the month and the event, in the words of the policy's questions if it has them."""
        return f"{self.month.chinese} {self._event(policy)}"

    def _event(self, policy: Policy) -> str:
        fact, what = self.fact, self.what
        if fact == "failed":
            return "考核不合格"
        if fact == "no_reports":
            return f"{policy.inputs[_REPORTS].label}为零"
        if isinstance(what, Fabrication):
            loss, bad_effect = (_CONSEQUENCE[part] for part in what)
            return f"捏造事实、弄虚作假（造成损失：{loss}；不良影响：{bad_effect}）"
        if isinstance(what, str):
            return _criticised(policy, what)
        label = policy.facts[fact].label if fact in policy.facts else FLAGS[fact]
        return label if what is None else f"{label} {what} {policy.facts[fact].unit}"


class Judged(NamedTuple):
    """A ground's finding, what counts for it, and the status after one more event.

    `next` is None where the ground is met. `likewise` is the level or the fabrication that `next` assumes,
    None for other events.
    """

    finding: Finding
    counted: Sequence[Counted]
    next: str | None
    likewise: str | Fabrication | None

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the finding with the months and events that count for it."""
        return {
            **self.finding.as_json(),
            "counted": [{"month": str(each.month), "text": each.said(policy)} for each in self.counted],
            "next": self.next and {"status": self.next, "text": self._one_more(policy)},
        }

    def shown(self, policy: Policy) -> dict[str, Any]:
        """Return what the page shows of the ground."""
        return {
            **self.finding.shown(),
            "counted": [each.said(policy) for each in self.counted],
            "next": self._one_more(policy) if self.next else "",
        }

    def _one_more(self, policy: Policy) -> str:
        """Return the status after one more event as a sentence."""
        first, likewise = "再有一次" if self.counted else "如果有一次", self.likewise
        if isinstance(likewise, Fabrication):
            first += "（损失和不良影响都有）"
        elif likewise:
            first += f"（{_criticised(policy, likewise)}）"
        return f"{first}：{NEXT_LABELS[self.next or '']}"


def _criticised(policy: Policy, level: str) -> str:
    return f"{level_names(policy)[level]}通报批评"


def judge(policy: Policy, rows: Sequence[Row], worker_type: str) -> list[Judged]:
    """Return all grounds of the policy, judged from the rows, in the policy's order.

    Results of months and counted events are taken from all rows together. Each other event is judged alone,
    with the worker type of its row, so that two fabrications are never combined; the gravest status counts.
    `worker_type` is the worker type for one more event.
    """
    whole = gathered(rows, worker_type)
    events = [event for row in rows for event in _events(row, whole)]
    last = rows[-1].month if rows else None
    judged = []
    for table in policy.grounds.values():
        ground = bind(table, last)
        if ground.ALONE:
            found, counted = _alone(ground, whole, [each for each in events if each[0].fact == ground.fact])
        else:
            found = ground.find(whole)
            counted = _together(ground, found, rows)
        further, likewise = _next(ground, whole, found.status)
        judged.append(Judged(finding(table, found), counted, further, likewise))
    return judged


def gathered(rows: Sequence[Row], worker_type: str) -> History:
    """Return the history of all rows, without the events that are judged alone."""
    records = [MonthRecord.of(row.month, row.counts.get(_REPORTS), row.result) for row in rows]
    return History(
        worker_type,
        filled({record.month: record for record in records}),
        sum(row.phone_checks_missed for row in rows),
        frozenset(),
        None,
        dict.fromkeys(FLAGS, False),
    )


def _events(row: Row, whole: History) -> Iterator[tuple[Counted, History]]:
    """Yield each event of a row that is judged alone, with a history that holds no other event."""
    own = replace(whole, worker_type=row.worker_type)
    if row.fabrication:
        stated = replace(own, fabrication=row.fabrication)
        yield Counted(row.month, "fabrication", row.fabrication), stated
    for level in row.criticised_by:
        stated = replace(own, criticised_by=frozenset({level}))
        yield Counted(row.month, "criticised_by", level), stated
    for flag, happened in row.flags.items():
        if happened:
            stated = replace(own, flags={**own.flags, flag: True})
            yield Counted(row.month, flag, None), stated


def _alone(
    ground: Ground, whole: History, events: Iterable[tuple[Counted, History]]
) -> tuple[Found, list[Counted]]:
    """Return the gravest status among the events, and the events that have it."""
    each = [(counted, ground.find(history)) for counted, history in events]
    gravest = max(
        (found for _, found in each),
        key=lambda found: SEVERITY.index(found.status),
        default=ground.find(whole),
    )
    if gravest.status == NOT_MET:
        return gravest, []
    return gravest, [counted for counted, found in each if found.status == gravest.status]


def _together(ground: Ground, found: Found, rows: Sequence[Row]) -> list[Counted]:
    """Return the months that decided the status, or the rows with some of the counted events."""
    if ground.fact in MonthRecord._fields:
        return [Counted(month, ground.fact, None) for month in found.months]
    numbers = [(row.month, getattr(row, ground.fact)) for row in rows]
    return [Counted(month, ground.fact, number) for month, number in numbers if number]


def _next(ground: Ground, whole: History, status: str) -> tuple[str | None, str | Fabrication | None]:
    """Return the status after one more event, and the level or fabrication that the event is.

    The event is in the month after the last; only where one more event can meet the ground, in the first
    unknown month in which it does.
    """
    if status == MET:
        return None, None
    ways = ground.another(whole)
    supposed = next(ways)
    while status == ONE_MORE and ground.find(supposed).status != MET:
        supposed = next(ways)
    gravest = max(status, ground.find(supposed).status, key=SEVERITY.index)
    return gravest, supposed.fabrication or next(iter(supposed.criticised_by), None)
