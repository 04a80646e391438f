"""Reasons why the handbook was not stored: each exception is named, and none is retried for ever."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.support.kept_site import KEPT, Visitor, said
from tests.browser.support.network import DROPPED, LOGIN, Fault
from tests.support.cases import deep_but

AGAIN = "再试一次"
MISSING = (
    "这个浏览器缺少存手册要用的功能（%s），存不下来，不用再试。有网时照常能看、能算；换新一些的浏览器就能存。"
)
REFUSED = "这个浏览器现在不让网页存东西（可能是无痕浏览），没有存。有网时照常能看、能算。"


def begun_with(script: str) -> Fault:
    """Return the service worker with a script before it that makes the browser differ from ours."""
    before: Callable[[bytes], bytes] = lambda content: f"{script};\n".encode() + content  # noqa: E731
    return Fault(content=before, type="text/javascript")


@pytest.mark.parametrize(
    ("script", "named"),
    [
        ("delete self.AbortController", "AbortController is not defined"),
        pytest.param(
            "crypto.subtle.digest = undefined",
            "crypto.subtle.digest is not a function",
            marks=pytest.mark.deep,
        ),
    ],
)
def test_a_missing_browser_function_is_named_and_not_tried_at_each_visit(
    visitor: Visitor, script: str, named: str
) -> None:
    visitor.network.faults["/sw.js"] = begun_with(script)
    page = visitor.open()
    expect(said(page)).to_have_text(MISSING % named)
    expect(page.locator(".kept button:visible")).to_have_count(0)
    visitor.network.requested.clear()
    page.reload()
    expect(said(page)).to_have_text(MISSING % named)
    assert "/sw.js" not in visitor.network.requested
    # Another build may not need this function.
    page.evaluate("localStorage.setItem('handbook-lacks', localStorage.getItem('handbook-lacks').slice(1))")
    visitor.network.mend()
    page.reload()
    expect(said(page)).to_have_text(KEPT)


@pytest.mark.parametrize(
    ("script", "sentence"),
    deep_but(
        ["unknown"],
        {
            "unknown": (
                "crypto.subtle.digest = async () => { throw new DOMException('no', 'OperationError'); }",
                "没有存下，原因不明（OperationError：no）。有网时照常能看、能算，下次打开再存。",
            ),
            "refused": (
                "caches.open = async () => { throw new DOMException('', 'SecurityError'); }",
                REFUSED,
            ),
            "space": (
                "Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); }",
                "这台设备空间不够，没有存下。有网时照常能看、能算。",
            ),
        },
    ),
)
def test_an_exception_is_named_and_can_be_retried(visitor: Visitor, script: str, sentence: str) -> None:
    visitor.network.faults["/sw.js"] = begun_with(script)
    page = visitor.open()
    expect(said(page)).to_have_text(sentence)
    visitor.network.mend()
    page.get_by_role("button", name=AGAIN).click()
    expect(said(page)).to_have_text(KEPT)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (DROPPED, "网断了，没有存完。"),
        (LOGIN, "取来的文件和网站上的不一样"),
        (Fault(status=503), "取来的文件和网站上的不一样"),
        (begun_with("@"), MISSING % "Service Worker 运行不了"),
    ],
    ids=["dropped", "login", "refused by the host", "cannot be read"],
)
def test_a_service_worker_that_cannot_start_is_reported_with_its_cause(
    visitor: Visitor, fault: Fault, sentence: str
) -> None:
    visitor.network.faults["/sw.js"] = fault
    page = visitor.open()
    expect(said(page)).to_contain_text(sentence)
    again = page.get_by_role("button", name=AGAIN)
    expect(again).to_have_count(0 if "缺少" in sentence else 1)


@pytest.mark.deep
def test_a_browser_without_cache_storage_says_what_it_lacks(visitor: Visitor) -> None:
    visitor.context.add_init_script("delete globalThis.caches")
    # As after a visit in which it was there.
    page = visitor.open()
    page.evaluate("() => navigator.serviceWorker.register('sw.js')")
    page.reload()
    expect(said(page)).to_have_text(MISSING % "caches is not defined")


@pytest.mark.deep
def test_a_host_that_sends_vary_star_can_be_stored(visitor: Visitor) -> None:
    """A cache refuses such a response, so the file is stored without this header."""
    visitor.network.faults["/text/"] = Fault(vary="*")
    visitor.keep()
