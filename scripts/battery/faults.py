"""Let go wrong what can, on the way to a device and on it: a right figure or a clear sentence, always."""

import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from scripts.battery.coming import install, update
from scripts.battery.findings import Findings
from scripts.battery.ruin import back, full, killed, lost, two_pages
from scripts.battery.trials import Sites, Trials, trials
from scripts.build import SITE, build
from tests.browser.kept_site import NEW, NEW_VERSION, OLD, OLD_VERSION, build_dearer

AT_ONCE = 2
# Shares of the whole, in hundredths.
SHARES: dict[Callable[[Trials, int], None], int] = {
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
        shares = [(family, max(1, count * share // 100)) for family, share in SHARES.items()]
        for part in [pool.submit(_tried, family, old, new, share) for family, share in shares]:
            found.add(part.result())
    return found


def _tried(family: Callable[[Trials, int], None], old: Path, new: Path, count: int) -> Findings:
    found = Findings()
    with trials(found, Sites(old, new, {OLD_VERSION: OLD, NEW_VERSION: NEW})) as begun:
        family(begun, count)
    return found
