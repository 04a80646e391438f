"""The base class of the ground kinds.

*Ground*: a reason for elimination that the measures list, with the values that decide whether it is met.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from calculator.history import History, MonthRecord
from calculator.month import Month

MET, ONE_MORE, NOT_MET, UNDECIDED = "met", "one_more", "not_met", "undecided"
# From the least to the most serious.
SEVERITY = (NOT_MET, UNDECIDED, ONE_MORE, MET)


class Found(NamedTuple):
    """A status, the values for its sentence, and the months that decided it, if any."""

    status: str
    says: Mapping[str, object]
    months: Sequence[Month] = ()


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
    FILLS: ClassVar[Sequence[str]]
    ALONE: ClassVar[bool] = False
    fact: str

    @abstractmethod
    def find(self, history: History) -> Found:
        """Return whether the ground is met."""

    @abstractmethod
    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one more event, the most likely first; only with that event if `ALONE`."""


def known(record: MonthRecord, fact: str) -> bool | None:
    """Return whether a fact is true in a month; None is unknown."""
    value: bool | None = getattr(record, fact)
    return value


def listed(records: Sequence[MonthRecord]) -> str:
    """Return the months of the records in Chinese."""
    return "、".join(record.month.chinese for record in records)


def with_another_month(history: History, fact: str) -> Iterator[History]:
    """Yield the history with the fact in the month after the last, then in each unknown month."""
    months = history.months
    # Without any stated month, every month gives the same result.
    coming = months[-1].month.next if months else Month(1, 1)
    stated: dict[str, Any] = {fact: True}
    places = [place for place, record in enumerate(months) if known(record, fact) is None]
    yield replace(history, months=(*months, MonthRecord(coming, None, None)._replace(**stated)))
    for place in reversed(places):
        changed = months[place]._replace(**stated)
        yield replace(history, months=(*months[:place], changed, *months[place + 1 :]))
