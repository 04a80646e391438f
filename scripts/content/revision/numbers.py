"""The numbers that a revision changes: the values of parameters, and how often a ground needs an event."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from calculator import words
from calculator.money import exactly
from calculator.month import Month
from calculator.parameters import in_force, number
from calculator.policy import Policy
from scripts.content.revision.clauses import cited
from scripts.content.revision.pair import Pair, Side
from scripts.content.revision.tables import PARAMETERS, section, value
from scripts.content.rows import Table

_UNITS = {"yuan": "", "percent": "%", "times": "", "points": " 分"}
_NONE = "—"


class Number(NamedTuple):
    """A number that changes in a month: for whom, the old and the new value in words, its clause's key.

    `stated` tells whether the text of its clause differs between the editions too, `alone` whether all its
    worker types are in one edition only.
    """

    label: str
    workers: str
    old: str
    new: str
    month: Month
    edition: Policy
    key: str
    stated: bool
    alone: bool

    @property
    def clause(self) -> str:
        """Return the name of its clause."""
        return self.edition.clause(self.key)


def numbers(pair: Pair) -> list[Number]:
    """Return each number that differs when the new edition begins, or changes in it later."""
    found = []
    sides = (pair.old, pair.new)
    for key in dict.fromkeys([*section(pair.new, PARAMETERS), *section(pair.old, PARAMETERS)]):
        tables = [section(side, PARAMETERS).get(key) for side in sides]
        own = tables[1] or tables[0] or {}
        found += list(_number(pair, own, lambda side, worker, key=key: value(side, key, worker)))
    for key in dict.fromkeys([*pair.new.policy.grounds, *pair.old.policy.grounds]):
        grounds = [side.policy.grounds.get(key, {}) for side in sides]
        if any("times" in each for each in grounds):
            own = {**grounds[0], **grounds[1], "unit": "times", "values": grounds[1].get("times", ())}
            found += list(_number(pair, own, lambda side, _, key=key: _times(side, key)))
    return found


def _number(pair: Pair, own: Table, at: Any) -> Iterator[Number]:
    """Yield the changes of a number when the edition begins, then those of its later rows."""
    first = pair.new.month
    months = [Month.of(row["from"]) for row in own["values"]]
    later = sorted({month for month in months if month > first})
    for month in (first, *later):
        before = pair.old if month == first else Side(pair.new.policy, month.previous)
        after = Side(pair.new.policy, month)
        moved: dict[tuple[str, str], list[str]] = {}
        for worker in pair.workers:
            was, now = (_said(side, worker, own["unit"], at) for side in (before, after))
            if was != now:
                moved.setdefault((was, now), []).append(worker)
        found = cited(pair, own, own)
        for (was, now), who in moved.items():
            alone = not {*who} & pair.old.policy.workers.keys() & pair.new.policy.workers.keys()
            yield Number(own["label"], _who(pair, who), was, now, month, *found, alone)


def _said(side: Side, worker: str, unit: str, at: Any) -> str:
    try:
        found = at(side, worker)
    except LookupError:
        return _NONE
    if found is None:
        return words.UNLIMITED
    return words.amount(exactly(found)) if unit == "yuan" else f"{found}{_UNITS[unit]}"


def _times(side: Side, ground: str) -> int | None:
    found = side.policy.grounds[ground]
    return number(in_force(found["times"], side.month)["value"], "times")


def _who(pair: Pair, some: list[str]) -> str:
    return "各类" if len(some) == len(pair.workers) else "、".join(pair.workers[each] for each in some)
