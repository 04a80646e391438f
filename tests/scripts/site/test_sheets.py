"""A page requests one style sheet with the content of all its sheets in their order."""

import hashlib
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.site import finished, sheets

LINK = '<link rel="stylesheet" href="{0}%s">'
PAGE = f"<head>\n{LINK % 'a.css'}\n{LINK % 'b/c.css'}\n</head><p>x</p>"


@pytest.fixture(name="small")
def small_site(tmp_path: Path) -> Path:
    """Two pages of different depth with the same two sheets, one of them the theme's."""
    (tmp_path / "b").mkdir()
    (tmp_path / "pay").mkdir()
    (tmp_path / "a.css").write_text('@charset "UTF-8";p{top:0}\n/*# sourceMappingURL=a.css.map */')
    (tmp_path / "b" / "c.css").write_text("p { top: 1px; }\n")
    (tmp_path / "index.html").write_text(PAGE.format(""))
    (tmp_path / "pay" / "index.html").write_text(PAGE.format("../"))
    (tmp_path / "404.html").write_text(PAGE.format("/ga/"))
    return tmp_path


def joined(site: Path) -> None:
    """Join the sheets of a site as a build does."""
    pages = finished.read(site)
    made = sheets.join(site, pages, "/ga/")
    finished.write(site, {page: sheets.linked(page, html, made, "/ga/") for page, html in pages.items()})


def test_the_sheets_are_joined_in_their_order(small: Path) -> None:
    joined(small)
    (sheet,) = small.rglob("*.css")
    content = sheet.read_bytes()
    assert content == b'@charset "UTF-8";\np{top:0}\np { top: 1px; }\n'
    assert sheet.name == f"all.{hashlib.sha256(content).hexdigest()[:16]}.css"
    for page, way in (("index.html", ""), ("pay/index.html", "../"), ("404.html", "/ga/")):
        link = f'<link rel="stylesheet" href="{way}assets/stylesheets/{sheet.name}">'
        assert (small / page).read_text() == f"<head>\n{link}\n</head><p>x</p>"


@pytest.mark.parametrize(
    "text", ['@import "d.css";', "p { background: url(d.png) }", "p { background: URL( 'd.png' ) }"]
)
def test_a_sheet_that_means_its_own_place_is_refused(small: Path, text: str) -> None:
    (small / "b" / "c.css").write_text(text)
    with pytest.raises(ProjectError, match=r"b/c\.css"):
        joined(small)


def test_a_sheet_of_another_site_is_refused(small: Path) -> None:
    (small / "index.html").write_text(PAGE.format("https://elsewhere.example/"))
    with pytest.raises(ProjectError, match=r"elsewhere\.example"):
        joined(small)


def test_every_page_waits_for_one_sheet(site: Path) -> None:
    (sheet,) = site.rglob("*.css")
    text = sheet.read_text(encoding="utf-8")
    # The theme's, then ours, the last of ours for paper.
    places = [text.index(each) for each in (".md-typeset", "--handbook-warn:", ".dead-anchor")]
    places.append(text.rindex("@media print"))
    assert places == sorted(places)
    for page in site.rglob("*.html"):
        assert sheets.LINK.findall(page.read_text(encoding="utf-8"))[0].endswith(f"/{sheet.name}"), page
