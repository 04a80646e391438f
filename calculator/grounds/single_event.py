"""A single event, or a statement by an office (art. 13(1), 13(3), 13(4))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, UNDECIDED, Found, Ground, with_event
from calculator.history import History


@dataclass(frozen=True, slots=True)
class SingleEvent(Ground):
    """Met by one event; undecided for worker types to which the text may not apply.

    `decided_for` lists the types to which it certainly applies; None is all types.
    """

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "flag_fact", "decided_for": "workers"}
    STATUSES: ClassVar[Sequence[str]] = (MET, NOT_MET, UNDECIDED)
    ALONE: ClassVar[bool] = True
    decided_for: Sequence[str] | None

    def find(self, history: History) -> Found:
        """Return the status, from whether the event happened."""
        if not history.events.get(self.fact):
            return Found(NOT_MET, {})
        meant = self.decided_for is None or history.worker_type in self.decided_for
        return Found(MET if meant else UNDECIDED, {})

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with the event, for the history's worker type."""
        yield with_event(history, self.fact, True)
