"""A wrong file in the browser's cache in place of a script or style sheet: the next visit repairs it."""

import pytest
from playwright.sync_api import expect

from tests.browser.support.built import OLD
from tests.browser.support.kept_site import KEPT, MONTH, Visitor, said
from tests.browser.support.network import LOGIN, TRUNCATED, Fault
from tests.browser.support.rest import idle
from tests.support.cases import deep_but

PLACES = ("/trusted.js", "/site.js", "/early.js", "/calculator.js")
# Half a style sheet is missing here: a browser accepts it without an error.
WRONG = {"login": LOGIN, "truncated": TRUNCATED}
CASES = {
    **{f"{name} {place}": (place, fault) for place in PLACES for name, fault in WRONG.items()},
    "login .css": (".css", LOGIN),
}

# The page has compared a file as the browser keeps it with the file as the network has it now.
FETCHED_TWICE = """(place) => performance.getEntriesByType("resource").filter(({ name, initiatorType }) =>
  initiatorType === "fetch" && new URL(name).pathname.endsWith(place)).length >= 2"""


@pytest.mark.parametrize(("place", "fault"), deep_but(["truncated /calculator.js"], CASES))
def test_a_wrong_file_in_the_browsers_cache_is_fetched_again(
    visitor: Visitor, place: str, fault: Fault
) -> None:
    visitor.network.faults[place] = fault
    page = visitor.context.new_page()
    # Not the frame's navigations: the calculator's own steps of the history are among them.
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if each.is_navigation_request() else None)
    page.goto(MONTH)
    page.wait_for_function(FETCHED_TWICE, arg=place)
    idle(page)
    # While the network gives the same answer, a reload cannot help.
    assert len(asked) == 1
    visitor.network.mend()
    # In the same tab, as a user does after logging in to the network.
    page.goto("about:blank")
    page.goto(MONTH)
    expect(said(page)).to_have_text(KEPT)
    assert visitor.payable(page) == OLD
    assert page.evaluate("getComputedStyle(document.querySelector('.slip')).paddingTop") != "0px"
