"""The changed amounts before and after, with their effect on a full month."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from calculator.month import Month
from calculator.parameters import BASIS, FROM, Row
from calculator.policy import Policy
from scripts.content.guards.numbers import Number, numbers
from scripts.content.revision.pair import Side
from scripts.content.units import bare


class Stage(NamedTuple):
    """The changes of one day for some worker types, and the full month before and after."""

    day: date
    workers: list[str]
    changes: list[str]
    before: str
    after: str
    until: Month | None
    new: bool

    def __str__(self) -> str:
        month = f"满额月 {self.before}→{self.after} 元" if self.before != self.after else "满额月不变"
        return f"{Month.of(self.day)} 起{'、'.join(self.workers)}：{'、'.join(self.changes)}，{month}"


def stages(policy: Policy, kept: Policy | None) -> list[Stage]:
    """Return the changes by day; worker types with the same changes share one stage."""
    every = list(numbers(policy, kept))
    days = sorted({new[FROM] for each in every for _, new in each.steps()})
    found: dict[Any, Stage] = {}
    for place, day in enumerate(days):
        month = max(Month.of(day), policy.editions[0].first)
        until = Month.of(days[place + 1]).previous if place + 1 < len(days) else None
        for worker, table in policy.workers.items():
            sides = [Side(policy.at(each), each) for each in (month.previous, month)]
            # A worker type that the edition before does not have has no month before.
            known = all(worker in side.policy.workers for side in sides)
            moved = list(_moved(every, day, worker)) if known else []
            if not moved:
                continue
            full = [side.standing(worker, side.full(worker)) for side in sides]
            before, after = (bare(each.totals.payable) for each in full if each)
            changes = [each.change(old, new) for each, old, new, _ in moved]
            new = any(row not in each.kept and BASIS not in row for each, _, _, row in moved)
            key = (day, *changes, before, after) if before != after else (day, *changes)
            stage = found.setdefault(key, Stage(day, [], changes, before, after, until, new))
            stage.workers.append(table["short"])
    return list(found.values())


def _moved(
    every: list[Number], day: date, worker: str
) -> Iterator[tuple[Number, int | None, int | None, Row]]:
    """Yield the numbers that change on a day for a worker type, with the value before and after."""
    for each in every:
        for old, new in each.steps():
            was, now = each.at(old, worker), each.at(new, worker)
            if new[FROM] == day and was != now:
                yield each, was, now, new
