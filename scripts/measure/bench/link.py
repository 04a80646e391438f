"""The line between server and browser: as quick as it comes, or as slow as a phone's in the country."""

import threading
import time
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

# Small enough that files sent at the same time share the line evenly.
CHUNK = 16_384


class Shape(NamedTuple):
    """Bits a second over all connections together (0: no limit), and seconds before each first byte."""

    bits: int
    delay: float


FREE = Shape(0, 0.0)
MOBILE = Shape(10_000_000, 0.1)


class Link:
    """One line that all connections share; what has gone over it is counted."""

    def __init__(self, shape: Shape = FREE) -> None:
        self.shape = shape
        self.sent = 0
        self._moments: list[float] = []
        self._totals: list[int] = []
        self._lock = threading.Lock()
        self._free_at = 0.0

    def restart(self, shape: Shape) -> None:
        """Take on another shape and count from nothing."""
        with self._lock:
            self.shape, self.sent, self._free_at = shape, 0, 0.0
            self._moments, self._totals = [], []

    def sent_by(self, moment: float) -> int:
        """Return the bytes that had been sent at a moment, in seconds of the machine's clock."""
        with self._lock:
            count = bisect_right(self._moments, moment)
            return self._totals[count - 1] if count else 0

    def wait(self) -> None:
        """Let the time pass that a message needs to get there and back."""
        if self.shape.delay:
            time.sleep(self.shape.delay)

    def send(self, content: bytes, write: Callable[[bytes], object]) -> None:
        """Write the bytes, no quicker than the line carries them with all else that is under way."""
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            self._take_turn(len(piece))
            write(piece)

    def _take_turn(self, size: int) -> None:
        with self._lock:
            self.sent += size
            self._moments.append(time.time())
            self._totals.append(self.sent)
            if not self.shape.bits:
                return
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + size * 8 / self.shape.bits
            pause = self._free_at - now
        time.sleep(pause)
