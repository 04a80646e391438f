"""Two builds, a host that serves one or the other, and devices: the begin and the end of each trial."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser

from scripts.site.app.service_worker import NAME
from scripts.site.server import HOST
from tests.browser.support.built import NEW, NEW_VERSION, OLD, OLD_VERSION
from tests.browser.support.network import Network, make_faulty_server
from tests.deep.device import FIGURE, KEPT, WRONG, Device, End, new_context, noted
from tests.support.machine import LIMIT_MS

FIGURES = {OLD_VERSION: OLD, NEW_VERSION: NEW}


class Trials:
    """One browser and one host for all trials of a module; a new device for each.

    `files` are the paths a device stores of the old build, `spare` those it stores only where it needed them,
    `changed` those it requests when the new build comes: unchanged ones are copied from the old build.
    """

    def __init__(self, browser: Browser, network: Network, origin: str, old: Path, new: Path) -> None:
        self.browser, self.network, self.origin = browser, network, origin
        self.old, self.new = old, new
        self.figures: Mapping[str, str] = FIGURES
        before, after = listed(old), listed(new)
        self.files, self.spare = list(before), list(listed(old, spare=True))
        self.changed = [path for path, digest in after.items() if before.get(path) != digest]

    @contextmanager
    def device(self, profile: Path | None = None) -> Iterator[Device]:
        """A device whose host serves the old build: an empty one, or the one of a profile's folder."""
        self.network.mend()
        self.network.site = self.old
        context = new_context(self.browser, self.origin, profile)
        try:
            yield Device(context, self.figures)
        finally:
            self.network.mend()
            context.close()

    def look(self, device: Device, what: str, *, figure: bool = False) -> End:
        """Look at the month; fail where that has no fair end, or no figure where one is owed."""
        return judged(device.look(), what, figure=figure)

    def mended(self, device: Device, what: str) -> None:
        """Fail where the device, once all works again, does not store the site and compute offline."""
        self.network.mend()
        page = device.open()
        said = device.keep(page, LIMIT_MS)
        shown = page.locator(".kept").evaluate_all("(all) => all.map((each) => each.outerHTML)")
        assert page.locator(KEPT).count() == 1, f"mended after {what}: {said or shown}"
        page.close()
        self.network.down = True
        self.look(device, f"mended after {what}", figure=True)
        self.network.mend()


def judged(end: End, what: str, *, figure: bool = False) -> End:
    """Return an end that is fair; fail with the name of the trial where it is not."""
    assert end.kind != WRONG, f"{what}: {end.said}"
    assert end.kind == FIGURE or not figure, f"{what}: {end.kind}, {end.said}"
    return end


def check_ledger(device: Device, what: str) -> None:
    """Fail where the ledger has anything but the stored month, as it was stored."""
    rows = device.ledger()
    assert rows == [noted()], f"ledger after {what}: {rows}"


def check_told(device: Device, sentence: str, what: str) -> None:
    """Fail where the calculator does not say what has become of the ledger."""
    said = device.heard(sentence)
    assert sentence in said, f"told after {what}: {said}"


def listed(site: Path, *, spare: bool = False) -> dict[str, str]:
    """Return the SHA-256 of the files a device stores of a built site, by path, and the id of their list.

    With `spare` those it stores only where it needed them.
    """
    text = (site / NAME).read_text("utf-8")
    told: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index("{"))[0]
    files = {f"/{path}": entry[0] for path, entry in told["files"].items() if (len(entry) > 2) == spare}
    return files if spare else {**files, f"/{NAME}": told["id"]}


@contextmanager
def begun(browser: Browser, old: Path, new: Path) -> Iterator[Trials]:
    """Serve the builds to a browser."""
    network = Network(old)
    with make_faulty_server(network) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Trials(browser, network, f"http://{HOST}:{server.server_port}/", old, new)
        finally:
            network.mend()
            server.shutdown()
