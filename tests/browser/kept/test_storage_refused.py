"""A browser that refuses storage, as with cookies off: reading, search and calculator work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.support.kept_months import KeptMonths
from tests.browser.support.kept_site import Visitor, said, visiting

# The mere access to a store raises an exception.
REFUSED = """(() => {
  const refuse = () => { throw new DOMException("refused", "SecurityError"); };
  for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"])
    Object.defineProperty(globalThis, name, { get: refuse });
  // The empty page that a visit begins with has none.
  const container = globalThis.ServiceWorkerContainer?.prototype ?? {};
  for (const name of ["register", "getRegistration"]) container[name] = async () => refuse();
})();"""
NAMED = "() => { try { return typeof localStorage; } catch (error) { return error.name; } }"


@pytest.fixture
def faults() -> list[str]:
    """The exceptions that no script of a page has caught."""
    return []


@pytest.fixture
def refused(browser: Browser, site: Path, faults: list[str]) -> Iterator[Visitor]:
    """A reader with such a browser."""
    with visiting(browser, site) as visitor:
        visitor.context.add_init_script(REFUSED)
        visitor.context.on("weberror", lambda error: faults.append(str(error.error)))
        yield visitor


def test_the_first_page_is_there_with_its_search(refused: Visitor, faults: list[str]) -> None:
    page = refused.open()
    assert page.evaluate(NAMED) == "SecurityError"
    expect(page.locator("article h1")).to_be_visible()
    expect(said(page)).to_contain_text("这个浏览器现在不让网页存东西")
    page.locator("input.md-search__input").fill("通报表扬")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert faults == []


def test_dark_and_light_are_chosen_all_the_same(refused: Visitor, faults: list[str]) -> None:
    page = refused.open()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("换成深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert faults == []


def test_the_categories_are_there_with_their_finder(refused: Visitor, faults: list[str]) -> None:
    page = refused.open("categories/")
    expect(page.locator("article h1")).to_be_visible()
    expect(said(page)).to_contain_text("这个浏览器现在不让网页存东西")
    page.locator(".finder input").fill("打架")
    expect(page.locator(".finder-found a").first).to_be_visible()
    assert faults == []


def test_the_calculator_computes_and_says_that_it_stores_no_month(
    refused: Visitor, faults: list[str]
) -> None:
    page = KeptMonths(refused.context).begin()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.said).to_contain_text("这个浏览器现在不让网页存东西")
    page.fill({"sign_ins": "19"})
    # 350 + 150 − 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")
    # The page saves drafts only if the browser allows it.
    page.page.reload()
    page.ready()
    assert faults == []
