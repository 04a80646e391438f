"""A fact in several months of one calendar year (art. 13(1))."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, ONE_MORE, Found, OfMonths, coming, listed
from calculator.history import History, MonthRecord
from calculator.month import Month


@dataclass(frozen=True, slots=True)
class CountInYear(OfMonths):
    """Met by `times` months of one calendar year with `fact`, consecutive or not.

    `one_more` if a year lacks one such month and has an unknown month, between the stated ones or after them.
    """

    FILLS: ClassVar[Sequence[str]] = ("months", "times", "year", "count")

    def find(self, history: History) -> Found:
        """Return the status, from the latest year; the month of the last one says how many it takes."""
        months = history.months
        years: dict[int, list[MonthRecord]] = {}
        for record in (*months, *([coming(history)] if months else ())):
            years.setdefault(record.month.year, []).append(record)
        for more, status in ((0, MET), (1, ONE_MORE)):
            for year in sorted(years, reverse=True):
                found = self._completed(years[year], more)
                if found:
                    return self._found(status, years[year], found)
        last = months[-1].month if months else None
        return Found(NOT_MET, {"times": self.times.latest(last), "months": "", "year": "", "count": 0})

    def _completed(self, year: Sequence[MonthRecord], more: int) -> Month | None:
        """Return the month of a year in which the number is reached; `more` unknown months count too."""
        count, supposed = 0, 0
        for record in year:
            held = self.times.holds(record, self.fact)
            if held is False:
                continue
            count += held is True
            supposed = min(more, supposed + (held is None))
            times = self.times.at(record.month)
            if count and supposed == more and times is not None and count + supposed >= times:
                return record.month
        return None

    def _found(self, status: str, year: Sequence[MonthRecord], completed: Month) -> Found:
        stated = [record for record in year if self.times.holds(record, self.fact)]
        says = {
            "times": self.times.latest(completed),
            "months": listed(stated),
            "year": completed.year,
            "count": len(stated),
        }
        return Found(status, says, [record.month for record in stated], completed)
