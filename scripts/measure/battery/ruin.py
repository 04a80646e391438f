"""What happens on a device: the browser is killed, has no room, loses what it kept; builds go back."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from playwright.sync_api import Error, Page

from scripts.measure.battery.device import RENEW, Device
from scripts.measure.battery.trials import Trials
from scripts.measure.bench.memory import processes

SEED = 20220506
# A whole install takes about as long here.
INSTALL_S, UPDATE_S = 2.5, 1.2
MOST_BYTES = 45_000_000
SWITCH = "换成新版"
# Parts of what a device holds, by how each is taken away; of many, those at the places given.
LOSE = """async ([what, places]) => {
  const [name] = await caches.keys();
  const cache = await caches.open(name);
  const all = await cache.keys();
  const some = (from) => [...new Set(places.map((place) => from[place % from.length]))];
  const ledger = "handbook-months";
  const months = (change) => new Promise((settle, fail) => {
    const open = indexedDB.open(ledger);
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const changing = open.result.transaction("months", "readwrite");
      changing.oncomplete = () => { open.result.close(); settle(); };
      changing.onabort = () => fail(changing.error);
      change(changing.objectStore("months"));
    };
  });
  const ways = {
    entries: () => Promise.all(some(all).map((each) => cache.delete(each))),
    cache: () => caches.delete(name),
    mark: () => cache.delete(all.find(({ url }) => url.endsWith("/kept-whole"))),
    worker: async () => (await navigator.serviceWorker.getRegistration()).unregister(),
    texts: () => localStorage.clear(),
    ledger: () => new Promise((settle, fail) => {
      const deletion = indexedDB.deleteDatabase(ledger);
      deletion.onsuccess = () => settle();
      deletion.onerror = () => fail(deletion.error);
    }),
    months: () => months((store) => store.clear()),
    row: () => months((store) => store.put({ month: "2025-03", revision: 1, row: { month: "2025-03" } })),
    halves: async () => {
      for (const each of some(all.filter(({ url }) => url.includes("/runtime/")))) {
        const found = await cache.match(each);
        const bytes = await found.arrayBuffer();
        await cache.put(each, new Response(bytes.slice(0, bytes.byteLength / 2), { headers: found.headers }));
      }
    },
  };
  await ways[what]();
}"""
# What the page owes a reader whose ledger is gone, or cannot be read: as these sentences begin.
GONE = "浏览器清掉了以前记的 1 个月。有导出的文件，可以导入。"
TOLD = {"ledger": GONE, "months": GONE, "row": "记下的月份有读不出来的："}
WAYS = ("entries", "halves", "mark", "cache", "worker", "texts", *TOLD)


@contextmanager
def _kept(trials: Trials, number: int, family: str) -> Iterator[tuple[Device, Page, Random]]:
    """A device that has the old build and a month of its own, and what is drawn for a trial."""
    trials.found.count(family)
    with trials.device() as device:
        page = device.open()
        device.keep(page)
        device.note_month()
        yield device, page, Random(f"{SEED} {family} {number}")


def killed(trials: Trials, numbers: range) -> None:
    """Kill the browser in the midst of a first visit and of an update, at any moment."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        before = Path(folder) / "before"
        with trials.device(before) as device:
            device.keep(device.open())
            device.note_month()
        for number in numbers:
            profile = Path(folder) / str(number)
            renewing = number % 4 > 0
            if renewing:
                shutil.copytree(before, profile, symlinks=True, ignore=shutil.ignore_patterns("Singleton*"))
            _kill_one(trials, profile, number, renewing)
            shutil.rmtree(profile, ignore_errors=True)


