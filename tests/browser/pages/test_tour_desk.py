"""Each page in a desktop window in the dark scheme, then in the print layout: one load, all its checks."""

import pytest
from playwright.sync_api import Page

from scripts.content.pages import PAGES
from tests.browser.calculator.test_loading import search_for
from tests.browser.conftest import NewContext
from tests.browser.pages.test_accessibility import unfold, violations, walk
from tests.browser.pages.test_instant import MOST, moved
from tests.browser.pages.test_phone import OVERFLOW
from tests.browser.support.paper import PLACES_IN_COLOUR, SEEN, amiss, bare
from tests.browser.support.rest import framed
from tests.browser.support.styles import STILL, add_styles
from tests.browser.support.tour import MISSING, visit
from tests.support.examples import DEEP

# At 200 and at 400 % a window of 1280 by 800 is so wide.
LARGE = ((640, 400), (320, 400))
SIZE = (1280, 800)
# What a desk shows beside an article is the same on every page, and the articles are asked for all rules on a
# telephone; on these pages a desk is too, and the focus is followed, in `test --deep` on all.
ALL_RULES = ("index", "calculator", "categories", MISSING)
COLOURS = ("color-contrast",)
LEAVE = "() => { document.activeElement.blur(); scrollTo(0, 0); }"


@pytest.mark.parametrize("name", [*PAGES, MISSING])
def test_a_page_on_a_desk(new_context: NewContext, origin: str, name: str, subtests: pytest.Subtests) -> None:
    window = {"width": SIZE[0], "height": SIZE[1]}
    tour = visit(new_context, name, viewport=window, device_scale_factor=2, color_scheme="dark")
    page = tour.page
    with subtests.test("nothing moves while it loads"):
        shift, seen = moved(page)
        assert shift <= MOST, seen
    add_styles(page, STILL)
    with subtests.test("it is dark where the device is"):
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    if DEEP or name in ALL_RULES:
        with subtests.test("the focus is always to be seen"):
            stops, faults = walk(page)
            assert faults == []
            assert len(stops) >= (10 if name == MISSING else 15)
    page.evaluate(LEAVE)
    in_large_print(page, subtests, "folded")
    unfold(page)
    in_large_print(page, subtests, "unfolded")
    tour.resize(*SIZE)
    # Nothing lies under the header by chance: axe would take the two for neighbours.
    page.evaluate("scrollTo(0, 0)")
    with subtests.test("axe finds nothing", state="dark, unfolded"):
        assert violations(page, *(() if DEEP or name in ALL_RULES else COLOURS)) == []
    if name != MISSING:
        on_paper(page, subtests, name)
    if DEEP:
        tour.turn("light")
        with subtests.test("axe finds nothing", state="light, unfolded"):
            assert violations(page, "color-contrast") == []
    if name == "index":
        search_for(page, "签到")
    with subtests.test("it asks nobody else"):
        assert tour.elsewhere(origin) == []
        assert page.url in tour.asked
    with subtests.test("nothing goes wrong"):
        assert tour.wrong == []


def in_large_print(page: Page, subtests: pytest.Subtests, folds: str) -> None:
    """Look for what sticks out of a window that is narrow since its print is large."""
    for width, height in LARGE:
        page.set_viewport_size({"width": width, "height": height})
        framed(page)
        with subtests.test("nothing sticks out in large print", width=width, folds=folds):
            assert page.evaluate(OVERFLOW) == []


def on_paper(page: Page, subtests: pytest.Subtests, name: str) -> None:
    """Look at the page as it is laid out for paper, by a reader in the dark."""
    page.emulate_media(media="print", color_scheme="dark")
    with subtests.test("paper is black on white"):
        assert page.evaluate(PLACES_IN_COLOUR) == []
    with subtests.test("paper has the page without its controls"):
        said = bare(page.evaluate(SEEN))
        assert amiss(said, page.locator("h1").first.inner_text(), name) == []
    page.emulate_media(media="screen", color_scheme="dark")
