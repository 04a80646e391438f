"""An event that counts only if it has all of its consequences (art. 13(3))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, UNDECIDED, Found, Ground, with_event
from calculator.history import History


@dataclass(frozen=True, slots=True)
class JointConsequences(Ground):
    """Met with all consequences, not met with none, undecided with some or while one is unknown."""

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "consequences", "parts": "parts"}
    STATUSES: ClassVar[Sequence[str]] = (MET, NOT_MET, UNDECIDED)
    ALONE: ClassVar[bool] = True
    parts: int

    def find(self, history: History) -> Found:
        """Return the status, from the consequences."""
        consequences = history.events.get(self.fact)
        if consequences is None or all(part is False for part in consequences):
            return Found(NOT_MET, {})
        return Found(MET if all(consequences) else UNDECIDED, {})

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one event that has all consequences."""
        yield with_event(history, self.fact, (True,) * self.parts)
