"""An event that has happened a number of times, at any intervals (art. 13(2))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from calculator.grounds.base import MET, NOT_MET, ONE_MORE, Found, Ground
from calculator.history import History


@dataclass(frozen=True, slots=True)
class NthEvent(Ground):
    """Met from the `times`-th event on; `one_more` with one event less."""

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "count_fact", "times": "times"}
    STATUSES: ClassVar[Sequence[str]] = (MET, ONE_MORE, NOT_MET)
    FILLS: ClassVar[Sequence[str]] = ("count", "times")
    fact: str
    times: int

    def find(self, history: History) -> Found:
        """Return the status, from the number of events."""
        count: int = getattr(history, self.fact)
        status = MET if count >= self.times else ONE_MORE if count == self.times - 1 else NOT_MET
        return Found(status, {"count": count, "times": self.times})

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one more event."""
        event: dict[str, Any] = {self.fact: getattr(history, self.fact) + 1}
        yield replace(history, **event)
