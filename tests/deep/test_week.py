"""Use the site as many workers would in a week, in one browser: figures stay right, and nothing piles up."""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts.content.pages import PAGES
from scripts.measure.bench.usage import PROCESSES, renderer_memory
from tests.deep.watched import FIGURE, KNOWN, Watched, watched
from tests.oracle.duel import pay_expected
from tests.oracle.figures import MOST

SEED = 20220506
LOADS, RECOMPUTATIONS = 50, 400
# The use is cut into parts, and memory is measured after the first few and the last few. Single measurements
# differ by more than the bound while a page does nothing, so the least on each side is compared.
PARTS, SIDE = 10, 2
# How far memory may lie above the early side.
GROWTH = 1.10
# And storage, in bytes: a week with one stored month adds nothing, but the database of the ledger has a
# journal that grows a little each time it is opened.
STORED = 5_000
# Once, after some tens to hundreds of recomputations, the browser stores up to 1.2 MB more beside the same
# files: most likely Python's functions, compiled anew. A steady growth shows with more trials.
COMPILED = 1_500_000
# A renderer gives memory back some time after a collection: the least of several moments counts, and of
# several openings where pages were opened.
OPENED, MEASURED, PAUSE_S = 2, 3, 1.0
MONTH = {"month": "2026-10", "worker_type": "rural", "valid_reports": 20}
PAYABLE = "[data-total=payable] dd"
RECOMPUTE = """async (count) => {
  const box = document.querySelector("#calculator [name=sign_ins]");
  box.value = count;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await watch.quiet();
  return document.querySelector("[data-total=payable]").dataset.min;
}"""
STORAGE = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  const databases = (await indexedDB.databases()).map(({ name }) => name).sort();
  const { usage } = await navigator.storage.estimate();
  return { usage, items: { caches: kept, databases, texts: [localStorage.length, sessionStorage.length] } };
}"""
KEEP = """async () => {
  document.querySelector("[data-keep]").click();
  await watch.quiet();
}"""
Taken = dict[str, Any]


@pytest.mark.deep
@pytest.mark.browser
@pytest.mark.skipif(not PROCESSES.is_dir(), reason="only Linux tells how much memory a process has")
def test_a_weeks_use_computes_right_and_piles_nothing_up(
    browser: Browser, site: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    often: int = request.config.getoption("--trials", 1)
    profile = tmp_path / "profile"
    with watched(browser, site, profile) as visitor:
        page = visitor.open(f"calculator/{KNOWN}")
        # With a stored month each load has a ledger to read.
        page.evaluate(KEEP)
        week = Week(visitor, page, profile)
        loads = week.early_and_late(week.load, LOADS * often, opens=True)
        assert grown(*loads, STORED) == [], f"{LOADS * often} loads: {loads}"
        recomputed = week.early_and_late(week.recompute, RECOMPUTATIONS * often, opens=False)
        # Memory beside that of the first recomputations, storage beside that of the first loads.
        before = {**recomputed[0], "usage": loads[0]["usage"], "items": loads[0]["items"]}
        after = recomputed[1]
        assert grown(before, after, COMPILED) == [], f"recomputations: {before, after}"
        assert visitor.strays() == []
        assert visitor.trouble == []


class Week:
    """One reader's page over the week."""

    def __init__(self, visitor: Watched, page: Page, profile: Path) -> None:
        self.visitor, self.page, self.profile = visitor, page, profile
        self.random = Random(SEED)

    def early_and_late(self, use: Callable[[int], None], total: int, *, opens: bool) -> tuple[Taken, Taken]:
        """Use the page so many times; return its least memory and storage in the first and last parts."""
        taken: list[Taken] = []
        for part in range(PARTS):
            for number in range(total * part // PARTS, total * (part + 1) // PARTS):
                use(number)
            if not SIDE <= part < PARTS - SIDE:
                taken.append(self._taken(opens))
        return least(taken[:SIDE]), least(taken[SIDE:])

    def load(self, number: int) -> None:
        """Open another page, or the same again; the calculator has to show the known figure."""
        name = self.random.choice((*PAGES, *["calculator"] * (len(PAGES) // 2)))
        address = "" if name == "index" else f"{name}/"
        if name == "calculator":
            if self.page.url.partition("#")[0].endswith(address):
                self.page.reload()
            else:
                self.page.goto(f"{address}{KNOWN}")
            self.visitor.ready(self.page)
            shown = self.page.locator(PAYABLE).inner_text()
            assert shown == FIGURE, f"load {number}: {shown}"
        else:
            self.page.goto(address)
        assert self.page.locator("article h1").first.is_visible(), f"load {number}: no heading at {address}"

    def recompute(self, number: int) -> None:
        """Type another count; its figure must be the second opinion's."""
        count = self.random.choice((*range(41), MOST))
        shown = self.page.evaluate(RECOMPUTE, count)
        right = pay_expected({**MONTH, "sign_ins": count})["total payable"]["min"]
        assert shown == right, f"recomputation {number}, {count} sign-ins: {shown}, not {right}"

    def _taken(self, opens: bool) -> Taken:
        """Return the calculator's memory after a garbage collection, and the bytes stored."""
        memory = []
        for _ in range(OPENED if opens else 1):
            if opens:
                self.page.goto("about:blank")
                self.page.goto(f"calculator/{KNOWN}")
                self.visitor.ready(self.page)
            session = self.visitor.context.new_cdp_session(self.page)
            session.send("HeapProfiler.enable")
            for _ in range(MEASURED):
                session.send("HeapProfiler.collectGarbage")
                time.sleep(PAUSE_S)
                memory.append(renderer_memory(self.profile, "VmRSS") or 0)
            heap = session.send("Runtime.getHeapUsage")["usedSize"]
            session.detach()
        return {"heap": int(heap), "renderer": min(memory), **self.page.evaluate(STORAGE)}


def least(taken: list[Taken]) -> Taken:
    """Return the least of each number, and everything else as it was last."""
    return {
        name: min(each[name] for each in taken) if isinstance(value, int) else value
        for name, value in taken[-1].items()
    }


def grown(early: Taken, late: Taken, stored: int) -> list[str]:
    """Return what has grown: memory by more than a tenth, storage by more than so many bytes, or any item."""
    most = {name: early[name] * GROWTH for name in ("heap", "renderer")} | {"usage": early["usage"] + stored}
    over = [name for name, bound in most.items() if late[name] > bound]
    return over if late["items"] == early["items"] else [*over, "items"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"heap": 1_100_000, "usage": 10_005_000}, []),
        ({"heap": 1_100_001}, ["heap"]),
        ({"renderer": 1}, ["renderer"]),
        ({"usage": 10_005_001}, ["usage"]),
        ({"items": {"caches": [84], "databases": ["handbook-months"]}}, ["items"]),
        ({"items": {"caches": [83], "databases": []}}, ["items"]),
    ],
)
def test_growth_is_noticed(change: Taken, found: list[str]) -> None:
    items = {"caches": [83], "databases": ["handbook-months"]}
    early = {"heap": 1_000_000, "renderer": 0, "usage": 10_000_000, "items": items}
    assert grown(early, {**early, **change}, STORED) == found
