"""A kept handbook that has lost a file, or whose file is at fault: it comes anew, and no figure is wrong."""

import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.built import OLD
from tests.browser.calculator_page import TIMEOUT_MS
from tests.browser.kept_site import KEPT, Visitor, said

LOSE = """async (pattern) => {
  const cache = await caches.open((await caches.keys())[0]);
  const lost = (await cache.keys()).filter(({ url }) => new RegExp(pattern).test(url));
  await Promise.all(lost.map((request) => cache.delete(request)));
  return lost.length;
}"""


def kept(visitor: Visitor, page: Page) -> list[list[str]]:
    """Return what is kept, in an order that does not hang on which came last."""
    return [sorted(urls) for urls in visitor.contents(page)]


def test_a_lost_file_comes_again_and_a_wrong_one_gives_no_wrong_figure(visitor: Visitor) -> None:
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


def test_a_sound_file_that_is_suspected_is_used_where_there_is_no_other(
    visitor: Visitor, dearer: Path
) -> None:
    page = visitor.keep()
    suspect = """(address) => fetch(address, { cache: "reload" }).then(
      async (found) => [found.status, (await found.text()).includes("补助怎么算")], () => null)"""
    visitor.network.down = True
    assert page.evaluate(suspect, "pay/") == [200, True]
    # Nor is a sound build given up because the host has gone over to another one meanwhile.
    visitor.network.down = False
    visitor.network.site = dearer
    assert page.evaluate(suspect, "pay/") == [200, True]
    assert visitor.figure() == OLD
    assert len(visitor.contents(page)) == 1


def test_a_page_that_nobody_opens_comes_again_while_there_is_a_network(visitor: Visitor) -> None:
    page = visitor.keep()
    whole = kept(visitor, page)
    assert page.evaluate(LOSE, "/text/$|policy\\.json$") == 2
    page.reload()
    expect(said(page)).to_have_text(KEPT)
    until = time.monotonic() + TIMEOUT_MS / 1000
    while kept(visitor, page) != whole and time.monotonic() < until:
        page.wait_for_timeout(200)
    assert kept(visitor, page) == whole
    visitor.network.down = True
    page.goto("text/")
    expect(page.locator("article h1")).to_be_visible()


def test_without_a_network_what_is_left_is_used_and_stays(visitor: Visitor) -> None:
    page = visitor.keep()
    assert page.evaluate(LOSE, "/text/$") == 1
    visitor.network.down = True
    left = kept(visitor, page)
    assert visitor.figure() == OLD
    page.reload()
    expect(said(page)).to_have_text(KEPT)
    assert kept(visitor, page) == left
