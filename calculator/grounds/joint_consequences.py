"""An event that counts by its consequences together (art. 13(3))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from calculator.grounds.base import MET, NOT_MET, UNDECIDED, Found, Ground
from calculator.history import History


@dataclass(frozen=True, slots=True)
class JointConsequences(Ground):
    """Met with every consequence, not met with none; undecided with some, or while one is unknown."""

    KEYS: ClassVar[Mapping[str, str]] = {"fact": "consequences"}
    STATUSES: ClassVar[Sequence[str]] = (MET, NOT_MET, UNDECIDED)
    FILLS: ClassVar[Sequence[str]] = ()
    fact: str

    def find(self, history: History) -> Found:
        """Return the status by the consequences."""
        consequences = getattr(history, self.fact)
        if consequences is None or all(part is False for part in consequences):
            return Found(NOT_MET, {})
        return Found(MET if all(consequences) else UNDECIDED, {})
