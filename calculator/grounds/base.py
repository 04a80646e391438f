"""The base class of the ground kinds.

*Ground*: a reason for elimination that the measures list, with the values that decide whether it is met.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar, NamedTuple

from calculator.history import History, MonthRecord
from calculator.month import Month

MET, ONE_MORE, NOT_MET, UNDECIDED = "met", "one_more", "not_met", "undecided"
# What a key holds that is no key of the table: how many parts the fact has.
PARTS = "parts"
# From the least to the most serious.
SEVERITY = (NOT_MET, UNDECIDED, ONE_MORE, MET)


class Found(NamedTuple):
    """A status, the values for its sentence, the months that decided it, and the month that completed it.

    `completed` is None where no month decides it; its edition is the one that the ground is judged by.
    """

    status: str
    says: Mapping[str, object]
    months: Sequence[Month] = ()
    completed: Month | None = None


class Term(NamedTuple):
    """How many times a ground needs from a month on, and for which worker types; None is all types.

    `times` is None where the edition does not have the ground.
    """

    first: Month
    times: int | None
    workers: Sequence[str] | None = None


class Times:
    """How many times a ground needs in each month, over all editions of a county."""

    def __init__(self, terms: Sequence[Term]) -> None:
        # A term that changes nothing is part of the term before it.
        kept = [each for one, each in pairwise(terms) if each[1:] != one[1:]]
        self._terms = [*terms[:1], *kept]

    def at(self, month: Month | None) -> int | None:
        """Return how many times the ground needs in a month; without a month, at last."""
        return self._term(month).times

    def latest(self, month: Month | None) -> int:
        """Return how many times the ground needs in a month, or needed at last before the month."""
        stated = [each.times for each in self._terms if each.times is not None]
        before = [each.times for each in self._terms if month is None or each.first <= month]
        return next((times for times in reversed(before) if times is not None), stated[0])

    def holds(self, record: MonthRecord, fact: str) -> bool | None:
        """Return whether a fact is true in a month that the ground counts; None is unknown.

        A month whose edition does not have the ground, or whose worker type it does not apply to, is not
        counted.
        """
        term = self._term(record.month)
        if term.times is None or (
            term.workers is not None and record.worker_type and record.worker_type not in term.workers
        ):
            return False
        return record.facts.get(fact)

    def _term(self, month: Month | None) -> Term:
        for term in reversed(self._terms):
            if month is None or term.first <= month:
                return term
        return self._terms[0]


@dataclass(frozen=True, slots=True)
class Ground(ABC):
    """A ground bound to its values: a pure function of a history.

    `KEYS` names the keys that a table of this kind has in elimination.toml and what each holds: `month_fact`,
    `count_fact`, `flag_fact`, `consequences`, `levels_fact` (what it reads of the history), `times` (dated
    rows), `workers` (ids, or left out for all), `levels`, `level`. `STATUSES` are the possible statuses, and
    `FILLS` the placeholders that the sentences may use. `ALONE`: each event is judged alone, never together
    with an event of another month.
    """

    KEYS: ClassVar[Mapping[str, str]]
    STATUSES: ClassVar[Sequence[str]]
    FILLS: ClassVar[Sequence[str]] = ()
    ALONE: ClassVar[bool] = False
    fact: str

    @abstractmethod
    def find(self, history: History) -> Found:
        """Return whether the ground is met."""

    @abstractmethod
    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one more event, the most likely first; only with that event if `ALONE`."""


@dataclass(frozen=True, slots=True)
class OfMonths(Ground):
    """A ground that `times` months with `fact` meet."""

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "month_fact", "times": "times"}
    STATUSES: ClassVar[Sequence[str]] = (MET, ONE_MORE, NOT_MET)
    times: Times

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with the fact in the month after the last, then in each unknown month."""
        months = history.months
        places = [place for place, record in enumerate(months) if record.facts.get(self.fact) is None]
        after = coming(history)
        yield replace(history, months=(*months, after._replace(facts={self.fact: True})))
        for place in reversed(places):
            changed = months[place]._replace(facts={**months[place].facts, self.fact: True})
            yield replace(history, months=(*months[:place], changed, *months[place + 1 :]))


def listed(records: Sequence[MonthRecord]) -> str:
    """Return the months of the records in Chinese."""
    return "、".join(record.month.chinese for record in records)


def coming(history: History) -> MonthRecord:
    """Return the month after the last, of which nothing is known."""
    months = history.months
    # Without any stated month, every month gives the same result.
    return MonthRecord(months[-1].month.next if months else Month(1, 1), {}, history.worker_type)


def with_event(history: History, fact: str, value: object) -> History:
    """Return the history with another value of an event."""
    return replace(history, events={**history.events, fact: value})
