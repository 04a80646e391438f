"""A fact in several consecutive months (art. 13(1), 13(2))."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, ONE_MORE, Found, OfMonths, coming, listed
from calculator.history import History, MonthRecord


@dataclass(frozen=True, slots=True)
class ConsecutiveMonths(OfMonths):
    """Met by `times` consecutive months with `fact`, also across the new year.

    `one_more` if a single unknown month, between the stated ones or after them, would complete such a run.
    """

    FILLS: ClassVar[Sequence[str]] = ("months", "times")

    def find(self, history: History) -> Found:
        """Return the status, from the latest run; the month that ends a run says how long it must be."""
        months = history.months
        last = months[-1].month if months else None
        says: dict[str, object] = {"times": self.times.latest(last), "months": ""}
        further = (*months, coming(history))
        held = [self.times.holds(record, self.fact) for record in further]
        for unknown_allowed, status in (0, MET), (1, ONE_MORE):
            run = self._run(further, held[: len(months) + unknown_allowed], unknown_allowed)
            if run and months:
                stated = [record for record in run if self.times.holds(record, self.fact)]
                says |= {"times": len(run), "months": listed(stated)}
                return Found(status, says, [record.month for record in stated], run[-1].month)
        return Found(NOT_MET, says)

    def _run(
        self, months: Sequence[MonthRecord], held: Sequence[bool | None], unknown_allowed: int
    ) -> Sequence[MonthRecord]:
        """Return the latest long enough run of months with the fact, also with its unknown month."""
        last = (True, None) if unknown_allowed else (True,)
        for end in range(len(held), 0, -1):
            if held[end - 1] not in last:
                continue
            times = self.times.at(months[end - 1].month)
            if times is None or times > end:
                continue
            facts = held[end - times : end]
            if facts.count(True) >= max(times - unknown_allowed, 1) and False not in facts:
                return months[end - times : end]
        return []
