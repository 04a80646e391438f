"""Two tabs that store the handbook at once: each file is fetched once, and no tab deletes another's files."""

from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kept.test_kept_lost import LOSE
from tests.browser.kept.test_kept_trouble import begun_with
from tests.browser.support.built import OLD
from tests.browser.support.kept_site import KEPT, OFFER, Visitor, said, wait_for_kept
from tests.browser.support.network import DROPPED, LOGIN, held
from tests.support.cases import deep_but

ASK = "async () => (await navigator.serviceWorker.ready).active.postMessage('keep')"
NO_LOCKS = "Object.defineProperty(navigator, 'locks', { value: undefined })"


def pages_of(visitor: Visitor) -> tuple[Page, Page]:
    one, two = visitor.keep(), visitor.open()
    # It has seen that nothing is gone; else it would ask by itself a moment later.
    expect(said(two)).to_have_text(KEPT)
    return one, two


@pytest.mark.parametrize("script", deep_but(["locks"], {"locks": ("",), "no locks": (NO_LOCKS,)}))
def test_two_tabs_that_ask_at_once_fetch_a_missing_file_once(visitor: Visitor, script: str) -> None:
    visitor.network.faults["/sw.js"] = begun_with(script)
    one, two = pages_of(visitor)
    # The mark is deleted too: nothing shows that this build was complete.
    assert one.evaluate(LOSE, "/text/$|kept-whole$") == 2
    until = Event()
    visitor.network.faults["/text/"] = held(until)
    visitor.network.requested.clear()
    for page in (one, two, one, two):
        page.evaluate(ASK)
    expect(said(one)).to_have_text(KEPT)
    until.set()
    wait_for_kept(one, "/kept-whole$")
    assert visitor.network.requested.count("/text/") == 1


@pytest.mark.deep
def test_a_failure_in_one_tab_deletes_nothing_of_another(visitor: Visitor) -> None:
    one, two = pages_of(visitor)
    lost = one.evaluate(LOSE, "/text/$|/pay/$|kept-whole$")
    assert lost == 3
    before = visitor.contents(one)
    visitor.network.faults["/text/"] = DROPPED
    for page in (one, two, one):
        page.evaluate(ASK)
    wait_for_kept(one, "/pay/$")
    left = visitor.contents(one)
    assert set(before[0]) <= set(left[0])
    visitor.network.mend()
    two.evaluate(ASK)
    wait_for_kept(two, "/kept-whole$")
    visitor.network.down = True
    assert visitor.figure() == OLD


@pytest.mark.deep
def test_a_tab_does_not_say_stored_after_another_tab_deleted_the_store(visitor: Visitor) -> None:
    one, two = pages_of(visitor)
    assert one.evaluate(LOSE, "/text/$") == 1
    until = Event()
    visitor.network.faults["/text/"] = held(until)
    two.evaluate(ASK)
    one.get_by_role("button", name="不再存").click()
    expect(said(one)).to_have_text(OFFER)
    until.set()
    expect(said(two)).to_have_text(OFFER)
    assert visitor.contents(one) == []


@pytest.mark.deep
def test_a_login_page_in_place_of_a_lost_file_deletes_no_stored_file(visitor: Visitor) -> None:
    one, _ = pages_of(visitor)
    assert one.evaluate(LOSE, "/text/$") == 1
    left = visitor.contents(one)
    visitor.network.faults[""] = LOGIN
    one.goto("text/")
    visitor.network.mend()
    visitor.network.down = True
    assert visitor.contents(visitor.open("pay/")) == left
    assert visitor.figure() == OLD
