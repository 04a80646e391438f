"""The copies that open from a disk, in Firefox, which has other rules for such pages than Chromium."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.setup.programs import firefox_path
from tests.browser.support.firefox import HOST, Firefox, firefox
from tests.support.machine import found_or_skip

pytestmark = pytest.mark.deep
CALCULATORS = ["handbook/calculator/index.html", "calculator.html"]
STATE = """const { engine } = document.getElementById("calculator").dataset;
return ["ready", "failed"].includes(engine) ? engine : """
# The theme asks for the place that an address without a place names.
OF_THE_THEME = "Empty string passed to getElementById()."
FOREIGN = """return performance.getEntriesByType("resource").map(({ name }) => name)
  .filter((name) => !/^(file|blob|data):/.test(name))"""
TEXT = "return document.querySelector(arguments[0])?.textContent ?? ''"
SAYS = "return document.querySelector(arguments[0]).textContent.includes(arguments[1])"


@pytest.fixture(scope="module")
def running() -> Iterator[Firefox]:
    """A Firefox whose proxy is a port without a server."""
    program = found_or_skip(firefox_path(), "Firefox")
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        with firefox(program, nobody.getsockname()[1]) as browser:
            yield browser


@pytest.fixture
def browser(running: Firefox) -> Iterator[Firefox]:
    """The browser; an error or a network request fails the test at its end."""
    before = len(running.complaints())
    yield running
    assert running.run(FOREIGN) == []
    assert [said for said in running.complaints()[before:] if said != OF_THE_THEME] == []


def opened(browser: Firefox, file: Path) -> None:
    browser.go(file.as_uri())
    assert browser.wait(f"{STATE} ''") == "ready", browser.run(TEXT, ".engine-text")


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_month_is_computed_and_kept(browser: Firefox, copies: Path, name: str) -> None:
    opened(browser, copies / name)
    browser.fill("input[name=sign_ins]", "19")
    browser.fill("input[name=valid_reports]", "20")
    # 500 × 70 % + 20 × 7.50 − 1 × 10 = 490 (articles 11(1), 12(3)).
    browser.wait(SAYS, "[data-total=payable] dd", "490.00 元")
    browser.wait(SAYS, ".slip .lines", "−10.00")
    browser.click("[data-keep]")
    browser.wait(SAYS, "[data-months-note]", "记下了")
    opened(browser, copies / name)
    browser.wait(SAYS, "[data-keep]", "改记")


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_clause_is_followed(browser: Firefox, copies: Path, name: str) -> None:
    opened(browser, copies / name)
    browser.click("[data-line=report_pay] summary")
    browser.click("[data-line=report_pay] a.clause")
    at = "document.getElementById('art-11-1')?.getBoundingClientRect().top"
    browser.wait(f"return location.hash === '#art-11-1' && {at} >= 0 && {at} < innerHeight")


def test_the_search_finds_pages_that_open(browser: Firefox, copies: Path) -> None:
    browser.go((copies / "handbook" / "index.html").as_uri())
    browser.click(".md-search__input")
    browser.fill(".md-search__input", "黑网吧")
    browser.wait("return document.querySelector('a.md-search-result__link') !== null")
    browser.click("a.md-search-result__link")
    browser.wait("return location.pathname.endsWith('/categories/index.html')")


def test_the_finder_finds(browser: Firefox, copies: Path) -> None:
    browser.go((copies / "handbook" / "categories" / "index.html").as_uri())
    browser.fill(".finder input", "黑网吧")
    browser.click(".finder-found a")
    assert browser.wait("return location.hash") == "#art-14-4-4"
