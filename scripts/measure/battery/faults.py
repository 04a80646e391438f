"""Let go wrong what can, on the way to a device and on it: a right figure or a clear sentence, always."""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from scripts.measure.battery.coming import install, update
from scripts.measure.battery.findings import Findings
from scripts.measure.battery.ruin import back, full, killed, lost, two_pages
from scripts.measure.battery.trials import Sites, Trials, trials
from scripts.setup.browser import chromium
from scripts.site.build import SITE, build
from tests.browser.support.built import NEW, NEW_VERSION, OLD, OLD_VERSION, build_dearer

AT_ONCE = 2
# A browser lives for so many trials.
PART = 12
# Shares of the whole, in hundredths.
SHARES: dict[Callable[[Trials, range], None], int] = {
    install: 46,
    update: 32,
    killed: 8,
    full: 5,
    lost: 5,
    two_pages: 2,
    back: 2,
}


def try_faults(count: int) -> Findings:
    """Return what became of `count` faults, at a site built now and at the one that follows it."""
    build()
    with tempfile.TemporaryDirectory() as folder:
        build_dearer(Path(folder))
        return try_on(SITE, Path(folder) / "site", count)


def try_on(old: Path, new: Path, count: int) -> Findings:
    """Return what became of them at two built sites; the families go two at a time, a browser each."""
    found = Findings()
    with ProcessPoolExecutor(max_workers=AT_ONCE, mp_context=get_context("spawn")) as pool:
        begun = [pool.submit(_tried, old, new, family, numbers) for family, numbers in _parts(count)]
        for number, part in enumerate(as_completed(begun), 1):
            found.add(part.result())
            print(f"  {number} / {len(begun)}", flush=True)
    return found


def _parts(count: int) -> Iterator[tuple[Callable[[Trials, range], None], range]]:
    """Yield each family with a few of its trials at a time: whoever waits sees how far it is."""
    for family, share in SHARES.items():
        total = max(1, count * share // 100)
        yield from ((family, range(start, min(start + PART, total))) for start in range(0, total, PART))


def _tried(old: Path, new: Path, family: Callable[[Trials, range], None], numbers: range) -> Findings:
    found = Findings()
    sites = Sites(old, new, {OLD_VERSION: OLD, NEW_VERSION: NEW})
    with chromium() as browser, trials(found, sites, browser) as begun:
        family(begun, numbers)
    return found
