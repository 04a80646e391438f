"""Use the site as many workers would in a week, in one browser: figures stay right, and nothing piles up."""

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page

from scripts.content.handbook import PAGES
from scripts.measure.battery.findings import Findings
from scripts.measure.battery.growth import PARTS, SIDE, compared, compared_across
from scripts.measure.battery.watched import FIGURE, KNOWN, Watched, watched
from scripts.measure.bench.memory import memory_now
from scripts.site.build import SITE, build
from tests.oracle.duel import pay_expected
from tests.oracle.figures import MOST

SEED = 20220506
# One load for so many recomputations.
PER_LOAD = 10
LOADS, RECOMPUTATIONS = "loads", "recomputations"
MONTH = {"month": "2026-10", "worker_type": "rural", "valid_reports": 20}
PAYABLE = "[data-total=payable] dd"
# How often memory is looked at, and how long the browser has for its own cleaning in between.
OPENED, WEIGHED, PAUSE_S = 2, 4, 1.0
RECOMPUTE = """async (count) => {
  const box = document.querySelector("#calculator [name=sign_ins]");
  box.value = count;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await watch.quiet();
  return document.querySelector("[data-total=payable]").dataset.min;
}"""
STORED = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  const databases = (await indexedDB.databases()).map(({ name }) => name).sort();
  const { usage, usageDetails: kinds } = await navigator.storage.estimate();
  const texts = [localStorage.length, sessionStorage.length];
  return { usage, kinds, items: { caches: kept, databases, texts } };
}"""
# A month that is kept, so that there is a ledger to be looked after.
KEEP = """async () => {
  document.querySelector("[data-keep]").click();
  await watch.quiet();
}"""


def try_week(count: int) -> Findings:
    """Return what became of `count` recomputations and a tenth as many loads, in a site built now."""
    build()
    return try_on(SITE, count)


def try_on(site: Path, count: int) -> Findings:
    """Return what became of them in a built site."""
    found = Findings()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        with watched(site, profile) as visitor:
            page = visitor.open(f"calculator/{KNOWN}")
            visitor.ready(page)
            page.evaluate(KEEP)
            week = _Week(found, visitor, page, profile)
            week.compare(LOADS, max(count // PER_LOAD, PARTS), week.load)
            week.compare(RECOMPUTATIONS, count, week.recompute)
            week.compare_across(LOADS, RECOMPUTATIONS)
            found.failures += [f"a request: {stray}" for stray in visitor.strays()]
            found.failures += visitor.trouble
            found.measured["requests"] = len(visitor.heads)
    return found


class _Week:
    """One reader's page over the week."""

    def __init__(self, found: Findings, visitor: Watched, page: Page, profile: Path) -> None:
        self.found = found
        self.visitor = visitor
        self.page = page
        self.profile = profile
        self.random = Random(SEED)

    def compare(self, what: str, total: int, use: Callable[[str], None]) -> None:
        """Use the page so often, and lay what it takes in the last parts beside what it took in the first."""
        weighed: list[dict[str, Any]] = []
        for part in range(PARTS):
            for _ in range(total * part // PARTS, total * (part + 1) // PARTS):
                use(what)
            if not SIDE <= part < PARTS - SIDE:
                weighed.append(self._weighed(anew=what == LOADS))
        early, late = _least(weighed[:SIDE]), _least(weighed[SIDE:])
        self.found.measured[what] = {"early": early, "late": late}
        self._expect(what, compared(early, late), early, late)

    def compare_across(self, first: str, last: str) -> None:
        """Lay what is stored after the last kind of use beside what was in the first."""
        early, late = self.found.measured[first]["early"], self.found.measured[last]["late"]
        self._expect(f"{first} and {last}", compared_across(early, late), early, late)

    def _expect(
        self, what: str, flat: Iterable[tuple[str, bool]], early: dict[str, Any], late: dict[str, Any]
    ) -> None:
        for name, good in flat:
            self.found.expect(good, "comparisons", f"{what}, {name}: {early[name]} → {late[name]}")

    def load(self, what: str) -> None:
        """Open another page, or the same again; the calculator has to come to the known figure."""
        name = self.random.choice((*PAGES, *["calculator"] * (len(PAGES) // 2)))
        address = "" if name == "index" else f"{name}/"
        if name == "calculator":
            if self.page.url.partition("#")[0].endswith(address):
                self.page.reload()
            else:
                self.page.goto(f"{self.visitor.origin}/{address}{KNOWN}")
            self.visitor.ready(self.page)
            shown = self.page.locator(PAYABLE).inner_text()
            self.found.expect(shown == FIGURE, "figures after a load", shown)
        else:
            self.page.goto(f"{self.visitor.origin}/{address}")
        there = self.page.locator("article h1").first.is_visible()
        self.found.expect(there, what, f"nothing to be read at {address}")

    def recompute(self, what: str) -> None:
        """Type another count; its figure must be the second opinion's."""
        count = self.random.choice((*range(41), MOST))
        shown = self.page.evaluate(RECOMPUTE, count)
        right = pay_expected({**MONTH, "sign_ins": count})["total payable"]["min"]
        self.found.expect(shown == right, what, f"{count}: {shown}, not {right}")

    def _weighed(self, anew: bool) -> dict[str, Any]:
        """Return what the calculator takes after a collection, and what is stored.

        What a renderer has let go of goes back to the system sooner or later: the least of several moments
        counts, and of several openings where pages were opened.
        """
        weights = []
        for _ in range(OPENED if anew else 1):
            if anew:
                self.page.goto("about:blank")
                self.page.goto(f"{self.visitor.origin}/calculator/{KNOWN}")
                self.visitor.ready(self.page)
            session = self.visitor.context.new_cdp_session(self.page)
            session.send("HeapProfiler.enable")
            for _ in range(WEIGHED):
                session.send("HeapProfiler.collectGarbage")
                time.sleep(PAUSE_S)
                weights.append(memory_now(self.profile) or 0)
            heap = session.send("Runtime.getHeapUsage")["usedSize"]
            session.detach()
        return {"heap": int(heap), "renderer": min(weights), **self.page.evaluate(STORED)}


def _least(weighed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the least of each number, and everything else as it was last."""
    last = weighed[-1]
    return {
        name: min(each[name] for each in weighed) if isinstance(value, int) else value
        for name, value in last.items()
    }
