"""What can happen to a file on its way to a device, by a short name each."""

from collections.abc import Callable
from http import HTTPStatus
from threading import Event

from tests.browser.network import DROPPED, LOGIN, MISSING, TRUNCATED, Fault, held

LATE_S = 0.5


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
