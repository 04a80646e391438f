"""Find the elimination grounds that a change of this month's counts would ease (art. 13)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from calculator import words
from calculator.along import first
from calculator.elimination import STATUS_LABELS, Finding, assess, bind
from calculator.grounds.base import NOT_MET, SEVERITY
from calculator.history import History, record
from calculator.money import Span, exactly
from calculator.policy import Input, Policy
from calculator.results import result_of
from calculator.situation import Situation


class Leaving(NamedTuple):
    """A ground that is not `not_met`, and the smallest count of this month that eases it most.

    `item` is None if no count of the month decides the ground, `to` if no count eases it.
    """

    finding: Finding
    item: Input | None
    own: Span
    to: int | None
    after: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the ground, and the count of the month that eases it."""
        finding, item, to = self.finding, self.item, self.to
        return {
            "ground": finding.id,
            "label": finding.label,
            "article": finding.article,
            "status": finding.status,
            "input": item and item.id,
            "label_input": item and item.label,
            "from": item and words.count(self.own),
            "to": to,
            "change": to - self.own.least if to is not None and self.own.exact else None,
            "after": self.after,
            "reason": self.reason,
        }

    @property
    def reason(self) -> str:
        """Return in one sentence which count eases the ground, or that none does."""
        item = self.item
        if item is None:
            return "这一项不随本月次数变"
        if self.to is None or self.after is None:
            return f"本月{item.label}是多少，这一项都不会减轻"
        left = "就没有出现" if self.after == NOT_MET else f"减轻为「{STATUS_LABELS[self.after]}」"
        return f"本月{item.label}达到 {self.to} {item.unit}，这一项{left}（{self.finding.place['name']}）"


def shown_leaving(found: Iterable[Leaving]) -> list[dict[str, Any]]:
    """Return what the page shows: only the grounds that a count of the month decides."""
    return [
        {
            "ground": each.finding.id,
            "label": each.finding.label,
            "sentence": each.reason,
            "clause": each.finding.place,
        }
        for each in found
        if each.item is not None
    ]


def leaving(policy: Policy, situation: Situation, history: History) -> list[Leaving]:
    """Return the grounds that are not `not_met`, in the policy's order; the history includes this month."""
    return [
        _leaving(policy, situation, history, finding)
        for finding in assess(policy, history)
        if finding.status != NOT_MET
    ]


def _leaving(policy: Policy, situation: Situation, history: History, finding: Finding) -> Leaving:
    edition = policy.at(situation.month)
    ground = bind(edition, finding.id)

    def status(item: Input, count: int) -> str:
        counts = {**situation.counts, item.id: exactly(count)}
        this = replace(situation, counts=counts)
        return ground.find(history.with_month(record(edition, this, result_of(edition, this, None)))).status

    ends = [(item, status(item, item.max)) for item in _deciding(edition, finding.id)]
    if not ends:
        return Leaving(finding, None, Span(0, 0), None, None)
    item, after = min(ends, key=lambda end: SEVERITY.index(end[1]))
    own = situation.counts[item.id]
    if SEVERITY.index(after) >= SEVERITY.index(finding.status):
        return Leaving(finding, item, own, None, None)
    # A higher count never makes the status more serious.
    to = first(0, item.max, lambda count: status(item, count) == after)
    return Leaving(finding, item, own, to, after)


def _deciding(edition: Policy, ground_id: str) -> list[Input]:
    """Return the counts of a month that decide a ground if they rise: its counter, or those of the score."""
    fact = edition.month_facts.get(edition.grounds.get(ground_id, {}).get("fact", ""))
    if fact is None:
        return []
    if fact.counter:
        return [edition.inputs[fact.counter]]
    raising = edition.inputs.values() if edition.tables.scores else ()
    return [item for item in raising if item.required and item.actionable]
