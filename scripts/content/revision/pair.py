"""Two editions of a county, one after the other: a worker's month under each, and what a month can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from calculator.engine import stand
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.policy import Input, Policy
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.versions import Editions

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Side:
    """An edition, and the month under which it is compared."""

    policy: Policy
    month: Month

    def standing(self, worker: str, counts: Counts) -> Standing | None:
        """Return the month of these counts, None for an unknown worker type.

        Counts that the edition does not ask are left out; counts that are not given are 0.
        """
        if worker not in self.policy.workers:
            return None
        known = {key: exactly(counts.get(key, 0)) for key in self.policy.inputs}
        return stand(self.policy, Situation(self.month, worker, known, ()))

    def full(self, worker: str) -> dict[str, int]:
        """Return the required counts that just meet every quota; empty for an unknown worker type."""
        found: dict[str, int] = {}
        for _ in range(2):  # where to bend can depend on the other counts: the second time they are full
            month = self.standing(worker, found)
            if month is None:
                return {}
            found = {
                key: min(item.max, max(_bends(month, key), default=0))
                for key, item in self.policy.inputs.items()
                if item.required
            }
        return found


@dataclass(frozen=True, slots=True)
class Pair:
    """An edition in its last month, and the following edition in its first month."""

    old: Side
    new: Side

    @property
    def workers(self) -> dict[str, str]:
        """Return the names of all worker types by id: those of the new edition first."""
        new = self.new.policy.worker_names
        return {**new, **self.old.policy.worker_names, **new}

    @property
    def inputs(self) -> dict[str, Input]:
        """Return all counts by id: those of the new edition first."""
        return {**self.new.policy.inputs, **self.old.policy.inputs, **self.new.policy.inputs}

    def said(self, counts: Counts) -> str:
        """Return counts in words: 「签到 20 次、有效信息 20 条」."""
        known = self.inputs
        parts = [f"{known[key].label} {counts[key]} {known[key].unit}" for key in known if key in counts]
        return "、".join(parts)


def pair(editions: Editions, version: str = "") -> Pair | None:
    """Return an edition, if none is named the newest, beside the one before it; None for the first one."""
    wanted = version or editions.newest.version
    for old, new in pairwise(editions.values()):
        if new.version == wanted:
            return Pair(Side(old, new.first.previous), Side(new, new.first))
    return None


def change(old: Span, new: Span) -> Span:
    """Return the change of both ends of an amount, the lower change first."""
    return Span(*sorted((new.least - old.least, new.most - old.most)))


def _bends(month: Standing, counter: str) -> set[int]:
    """Return the counts at which a rule's amount bends."""
    places = month.plan.readers.get(counter, ())
    return {count for place in places for count in month.plan.rules[place].rule.bends(counter, month.counts)}
