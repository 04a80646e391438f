"""A recorded month, and what the edition that governs the month makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from calculator.facts import Event, events
from calculator.history import MonthRecord, record
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.policy import Policy
from calculator.readings import Chosen
from calculator.results import result_of
from calculator.situation import Situation
from calculator.unasked import of_count, of_fact, of_reading, of_worker


@dataclass(frozen=True)
class Row:
    """One recorded month; a count of None is unknown, a result of None is not announced yet.

    `policy` is the version that the row names, `edition` the edition that governs its month.
    """

    month: Month
    worker_type: str
    counts: Mapping[str, int | None]
    readings: Chosen
    result: str | None
    events: Mapping[Event, Any]
    note: str
    policy: str
    edition: Policy = field(compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the row as JSON with all its keys; `read_rows` reads it back."""
        return {
            "month": str(self.month),
            "worker_type": self.worker_type,
            **self.counts,
            "readings": dict(self.readings),
            "result": self.result,
            **{event.id: event.as_json(value) for event, value in self.events.items()},
            "note": self.note,
            "policy": self.policy,
        }

    @cached_property
    def situation(self) -> Situation:
        """Return the situation of the month under the edition that governs it."""
        spans = {
            key: Span(0, item.max) if (count := self.counts[key]) is None else exactly(count)
            for key, item in self.edition.inputs.items()
        }
        return Situation(self.month, self.worker_type, spans, self.readings)

    @cached_property
    def misfit(self) -> str:
        """Return why the row is not computed, as a sentence without its end; empty if it is computed.

        A row must name the edition that governs its month, and state nothing that this edition does not know.
        """
        edition, month, elsewhere = self.edition, self.month, self.edition.elsewhere
        if self.policy != edition.version:
            if all(each.version != self.policy for each in edition.editions):
                return f"没有 {self.policy} 版的政策数据"
            return f"这个月记的是 {self.policy} 版，{month.chinese}由 {edition.version} 版办法管"
        if self.worker_type in elsewhere.workers:
            return of_worker(edition, month, self.worker_type)
        for key, item in elsewhere.inputs.items():
            if number := self.counts.get(key):
                return of_count(edition, month, item, number)
        for reading, _ in self.readings:
            if reading in elsewhere.readings:
                return of_reading(edition, month, reading)
        return ""

    @cached_property
    def decided(self) -> str | None:
        """Return the result that counts: of the score if the row is computed and has one, else the stated."""
        return self.result if self.misfit else result_of(self.edition, self.situation, self.result)

    @cached_property
    def record(self) -> MonthRecord:
        """Return the facts for the grounds: what the row states, and a computed result."""
        return record(self.edition, self.situation, self.decided)

    @property
    def cautions(self) -> list[str]:
        """Return a sentence for what the row states and the edition of its month does not use."""
        edition, own, names = self.edition, events(self.edition), self.edition.results
        said = [
            f"{of_fact(edition, self.month, event.fact)}，没有用上"
            for event, value in self.events.items()
            if event.id not in own and value != event.none
        ]
        if self.result and self.decided and self.decided != self.result:
            said.append(
                f"考核结果写的是{names[self.result]}，按得分是{names[self.decided]}：以得分为准，写的没有用上"
            )
        return said
