"""The handbook kept over a line that is cut: what came stays, and a large file goes on where it stopped.

That a slow line which never pauses is no fault is shown in `tests/node/test_slow_line.py`.
"""

import re
from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.support.built import OLD
from tests.browser.support.kept_site import KEPT, Visitor, said, wait_for_kept
from tests.browser.support.network import DROPPED, held

MEMORY = "/memory.bin"
HALF = DROPPED._replace(once=True)
STOP = "ServiceWorker.stopAllWorkers"
KEEPING = re.compile("正在存手册")
UNREACHED = "网断了，没有存完。取到的都留着，有网时照常能看、能算，下次打开接着存。"


def test_a_large_file_that_was_cut_goes_on_where_it_stopped(visitor: Visitor) -> None:
    visitor.network.ranged = True
    visitor.network.faults[MEMORY] = HALF
    visitor.keep()
    whole, rest = visitor.network.ranges(MEMORY)
    assert whole == ""
    start = re.fullmatch(r"bytes=(\d+)-", rest)
    assert start is not None
    # Bytes that the service worker had not read when the connection ended are lost.
    (memory,) = visitor.network.site.glob("runtime/*/memory.bin")
    assert 0 < int(start[1]) <= memory.stat().st_size * 0.5
    visitor.network.down = True
    assert visitor.figure() == OLD


@pytest.mark.deep
def test_a_host_without_ranges_sends_the_whole_file_again(visitor: Visitor) -> None:
    visitor.network.faults[MEMORY] = HALF
    page = visitor.keep()
    whole, rest, *again = visitor.network.ranges(MEMORY)
    assert (whole, rest != "", again) == ("", True, [""])
    assert not [url for build in visitor.contents(page) for url in build if "?from=" in url]
    visitor.network.down = True
    assert visitor.figure() == OLD


@pytest.mark.deep
def test_storing_survives_the_end_of_the_service_worker(visitor: Visitor) -> None:
    """A browser does so after some minutes, even if a download is not finished."""
    visitor.network.ranged = True
    until = Event()
    visitor.network.faults[MEMORY] = held(until)._replace(once=True)
    page = visitor.open()
    expect(said(page)).to_have_text(KEEPING)
    # A part of it beyond the first megabyte.
    wait_for_kept(page, r"memory\.bin\?from=\d{7}$")
    there = {url for build in visitor.contents(page) for url in build}
    visitor.network.requested.clear()
    session = visitor.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send(STOP)
    # Chromium takes its time to find that the service worker has gone.
    expect(said(page)).to_have_text(KEPT)
    until.set()
    # Complete files were not fetched again, and the memory snapshot continued where it had stopped.
    came = {f"{page.url.rstrip('/')}{path}" for path in visitor.network.requested}
    assert came & there == set()
    assert visitor.network.ranges(MEMORY)[-1] != ""


def test_after_a_lost_connection_only_missing_files_are_fetched(visitor: Visitor) -> None:
    visitor.network.faults["/search/search_index.json"] = DROPPED
    page = visitor.open()
    expect(said(page)).to_have_text(UNREACHED)
    there = {url for build in visitor.contents(page) for url in build}
    # There is no mark that this build is complete.
    assert not [url for url in there if url.endswith("kept-whole")]
    visitor.network.mend()
    visitor.network.requested.clear()
    page.get_by_role("button", name="再试一次").click()
    expect(said(page)).to_have_text(KEPT)
    came = {f"{page.url.rstrip('/')}{path}" for path in visitor.network.requested}
    assert f"{page.url}search/search_index.json" in came
    assert came & there == set()
