"""A browser that was just started has work of its own; a visit begins when that is done."""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scripts.measure.bench.memory import PROCESSES, processes

# As long as it is watched at a time, and at most in all.
WATCHED_S, MOST_S = 0.5, 10
# The share of one core that is as good as none.
CALM = 0.05
# Where the kernel's line about a process has its time in its own code and in the kernel, after its name.
_OWN, _KERNEL = 11, 12


def await_rest(profile: Path, most: float = MOST_S) -> bool:
    """Wait until a profile's browser is at rest and tell whether it is; where nobody counts, look once."""
    until = time.monotonic() + most
    while True:
        before = processor_seconds(profile)
        time.sleep(WATCHED_S)
        if processor_seconds(profile) - before <= CALM * WATCHED_S:
            return True
        if time.monotonic() >= until:
            return False


class Spent(NamedTuple):
    """How much of the processor a browser had had by a moment of the machine's clock, both in seconds."""

    at: float
    processor: float

    @classmethod
    def now(cls, profile: Path) -> "Spent":
        """Look at a profile's browser."""
        processor = processor_seconds(profile)
        return cls(time.time(), processor)


def spent_by(moment: float, looks: Sequence[Spent]) -> float:
    """Return the seconds it had between the first look and a moment, as if equally busy from look to look.

    >>> spent_by(10.5, [Spent(9.0, 2.0), Spent(10.0, 3.0), Spent(11.0, 5.0)])
    2.0
    """
    place = next((place for place, look in enumerate(looks) if look.at >= moment), len(looks) - 1)
    before, after = looks[max(place - 1, 0)], looks[place]
    share = (moment - before.at) / (after.at - before.at) if after.at > before.at else 1.0
    by_then = before.processor + (after.processor - before.processor) * min(share, 1.0)
    return by_then - looks[0].processor


def processor_seconds(profile: Path) -> float:
    """Return how much of the processor a profile's browser has had, all its processes together."""
    ticks = 0
    for process in processes(profile):
        with suppress(OSError):
            told = (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(told[_OWN]) + int(told[_KERNEL])
    # Only asked where something was counted: Windows has no such question.
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0
