"""The numbers that a revision changes: the values of parameters, and how often a ground needs an event."""

from collections.abc import Iterator
from typing import NamedTuple

from calculator.month import Month
from calculator.parameters import FROM, in_force
from calculator.policy import Policy
from scripts.content.guards import numbers as dated
from scripts.content.revision.clauses import cited
from scripts.content.revision.pair import Pair, Side
from scripts.content.revision.tables import RULES, counted_in, section, unused
from scripts.content.units import with_unit

_NONE, _POINTS, _TIMES = "—", "points", "times"


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
    old, new = (
        {(each.table, each.id): each for each in dated.numbers(side.policy, None)}
        for side in (pair.old, pair.new)
    )
    keys = sorted(dict.fromkeys([*new, *old]), key=lambda key: key[0] != "parameters")
    return [each for key in keys for each in _changes(pair, old.get(key), new.get(key))]


def dates(pair: Pair) -> list[Pair]:
    """Return the pair, then for each later month in which a value changes, that month beside the one before.

    A value is a number, or what an answer says of a reading.
    """
    policy = pair.new.policy
    answers = {each.answered.first for each in policy.readings.values() if each.answered}
    later = {month for month in answers if month > pair.new.month and policy.at(month) is policy}
    later |= {each.month for each in numbers(pair)} - {pair.new.month}
    return [pair, *(Pair(Side(policy, month.previous), Side(policy, month)) for month in sorted(later))]


def _changes(pair: Pair, old: dated.Number | None, new: dated.Number | None) -> Iterator[Number]:
    """Yield the changes of a number when the edition begins, then those of its later rows."""
    own, first = new or old, pair.new.month
    assert own is not None
    clauses = cited(pair, old and {"article": old.article}, new and {"article": new.article})
    policy = pair.new.policy
    months = {Month.of(row[FROM]) for row in own.own}
    later = {month for month in months if month > first and policy.at(month) is policy}
    for month in sorted({first, *later}):
        before = (old, pair.old.policy) if month == first else (new, policy)
        sides = (before[0], Side(before[1], month.previous)), (new, Side(policy, month))
        moved: dict[tuple[str, str], list[str]] = {}
        for worker in pair.workers:
            if not any(_concerned(*each, worker) for each in sides):
                continue
            was, now = (_said(*each, worker) for each in sides)
            if before[0] is None:
                was = _paid_before(pair, own, worker)
            # What begins with nothing does not concern the worker type; of a score, 0 points do.
            nothing = (was, now) == (_NONE, with_unit(0, own.unit)) and own.unit != _POINTS
            if was != now and not nothing:
                moved.setdefault((was, now), []).append(worker)
        for (was, now), who in moved.items():
            alone = not {*who} & pair.old.policy.workers.keys() & policy.workers.keys()
            yield Number(own.label, _who(pair, who), was, now, month, *clauses, alone)


def _concerned(number: dated.Number | None, side: Side, worker: str) -> bool:
    """Tell whether a number of an edition can change anything for a worker type of that edition."""
    if number is None or worker not in side.policy.workers or not _has(number, side.policy, worker):
        return False
    return number.table != "parameters" or number.id not in unused(side, worker)


def _has(number: dated.Number, policy: Policy, worker: str) -> bool:
    """Tell whether a number has a value for a worker type; a ground for all has one for types it lacks."""
    if number.table == "parameters":
        return worker in policy.workers
    return worker in policy.grounds[number.id].get("applies_to", (worker,))


def _said(number: dated.Number | None, side: Side, worker: str) -> str:
    """Return a number of an edition in words."""
    if number is None or not _has(number, side.policy, worker):
        return _NONE
    value = number.at(in_force(number.own, side.month), worker)
    unit = _counted_in(number, side) if number.unit == _TIMES and value is not None else ""
    return " ".join(filter(None, (with_unit(value, number.unit), unit)))


def _counted_in(number: dated.Number, side: Side) -> str:
    """Return the unit of a number of times: that of its count, or of what a ground counts."""
    policy = side.policy
    if number.table == "parameters":
        return counted_in(side, number.id)
    fact = policy.grounds[number.id]["fact"]
    if fact in policy.month_facts:
        return "次" if policy.month_facts[fact].kind == "result" else "个月"
    return policy.facts[fact].unit


def _paid_before(pair: Pair, number: dated.Number, worker: str) -> str:
    """Return what the line paid in the edition before whose whole amount a new number is."""
    lines = [key for key, rule in section(pair.new, RULES).items() if rule.get("amount") == number.id]
    month = pair.old.standing(worker, {})
    for bound, amount in zip(month.plan.rules, month.amounts, strict=True) if month else ():
        if bound.id in lines and not bound.reads:
            return with_unit(amount.least, number.unit)
    return _NONE


def _who(pair: Pair, some: list[str]) -> str:
    return "各类" if len(some) == len(pair.workers) else "、".join(pair.workers[each] for each in some)
