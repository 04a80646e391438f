"""The handbook stored on the device: which parts, and the sentence if it cannot be stored."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.content.pages import PAGES
from scripts.setup.browser import ARGUMENTS
from scripts.setup.programs import browser_path
from scripts.site.hosting import rules
from tests.browser.conftest import PHONE, PROBE
from tests.browser.support.built import OLD
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.kept_site import KEPT, MONTH, OFFER, Visitor, said, visiting
from tests.browser.support.network import DROPPED, LOGIN, MISSING, TRUNCATED, Fault, Network
from tests.browser.support.paper import bare, paper, words_of
from tests.support.cases import deep_but
from tests.support.machine import LIMIT_MS

# How many of a page's pictures are there: fetched, since a browser draws them only where they are looked at.
PICTURES = """async () => {
  const there = await Promise.all([...document.images].map(({ src }) => fetch(src).then(({ ok }) => ok)));
  return there.filter(Boolean).length;
}"""
IN_PART = {
    "missing": (MISSING, "取来的文件和网站上的不一样"),
    "truncated": (TRUNCATED, "取来的文件和网站上的不一样"),
    "login": (LOGIN, "取来的文件和网站上的不一样"),
    "dropped": (DROPPED, "网断了，没有存完"),
}
WECHAT = "Mozilla/5.0 (iPhone) MicroMessenger/8.0"
REFUSING = """ServiceWorkerContainer.prototype.register =
  () => Promise.reject(new DOMException("", "SecurityError"))"""


def test_after_one_visit_the_whole_handbook_opens_without_a_network(visitor: Visitor) -> None:
    page = visitor.keep()
    visitor.network.down = True
    for name in PAGES:
        page.goto("" if name == "index" else f"{name}/")
        expect(page.locator("article h1").first).to_be_visible()
    page.goto("text/#art-12-3")
    expect(page.locator("#art-12-3")).to_be_in_viewport()
    page.goto("trainers/")
    assert page.evaluate(PICTURES) > 30
    # Printed, or made a PDF of, as with a network.
    page.goto("sheet/")
    assert bare(page.locator("h1").inner_text().rstrip("¶")) in words_of(paper(page))
    # The search, the finder, a page that is not there, an address without its slash.
    page.goto("")
    page.locator("input.md-search__input").fill("通报表扬")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.goto("categories/")
    page.locator(".finder input").fill("打架")
    expect(page.locator(".finder-found a").first).to_be_visible()
    answer = page.goto("nowhere/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("没有这一页")
    page.goto("pay")
    assert page.url.endswith("/pay/")
    assert visitor.figure() == OLD


@pytest.mark.deep
def test_the_stored_handbook_works_behind_a_login_page(visitor: Visitor) -> None:
    page = visitor.keep()
    # The answer to every request is the login page.
    visitor.network.faults[""] = LOGIN
    renewal = "async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => 'refused')"
    assert page.evaluate(renewal) == "refused"
    assert visitor.figure() == OLD
    page.goto("text/#art-12-3")
    expect(page.locator("#art-12-3")).to_be_in_viewport()
    visitor.network.mend()
    page.goto("")
    expect(said(page)).to_have_text(KEPT)
    assert len(visitor.contents(page)) == 1


@pytest.mark.deep
def test_a_page_loaded_past_the_cache_also_says_that_the_site_is_stored(visitor: Visitor) -> None:
    """The same is true for a page that was requested just before storing ended."""
    page = visitor.keep()
    session = visitor.context.new_cdp_session(page)
    with page.expect_navigation():
        session.send("Page.reload", {"ignoreCache": True})
    expect(said(page)).to_have_text(KEPT)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_a_stored_site_can_be_installed_and_after_a_refusal_is_not_stored_again(visitor: Visitor) -> None:
    page = visitor.keep()
    session = visitor.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    for each in (*manifest["icons"], *(manifest["shortcuts"])):
        address = each.get("src") or each["url"]
        assert visitor.context.request.get(f"{page.url}{address}").ok, address
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    # Chromium's own judgement; a window without a bar of its own is the one thing that a headless one lacks.
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [each["errorId"] for each in errors if each["errorId"] != "in-incognito"] == []
    page.get_by_role("button", name="不再存").click()
    expect(said(page)).to_have_text(OFFER)
    assert visitor.contents(page) == []
    page.reload()
    expect(said(page)).to_have_text(OFFER)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


@pytest.mark.parametrize(("fault", "sentence"), deep_but(["truncated"], IN_PART))
def test_a_partial_download_is_not_stored_and_is_reported(
    visitor: Visitor, fault: Fault, sentence: str
) -> None:
    visitor.network.faults["/search/search_index.json"] = fault
    page = visitor.open()
    expect(said(page)).to_contain_text(sentence)
    assert visitor.wholes(page) == 0
    # With the network as it should be, one touch keeps it after all.
    visitor.network.mend()
    page.get_by_role("button", name="再试一次").click()
    expect(said(page)).to_have_text(KEPT)


def test_too_little_space_is_reported(visitor: Visitor) -> None:
    page = visitor.context.new_page()
    # The whole browser's share for this site.
    session = visitor.context.new_cdp_session(page)
    page.goto("404.html")
    origin = page.evaluate("location.origin")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 3_000_000})
    page.goto("")
    expect(said(page)).to_contain_text("这台设备空间不够，没有存下")
    assert visitor.contents(page) == []


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, site: Path) -> None:
    with visiting(browser, site) as visitor:
        visitor.context.add_init_script(REFUSING)
        page = visitor.open()
        expect(said(page)).to_contain_text("可能是无痕浏览")


@pytest.mark.parametrize(
    ("agent", "sentence"),
    [
        (WECHAT, "在浏览器打开"),
        pytest.param("Mozilla/5.0 (Linux)", "手机自带的浏览器", marks=pytest.mark.deep),
    ],
    ids=["wechat", "other"],
)
def test_an_app_without_service_workers_points_to_a_browser(
    browser: Browser, site: Path, agent: str, sentence: str
) -> None:
    with visiting(browser, site, user_agent=agent, **PHONE) as visitor:
        visitor.context.add_init_script("delete Navigator.prototype.serviceWorker")
        page = visitor.open(MONTH)
        expect(said(page)).to_contain_text(sentence)
        assert visitor.payable(page) == OLD


@pytest.mark.deep
def test_an_app_without_service_workers_asks_for_no_part_of_the_calculator_twice(
    browser: Browser, origin: str, network: Network, tmp_path: Path
) -> None:
    def visit() -> set[str]:
        """Compute in an app opened anew, and return the lasting addresses that the server was asked for."""
        network.requested.clear()
        with browser.browser_type.launch_persistent_context(
            # Only a profile on disk keeps files as large as the memory.
            tmp_path,
            executable_path=browser_path(),
            args=list(ARGUMENTS),
            base_url=f"{origin}/",
            user_agent=WECHAT,
            **PHONE,
        ) as context:
            context.set_default_timeout(LIMIT_MS)
            context.add_init_script(path=PROBE)
            context.add_init_script("delete Navigator.prototype.serviceWorker")
            page = CalculatorPage(context.new_page()).open().ready()
            expect(said(page.page)).to_contain_text("在浏览器打开")
            expect(page.total("payable")).to_have_text("500.00 元")
        return {path for path in network.requested if rules.is_hashed(path)}

    first = visit()
    assert any(path.endswith("/memory.bin") for path in first)
    assert any(path.endswith("/worker.js") for path in first)
    assert visit() == set()
    # The app did ask the host whether the page is still the same.
    assert "/calculator/" in network.requested
