"""An event that has happened a number of times, at any intervals (art. 13(2))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, ONE_MORE, Found, Ground, Times, coming, with_event
from calculator.history import History


@dataclass(frozen=True, slots=True)
class NthEvent(Ground):
    """Met from the `times`-th event on; `one_more` with one event less."""

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "count_fact", "times": "times"}
    STATUSES: ClassVar[Sequence[str]] = (MET, ONE_MORE, NOT_MET)
    FILLS: ClassVar[Sequence[str]] = ("count", "times")
    times: Times

    def find(self, history: History) -> Found:
        """Return the status, from the number of events; the month of the last one says how many it takes."""
        last = history.months[-1].month if history.months else None
        total: int = history.events.get(self.fact, 0)
        count, completed = 0, None
        for month, number in history.dated.get(self.fact, ((last, total),)):
            times = self.times.at(month)
            if times is None:
                continue
            count += number
            if completed is None and count >= times:
                completed = times, month
        if completed is not None:
            times, month = completed
            return Found(MET, {"count": count, "times": times}, (), month)
        times = self.times.latest(last)
        return Found(ONE_MORE if count + 1 >= times else NOT_MET, {"count": count, "times": times})

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one more event, in the month after the last."""
        changed = with_event(history, self.fact, history.events.get(self.fact, 0) + 1)
        if self.fact in history.dated:
            event = (coming(history).month, 1)
            changed = replace(changed, dated={**history.dated, self.fact: (*history.dated[self.fact], event)})
        yield changed
