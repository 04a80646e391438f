"""Counties of other shapes are built whole, with MkDocs, the page's Python and every check."""

import json

import pytest

from scripts.site import finished, links
from tests.browser.support.built import build_apart
from tests.conftest import MakeOnce
from tests.scripts.pages.test_town import LEFT_OUT, TOWN
from tests.support.renumbered import OLD, renumbered

pytestmark = pytest.mark.deep


def test_the_site_of_a_town_is_built_whole(made_once: MakeOnce) -> None:
    root = made_once("town", lambda folder: build_apart(folder, TOWN))
    site = root / "site"
    assert {each for each in LEFT_OUT if (site / each).exists()} == set()
    links.check(site, finished.read(site))
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "青石镇网格员手册"
    assert "大宁" not in (site / "index.html").read_text("utf-8")


def test_the_site_of_two_texts_is_built_whole(made_once: MakeOnce) -> None:
    root = made_once("renumbered", lambda folder: build_apart(folder, renumbered(folder / "county")))
    site = root / "site"
    links.check(site, finished.read(site))
    assert 'id="art-14-4-6"' in (site / "text" / OLD / "index.html").read_text("utf-8")
    # The same clause would be found twice.
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert [each for each in index["docs"] if each["location"].startswith(f"text/{OLD}/")] == []
