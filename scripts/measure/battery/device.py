"""A reader's device at a site whose network has faults: what a month comes to there, and how it was said."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Error, Page

from calculator.api import Calculator
from calculator.loading.folder import load
from scripts.site.app.service_worker import NAME
from tests.browser.kept_site import COUNTS, MONTH, opening
from tests.browser.network import Network

WATCH = Path(__file__).with_name("watch.js")
WAIT_MS = 60_000
# How a trial may end: in a right figure, in a sentence of ours, or before anything of ours was there.
FIGURE, SENTENCE, NOTHING = "figure", "sentence", "nothing kept"
WRONG = "wrong"
# Taken over at the start: the page that switches, its reload, and the page.
MOST_TURNS = 4
NOTED = "2025-03"
READY = "#calculator[data-engine=ready]"
# Where the host has gone over to another build, that one may have come as well, and wait.
KEPT = ".kept:is([data-state=kept], [data-state=new])"
NOTES = ".engine-note:visible, [data-engine-note]:visible"
LEDGER_NOTE = "[data-months-note]"
SAID = ".kept:is([data-state=kept], [data-state=failed], [data-state=new])"
# A page of ours has come to rest: it computes, it says that it cannot, or it is there without its scripts.
RESTS = """() => {
  const root = document.getElementById("calculator");
  if (document.readyState !== "complete" || document.title === "正在换成新版") return "";
  if (!root) return "another page";
  const state = root.dataset.engine;
  if (["ready", "failed"].includes(state)) return state;
  return document.documentElement.classList.contains("scripted") ? "" : "plain";
}"""
LEDGER = """async () => {
  // Opened where there is none, it would be made, and empty.
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
# A build that is on its way comes to its end, one way or the other.
SETTLED = """async () => {
  const installing = (await navigator.serviceWorker.getRegistration())?.installing;
  if (installing) await new Promise((settle) => installing.addEventListener("statechange", settle));
}"""
RENEW = "async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {})"


class End(NamedTuple):
    """How a reader's look at the month ended, and what was to be read."""

    kind: str
    said: str


class Device:
    """One browser's profile at the site; `figures` are the month's by the version of the policy."""

    def __init__(self, context: BrowserContext, network: Network, figures: Mapping[str, str]) -> None:
        self.context = context
        self.network = network
        self.figures = figures
        context.set_default_timeout(WAIT_MS)
        context.add_init_script(path=WATCH)

    def open(self, address: str = "") -> Page:
        """Open a page in a tab of its own, or what the browser shows in its place."""
        page = self.context.new_page()
        # Where it cannot be opened, the browser's own page says why.
        with suppress(Error):
            page.goto(address)
        return page

    def keep(self, page: Page, wait_ms: int = 20_000) -> str:
        """Wait until the page says whether the handbook is kept; the sentence, "" where it says nothing."""
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
            end = _unopened(error)
        page.close()
        return end if len(turns) <= MOST_TURNS else End(WRONG, f"opened {len(turns)} times")

    def open_month(self) -> Page:
        """Open the calculator at the month, until it has computed."""
        page = self.open(MONTH)
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
        """Keep a month, which nothing may lose."""
        page = self.open(opening(NOTED))
        page.locator(READY).wait_for(state="attached")
        page.evaluate("() => watch.quiet()")
        page.locator("[data-keep]").click()
        page.locator(LEDGER_NOTE, has_text="记下了").wait_for()
        page.close()

    def heard(self, page: Page, wait_ms: int = 20_000) -> str:
        """Wait until a calculator says something of the ledger; the sentence, "" where it says nothing."""
        note = page.locator(LEDGER_NOTE)
        try:
            note.wait_for(timeout=wait_ms)
        except Error:
            return ""
        return note.inner_text()

    def ledger(self, page: Page) -> list[dict[str, Any]]:
        """Return the rows of the months that are kept."""
        rows: list[dict[str, Any]] = page.evaluate(LEDGER)
        return rows

    def renew(self, page: Page) -> None:
        """Let the browser look for a new build, and wait for that to end."""
        page.evaluate(RENEW)
        page.evaluate(SETTLED)


def _unopened(error: Error) -> End:
    # Only where the browser had nothing to open is its own page a fair end.
    return End(NOTHING if "net::" in error.message else WRONG, error.message[:200])


@cache
def noted() -> dict[str, Any]:
    """Return the row of the month that `note_month` keeps, as the engine writes it down."""
    form = {**COUNTS, "month": NOTED}
    row: dict[str, Any] = Calculator(load()).row_page({"form": form, "note": ""})["row"]
    return row


def listed(site: Path, *, spare: bool = False) -> dict[str, str]:
    """Return the SHA-256 of the files a device keeps of a built site, by path, and of their list.

    Or of the `spare` ones, which it keeps only where they were needed once.
    """
    text = (site / NAME).read_text("utf-8")
    told: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index("{"))[0]
    files = {f"/{path}": entry[0] for path, entry in told["files"].items() if (len(entry) > 2) == spare}
    return files if spare else {**files, f"/{NAME}": told["id"]}
