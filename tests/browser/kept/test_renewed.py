"""One build after another on the device: whole, when the reader agrees or at the next start, never mixed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.built import NEW, OLD
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.kept_site import KEPT, MONTH, REPLACED, WAITS, Visitor, said
from tests.browser.support.network import DROPPED, LOGIN, MISSING, TRUNCATED, Fault
from tests.support.cases import deep_but

BROKEN = Fault(status=500)
# Every way once, and every kind of file; `tests/deep/test_faults.py` draws more files and ways.
IN_PART = {
    "page 404": ("/calculator/", MISSING),
    "data cut": ("/policy.json", TRUNCATED),
    "list login": ("/sw.js", LOGIN),
    "other page dropped": ("/pay/", DROPPED),
    "index 500": ("/search_index.json", BROKEN),
}


def settled(page: Page) -> None:
    """Wait until the browser has stored the build it is fetching, or has given it up."""
    page.evaluate(
        """async () => {
          const { installing } = await navigator.serviceWorker.getRegistration();
          if (installing) await new Promise((settle) => installing.addEventListener("statechange", settle));
        }"""
    )


def test_a_new_build_is_used_when_the_reader_agrees(visitor: Visitor, dearer: Path) -> None:
    page = visitor.keep()
    page.goto(MONTH)
    assert visitor.payable(page) == OLD
    visitor.renew(dearer, page)
    expect(said(page)).to_have_text(WAITS)
    # The new amount is on the device already, and not in use.
    assert visitor.payable(page) == OLD
    expect(said(page)).to_contain_text("政策数据 2026-12-01 版")
    assert len(visitor.contents(page)) == 2
    page.get_by_role("button", name="换成新版").click()
    expect(said(page)).to_have_text(KEPT)
    # The month is still in the form, and the stored files of the previous build are deleted.
    assert visitor.payable(page) == NEW
    expect(page.locator("article")).to_contain_text("政策数据 2026-12-01 版")
    assert len(visitor.contents(page)) == 1
    visitor.network.down = True
    assert visitor.figure() == NEW


@pytest.mark.deep
def test_typed_input_survives_the_change_to_the_new_build(visitor: Visitor, dearer: Path) -> None:
    page = visitor.keep()
    page.goto("calculator/")
    calculator = CalculatorPage(page).ready()
    calculator.fill({"sign_ins": "17", "valid_reports": "23"})
    calculator.settle()
    visitor.renew(dearer, page)
    page.get_by_role("button", name="换成新版").click()
    expect(said(page)).to_have_text(KEPT)
    calculator.ready()
    # 350 + 150 − 3 × 12 = 464 (articles 9, 11(1), 12(3)).
    expect(calculator.total("payable")).to_have_text("464.00 元")


@pytest.mark.parametrize(("place", "fault"), deep_but(["data cut"], IN_PART))
def test_a_partial_new_build_leaves_the_old_one_working_and_a_whole_one_is_used_at_the_next_start(
    visitor: Visitor, dearer: Path, place: str, fault: Fault
) -> None:
    page = visitor.keep()
    visitor.network.faults[place] = fault
    visitor.network.site = dearer
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {})")
    settled(page)
    assert visitor.figure() == OLD
    visitor.network.down = True
    assert visitor.figure() == OLD
    # The files that arrived are not a whole build yet; once the network works, the others arrive too.
    assert visitor.wholes(page) == 1
    visitor.network.mend()
    visitor.renew(dearer, page)
    expect(said(page)).to_have_text(WAITS)
    page.close()
    visitor.network.down = True
    assert visitor.figure() == NEW
    page = visitor.open("text/#art-12-3")
    expect(page.locator("#art-12-3")).to_be_in_viewport()
    expect(said(page)).to_have_text(KEPT)
    assert len(visitor.contents(page)) == 1


@pytest.mark.deep
def test_two_pages_over_a_change_of_builds(visitor: Visitor, dearer: Path) -> None:
    first = visitor.keep()
    second = visitor.open(MONTH)
    assert visitor.payable(second) == OLD
    visitor.renew(dearer, first)
    expect(said(first)).to_have_text(WAITS)
    first.get_by_role("button", name="换成新版").click()
    expect(said(first)).to_have_text(KEPT)
    # The other page keeps its own build, also for files that it had not requested yet.
    expect(said(second)).to_have_text(REPLACED)
    calculator = CalculatorPage(second)
    calculator.fill({"sign_ins": "17"})
    calculator.settle()
    expect(calculator.total("payable")).to_have_text("470.00 元")
    second.locator(".own-code summary").click()
    expect(second.locator(".own-code svg")).to_be_visible()
    second.get_by_role("button", name="重新打开").click()
    assert re.match("46[0-9].00 元", visitor.payable(second))
    second.close()
    first.reload()
    expect(said(first)).to_have_text(KEPT)
    assert len(visitor.contents(first)) == 1


@pytest.mark.deep
def test_a_host_may_go_back_to_the_build_before(visitor: Visitor, site: Path, dearer: Path) -> None:
    page = visitor.keep()
    visitor.renew(dearer, page)
    expect(said(page)).to_have_text(WAITS)
    visitor.renew(site, page)
    settled(page)
    page.close()
    assert visitor.figure() == OLD
    # And forward once more, and back when the dearer one is in use.
    page = visitor.open()
    visitor.renew(dearer, page)
    page.get_by_role("button", name="换成新版").click()
    expect(said(page)).to_have_text(KEPT)
    visitor.renew(site, page)
    page.get_by_role("button", name="换成新版").click()
    expect(said(page)).to_have_text(KEPT)
    visitor.network.down = True
    assert visitor.figure() == OLD
    assert len(visitor.contents(page)) == 1


@pytest.mark.deep
def test_a_file_lost_after_the_host_changed_leads_to_the_whole_new_build(
    visitor: Visitor, dearer: Path
) -> None:
    page = visitor.keep()
    visitor.network.site = dearer
    # The browser has not looked for the new build yet, and a page is gone.
    page.evaluate(
        """async () => {
          const [name] = await caches.keys();
          await (await caches.open(name)).delete(new URL("calculator/", location.href).href);
        }"""
    )
    assert visitor.figure() == NEW
    page.goto("")
    expect(said(page)).to_have_text(KEPT)
    visitor.network.down = True
    assert visitor.figure() == NEW
