"""A stored handbook with a lost or faulty file: the file is fetched again, and no figure is wrong."""

from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.built import OLD
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.kept_site import KEPT, MONTH, Visitor, said
from tests.browser.support.network import held

LACKING = "存下的手册缺了一部分，没有信号时有的页打不开。"

# So long without typing a page counts as idle, in milliseconds of the page's own clock.
REST_MS = 1500
# Counts how often the page has asked for lost files, at once; the requests themselves come later.
NOTE = """globalThis.asked = 0;
const { postMessage } = ServiceWorker.prototype;
ServiceWorker.prototype.postMessage = function (said, ...given) {
  asked += said === "keep";
  return postMessage.call(this, said, ...given);
};"""
LOSE = """async (pattern) => {
  const cache = await caches.open((await caches.keys())[0]);
  const lost = (await cache.keys()).filter(({ url }) => new RegExp(pattern).test(url));
  await Promise.all(lost.map((request) => cache.delete(request)));
  return lost.length;
}"""


def kept(visitor: Visitor, page: Page) -> list[list[str]]:
    """Return the stored addresses, sorted."""
    return [sorted(urls) for urls in visitor.contents(page)]


def test_a_lost_file_is_fetched_again_and_a_wrong_one_gives_no_wrong_figure(visitor: Visitor) -> None:
    page = visitor.keep()
    page.evaluate(
        """async () => {
          const cache = await caches.open((await caches.keys())[0]);
          for (const { url } of await cache.keys()) {
            if (/policy\\.json$|\\/pay\\/$/.test(url)) await cache.delete(url);
            if (/memory\\.bin$/.test(url)) {
              const bytes = new Uint8Array(await (await cache.match(url)).arrayBuffer());
              bytes[bytes.length / 2] ^= 1;
              await cache.put(url, new Response(bytes));
            }
          }
        }"""
    )
    assert visitor.figure() == OLD
    page.goto("pay/")
    visitor.network.down = True
    # All of it is there again.
    assert visitor.figure() == OLD
    page.reload()
    expect(page.locator("article h1")).to_be_visible()


@pytest.mark.deep
def test_a_suspected_but_sound_file_is_used_if_no_other_can_be_fetched(
    visitor: Visitor, dearer: Path
) -> None:
    page = visitor.keep()
    suspect = """(address) => fetch(address, { cache: "reload" }).then(
      async (found) => [found.status, (await found.text()).includes("补助怎么算")], () => null)"""
    visitor.network.down = True
    assert page.evaluate(suspect, "pay/") == [200, True]
    # A sound build is not deleted because the host now has another one.
    visitor.network.down = False
    visitor.network.site = dearer
    assert page.evaluate(suspect, "pay/") == [200, True]
    assert visitor.figure() == OLD
    assert len(visitor.contents(page)) == 1


@pytest.mark.deep
def test_lost_files_are_fetched_only_when_the_calculator_is_idle(visitor: Visitor) -> None:
    page = visitor.keep()
    assert page.evaluate(LOSE, "/text/$|memory\\.bin$") == 2
    # Python is not ready until it has its memory.
    until = Event()
    visitor.network.faults["memory.bin"] = held(until)
    visitor.network.requested.clear()
    visitor.context.add_init_script(NOTE)
    page = visitor.context.new_page()
    calculator = CalculatorPage(page).stop_clock()
    page.goto(MONTH)
    expect(said(page)).to_have_text(LACKING)
    # Twice the time after which the page counts as idle, by the page's own clock.
    page.clock.run_for(2 * REST_MS)
    assert page.evaluate("asked") == 0
    assert "/text/" not in visitor.network.requested
    until.set()
    calculator.ready()
    expect(calculator.total("payable")).to_have_text(OLD)
    assert page.evaluate("asked") == 0
    page.clock.run_for(REST_MS)
    assert page.evaluate("asked") == 1
    expect(said(page)).to_have_text(KEPT)


def test_a_lost_page_is_fetched_before_it_is_opened_and_without_a_network_the_gap_is_reported(
    visitor: Visitor,
) -> None:
    page = visitor.keep()
    whole = kept(visitor, page)
    assert page.evaluate(LOSE, "/text/$|policy\\.json$") == 2
    until = Event()
    visitor.network.faults["/text/"] = held(until)
    page.reload()
    # The page must not say "stored" yet: the reader may lose the network the next moment.
    expect(said(page)).to_contain_text("正在存手册")
    until.set()
    expect(said(page)).to_have_text(KEPT)
    assert kept(visitor, page) == whole
    # Lost once more, without a network: the other files are used.
    assert page.evaluate(LOSE, "/text/$") == 1
    visitor.network.down = True
    left = kept(visitor, page)
    assert visitor.figure() == OLD
    page.reload()
    expect(said(page)).to_have_text(
        f"{LACKING}网断了，没有存完。取到的都留着，有网时照常能看、能算，下次打开接着存。"
    )
    assert kept(visitor, page) == left
    visitor.network.down = False
    page.get_by_role("button", name="再试一次").click()
    expect(said(page)).to_have_text(KEPT)
    visitor.network.down = True
    page.goto("text/")
    expect(page.locator("article h1")).to_be_visible()
