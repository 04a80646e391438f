"""Addresses to pass on: QR codes, the lines below them, and each page's canonical address."""

from pathlib import Path

import pytest

from scripts.content.pages import PAGES
from tests.conftest import PUBLIC
from tests.support.codes import TRIAL, places, said
from tests.support.markup import parse_file

BUILDS = pytest.mark.parametrize(
    ("build", "base"), [("site", TRIAL), ("public_site", PUBLIC)], ids=["trial", "public"]
)


def file_of(build: Path, name: str) -> Path:
    """Return the file of a page."""
    return build / ("" if name == "index" else name) / "index.html"


@pytest.mark.parametrize(("name", "count"), [("duties", 9), ("categories", 29)])
@BUILDS
def test_every_code_says_the_address_below_it(
    build: str, base: str, name: str, count: int, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(build)
    shares = parse_file(file_of(folder, name)).all("div", has_class="share")
    printed = [share.one("p", has_class="address").text for share in shares]
    codes = [said((folder / name / share.one("img").get("src")).resolve()) for share in shares]
    assert codes == printed == [base + place for place in places(name)]
    assert len(printed) == count
    notes = [note for share in shares for note in share.all("p", has_class="address-note")]
    assert len(notes) == (count if build == "site" else 0)


@BUILDS
def test_every_code_on_the_wall_says_where_its_link_leads(
    build: str, base: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(build)
    codes = parse_file(file_of(folder, "trainers")).all("figure", has_class="code")
    links = [code.one("a").get("href") for code in codes]
    found = [said((folder / "trainers" / code.one("img").get("src")).resolve()) for code in codes]
    assert found == [base + link.removeprefix("../") for link in links]
    assert found == [base + place for name in ("duties", "categories") for place in places(name)]


def test_a_public_build_says_its_public_address_on_every_page(public_site: Path) -> None:
    for name in PAGES:
        file = file_of(public_site, name)
        (own,) = [each for each in parse_file(file).all("link") if each.get("rel") == "canonical"]
        assert own.get("href") == PUBLIC + ("" if name == "index" else f"{name}/")
        assert TRIAL not in file.read_text("utf-8"), name
