"""A page requests one style sheet with the content of all its sheets in their order."""

import hashlib
import re
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.site import sheets

LINK = '<link rel="stylesheet" href="{0}%s">'
PAGE = f"<head>\n{LINK % 'assets/a.css'}\n{LINK % 'assets/b/c.css'}\n</head><p>x</p>"


@pytest.fixture(name="small")
def small_site(tmp_path: Path) -> Path:
    """Two sheets, one of them the theme's."""
    for folder in ("b", "stylesheets"):
        (tmp_path / "assets" / folder).mkdir(parents=True)
    (tmp_path / "assets" / "a.css").write_text('@charset "UTF-8";p{top:0}\n/*# sourceMappingURL=a.css.map */')
    (tmp_path / "assets" / "b" / "c.css").write_text("p { top: 1px; }\n")
    return tmp_path


def test_the_sheets_are_joined_in_their_order(small: Path) -> None:
    """Pages of any depth link to the joined sheet, and that for a missing page by its full path."""
    name = sheets.join(small, PAGE.format(""))
    (sheet,) = small.rglob("*.css")
    content = sheet.read_bytes()
    assert content == b'@charset "UTF-8";\np{top:0}\np { top: 1px; }\n'
    assert name == f"assets/stylesheets/all.{hashlib.sha256(content).hexdigest()[:16]}.css"
    assert sheet == small / name
    for way in ("", "../", "/ga/"):
        link = f'<link rel="stylesheet" href="{way}{name}">'
        assert sheets.linked(PAGE.format(way), name) == f"<head>\n{link}\n</head><p>x</p>"


@pytest.mark.parametrize(
    "text", ['@import "d.css";', "p { background: url(d.png) }", "p { background: URL( 'd.png' ) }"]
)
def test_a_sheet_that_means_its_own_place_is_refused(small: Path, text: str) -> None:
    (small / "assets" / "b" / "c.css").write_text(text)
    with pytest.raises(ProjectError, match=r"c\.css"):
        sheets.join(small, PAGE.format(""))


def test_every_page_waits_for_one_sheet(site: Path) -> None:
    (sheet,) = site.rglob("*.css")
    text = sheet.read_text(encoding="utf-8")
    # The theme's, then ours, the last of ours for paper.
    places = [text.index(each) for each in (".md-typeset", "--handbook-warn:", ".dead-anchor")]
    places.append(text.rindex("@media print"))
    assert places == sorted(places)
    for page in site.rglob("*.html"):
        (link,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page.read_text(encoding="utf-8"))
        assert link.endswith(f"/{sheet.name}"), page
