"""The site served to one browser profile, with a note of everything that a page of ours must never do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from scripts.pages.sealed import fragment
from scripts.site.server import HOST
from tests.browser.support.network import Network, make_faulty_server
from tests.deep.device import READY, new_context

# A month whose figure is known: 350 + 150 − 10 (arts. 9, 11(1), 12(3)).
KNOWN = fragment("2026-10", "rural", sign_ins=19, valid_reports=20)
FIGURE = "490.00 元"


class Watched:
    """A browser profile at the site, its requests, and the errors in its pages."""

    def __init__(self, context: BrowserContext, network: Network, origin: str) -> None:
        self.context, self.network, self.origin = context, network, origin
        self.requests: list[str] = []
        self.trouble: list[str] = []
        context.on("request", lambda request: self.requests.append(f"{request.method} {request.url}"))
        context.on("weberror", lambda error: self.trouble.append(f"exception: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("console", lambda line: self._console(line.type, line.text))

    def open(self, address: str = "calculator/") -> Page:
        """Open a calculator in a tab of its own, until it has answered all it was asked."""
        page = self.context.new_page()
        page.goto(address)
        self.ready(page)
        return page

    def ready(self, page: Page) -> None:
        """Wait until the calculator can compute and has answered."""
        page.locator(READY).wait_for(state="attached")
        page.evaluate("() => watch.quiet()")

    def strays(self) -> list[str]:
        """Return the requests that are for no file of the site, or that carry more than its address."""
        return [each for each in dict.fromkeys(self.requests) if not self._plain(each)]

    def _plain(self, request: str) -> bool:
        method, address = request.split(" ", 1)
        url = urlsplit(address)
        if url.scheme in ("blob", "data"):
            return True
        there = self.network.site / url.path.removeprefix("/")
        known = there.is_file() or (there / "index.html").is_file()
        return method == "GET" and f"{url.scheme}://{url.netloc}/" == self.origin and known and not url.query

    def _dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.trouble.append(f"console: {text}")


@contextmanager
def watched(browser: Browser, site: Path, profile: Path | None = None) -> Iterator[Watched]:
    """Serve a built site to a new context of the browser, or to a whole Chromium with a profile's folder."""
    network = Network(site)
    with make_faulty_server(network) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://{HOST}:{server.server_port}/"
        context = new_context(browser, origin, profile)
        try:
            yield Watched(context, network, origin)
        finally:
            context.close()
            server.shutdown()
