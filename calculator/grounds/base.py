"""What every ground kind offers."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from calculator.history import History, MonthRecord

MET, ONE_MORE, NOT_MET, UNDECIDED = "met", "one_more", "not_met", "undecided"


class Found(NamedTuple):
    """A status, and what fills the ground's sentence for it."""

    status: str
    says: Mapping[str, object]


class Ground(ABC):
    """A ground bound to its values: a pure function of a history.

    `KEYS` names the keys that a table of this kind has in elimination.toml and what each holds:
    `month_fact`, `count_fact`, `flag_fact`, `consequences`, `levels_fact` (what it reads of the
    history), `times` (dated rows), `workers` (ids, or left out for all), `levels`, `level`.
    `STATUSES` are those it can give, and `FILLS` the names its sentences may use.
    """

    KEYS: ClassVar[Mapping[str, str]]
    STATUSES: ClassVar[Sequence[str]]
    FILLS: ClassVar[Sequence[str]]

    @abstractmethod
    def find(self, history: History) -> Found:
        """Return whether the ground is met."""


def known(record: MonthRecord, fact: str) -> bool | None:
    """Return what a month's record says of a fact; None is unknown."""
    value: bool | None = getattr(record, fact)
    return value


def listed(records: Sequence[MonthRecord]) -> str:
    """Return the months of the records as they are said."""
    return "、".join(record.month.chinese for record in records)