def _kill_one(trials: Trials, profile: Path, number: int, renewing: bool) -> None:
    random = Random(f"{SEED} killed {number}")
    after = random.uniform(0, UPDATE_S if renewing else INSTALL_S)
    what = f"killed {after:.2f} s into {'an update' if renewing else 'a first visit'}"
    trials.found.count("killed")
    with suppress(Error), trials.device(profile) as device:
        page = device.open()
        if renewing:
            device.keep(page)
            trials.network.site = trials.sites.new
            page.evaluate(f"() => void ({RENEW})()")
        time.sleep(after)
        for process in processes(profile):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    with trials.device(profile) as device:
        trials.network.site = trials.sites.new if renewing else trials.sites.old
        trials.network.down = random.random() < 0.5
        trials.look(device, what, figure=renewing or not trials.network.down)
        trials.mended(device, what)
        if renewing:
            trials.ledger(device, what)


def full(trials: Trials, numbers: range) -> None:
    """Leave no room, or too little, at a first visit and at an update."""
    for number in numbers:
        with _kept(trials, number, "full") as (device, page, random):
            renewing = number % 2 > 0
            bytes_left = random.randrange(MOST_BYTES)
            what = f"{bytes_left} bytes of room for {'an update' if renewing else 'a refill'}"
            session = device.context.new_cdp_session(page)
            room = {"origin": trials.origin.rstrip("/"), "quotaSize": bytes_left}
            session.send("Storage.overrideQuotaForOrigin", room)
            if renewing:
                trials.network.site = trials.sites.new
                device.renew(page)
            else:
                page.evaluate(LOSE, ["cache", []])
                page.reload()
                device.keep(page)
            trials.look(device, what, figure=True)
            trials.ledger(device, what)
            trials.network.down = True
            trials.look(device, f"{what}, then no network", figure=renewing)
            trials.network.mend()
            session.send("Storage.overrideQuotaForOrigin", {"origin": room["origin"]})
            page.close()
            trials.mended(device, what)


def lost(trials: Trials, numbers: range) -> None:
    """Take away what the device holds, piece by piece, with a network and without one."""
    for number in numbers:
        with _kept(trials, number, "lost") as (device, page, random):
            way = WAYS[number % len(WAYS)]
            places = [random.randrange(1000) for _ in range(random.choice((1, 5, 60)))]
            page.evaluate(LOSE, [way, places])
            page.close()
            trials.network.down = random.random() < 0.5
            what = f"{way} lost, {'no network' if trials.network.down else 'online'}"
            trials.look(device, what, figure=way in TOLD or not trials.network.down)
            if way in TOLD:
                trials.told(device, TOLD[way], what)
            if way == "halves" and trials.network.down:
                # What is spoilt is noticed when it is read, and with a network comes anew.
                trials.network.mend()
                trials.look(device, f"{what}, then online", figure=True)
            trials.mended(device, what)
            if TOLD.get(way) == GONE:
                # Nothing brings it back; the next one has to hold.
                device.note_month()
            if way != "row":
                trials.ledger(device, what)


def two_pages(trials: Trials, numbers: range) -> None:
    """Take the new build over on one page while another computes by the old one."""
    for number in numbers:
        with _kept(trials, number, "two pages") as (device, page, random):
            second = device.open_month()
            trials.network.site = trials.sites.new
            device.renew(page)
            page.get_by_role("button", name=SWITCH).click()
            page.wait_for_load_state()
            if random.random() < 0.5:
                trials.network.down = True
            if random.random() < 0.5:
                second.reload()
            trials.judge(device.read(second), "the second of two pages over an update", figure=True)
            trials.look(device, "a third page over an update", figure=True)
            second.close()
            page.close()
            trials.mended(device, "two pages")
            trials.ledger(device, "two pages")


def back(trials: Trials, numbers: range) -> None:
    """Let the host go back to the build before, and forth, taken over or not."""
    for number in numbers:
        with _kept(trials, number, "back") as (device, page, random):
            for _ in range(5):
                trials.network.site = random.choice((trials.sites.old, trials.sites.new))
                device.renew(page)
                button = page.get_by_role("button", name=SWITCH)
                if random.random() < 0.5 and button.is_visible():
                    button.click()
                    page.wait_for_load_state()
                trials.look(device, "back and forth", figure=True)
            page.close()
            trials.network.down = True
            trials.look(device, "back and forth, then no network", figure=True)
            trials.mended(device, "back and forth")
            trials.ledger(device, "back and forth")
