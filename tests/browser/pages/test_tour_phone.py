"""Each page on a telephone in the light scheme: one load, all its checks."""

from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.content.pages import PAGES
from scripts.setup.bootstrap import node_command
from scripts.site.compressed import compressed
from tests.browser.calculator.test_loading import address
from tests.browser.conftest import PHONE, NewContext
from tests.browser.pages.test_accessibility import unfold, violations
from tests.browser.pages.test_instant import MOST, moved
from tests.browser.pages.test_phone import WIDTHS, overflow
from tests.browser.support.styles import STILL, add_styles
from tests.browser.support.tour import MISSING, Visit, visit
from tests.support.examples import DEEP

MOST_BYTES = 150_000
THEMES_OWN = ("/assets/javascripts/", "/assets/stylesheets/", "/search/")
SIZE = (360, 740)


def weight(asked: list[str], site: Path, name: str) -> int:
    """Return how many bytes a page and its files have, without the files of the theme."""
    paths = [urlsplit(url).path for url in asked if not url.startswith(("data:", "blob:"))]
    ours = [path for path in paths if not path.startswith(THEMES_OWN) and path.startswith("/")]
    files = {site / (path + "index.html" if path.endswith("/") else path).lstrip("/") for path in ours}
    assert site / address(name) / "index.html" in files
    return sum(forms.brotli.stat().st_size for forms in compressed(files, node_command()).values())


@pytest.mark.parametrize("name", [*PAGES, MISSING])
def test_a_page_on_a_telephone(
    new_context: NewContext, site: Path, origin: str, name: str, subtests: pytest.Subtests
) -> None:
    tour = visit(new_context, name, **PHONE, color_scheme="light")
    page = tour.page
    with subtests.test("nothing moves while it loads"):
        shift, seen = moved(page)
        assert shift <= MOST, seen
    if name not in ("calculator", MISSING):
        with subtests.test("it is light"):
            assert weight(tour.asked, site, name) <= MOST_BYTES
    with subtests.test("its headings begin with one of the first rank and skip none"):
        levels = tour.levels()
        assert (levels[0], levels.count(1)) == (1, 1)
        assert [(one, following) for one, following in pairwise(levels) if following > one + 1] == []
    add_styles(page, STILL)
    for width in WIDTHS:
        with subtests.test("nothing sticks out", width=width):
            assert overflow(page, width) == []
    ask_axe(tour, subtests)
    with subtests.test("it asks nobody else"):
        assert tour.elsewhere(origin) == []
        assert page.url in tour.asked
    with subtests.test("nothing goes wrong"):
        assert tour.wrong == []


def ask_axe(tour: Visit, subtests: pytest.Subtests) -> None:
    """Have axe-core look at a page unfolded; in `test --deep` also folded, and at its dark colours."""
    assert tour.page.locator("body").get_attribute("data-md-color-scheme") == "default"
    if DEEP:
        tour.resize(*SIZE)
        with subtests.test("axe finds nothing", state="light, folded"):
            assert violations(tour.page) == []
    unfold(tour.page)
    tour.resize(*SIZE)
    with subtests.test("axe finds nothing", state="light, unfolded"):
        assert violations(tour.page) == []
    if DEEP:
        tour.turn("dark")
        with subtests.test("axe finds nothing", state="dark, unfolded"):
            assert violations(tour.page, "color-contrast") == []
