"""A criticism by a certain level or a higher one (art. 13(5))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, Found, Ground, with_event
from calculator.history import History


@dataclass(frozen=True, slots=True)
class LevelAtLeast(Ground):
    """Met by one criticism from `from_level` or a higher level; `levels` are in ascending order."""

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "levels_fact", "levels": "levels", "from_level": "level"}
    STATUSES: ClassVar[Sequence[str]] = (MET, NOT_MET)
    ALONE: ClassVar[bool] = True
    levels: Sequence[str]
    from_level: str

    def find(self, history: History) -> Found:
        """Return the status, from the levels that criticised."""
        enough = self.levels[self.levels.index(self.from_level) :]
        met = any(level in enough for level in history.events.get(self.fact, ()))
        return Found(MET if met else NOT_MET, {})

    def another(self, history: History) -> Iterator[History]:
        """Yield the history with one criticism by the lowest level that is enough."""
        yield with_event(history, self.fact, (self.from_level,))
