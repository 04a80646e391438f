"""Faults of network, storage and processes: each leaves a right figure or a clear sentence, and heals.

The id of a test names its trial; draws start from the names in it, so the same id makes the same trial:
`pytest "tests/deep/test_faults.py::test_…[0-cut]" -m deep`, with `--trials 4` for a first number of 0 to 3.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from scripts.measure.bench.usage import PROCESSES, processes
from scripts.runtime.node import WASM
from tests.browser.support.kept_site import MONTH
from tests.browser.support.network import MISSING
from tests.deep.device import KEPT, RENEW, Device
from tests.deep.kinds import KINDS, drawn, path_for
from tests.deep.trials import Trials, check_ledger, check_told, judged
from tests.support.machine import LIMIT_MS, LIMIT_S

pytestmark = [pytest.mark.deep, pytest.mark.browser]
MOST_BYTES = 45_000_000
SWITCH = "换成新版"
LOSE = Path(__file__).with_name("lose.js").read_text("utf-8").partition("\n")[2]
# Beginnings of the sentences that the page must show if the ledger is lost or unreadable.
GONE = "浏览器清掉了以前记的 1 个月。有导出的文件，可以导入。"
TOLD = {"ledger": GONE, "months": GONE, "row": "2025年3月读不出来，没有算上"}
WAYS = ("entries", "halves", "mark", "cache", "worker", "texts", *TOLD)
ONLINE = {"online": False, "offline": True}


@contextmanager
def kept(trials: Trials) -> Iterator[tuple[Device, Page]]:
    """A device that has stored the old build and a month of the ledger."""
    with trials.device() as device:
        page = device.open()
        device.keep(page, LIMIT_MS)
        device.note_month()
        yield device, page


def at_first_visit(trials: Trials, path: str, kind: str) -> None:
    """Open the site for the first time while a file is at fault."""
    what = f"first visit, {path} {kind}"
    with trials.device() as device:
        if path in trials.spare:
            # It is requested only where Python does not start from the lean wasm.
            trials.network.faults[f"/{WASM}"] = MISSING
        trials.network.faults[path] = KINDS[kind]()
        page = device.open()
        device.keep(page)
        stored = page.locator(KEPT).count() == 1
        page.close()
        trials.look(device, what)
        trials.network.down = True
        # A page that has said that the site is stored has promised a figure.
        trials.look(device, f"{what}, then no network", figure=stored)
        trials.mended(device, what)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_at_fault_at_a_first_visit(trials: Trials, kind: str, turn: int) -> None:
    at_first_visit(trials, path_for(trials.files, kind, turn), kind)


@pytest.mark.parametrize("kind", ["cut", "login"])
def test_a_spare_file_at_fault_where_it_is_needed(trials: Trials, kind: str, turn: int) -> None:
    path = drawn("spare", kind, turn).choice(trials.spare)
    trials.network.requested.clear()
    at_first_visit(trials, path, kind)
    assert path in trials.network.requested


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_at_fault_at_an_update(trials: Trials, kind: str, turn: int) -> None:
    path = path_for(trials.changed, kind, turn)
    what = f"update, {path} {kind}"
    with kept(trials) as (device, page):
        trials.network.site = trials.new
        trials.network.faults[path] = KINDS[kind]()
        device.renew(page)
        trials.look(device, what, figure=True)
        trials.network.down = True
        trials.look(device, f"{what}, then no network", figure=True)
        check_ledger(device, what)
        page.close()
        trials.mended(device, what)


@pytest.fixture(scope="module")
def stored(trials: Trials, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a profile that has stored the old build and a month of the ledger."""
    profile = tmp_path_factory.mktemp("stored") / "profile"
    with trials.device(profile) as device:
        device.keep(device.open(), LIMIT_MS)
        device.note_month()
    return profile


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="only Linux tells which processes a browser has")
@pytest.mark.parametrize("third", range(3))
@pytest.mark.parametrize("moment", ["first visit", "update"])
def test_the_browser_is_killed(
    trials: Trials, stored: Path, tmp_path: Path, moment: str, third: int, turn: int
) -> None:
    random = drawn("killed", moment, third, turn)
    renewing = moment == "update"
    requests = len(trials.changed if renewing else trials.files)
    # A file that the page has requested just before may come from the browser's own cache.
    after = int(0.9 * requests * (third + random.random()) / 3)
    what = f"killed {after} of {requests} files into {'an update' if renewing else 'a first visit'}"
    profile = tmp_path / "profile"
    if renewing:
        shutil.copytree(stored, profile, symlinks=True, ignore=shutil.ignore_patterns("Singleton*"))
    with suppress(Error), trials.device(profile) as device:
        trials.network.requested.clear()
        page = device.open()
        if renewing:
            device.keep(page, LIMIT_MS)
            trials.network.requested.clear()
            trials.network.site = trials.new
            page.evaluate(f"() => void ({RENEW})()")
        kill_after(trials.network.requested, after, profile)
    with trials.device(profile) as device:
        trials.network.site = trials.new if renewing else trials.old
        trials.network.down = random.random() < 0.5
        trials.look(device, what, figure=renewing or not trials.network.down)
        trials.mended(device, what)
        if renewing:
            check_ledger(device, what)


