"""A visitor's three visits to a page: the first, one with the browser started anew, one without network."""

import json
import math
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Error, Page, Playwright

from calculator.errors import ProjectError
from scripts.bench.contenders import OURS, Contender
from scripts.bench.link import FREE, Shape
from scripts.bench.memory import peak_memory
from scripts.bench.quota import Quota
from scripts.bench.served import Served
from scripts.browser import ARGUMENTS
from scripts.states import LEDGER, keep

MARKS = Path(__file__).with_name("marks.js")
KEYS = Path(__file__).with_name("keys.js")
TIMEOUT_S = 120
POLL_S = 0.2
SETTLE_S = 0.5
# Long enough for the browser to write the code it compiled, and for a page to keep things on the device.
DWELL_S = 4
PRESSED, WARM = 30, 5
# Twelve rows: those of the pictures, some of them twice.
_YEAR = [*LEDGER["months"], *LEDGER["months"]][:12]
_KEPT = {**LEDGER, "months": [{**row, "month": f"2026-{at:02d}"} for at, row in enumerate(_YEAR, 1)]}
_MOMENTS = """() => ({
  ...globalThis.benchMarks,
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  shown: document.querySelector(%s)?.textContent,
})"""
Row = dict[str, float | None]


class Profile(NamedTuple):
    """Under which conditions a visit is made."""

    id: str
    name: str
    tight: bool
    shape: Shape


class Visitor:
    """A browser that starts anew for each visit, with or without a quota."""

    def __init__(self, driver: Playwright, program: str, quota: Quota | None, place: Path) -> None:
        self._driver = driver
        self._quota = quota
        self._program = quota.launcher(program, place) if quota else Path(program)

    def round(self, contender: Contender, host: Served, profile: Profile) -> Row:
        """Return what one new visitor's visits come to, in milliseconds and bytes; None where one failed."""
        url = host.address + contender.path
        row: Row = {}
        kept = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            host.restart(profile.shape)
            with self._opened(kept, contender, url, profile) as page:
                moments = _first_figure(page, contender)
                row["first_memory"] = peak_memory(kept)
                time.sleep(DWELL_S)
                row["first_bytes"] = host.sent()
            row |= {f"first_{name}_ms": value for name, value in moments.items()}
            host.restart(profile.shape)
            with self._opened(kept, contender, url, profile) as page:
                moments = _first_figure(page, contender)
                if profile.shape == FREE:
                    (times,) = _key_times(page, contender, [contender.event])
                    row |= {"key_ms": statistics.median(times), "key_p95_ms": _p95(times)}
                row["second_bytes"] = host.sent()
            row |= {f"second_{name}_ms": value for name, value in moments.items()}
            host.restart(away=True)
            row |= self._without_network(kept, contender, url, profile)
            if contender == OURS and profile.shape == FREE:
                host.restart()
                with self._opened(kept, contender, url, profile) as page:
                    _first_figure(page, contender)
                    keep(page, _KEPT)
                    figures, judged = _key_times(page, contender, [contender.event, "judged"])
                    row |= {
                        "kept_key_ms": statistics.median(figures),
                        "kept_judged_ms": statistics.median(judged),
                    }
            return row
        finally:
            shutil.rmtree(kept, ignore_errors=True)

    def figure(self, contender: Contender, host: Served) -> str:
        """Return the figure a contender shows for the form all of them begin with."""
        kept = Path(tempfile.mkdtemp(prefix="bench-"))
        profile = Profile("", "", False, FREE)
        try:
            host.restart()
            with self._opened(kept, contender, host.address + contender.path, profile) as page:
                _first_figure(page, contender)
                return "".join(str(page.evaluate(_MOMENTS % json.dumps(contender.figure))["shown"]).split())
        finally:
            shutil.rmtree(kept, ignore_errors=True)

    def _without_network(self, kept: Path, contender: Contender, url: str, profile: Profile) -> Row:
        """Return the moments of a visit while every connection is refused; None where nothing opens."""
        try:
            with self._opened(kept, contender, url, profile) as page:
                moments = _first_figure(page, contender)
        except Error:
            moments = {"ready": None, "readable": None}
        return {f"offline_{name}_ms": value for name, value in moments.items()}

    @contextmanager
    def _opened(self, kept: Path, contender: Contender, url: str, profile: Profile) -> Iterator[Page]:
        """Start the browser and open the page; the quota holds from just before the address is called."""
        if self._quota:
            self._quota.limit(tight=False)
        context = self._driver.chromium.launch_persistent_context(
            kept,
            executable_path=self._program,
            args=list(ARGUMENTS),
            viewport={"width": 360, "height": 740},
            timeout=TIMEOUT_S * 1000,
        )
        try:
            context.set_default_timeout(TIMEOUT_S * 1000)
            page = context.pages[0]
            page.add_init_script(MARKS.read_text("utf-8").replace("FIGURE", json.dumps(contender.figure)))
            time.sleep(SETTLE_S)
            if self._quota:
                self._quota.limit(tight=profile.tight)
            page.goto(url, wait_until="commit")
            yield page
        finally:
            if self._quota:
                self._quota.limit(tight=False)
            with suppress(Error):
                context.close()


def _first_figure(page: Page, contender: Contender) -> Row:
    """Return when the engine was ready and when there was something to read, once both have been painted."""
    until = time.monotonic() + TIMEOUT_S
    while time.monotonic() < until:
        moments = page.evaluate(_MOMENTS % json.dumps(contender.figure))
        if "readyPainted" in moments and "figurePainted" in moments and moments.get("paint"):
            return {"ready": moments["ready"], "readable": max(moments["figurePainted"], moments["paint"])}
        time.sleep(POLL_S)
    raise ProjectError(f"{contender.name} 等了 {TIMEOUT_S} 秒还没有算出来")


def _p95(times: Sequence[float]) -> float:
    """Return the time that one in twenty exceeds.

    >>> _p95([float(time) for time in range(1, 101)])
    95.0
    """
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _key_times(page: Page, contender: Contender, names: Sequence[str]) -> list[tuple[float, ...]]:
    """Return for each event the milliseconds from each key to the frame showing it, first keys aside."""
    press = KEYS.read_text("utf-8")
    press = press[press.index("async") :]
    # Found once: looking for it before each key would take up part of the frame that shows what comes of it.
    field = page.locator(contender.field).element_handle()
    rows = [field.evaluate(press, [str(place % 40), names]) for place in range(PRESSED + WARM)]
    return list(zip(*rows[WARM:], strict=True))
