"""Two builds, a host that has one or the other, and devices: what each trial begins and ends with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from scripts.measure.battery.device import FIGURE, KEPT, WAIT_MS, WRONG, Device, End, listed, noted
from scripts.measure.battery.findings import Findings
from scripts.setup.browser import ARGUMENTS
from scripts.setup.programs import browser_path
from scripts.site.server import HOST
from tests.browser.support.kept_site import MONTH
from tests.browser.support.network import Network, make_faulty_server


class Sites:
    """The build that is kept, the one that follows it, and what a month comes to in each."""

    def __init__(self, old: Path, new: Path, figures: dict[str, str]) -> None:
        self.old, self.new, self.figures = old, new, figures
        files, before = listed(new), listed(old)
        self.files = list(before)
        self.spare = list(listed(old, spare=True))
        # What has not changed is taken over from the build before, and never asked for.
        self.changed = [path for path, digest in files.items() if before.get(path) != digest]


class Trials:
    """One browser and one server for all; a device of its own for each trial, or for as long as it lasts."""

    def __init__(
        self, found: Findings, browser: Browser, sites: Sites, network: Network, origin: str
    ) -> None:
        self.found = found
        self.browser = browser
        self.sites = sites
        self.network = network
        self.origin = origin

    @contextmanager
    def device(self, profile: Path | None = None) -> Iterator[Device]:
        """A device whose host has the old build: with nothing of it, or what a profile's folder holds."""
        self.network.mend()
        self.network.site = self.sites.old
        context = self._context(profile)
        try:
            yield Device(context, self.network, self.sites.figures)
        finally:
            self.network.mend()
            context.close()

    def _context(self, profile: Path | None) -> BrowserContext:
        options: dict[str, Any] = {"base_url": self.origin, "locale": "zh-CN"}
        if profile is None:
            return self.browser.new_context(**options)
        return self.browser.browser_type.launch_persistent_context(
            profile, executable_path=browser_path(), args=list(ARGUMENTS), headless=True, **options
        )

    def look(self, device: Device, what: str, *, figure: bool = False) -> End:
        """Look at the month; note where that came to no fair end, or to no figure where one is owed."""
        return self.judge(device.look(), what, figure=figure)

    def judge(self, end: End, what: str, *, figure: bool = False) -> End:
        """Note an end as `look` does."""
        if end.kind == WRONG or (figure and end.kind != FIGURE):
            self.found.failures.append(f"{what}: {end.kind}, {end.said}")
        self.found.end(end.kind)
        return end

    def mended(self, device: Device, what: str) -> None:
        """Look once more with everything as it should be: nothing may have been spoilt for good."""
        self.network.mend()
        page = device.open()
        said = device.keep(page, WAIT_MS)
        self.found.expect(page.locator(KEPT).count() == 1, "mended", f"after {what}: {said}")
        page.close()
        self.network.down = True
        self.look(device, f"mended after {what}", figure=True)
        self.network.mend()

    def ledger(self, device: Device, what: str) -> None:
        """See that the month that was kept is there still, as it was kept, and no other."""
        page = device.open()
        rows = device.ledger(page)
        self.found.expect(rows == [noted()], "ledger", f"after {what}: {rows}")
        page.close()

    def told(self, device: Device, sentence: str, what: str) -> None:
        """See that the calculator says what has become of the ledger."""
        page = device.open(MONTH)
        said = device.heard(page)
        self.found.expect(said.startswith(sentence), "told", f"after {what}: {said}")
        page.close()


@contextmanager
def trials(found: Findings, sites: Sites, browser: Browser) -> Iterator[Trials]:
    """Serve the builds to a browser."""
    network = Network(sites.old)
    with make_faulty_server(network) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Trials(found, browser, sites, network, f"http://{HOST}:{server.server_port}/")
        finally:
            network.mend()
            server.shutdown()
