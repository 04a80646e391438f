"""What a section found: how much was tried, what failed, and figures beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# More than these say no more.
LISTED = 10


@dataclass
class Findings:
    """Count what is tried under a name each, and note what failed in a sentence each."""

    tried: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    measured: dict[str, Any] = field(default_factory=dict)

    def count(self, what: str, number: int = 1) -> None:
        """Note that something was tried so many times more."""
        self.tried[what] = self.tried.get(what, 0) + number

    def expect(self, good: bool, what: str, sentence: object) -> None:
        """Count one trial under a name, and note the sentence where it failed."""
        self.count(what)
        if not good:
            self.failures.append(f"{what}: {sentence}")

    def end(self, kind: str) -> None:
        """Note which way a look at the site ended."""
        ends = self.measured.setdefault("ends", {})
        ends[kind] = ends.get(kind, 0) + 1

    def add(self, part: "Findings") -> None:
        """Take in what was found beside; of what was measured, the ends."""
        for what, number in part.tried.items():
            self.count(what, number)
        self.failures += part.failures
        ends = self.measured.setdefault("ends", {})
        for kind, number in part.measured.get("ends", {}).items():
            ends[kind] = ends.get(kind, 0) + number

    def as_json(self) -> Mapping[str, Any]:
        """Return what is kept: `tried` by name, how many `failed`, the first failures, what was measured."""
        return {
            "tried": self.tried,
            "failed": len(self.failures),
            "failures": self.failures[:LISTED],
            "measured": self.measured,
        }
