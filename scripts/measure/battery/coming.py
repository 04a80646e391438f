"""Each file of a build at fault on its way, each fault in turn: at a first visit, and at an update."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from threading import Event

from playwright.sync_api import Page

from scripts.measure.battery.device import KEPT, Device
from scripts.measure.battery.trials import Trials
from scripts.runtime.node import WASM
from tests.browser.support.network import DROPPED, LOGIN, MISSING, TRUNCATED, Fault, held

LATE_S = 0.5
# More than one build is there whole; what came of one that was cut stays until the rest comes.
SEVERAL = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().filter(({ url }) => url.endsWith("/kept-whole")).length > 1;
}"""


class Late(Event):
    """Come by itself, a while after somebody has begun to wait for it."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for so long at most; a file that is asked for late is no less late itself."""
        return super().wait(LATE_S if timeout is None else timeout)


def _spoilt(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 1 for byte in content[middle : middle + 4]) + content[middle + 4 :]


KINDS: dict[str, Callable[[], Fault]] = {
    "cut": lambda: DROPPED,
    "late": lambda: held(Late()),
    "truncated": lambda: TRUNCATED,
    "spoilt": lambda: Fault(content=_spoilt),
    "404": lambda: MISSING,
    "500": lambda: Fault(status=HTTPStatus.INTERNAL_SERVER_ERROR),
    "login": lambda: LOGIN,
}


def install(trials: Trials, numbers: range) -> None:
    """Come for the first time while a file does not, once for each number."""
    for number in numbers:
        path, kind = paired([*trials.sites.files, *trials.sites.spare], number)
        trials.found.count("install")
        with trials.device() as device:
            if path in trials.sites.spare:
                # Nobody asks for it while Python starts from the lean wasm.
                trials.network.faults[f"/{WASM}"] = MISSING
            trials.network.faults[path] = KINDS[kind]()
            page = device.open()
            device.keep(page)
            kept = page.locator(KEPT).count() == 1
            page.close()
            trials.look(device, f"install, {path} {kind}")
            trials.network.down = True
            # Whoever was told that it is kept can count on it.
            trials.look(device, f"install, {path} {kind}, then no network", figure=kept)
            trials.mended(device, f"install, {path} {kind}")


def update(trials: Trials, numbers: range) -> None:
    """Let a new build come to a device again and again, each time with a file at fault."""
    coming = iter(numbers)
    left = len(numbers)
    while left:
        with trials.device() as device:
            page = device.open()
            device.keep(page)
            device.note_month()
            for number in coming:
                left -= 1
                if _came(trials, device, page, number):
                    break


def _came(trials: Trials, device: Device, page: Page, number: int) -> bool:
    """Try one fault; tell whether the new build came after all, and the device is used up."""
    path, kind = paired(trials.sites.changed, number)
    what = f"update, {path} {kind}"
    trials.found.count("update")
    trials.network.mend()
    trials.network.site = trials.sites.new
    trials.network.faults[path] = KINDS[kind]()
    device.renew(page)
    trials.look(device, what, figure=True)
    trials.network.down = True
    trials.look(device, f"{what}, then no network", figure=True)
    trials.ledger(device, what)
    return bool(page.evaluate(SEVERAL))


def paired(paths: Sequence[str], number: int) -> tuple[str, str]:
    """Return a file and a fault: each file in turn, each time with another fault.

    As many trials as files times faults try each pair once; of fewer, each file and each fault has its share.
    """
    turn, place = divmod(number, len(paths))
    kinds = list(KINDS)
    return paths[place], kinds[(turn + place) % len(kinds)]
