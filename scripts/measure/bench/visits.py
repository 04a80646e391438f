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

from playwright.sync_api import BrowserType, Error, Page

from calculator.errors import ProjectError
from scripts.measure.bench.contenders import OURS, Contender
from scripts.measure.bench.link import FREE, Shape
from scripts.measure.bench.memory import peak_memory
from scripts.measure.bench.quota import Quota
from scripts.measure.bench.rest import Spent, await_rest, spent_by
from scripts.measure.bench.served import Served
from scripts.measure.states import LEDGER, keep
from scripts.setup.browser import ARGUMENTS

FIELD = "input[name=valid_reports]"
MARKS = Path(__file__).with_name("marks.js")
KEYS = Path(__file__).with_name("keys.js")
TIMEOUT_S = 120
POLL_S = 0.2
# Long enough for the browser to write the code it compiled.
DWELL_S = 4
PRESSED, WARM = 30, 5
# Between two keys of somebody quick.
BETWEEN_S = 0.1
# Twelve rows: those of the pictures, some of them twice.
_YEAR = [*LEDGER["months"], *LEDGER["months"]][:12]
_YEAR_KEPT = {**LEDGER, "months": [{**row, "month": f"2026-{at:02d}"} for at, row in enumerate(_YEAR, 1)]}
_MOMENTS = """() => ({
  ...globalThis.benchMarks,
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  shown: document.querySelector(%s)?.textContent,
  origin: performance.timeOrigin,
})"""
_KEPT = """(place) => {
  const { state } = document.querySelector(place)?.dataset ?? {};
  return ["kept", "failed"].includes(state) && { state, at: performance.now() };
}"""
Row = dict[str, float | None]


class Profile(NamedTuple):
    """Under which conditions a visit is made."""

    id: str
    tight: bool
    shape: Shape


class Moments(NamedTuple):
    """When the engine was ready and when there was something to read, in milliseconds since navigation.

    `cpu` is what the browser had of the processor from just before that until *ready*; None where unknown.
    """

    ready: float
    readable: float
    origin: float
    cpu: float | None

    @property
    def ready_at(self) -> float:
        """Return when it was ready, in seconds of the machine's clock."""
        return (self.origin + self.ready) / 1000

    def named(self, visit: str) -> Row:
        """Return the figures as those of a visit."""
        return {
            f"{visit}_ready_ms": self.ready,
            f"{visit}_readable_ms": self.readable,
            f"{visit}_cpu_ms": self.cpu,
        }


class Opened(NamedTuple):
    """A page whose address was just called, the browser's profile, and what it had of the processor then."""

    page: Page
    profile: Path
    before: Spent


