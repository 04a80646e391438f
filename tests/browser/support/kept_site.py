"""The handbook on a reader's device, and a host that goes over to another build."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.pages.sealed import fragment
from scripts.site.server import HOST
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.network import Network, make_faulty_server
from tests.support.machine import LIMIT_MS

KEPT = re.compile(r"手册已存在这台设备上，没有信号也能看、能算，占 \d+\.\d MB 空间。")
OFFER = re.compile(r"把手册存进这台设备，没有信号也能看、能算。最多用 \d+\.\d MB 流量，占 \d+\.\d MB 空间。")
WAITS = re.compile("新的一版已经取好")
REPLACED = "手册已经换成新版，这一页还是旧的。"
# A month whose figure tells the build: two sign-ins too few at 10 yuan each, or at 12 (article 12(3)).
COUNTS = {"worker_type": "rural", "sign_ins": "18", "valid_reports": "20"}
CONTENTS = """async () => {
  const names = (await caches.keys()).sort();
  const kept = names.map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(kept)).map((requests) => requests.map(({ url }) => url));
}"""
# Playwright's own wait treats a promise as true.
UNTIL_KEPT = f"""async ([pattern, ms]) => {{
  const contents = {CONTENTS};
  for (const due = performance.now() + ms; performance.now() < due; ) {{
    if ((await contents()).flat().some((url) => new RegExp(pattern).test(url))) return true;
    await new Promise((settle) => setTimeout(settle, 50));
  }}
  return false;
}}"""


def opening(month: str) -> str:
    """Return the address that opens a month of these counts."""
    return f"calculator/{fragment(month, **COUNTS)}"


MONTH = opening("2026-10")


class Visitor:
    """A reader with one browser, whose pages may keep things."""

    def __init__(self, context: BrowserContext, network: Network) -> None:
        self.context = context
        self.network = network

    def open(self, address: str = "") -> Page:
        """Open a page in a tab of its own."""
        page = self.context.new_page()
        page.goto(address)
        return page

    def keep(self) -> Page:
        """Visit once, until the handbook is kept."""
        page = self.open()
        expect(said(page)).to_have_text(KEPT)
        return page

    def renew(self, site: Path, page: Page) -> None:
        """Let the host go over to another build, and the browser find it."""
        self.network.site = site
        page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")

    def payable(self, page: Page) -> str:
        """Return the month's figure on the calculator, once Python has it."""
        calculator = CalculatorPage(page).ready()
        return calculator.total("payable").inner_text()

    def figure(self) -> str:
        """Open the calculator with the month whose figure shows the build, and return that figure."""
        page = self.open(MONTH)
        try:
            return self.payable(page)
        finally:
            page.close()

    def wholes(self, page: Page) -> int:
        """Return how many builds are kept whole."""
        return sum(any(url.endswith("/kept-whole") for url in build) for build in self.contents(page))

    def contents(self, page: Page) -> list[list[str]]:
        """Return the addresses that are kept, a list for each build."""
        kept: list[list[str]] = page.evaluate(CONTENTS)
        return kept


def wait_for_kept(page: Page, pattern: str) -> None:
    """Wait until something with such an address is kept."""
    assert page.evaluate(UNTIL_KEPT, [pattern, LIMIT_MS]), pattern


def said(page: Page) -> Any:
    """Return the sentence at the page's end about the stored site."""
    return page.locator(".kept p")


@contextmanager
def visiting(browser: Browser, site: Path, **options: Any) -> Iterator[Visitor]:
    """Serve a site of its own to one reader."""
    network = Network(site)
    with make_faulty_server(network) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{HOST}:{server.server_port}/"
        context = browser.new_context(base_url=address, locale="zh-CN", **options)
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=Path(__file__).with_name("probe.js"))
        try:
            yield Visitor(context, network)
        finally:
            network.mend()
            context.close()
            server.shutdown()
