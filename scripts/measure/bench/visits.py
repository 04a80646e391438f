"""The visits to a page: the first, the second with key presses, and one without network."""

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserType, Error, Page

from calculator.errors import ProjectError
from scripts.measure.bench.contenders import Contender
from scripts.measure.bench.host import Host
from scripts.measure.bench.link import FREE, PROFILES, Profile
from scripts.measure.bench.quota import Quota
from scripts.measure.bench.usage import await_rest, processor_seconds, renderer_memory
from scripts.setup.browser import ARGUMENTS

FIELD, OTHER = "input[name=valid_reports]", "input[name=sign_ins]"
MARKS = Path(__file__).with_name("marks.js")
KEYS = Path(__file__).with_name("keys.js")
TIMEOUT_S = 120
# A short time, since the processor time until *ready* is read at the first look after it.
POLL_S = 0.05
# Long enough for the browser to write the code it compiled.
DWELL_S = 4
PRESSED, WARM = 30, 5
# The time between two keys of a fast typist.
BETWEEN_S = 0.1
_MOMENTS = """() => ({
  ...globalThis.benchMarks,
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  origin: performance.timeOrigin,
})"""
_KEPT = """(place) => {
  const { state } = document.querySelector(place)?.dataset ?? {};
  return ["kept", "failed"].includes(state) && { state, at: performance.now() };
}"""
Row = dict[str, float | None]


class Moments(NamedTuple):
    """When the engine was ready and the figure readable, in milliseconds since navigation.

    `spent` is the processor time of the browser until then, in milliseconds.
    """

    ready: float
    readable: float
    origin: float
    spent: float

    @property
    def ready_at(self) -> float:
        """Return the time of *ready*, in seconds of the machine's clock."""
        return (self.origin + self.ready) / 1000

    def named(self, visit: str) -> Row:
        """Return the figures with the visit in their names."""
        return {
            f"{visit}_ready_ms": self.ready,
            f"{visit}_readable_ms": self.readable,
            f"{visit}_cpu_ms": self.spent,
        }


class Opened(NamedTuple):
    """A page whose navigation has begun, the browser's profile, and its processor seconds before."""

    page: Page
    contender: Contender
    profile: Path
    spent: float


class Visitor:
    """A browser that is started for each visit, with or without a quota."""

    def __init__(self, chromium: BrowserType, program: str, quota: Quota | None, place: Path) -> None:
        self._chromium = chromium
        self._quota = quota
        self._program = quota.launcher(program, place) if quota else Path(program)

    def round(self, contender: Contender, host: Host, profile: Profile) -> Row:
        """Return the figures of all visits with a new profile, in ms and bytes; None if a visit failed."""
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
            open_page = partial(self._opened, Path(folder), contender, host, profile)
            host.restart(profile.shape)
            with open_page() as opened:
                row = _first_visit(opened, host)
            host.restart(profile.shape)
            with open_page() as opened:
                row |= _first_figure(opened).named("second")
                # Until the page says that the site is stored, its service worker may work beside the keys.
                _kept(opened)
                if profile.shape == FREE:
                    times = _key_times(opened)
                    row["key_ms"] = statistics.median(times)
                    row["key_p95_ms"] = statistics.quantiles(times, n=20)[-1]
                row["second_bytes"] = host.link.sent
            host.restart(away=True)
            row["offline_ready_ms"] = None
            with suppress(Error), open_page() as opened:
                row["offline_ready_ms"] = _first_figure(opened).ready
            return row

    def figure(self, contender: Contender, host: Host) -> str:
        """Return the figure that a page shows for the form's first values."""
        host.restart()
        with (
            tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder,
            self._opened(Path(folder), contender, host, PROFILES[0]) as opened,
        ):
            _first_figure(opened)
            return "".join(opened.page.locator(contender.figure).inner_text().split())

    @contextmanager
    def _opened(self, folder: Path, contender: Contender, host: Host, profile: Profile) -> Iterator[Opened]:
        """Start the browser and open the page; the quota begins just before navigation."""
        if self._quota:
            self._quota.limit(tight=False)
        context = self._chromium.launch_persistent_context(
            folder,
            executable_path=self._program,
            args=list(ARGUMENTS),
            viewport={"width": 360, "height": 740},
            timeout=TIMEOUT_S * 1000,
        )
        try:
            context.set_default_timeout(TIMEOUT_S * 1000)
            page = context.pages[0]
            page.add_init_script(MARKS.read_text("utf-8").replace("FIGURE", json.dumps(contender.figure)))
            await_rest(folder)
            if self._quota:
                self._quota.limit(tight=profile.tight)
            spent = processor_seconds(folder)
            page.goto(host.address + contender.path, wait_until="commit")
            yield Opened(page, contender, folder, spent)
        finally:
            if self._quota:
                self._quota.limit(tight=False)
            with suppress(Error):
                context.close()


def _first_visit(opened: Opened, host: Host) -> Row:
    """Return the figures of the first visit, which ends some time after the site is stored."""
    moments = _first_figure(opened)
    row = moments.named("first")
    row["first_memory"] = renderer_memory(opened.profile)
    row["first_ready_bytes"] = host.link.sent_by(moments.ready_at)
    row["first_kept_ms"] = _kept(opened)
    stored_memory = renderer_memory(opened.profile)
    time.sleep(DWELL_S)
    row["first_bytes"] = host.link.sent
    # The kernel's peak can become smaller, so the largest of three values counts.
    peaks = (row["first_memory"], stored_memory, renderer_memory(opened.profile))
    row["first_whole_memory"] = max(filter(None, peaks), default=None)
    return row


def _first_figure(opened: Opened) -> Moments:
    """Wait until all moments are recorded, and return them."""
    until = time.monotonic() + TIMEOUT_S
    while time.monotonic() < until:
        moments = opened.page.evaluate(_MOMENTS)
        if "readyPainted" in moments and "figurePainted" in moments and moments.get("paint"):
            readable = max(moments["figurePainted"], moments["paint"])
            spent = (processor_seconds(opened.profile) - opened.spent) * 1000
            return Moments(moments["ready"], readable, moments["origin"], spent)
        time.sleep(POLL_S)
    raise ProjectError(f"{opened.contender.name} 等了 {TIMEOUT_S} 秒还没有算出来")


def _kept(opened: Opened) -> float | None:
    """Wait until the page says that the site is stored, and return when; None if the page stores nothing."""
    page, contender = opened.page, opened.contender
    if not contender.kept:
        return None
    kept = page.wait_for_function(_KEPT, arg=contender.kept, polling=POLL_S * 1000).json_value()
    if kept["state"] != "kept":
        raise ProjectError(f"{contender.name} 没有存到设备上，第二次打开和断网打开都量不了")
    return float(kept["at"])


def _key_times(opened: Opened) -> list[float]:
    """Return the milliseconds from each key to the frame with its figure, without the first keys."""
    press = KEYS.read_text("utf-8")
    # A month has a figure once both counts are there.
    other = opened.page.locator(OTHER)
    if other.count():
        other.fill("20")
    # Found once: a search before each key would take time in the frame with the figure.
    field = opened.page.locator(FIELD).element_handle()
    times = []
    for place in range(PRESSED + WARM):
        time.sleep(BETWEEN_S)
        times.append(field.evaluate(press, [str(place % 40), opened.contender.event]))
    return times[WARM:]