class Visitor:
    """A browser that starts anew for each visit, with or without a quota."""

    def __init__(self, chromium: BrowserType, program: str, quota: Quota | None, place: Path) -> None:
        self._chromium = chromium
        self._quota = quota
        self._program = quota.launcher(program, place) if quota else Path(program)

    def round(self, contender: Contender, host: Served, profile: Profile) -> Row:
        """Return what one new visitor's visits come to, in milliseconds and bytes; None where one failed."""
        url = host.address + contender.path
        row: Row = {}
        profile_folder = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            host.restart(profile.shape)
            with self._opened(profile_folder, contender, url, profile) as opened:
                moments = _first_figure(opened, contender)
                row["first_memory"] = peak_memory(profile_folder)
                peaks = [row["first_memory"]]
                row["first_ready_bytes"] = host.sent(by=moments.ready_at)
                row["first_kept_ms"] = _kept(opened.page, contender)
                peaks.append(peak_memory(profile_folder))
                time.sleep(DWELL_S)
                row["first_bytes"] = host.sent()
                # The kernel's peak was seen to fall: it is not one of the whole visit.
                peaks.append(peak_memory(profile_folder))
                row["first_whole_memory"] = max(filter(None, peaks), default=None)
            row |= moments.named("first")
            host.restart(profile.shape)
            with self._opened(profile_folder, contender, url, profile) as opened:
                row |= _first_figure(opened, contender).named("second")
                # Says the second time, too, that everything is there: nothing runs beside the keys.
                _kept(opened.page, contender)
                if profile.shape == FREE:
                    (times,) = _key_times(opened.page, [contender.event])
                    row |= {"key_ms": statistics.median(times), "key_p95_ms": _p95(times)}
                row["second_bytes"] = host.sent()
            host.restart(away=True)
            row |= self._without_network(profile_folder, contender, url, profile)
            if contender == OURS and profile.shape == FREE:
                host.restart()
                with self._opened(profile_folder, contender, url, profile) as opened:
                    _first_figure(opened, contender)
                    _kept(opened.page, contender)
                    keep(opened.page, _YEAR_KEPT)
                    figures, judged = _key_times(opened.page, [contender.event, "judged"])
                    row |= {
                        "kept_key_ms": statistics.median(figures),
                        "kept_judged_ms": statistics.median(judged),
                    }
            return row
        finally:
            shutil.rmtree(profile_folder, ignore_errors=True)

    def figure(self, contender: Contender, host: Served) -> str:
        """Return the figure a contender shows for the form all of them begin with."""
        kept = Path(tempfile.mkdtemp(prefix="bench-"))
        profile = Profile("", False, FREE)
        try:
            host.restart()
            with self._opened(kept, contender, host.address + contender.path, profile) as opened:
                _first_figure(opened, contender)
                moments = opened.page.evaluate(_MOMENTS % json.dumps(contender.figure))
                return "".join(str(moments["shown"]).split())
        finally:
            shutil.rmtree(kept, ignore_errors=True)

    def _without_network(self, kept: Path, contender: Contender, url: str, profile: Profile) -> Row:
        """Return the moments of a visit while every connection is refused; None where nothing opens."""
        try:
            with self._opened(kept, contender, url, profile) as opened:
                return _first_figure(opened, contender).named("offline")
        except Error:
            return {"offline_ready_ms": None, "offline_readable_ms": None}

    @contextmanager
    def _opened(self, kept: Path, contender: Contender, url: str, profile: Profile) -> Iterator[Opened]:
        """Start the browser and open the page; the quota holds from just before the address is called."""
        if self._quota:
            self._quota.limit(tight=False)
        context = self._chromium.launch_persistent_context(
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
            await_rest(kept)
            if self._quota:
                self._quota.limit(tight=profile.tight)
            before = Spent.now(kept)
            page.goto(url, wait_until="commit")
            yield Opened(page, kept, before)
        finally:
            if self._quota:
                self._quota.limit(tight=False)
            with suppress(Error):
                context.close()


def _first_figure(opened: Opened, contender: Contender) -> Moments:
    """Return the moments once all of them have been painted."""
    until = time.monotonic() + TIMEOUT_S
    looks = [opened.before]
    while time.monotonic() < until:
        moments = opened.page.evaluate(_MOMENTS % json.dumps(contender.figure))
        looks.append(Spent.now(opened.profile))
        if "readyPainted" in moments and "figurePainted" in moments and moments.get("paint"):
            readable = max(moments["figurePainted"], moments["paint"])
            found = Moments(moments["ready"], readable, moments["origin"], None)
            # Nobody counts where a browser that runs has had nothing.
            counted = opened.before.processor > 0
            return found._replace(cpu=spent_by(found.ready_at, looks) * 1000 if counted else None)
        time.sleep(POLL_S)
    raise ProjectError(f"{contender.name} 等了 {TIMEOUT_S} 秒还没有算出来")


def _kept(page: Page, contender: Contender) -> float | None:
    """Wait until the page says that it is on the device, and return when; None where it keeps nothing."""
    if not contender.kept:
        return None
    kept = page.wait_for_function(_KEPT, arg=contender.kept, polling=POLL_S * 1000).json_value()
    if kept["state"] != "kept":
        raise ProjectError(f"{contender.name} 没有存到设备上，第二次打开和断网打开都量不了")
    return float(kept["at"])


def _p95(times: Sequence[float]) -> float:
    """Return the time that one in twenty exceeds.

    >>> _p95([float(time) for time in range(1, 101)])
    95.0
    """
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _key_times(page: Page, names: Sequence[str]) -> list[tuple[float, ...]]:
    """Return for each event the milliseconds from each key to the frame showing it, first keys aside."""
    press = KEYS.read_text("utf-8")
    press = press[press.index("async") :]
    # Found once: looking for it before each key would take up part of the frame that shows what comes of it.
    field = page.locator(FIELD).element_handle()
    rows = []
    for place in range(PRESSED + WARM):
        time.sleep(BETWEEN_S)
        rows.append(field.evaluate(press, [str(place % 40), names]))
    return list(zip(*rows[WARM:], strict=True))
