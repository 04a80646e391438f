"""Prefetch: the page a user points at, and the calculator's scripts."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import CONNECTED, PHONE, NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.network import Network
from tests.browser.support.rest import fetched_ahead, idle

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
# Longer than the mouse has to rest on a link.
RESTED_MS = 600


def opened(new_context: NewContext, where: str, script: str = "") -> Page:
    """Return a page on a desk whose timers wait for the test."""
    page = new_context(**DESK).new_page()
    page.add_init_script(script)
    page.clock.install()
    page.goto(where, wait_until="load")
    return page


def prefetched(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "link[rel=prefetch]", "(all) => all.map(({ href }) => new URL(href).pathname)"
    )
    return found


def test_a_page_is_prefetched_once_and_not_again_at_the_click(
    new_context: NewContext, network: Network
) -> None:
    page = opened(new_context, "")
    link = page.locator("article a[href='pay/']").first
    network.requested.clear()
    with page.expect_request_finished(lambda request: request.url.endswith("/pay/")):
        link.hover()
        page.clock.run_for(RESTED_MS)
    page.mouse.move(0, 0)
    link.hover()
    page.clock.run_for(RESTED_MS)
    assert prefetched(page) == ["/pay/"]
    assert network.requested.count("/pay/") == 1
    link.click()
    page.wait_for_url("**/pay/")
    assert network.requested.count("/pay/") == 1


def test_the_calculator_is_fetched_with_its_scripts(new_context: NewContext, network: Network) -> None:
    page = new_context(**DESK).new_page()
    page.goto("pay/", wait_until="load")
    page.locator("a[href='../calculator/']").first.focus()
    page.wait_for_function("() => document.querySelectorAll('link[rel=prefetch]').length > 2")
    fetched_ahead(page)
    ahead = prefetched(page)
    names = {each.rpartition("/")[2] for each in ahead if each.startswith("/assets/js/")}
    assert "/calculator/" in ahead
    assert {"early.js", "calculator.js", "worker.js"} <= names
    # No file of the engine: these are megabytes, and the user has not opened the calculator.
    assert sorted(ahead) == sorted(each for each in network.requested if each in ahead)
    assert not any("/runtime/" in each for each in network.requested)
    network.requested.clear()
    page.goto("calculator/")
    CalculatorPage(page).expect_engine("ready")
    assert [each for each in network.requested if each in ahead] == []


@pytest.mark.parametrize("connection", ["{ type: 'cellular' }", "{ type: 'wifi', saveData: true }", "{}"])
def test_where_bytes_may_cost_something_nothing_is_fetched_unasked(
    new_context: NewContext, network: Network, connection: str
) -> None:
    page = new_context().new_page()
    page.add_init_script(CONNECTED % connection)
    network.requested.clear()
    page.goto("duties/", wait_until="load")
    # A page that stores the site begins at its first idle moment.
    idle(page)
    assert prefetched(page) == []
    assert [path for path in network.requested if "/runtime/" in path or "/calculator/" in path] == []


def test_a_touch_prefetches_at_once(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    page.goto("", wait_until="load")
    page.locator("article a[href='duties/']").first.dispatch_event("touchstart")
    assert prefetched(page) == ["/duties/"]


def test_a_link_that_is_only_passed_over_or_leads_here_is_not_prefetched(new_context: NewContext) -> None:
    page = opened(new_context, "text/")
    for event in ("mouseover", "mouseout"):
        page.locator("a[href='../pay/']").first.dispatch_event(event)
    page.locator("a.md-skip").dispatch_event("mousedown")
    page.clock.run_for(RESTED_MS)
    assert prefetched(page) == []


@pytest.mark.parametrize("connection", ["{ saveData: true }", "{ effectiveType: 'slow-2g' }"])
def test_on_a_metered_connection_nothing_is_prefetched(new_context: NewContext, connection: str) -> None:
    page = opened(new_context, "", CONNECTED % connection)
    page.locator("article a[href='pay/']").first.hover()
    page.clock.run_for(RESTED_MS)
    assert prefetched(page) == []
