"""Wait until a page is idle; a fixed time would only be a guess."""

from playwright.sync_api import Page

# What a page does at its first idle moment has been done, and is painted, when a later one comes. The page
# sets a flag and the test waits for it: `evaluate` has no limit and would wait for a missing frame for ever.
_BEGIN = """() => {
  window.isIdle = false;
  requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(() =>
    requestIdleCallback(() => { window.isIdle = true; }))));
}"""
_FRAME = """() => {
  window.isFramed = false;
  requestAnimationFrame(() => { window.isFramed = true; });
}"""
# A hint's file is named among the page's resources once all of it has come.
_FETCHED = """() => {
  const there = new Set(performance.getEntriesByType("resource").map(({ name }) => name));
  return [...document.querySelectorAll("link[rel=prefetch]")].every(({ href }) => there.has(href));
}"""


def framed(page: Page) -> None:
    """Wait until the page has had a frame, in which its scripts hear of a new width."""
    page.evaluate(_FRAME)
    page.wait_for_function("() => window.isFramed")


def idle(page: Page) -> None:
    """Wait until the page's scripts are done and what they did is painted; files may still be under way."""
    page.evaluate(_BEGIN)
    page.wait_for_function("() => window.isIdle")


def fetched_ahead(page: Page) -> None:
    """Wait until every file that the page fetches ahead has come."""
    page.wait_for_function(_FETCHED)