def kill_after(requested: list[str], number: int, profile: Path) -> None:
    """Kill a profile's browser once it has requested so many files."""
    until = time.monotonic() + LIMIT_S
    while len(requested) < number:
        assert time.monotonic() < until, f"only {len(requested)} of {number} files were requested"
        time.sleep(0.005)
    for process in processes(profile):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("room", ["none", "too little"])
@pytest.mark.parametrize("moment", ["refill", "update"])
def test_storage_is_full(trials: Trials, moment: str, room: str, turn: int) -> None:
    bytes_left = 0 if room == "none" else drawn("full", moment, turn).randrange(MOST_BYTES)
    what = f"{bytes_left} bytes of room at {moment}"
    with kept(trials) as (device, page):
        session = device.context.new_cdp_session(page)
        origin = {"origin": trials.origin.rstrip("/")}
        session.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": bytes_left})
        if moment == "update":
            trials.network.site = trials.new
            device.renew(page)
        else:
            page.evaluate(LOSE, ["cache", []])
            page.reload()
            device.keep(page)
        trials.look(device, what, figure=True)
        check_ledger(device, what)
        trials.network.down = True
        trials.look(device, f"{what}, then no network", figure=moment == "update")
        trials.network.mend()
        session.send("Storage.overrideQuotaForOrigin", origin)
        page.close()
        trials.mended(device, what)


@pytest.mark.parametrize("line", ONLINE)
@pytest.mark.parametrize("way", WAYS)
def test_the_browser_loses_what_it_stored(trials: Trials, way: str, line: str, turn: int) -> None:
    lose(trials, way, line, turn)


def lose(trials: Trials, way: str, line: str, turn: int) -> None:
    """Take away what a device stores, with a network or without one."""
    random = drawn("lost", way, line, turn)
    places = [random.randrange(1000) for _ in range(random.choice((1, 5, 60)))]
    what = f"{way} lost, {line}, places {places}"
    with kept(trials) as (device, page):
        page.evaluate(LOSE, [way, places])
        page.close()
        trials.network.down = ONLINE[line]
        trials.look(device, what, figure=way in TOLD or line == "online")
        if way in TOLD:
            check_told(device, TOLD[way], what)
        if way == "halves" and line == "offline":
            # A damaged file is noticed when it is read, and fetched again if there is a network.
            trials.network.mend()
            trials.look(device, f"{what}, then online", figure=True)
        trials.mended(device, what)
        if TOLD.get(way) == GONE:
            # A lost month does not come back; the next one has to stay.
            device.note_month()
        if way != "row":
            check_ledger(device, what)


@pytest.mark.parametrize(("line", "reloads"), [("online", False), ("offline", True)])
def test_one_page_takes_over_a_build_while_another_computes(trials: Trials, line: str, reloads: bool) -> None:
    what = f"two pages over an update, {line}"
    with kept(trials) as (device, page):
        second = device.computed(MONTH)
        trials.network.site = trials.new
        device.renew(page)
        page.get_by_role("button", name=SWITCH).click()
        page.wait_for_load_state()
        trials.network.down = ONLINE[line]
        if reloads:
            second.reload()
        judged(device.read(second), f"{what}: the second page", figure=True)
        trials.look(device, f"{what}: a third page", figure=True)
        second.close()
        page.close()
        trials.mended(device, what)
        check_ledger(device, what)


def test_a_host_goes_back_and_forth_between_builds(trials: Trials, turn: int) -> None:
    random, what = drawn("back", turn), "back and forth"
    with kept(trials) as (device, page):
        for step in range(5):
            trials.network.site = random.choice((trials.old, trials.new))
            device.renew(page)
            button = page.get_by_role("button", name=SWITCH)
            if random.random() < 0.5 and button.is_visible():
                button.click()
                page.wait_for_load_state()
            trials.look(device, f"{what}, step {step}", figure=True)
        page.close()
        trials.network.down = True
        trials.look(device, f"{what}, then no network", figure=True)
        trials.mended(device, what)
        check_ledger(device, what)
