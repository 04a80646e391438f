"""What can happen to a file on its way to a device, by a short name each, and which file a trial draws."""

from collections.abc import Callable
from http import HTTPStatus
from random import Random
from threading import Event

from tests.browser.support.network import DROPPED, LOGIN, MISSING, TRUNCATED, Fault, held

LATE_S = 0.5
SEED = 20220506


class Late(Event):
    """Let a file through a while after its request, each time it is requested."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the delay, or until the network is mended."""
        return super().wait(LATE_S if timeout is None else timeout)


def _changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 1 for byte in content[middle : middle + 4]) + content[middle + 4 :]


KINDS: dict[str, Callable[[], Fault]] = {
    "cut": lambda: DROPPED,
    "late": lambda: held(Late()),
    "truncated": lambda: TRUNCATED,
    "changed": lambda: Fault(content=_changed),
    "404": lambda: MISSING,
    "500": lambda: Fault(status=HTTPStatus.INTERNAL_SERVER_ERROR),
    "login": lambda: LOGIN,
}


def drawn(*names: object) -> Random:
    """Return the random generator of a trial with these names."""
    return Random(" ".join(map(str, (SEED, *names))))


def path_for(files: list[str], kind: str, turn: int) -> str:
    """Return a file for a fault: in turn a page, a part of Python, a script, and any other file."""
    groups: dict[str, list[str]] = {"page": [], "runtime": [], "script": [], "other": []}
    for path in files:
        runtime, script = path.startswith("/runtime/"), path.endswith(".js")
        page = path.endswith("/")
        groups["page" if page else "runtime" if runtime else "script" if script else "other"].append(path)
    there = [group for group in groups.values() if group]
    return drawn("file", kind, turn).choice(there[(list(KINDS).index(kind) + turn) % len(there)])
