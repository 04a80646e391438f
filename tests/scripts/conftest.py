"""The site as built, and as it would be after a change of the policy, for tests of what its pages say."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from calculator.loading import folder as loading
from calculator.loading.folder import DEFAULT_FOLDER
from scripts.content import handbook, shapes
from scripts.content.pages import PAGES
from scripts.pages import render
from scripts.setup.bootstrap import ROOT
from scripts.site.build import printed_nav
from tests.conftest import MakeOnce
from tests.support.county import copied
from tests.support.fitted import parsed_once, remembering
from tests.support.markup import Element, parse_file
from tests.support.newcomer import bare, prepared, project  # noqa: F401  (fixtures)

# From November 2026 on, the month the pages are printed for. Each price is still a twentieth of three
# tenths of the standard: 600 × 30% ÷ 20 = 9, 1200 × 30% ÷ 20 = 18, 1700 × 30% ÷ 20 = 25.5.
NEW_ROWS = {
    "standard": "rural = 600, community_part_time = 1200, community_full_time = 1700",
    "report_price": "rural = 9, community_part_time = 18, community_full_time = 25.5",
    "sign_in_price": "value = 12",
}


# Tests load the county's folder again and again, from here on in half of the time.
loading.parse = parsed_once(loading.parse)  # type: ignore[assignment]
shapes._kind = remembering(shapes._kind)  # type: ignore[assignment]


class Edition(NamedTuple):
    """A site: what each page says by the page's name, and the county's folder it was printed from."""

    name: str
    articles: dict[str, Element]
    folder: Path


def append_rows(folder: Path, day: str) -> None:
    """Add new amounts from a day on, as policy/README.md asks: a row at the end, the old ones untouched."""
    file = folder / "parameters.toml"
    head, *tables = file.read_text(encoding="utf-8").split("[[parameters]]")
    for key, values in NEW_ROWS.items():
        (place,) = [place for place, table in enumerate(tables) if f'\nid = "{key}"\n' in table]
        assert tables[place].count("}]") == 1
        tables[place] = tables[place].replace("}]", f"}}, {{ from = {day}, {values} }}]")
    file.write_text("[[parameters]]".join([head, *tables]), encoding="utf-8")


def read_articles(site: Path) -> dict[str, Element]:
    """Return the content of each printed page, without the navigation around it, by the page's name."""
    paths = {name: "index.html" if name == "index" else f"{name}/index.html" for name in PAGES}
    return {name: parse_file(site / path).one("article") for name, path in paths.items()}


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, Element]:
    """Every HTML file of the site by its path, `pay/index.html`."""
    return {path.relative_to(site).as_posix(): parse_file(path) for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="session")
def articles(site: Path) -> dict[str, Element]:
    """The content of each page of the site."""
    return read_articles(site)


@pytest.fixture(scope="session")
def changed(made_once: MakeOnce) -> Edition:
    """The pages after the county has raised amounts from November 2026 on and renamed a line."""
    folder = made_once("changed", _build_changed)
    return Edition("changed", read_articles(folder / "site"), folder / "county")


def _build_changed(folder: Path) -> None:
    county = copied(folder / "county")
    append_rows(county, "2026-11-01")
    pay = (county / "pay.toml").read_text(encoding="utf-8")
    (county / "pay.toml").write_text(
        pay.replace('label = "基础补助"', 'label = "固定补助"'), encoding="utf-8"
    )
    docs = shutil.copytree(ROOT / "docs", folder / "docs")
    content = handbook.load(county)
    render.write(render.render(content, None), docs)
    # Without the search, whose index no test of this edition reads.
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(folder / "site"), plugins=[]
    )
    config.nav = printed_nav(config.nav or [], content.pages)
    mkdocs_build(config)


@pytest.fixture(params=["now", "changed"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """The built site, and the site after the change: every test must pass for both."""
    if request.param == "changed":
        found: Edition = request.getfixturevalue("changed")
        return found
    return Edition("now", request.getfixturevalue("articles"), DEFAULT_FOLDER)


@pytest.fixture(scope="session")
def content() -> handbook.Handbook:
    """The handbook as it is loaded from the county's folder."""
    return handbook.load()


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the county's folder, free to be edited."""
    return copied(tmp_path / "county")
