"""A browser that was just started has work of its own; a visit begins when that is done."""

import os
import time
from contextlib import suppress
from pathlib import Path

from scripts.bench.memory import PROCESSES, processes

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


def processor_seconds(profile: Path) -> float:
    """Return how much of the processor a profile's browser has had, all its processes together."""
    ticks = 0
    for process in processes(profile):
        with suppress(OSError):
            told = (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(told[_OWN]) + int(told[_KERNEL])
    # Only asked where something was counted: Windows has no such question.
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0
