"""The changed amounts before and after, with their effect on a full month."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from calculator import words
from calculator.engine import estimate
from calculator.month import Month
from calculator.parameters import BASIS, FROM, Row
from calculator.policy import Policy
from calculator.situation import Situation
from scripts.content.guards.numbers import Number, numbers


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
        until = Month.of(days[place + 1]).previous if place + 1 < len(days) else None
        for worker, table in policy.workers.items():
            # A worker type that the previous edition does not have has no month before.
            begins = kept is not None and worker not in kept.workers and day <= policy.in_force
            moved = [] if begins else list(_moved(every, day, worker))
            if not moved:
                continue
            month = max(Month.of(day), policy.first)
            if kept is not None and month == policy.first > kept.first:
                before = _full_month(kept, month.previous, worker)
            else:
                before = _full_month(_with_rows(policy, every, day, kept_out=True), month, worker)
            after = _full_month(_with_rows(policy, every, day, kept_out=False), month, worker)
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


def _with_rows(policy: Policy, every: list[Number], day: date, kept_out: bool) -> Policy:
    """Return the policy with the rows up to a day; `kept_out` leaves out the rows of that day."""
    parameters = dict(policy.tables.parameters)
    for each in every:
        if each.table == "parameters":
            rows = [row for row in each.rows if row[FROM] < day or (row[FROM] == day and not kept_out)]
            parameters[each.id] = {**parameters[each.id], "values": rows or each.own}
    return replace(policy, tables=replace(policy.tables, parameters=parameters))


def _full_month(policy: Policy, month: Month, worker: str) -> str:
    """Return the pay of a month in which every count just meets its quota and no other event happened."""
    counts = {item.id: item.start for item in policy.inputs.values() if item.required}
    for rule in policy.tables.rules.values():
        quota = rule.get("required", rule.get("above"))
        if quota and rule["counter"] in counts:
            most = policy.tables.parameter(quota).at(month, worker)
            counts[rule["counter"]] = counts[rule["counter"]] if most is None else most
    request = {"month": str(month), "worker_type": worker, **counts}
    payable = estimate(policy, Situation.read(policy, request)).totals.payable
    return words.amount(payable).removesuffix(" 元")
