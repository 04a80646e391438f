"""The site served to one browser, with everything noted that a reader should never come upon."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from calculator.errors import ProjectError
from scripts.pages.sealed import fragment
from scripts.setup.browser import ARGUMENTS
from scripts.setup.programs import browser_path
from scripts.site.server import HOST, SiteHandler, SiteServer

SCRIPT = Path(__file__).with_name("watch.js")
LOADING_MS = 60_000
# A month whose figure is known: 350 + 150 − 10 (arts. 9, 11(1), 12(3)).
KNOWN = fragment("2026-10", "rural", sign_ins=19, valid_reports=20)
FIGURE = "490.00 元"


class _Handler(SiteHandler):
    """Answer as `serve` does, and keep the head of every request."""

    def __init__(self, *given: Any, heads: list[str], **named: Any) -> None:
        self.heads = heads
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        """Note one request and answer it."""
        self.heads.append(f"{self.requestline}\n{self.headers}")
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: what is refused is wanted here."""


class Watched:
    """A browser at the site: what it asked for, and what went wrong in its pages."""

    def __init__(self, context: BrowserContext, site: Path, origin: str, heads: list[str]) -> None:
        self.context = context
        self.site = site
        self.origin = origin
        self.heads = heads
        self.asked: list[str] = []
        self.trouble: list[str] = []
        context.set_default_timeout(LOADING_MS)
        context.add_init_script(path=SCRIPT)
        context.on("request", lambda request: self.asked.append(f"{request.method} {request.url}"))
        context.on("weberror", lambda error: self.trouble.append(f"exception: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("console", lambda line: self._console(line.type, line.text))

    def open(self, address: str = "calculator/") -> Page:
        """Open a page in a tab of its own."""
        page = self.context.new_page()
        page.goto(f"{self.origin}/{address}")
        return page

    def ready(self, page: Page) -> None:
        """Wait until the calculator can compute and has answered."""
        page.locator("#calculator[data-engine=ready]").wait_for(state="attached")
        page.evaluate("() => watch.quiet()")

    def figure(self, page: Page) -> str:
        """Return the known month's figure as the page shows it."""
        page.evaluate("(hash) => { location.hash = ''; location.hash = hash; }", KNOWN)
        page.evaluate("() => watch.quiet()")
        return page.locator("[data-total=payable] dd").inner_text()

    def strays(self) -> list[str]:
        """Return the requests that are for no file of the site, or say more than its address."""
        return [asked for asked in dict.fromkeys(self.asked) if not self._plain(asked)]

    def _plain(self, asked: str) -> bool:
        method, address = asked.split(" ", 1)
        url = urlsplit(address)
        if url.scheme in ("blob", "data"):
            return True
        there = self.site / url.path.removeprefix("/")
        known = there.is_file() or (there / "index.html").is_file()
        return method == "GET" and f"{url.scheme}://{url.netloc}" == self.origin and known and not url.query

    def _dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.trouble.append(f"console: {text}")


@contextmanager
def watched(site: Path, profile: Path | None = None) -> Iterator[Watched]:
    """Serve a built site to a browser of its own, with a profile's folder or as in a private window."""
    heads: list[str] = []
    with SiteServer((HOST, 0), partial(_Handler, directory=str(site), heads=heads)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            with sync_playwright() as driver:
                context = _context(driver, profile)
                try:
                    yield Watched(context, site, f"http://{HOST}:{server.server_port}", heads)
                finally:
                    context.close()
        finally:
            server.shutdown()


def _context(driver: Playwright, profile: Path | None) -> BrowserContext:
    program = browser_path()
    if program is None:
        raise ProjectError("没有找到 Chrome 或 Chromium；请安装一个，或用环境变量 CHROMIUM_PATH 指明它的位置")
    # Memory is comparable only after a collection.
    arguments = [*ARGUMENTS, "--js-flags=--expose-gc"]
    if profile is None:
        return driver.chromium.launch(executable_path=program, args=arguments).new_context(locale="zh-CN")
    return driver.chromium.launch_persistent_context(
        str(profile), executable_path=program, args=arguments, locale="zh-CN", headless=True
    )
