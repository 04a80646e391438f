"""The handbook kept on a device by Firefox: without a network, over a new build, and over a broken one."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from scripts.setup.programs import firefox_path
from scripts.site.server import HOST
from tests.browser.support.built import NEW, OLD
from tests.browser.support.firefox import Firefox, firefox
from tests.browser.support.kept_site import MONTH
from tests.browser.support.network import DROPPED, TRUNCATED, Network, make_faulty_server
from tests.support.machine import found_or_skip

pytestmark = pytest.mark.deep
STATE = "return document.querySelector('.kept')?.dataset.state === arguments[0]"
BUTTON = ".kept button:not([hidden])"
READY = "return document.getElementById('calculator')?.dataset.engine === 'ready'"
SHOWS = "return document.querySelector('[data-total=payable] dd')?.textContent === arguments[0]"
# Look for a new build, as a browser does by itself from time to time.
RENEW = """return navigator.serviceWorker.getRegistration()
  .then((found) => found.update()).then(() => null, () => null)"""
BUILDS = """const mark = (name) => caches.match("/kept-whole", { cacheName: name });
return caches.keys().then((names) => Promise.all(names.map(mark)))
  .then((marks) => marks.filter(Boolean).length)"""
# The new build has been installed, activated or given up.
SETTLED = "return navigator.serviceWorker.getRegistration().then(({ installing }) => installing === null)"


class Reader:
    """A reader with a Firefox and the site's server behind a network of ours."""

    def __init__(self, browser: Firefox, network: Network, address: str) -> None:
        self.browser = browser
        self.network = network
        self.address = address

    def expect_kept(self, state: str = "kept") -> None:
        """Wait until the page says so."""
        self.browser.wait(STATE, state)

    def expect_month(self, figure: str) -> None:
        """Open the calculator with the month whose figure shows the build, and return that figure."""
        # Another page first: to open the same address again is no new visit.
        self.browser.go(f"{self.address}about/")
        self.browser.go(self.address + MONTH)
        self.browser.wait(READY)
        self.browser.wait(SHOWS, figure)

    def renew(self, site: Path) -> None:
        """Let the host go over to another build, and the browser look for it."""
        self.network.site = site
        self.browser.run(RENEW)


@pytest.fixture
def arrival(site: Path) -> Iterator[Reader]:
    """A reader on the first page; the only way out leads to our server."""
    program = found_or_skip(firefox_path(), "Firefox")
    network = Network(site)
    with make_faulty_server(network) as server, socket.socket() as nobody:
        Thread(target=server.serve_forever, daemon=True).start()
        nobody.bind((HOST, 0))
        try:
            with firefox(program, nobody.getsockname()[1], server.server_port) as browser:
                reader = Reader(browser, network, f"http://{HOST}:{server.server_port}/")
                browser.go(reader.address)
                yield reader
        finally:
            network.mend()
            server.shutdown()


@pytest.fixture
def reader(arrival: Reader) -> Reader:
    """A reader who let all of it be kept."""
    # Without a mouse, as here, this is taken for a phone, and the reader is asked.
    arrival.browser.click(BUTTON)
    arrival.expect_kept()
    return arrival


def test_every_part_is_there_without_a_network(reader: Reader) -> None:
    reader.network.down = True
    reader.expect_month(OLD)
    reader.browser.go(f"{reader.address}categories/")
    reader.browser.fill(".finder input", "黑网吧")
    reader.browser.click(".finder-found a")
    assert reader.browser.wait("return location.hash") == "#art-14-4-4"
    reader.browser.click(".md-search__input")
    reader.browser.fill(".md-search__input", "少签到")
    reader.browser.wait("return document.querySelector('a.md-search-result__link') !== null")


def test_a_new_build_is_used_when_the_reader_agrees(reader: Reader, dearer: Path) -> None:
    reader.expect_month(OLD)
    reader.renew(dearer)
    reader.expect_kept("new")
    assert reader.browser.run(SHOWS, OLD)
    reader.browser.click(BUTTON)
    reader.expect_kept()
    reader.browser.wait(SHOWS, NEW)
    reader.network.down = True
    reader.expect_month(NEW)
    assert reader.browser.run(BUILDS) == 1


def test_a_new_build_that_comes_cut_leaves_the_old_one(reader: Reader, dearer: Path) -> None:
    reader.network.faults["/policy.json"] = TRUNCATED
    reader.renew(dearer)
    reader.browser.wait(SETTLED)
    reader.expect_month(OLD)
    reader.network.down = True
    reader.expect_month(OLD)
    assert reader.browser.run(BUILDS) == 1


def test_a_large_file_that_was_cut_goes_on_where_it_stopped(arrival: Reader) -> None:
    arrival.network.ranged = True
    arrival.network.faults["/memory.bin"] = DROPPED._replace(once=True)
    arrival.browser.click(BUTTON)
    arrival.expect_kept()
    whole, rest = arrival.network.ranges("/memory.bin")
    assert whole == ""
    assert re.fullmatch(r"bytes=[1-9]\d+-", rest)
    arrival.network.down = True
    arrival.expect_month(OLD)
