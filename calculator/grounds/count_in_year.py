"""A fact in several months of one calendar year (art. 13(1))."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, ONE_MORE, Found, Ground, known, listed, with_another_month
from calculator.history import History


@dataclass(frozen=True, slots=True)
class CountInYear(Ground):
    """Met by `times` months of one calendar year with `fact`, consecutive or not.

    `one_more` if a year lacks one such month and has an unknown month, between the stated ones or after them.
    """

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "month_fact", "times": "times"}
    STATUSES: ClassVar[Sequence[str]] = (MET, ONE_MORE, NOT_MET)
    FILLS: ClassVar[Sequence[str]] = ("months", "times", "year", "count")
    fact: str
    times: int

    def find(self, history: History) -> Found:
        """Return the status, from the year with the most such months (of equal years, the latest)."""
        counted = Counter(r.month.year for r in history.months if known(r, self.fact))
        open_years = {r.month.year for r in history.months if known(r, self.fact) is None}
        if history.months:
            open_years.add(history.months[-1].month.next.year)
        for least, status, years in ((self.times, MET, set(counted)), (self.times - 1, ONE_MORE, open_years)):
            found = [year for year, count in counted.items() if count >= least and year in years]
            if found:
                return self._found(status, history, max(found))
        return Found(NOT_MET, {"times": self.times, "months": "", "year": "", "count": 0})

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one more month that has the fact."""
        return with_another_month(history, self.fact)

    def _found(self, status: str, history: History, year: int) -> Found:
        months = [r for r in history.months if r.month.year == year and known(r, self.fact)]
        says = {"times": self.times, "months": listed(months), "year": year, "count": len(months)}
        return Found(status, says, [record.month for record in months])
