"""A reader's device at a site whose network has faults: the figure of a month there, or the sentence."""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Error, Page

from calculator.api import Calculator
from calculator.loading.folder import load
from scripts.setup.browser import ARGUMENTS
from scripts.setup.programs import browser_path
from tests.browser.support.kept_site import COUNTS, MONTH, opening
from tests.support.machine import LIMIT_MS, found_or_skip

WATCH = Path(__file__).with_name("watch.js")
# How a look at the month may end: with a right figure, with a sentence of ours, or, where nothing of the site
# has been stored yet, with the browser's or the network's own page.
FIGURE, SENTENCE, NOTHING = "figure", "sentence", "nothing kept"
WRONG = "wrong"
# A page that takes over a new build opens up to four times: itself, the page that
# switches, its reload, itself.
MOST_TURNS = 4
NOTED = "2025-03"
READY = "#calculator[data-engine=ready]"
# Where the host has gone over to another build, that one may have been stored as well, and wait.
KEPT = ".kept:is([data-state=kept], [data-state=new])"
SAID = ".kept:is([data-state=kept], [data-state=failed], [data-state=new])"
NOTES = ".engine-note:visible, [data-engine-note]:visible"
LEDGER_NOTE = "[data-months-note]"
# What the grounds were judged from, above the grounds.
JUDGED_FROM = "[data-grounds-from]"
# How long a page may say nothing of its storage: where its scripts did not come, it never does.
SILENT_MS = 20_000
# A page of ours is at rest when it computes, says that it cannot, or shows its text without scripts.
RESTS = """() => {
  const root = document.getElementById("calculator");
  if (document.readyState !== "complete" || document.title === "正在换成新版") return "";
  if (!root) return "another page";
  const state = root.dataset.engine;
  if (["ready", "failed"].includes(state)) return state;
  return document.documentElement.classList.contains("scripted") ? "" : "plain";
}"""
LEDGER = """async () => {
  // To open a database that does not exist would create it.
  const [there] = (await indexedDB.databases()).filter(({ name }) => name === "handbook-months");
  if (!there) return [];
  return new Promise((settle, fail) => {
    const open = indexedDB.open(there.name);
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const all = open.result.transaction("months").objectStore("months").getAll();
      all.onsuccess = () => { open.result.close(); settle(all.result.map(({ row }) => row)); };
    };
  });
}"""
RENEW = "async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {})"
# Ends when the service worker that is being installed is installed or has failed.
SETTLED = """async () => {
  const installing = (await navigator.serviceWorker.getRegistration())?.installing;
  if (installing) await new Promise((settle) => installing.addEventListener("statechange", settle));
}"""


class End(NamedTuple):
    """How a look at the month ended, and the text that was shown."""

    kind: str
    said: str


def new_context(browser: Browser, origin: str, profile: Path | None) -> BrowserContext:
    """Return an empty browser context at a host, or a whole Chromium's with the folder of a profile."""
    options: dict[str, Any] = {"base_url": origin, "locale": "zh-CN"}
    if profile is None:
        context = browser.new_context(**options)
    else:
        program = found_or_skip(browser_path(), "Chromium")
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=program, args=list(ARGUMENTS), headless=True, **options
        )
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(path=WATCH)
    return context


class Device:
    """One browser profile at the site; `figures` are the month's by the version of the policy."""

    def __init__(self, context: BrowserContext, figures: Mapping[str, str]) -> None:
        self.context = context
        self.figures = figures

    def open(self, address: str = "") -> Page:
        """Open a page in a new tab; if that fails the tab has the browser's own page."""
        page = self.context.new_page()
        # Where the page cannot be opened, the browser shows a page of its own.
        with suppress(Error):
            page.goto(address)
        return page

    def keep(self, page: Page, wait_ms: int = SILENT_MS) -> str:
        """Wait until the page says whether the handbook is stored; the sentence, "" where it says nothing."""
        try:
            return page.locator(f"{SAID} p").inner_text(timeout=wait_ms)
        except Error:
            return ""

    def look(self) -> End:
        """Open the calculator at the month, and return how that ended."""
        page = self.context.new_page()
        turns: list[str] = []
        page.on("framenavigated", lambda frame: turns.append(frame.url))
        try:
            page.goto(MONTH)
            end = self.read(page)
        except Error as error:
            # The browser's own page is a fair end only where it had nothing to open.
            end = End(NOTHING if "net::" in error.message else WRONG, error.message[:200])
        page.close()
        return end if len(turns) <= MOST_TURNS else End(WRONG, f"opened {len(turns)} times")

    def computed(self, address: str) -> Page:
        """Open a calculator until it has answered all it was asked."""
        page = self.open(address)
        page.locator(READY).wait_for(state="attached")
        page.evaluate("() => watch.quiet()")
        return page

    def read(self, page: Page) -> End:
        """Return how an open calculator ended."""
        rests = page.wait_for_function(RESTS).json_value()
        if rests == "another page":
            return End(NOTHING, page.title())
        if not page.locator("article h1").is_visible():
            return End(WRONG, "a blank page")
        if rests != "ready":
            said = " ".join(page.locator(NOTES).all_inner_texts()).strip()
            return End(SENTENCE if said else WRONG, said or f"no word ({rests})")
        page.evaluate("() => watch.quiet()")
        version = str(page.locator("#calculator").get_attribute("data-policy"))
        shown = page.locator("[data-total=payable] dd").inner_text()
        stated = re.search(r"政策数据\s*(\S+)\s*版", page.locator("article").inner_text())
        right = stated is not None and self.figures.get(version) == shown and stated[1] == version
        return End(FIGURE if right else WRONG, f"{shown} by {version}, stated {stated and stated[1]}")

    def note_month(self) -> None:
        """Store a month in the ledger."""
        page = self.computed(opening(NOTED))
        page.locator("[data-keep]").click()
        page.locator(LEDGER_NOTE, has_text="记下了").wait_for()
        page.close()

    def ledger(self) -> list[dict[str, Any]]:
        """Return the stored rows of the ledger."""
        page = self.open()
        rows: list[dict[str, Any]] = page.evaluate(LEDGER)
        page.close()
        return rows

    def heard(self, sentence: str) -> str:
        """Open the calculator, wait until it says the sentence, and return what it says about the ledger."""
        page = self.open(MONTH)
        places = page.locator(f"{LEDGER_NOTE}, {JUDGED_FROM}")
        # Where it says another sentence, the caller sees that one.
        with suppress(Error):
            places.filter(has_text=sentence).first.wait_for()
        said = "\n".join(places.all_inner_texts())
        page.close()
        return said

    def renew(self, page: Page) -> None:
        """Let the browser look for a new build, and wait until that has ended."""
        page.evaluate(RENEW)
        page.evaluate(SETTLED)


@cache
def noted() -> dict[str, Any]:
    """Return the row of the month that `note_month` stores, as the engine writes it."""
    form = {**COUNTS, "month": NOTED}
    row: dict[str, Any] = Calculator(load()).row_page({"form": form, "note": ""})["row"]
    return row
