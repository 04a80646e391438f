"""The line between server and browser: unlimited, or as slow as a rural mobile network."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

# Small, so that files sent at the same time share the line evenly.
CHUNK = 16_384


class Shape(NamedTuple):
    """Bits a second over all connections together (0: no limit), and seconds before each first byte."""

    bits: int
    delay: float


FREE = Shape(0, 0.0)
MOBILE = Shape(10_000_000, 0.1)


class Profile(NamedTuple):
    """The conditions of a visit: the line, and a quota on the processor if `tight`."""

    id: str
    name: str
    tight: bool
    shape: Shape


PROFILES = (
    Profile("full", "不限", False, FREE),
    Profile("network", "慢网络", False, MOBILE),
    Profile("cpu", "慢手机", True, FREE),
    Profile("slow", "慢手机、慢网络", True, MOBILE),
)


class Link:
    """One line that all connections share; it counts the bytes sent."""

    def __init__(self, shape: Shape = FREE) -> None:
        self.shape = shape
        self.sent = 0
        self._totals: list[tuple[float, int]] = []
        self._lock = threading.Lock()
        self._free_at = 0.0

    def restart(self, shape: Shape) -> None:
        """Set the shape and reset the count."""
        with self._lock:
            self.shape, self.sent, self._free_at, self._totals = shape, 0, 0.0, []

    def sent_by(self, moment: float) -> int:
        """Return the bytes that had been sent at a moment, in seconds of the machine's clock."""
        with self._lock:
            return max((total for at, total in self._totals if at <= moment), default=0)

    def wait(self) -> None:
        """Wait for one round trip."""
        if self.shape.delay:
            time.sleep(self.shape.delay)

    def send(self, content: bytes, write: Callable[[bytes], object]) -> None:
        """Write the bytes at the line's speed, which all connections share."""
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            self._take_turn(len(piece))
            write(piece)

    def _take_turn(self, size: int) -> None:
        with self._lock:
            self.sent += size
            self._totals.append((time.time(), self.sent))
            if not self.shape.bits:
                return
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + size * 8 / self.shape.bits
            pause = self._free_at - now
        time.sleep(pause)
