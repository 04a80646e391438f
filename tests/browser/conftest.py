"""One server and one Chromium for all; one context a visitor."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.runtime.bundle import MANIFEST, Manifest
from scripts.site.build import RUNTIME
from scripts.site.server import make_server
from tests.browser.support.calculator_page import CalculatorPage, forget
from tests.browser.support.kept_site import Visitor, visiting
from tests.browser.support.network import Network, make_faulty_server
from tests.support.machine import LIMIT_MS

PROBE = Path(__file__).with_name("support") / "probe.js"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
# An init script that sets the kind of connection that the browser reports.
CONNECTED = "Object.defineProperty(navigator, 'connection', { value: %s })"

expect.set_options(timeout=LIMIT_MS)

NewContext = Callable[..., BrowserContext]
NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def public_origin(public_site: Path) -> Iterator[str]:
    """Where the public build is served for the tests."""
    with make_server(public_site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visitor(browser: Browser, site: Path) -> Iterator[Visitor]:
    """A reader whose browser has stored nothing yet."""
    with visiting(browser, site) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def manifest(site: Path) -> Manifest:
    """The manifest of the runtime the site was built with."""
    made = Manifest.from_json((RUNTIME / MANIFEST).read_text("utf-8"))
    assert {path.name for path in (site / "runtime").iterdir()} == {
        file.sha256[:16] for file in made.files.values()
    }
    return made


@pytest.fixture(scope="session")
def _served(site: Path) -> Iterator[tuple[Network, str]]:
    network = Network(site)
    with make_faulty_server(network) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield network, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def origin(_served: tuple[Network, str]) -> str:
    """Where the site is served."""
    return _served[1]


@pytest.fixture
def network(_served: tuple[Network, str]) -> Iterator[Network]:
    """The server's network; the faults that a test sets are removed after the test."""
    network = _served[0]
    network.requested.clear()
    network.heard.clear()
    yield network
    network.mend()


def _contexts(browser: Browser, origin: str) -> Iterator[NewContext]:
    opened: list[BrowserContext] = []

    def new_context(**options: Any) -> BrowserContext:
        # Most tests are about a page that is loaded from the network, and about network faults.
        options = {"service_workers": "block", **options}
        context = browser.new_context(base_url=f"{origin}/", locale="zh-CN", **options)
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=PROBE)
        opened.append(context)
        return context

    yield new_context
    for context in opened:
        context.close()


@pytest.fixture
def new_context(browser: Browser, origin: str) -> Iterator[NewContext]:
    """Make visitors, each with a cache of its own; they leave when the test ends."""
    yield from _contexts(browser, origin)


@pytest.fixture(scope="module")
def _module_context(browser: Browser, origin: str) -> Iterator[NewContext]:
    yield from _contexts(browser, origin)


@pytest.fixture(scope="session")
def _session_context(browser: Browser, origin: str) -> Iterator[NewContext]:
    yield from _contexts(browser, origin)


@pytest.fixture(scope="session")
def _returning(_session_context: NewContext) -> BrowserContext:
    return _session_context()


@pytest.fixture
def newcomer(_returning: BrowserContext, origin: str) -> Iterator[BrowserContext]:
    """A reader with nothing kept, whose browser has fetched the site's files before: the page starts sooner.

    All tests share the browser's file cache and nothing else; add no script, route or fault to it.
    """
    yield _returning
    forget(_returning, origin)


@pytest.fixture(scope="session")
def _reading(_session_context: NewContext) -> BrowserContext:
    return _session_context()


@pytest.fixture(scope="module")
def ready_page(_reading: BrowserContext, origin: str) -> Iterator[CalculatorPage]:
    """A calculator page that has loaded, shared by a module: leave no state that another test minds."""
    yield CalculatorPage(_reading.new_page()).open().ready()
    forget(_reading, origin)


@pytest.fixture
def calculator_page(new_context: NewContext) -> CalculatorPage:
    """A visitor's blank page, about to go to the calculator."""
    return CalculatorPage(new_context().new_page())
