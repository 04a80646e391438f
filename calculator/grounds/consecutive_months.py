"""A fact in several consecutive months (art. 13(1), 13(2))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, ONE_MORE, Found, Ground, known, listed, with_another_month
from calculator.history import History, MonthRecord


@dataclass(frozen=True, slots=True)
class ConsecutiveMonths(Ground):
    """Met by `times` consecutive months with `fact`, also across the new year.

    `one_more` if a single unknown month, between the stated ones or after them, would complete such a run.
    """

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "month_fact", "times": "times"}
    STATUSES: ClassVar[Sequence[str]] = (MET, ONE_MORE, NOT_MET)
    FILLS: ClassVar[Sequence[str]] = ("months", "times")
    fact: str
    times: int

    def find(self, history: History) -> Found:
        """Return the status, from the longest run."""
        says: dict[str, object] = {"times": self.times, "months": ""}
        months = history.months
        if not months:
            return Found(NOT_MET, says)
        coming = MonthRecord(months[-1].month.next, None, None)
        for unknown_allowed, status in ((0, MET), (1, ONE_MORE)):
            run = self._run((*months, coming) if unknown_allowed else months, unknown_allowed)
            if run:
                return Found(status, {**says, "months": listed(run)}, [record.month for record in run])
        return Found(NOT_MET, says)

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one more month that has the fact."""
        return with_another_month(history, self.fact)

    def _run(self, months: Sequence[MonthRecord], unknown_allowed: int) -> list[MonthRecord]:
        """Return the months with the fact in the latest long enough run, without its unknown months."""
        for start in range(len(months) - self.times, -1, -1):
            window = months[start : start + self.times]
            facts = [known(record, self.fact) for record in window]
            if facts.count(True) >= self.times - unknown_allowed and False not in facts:
                return [record for record in window if known(record, self.fact)]
        return []
