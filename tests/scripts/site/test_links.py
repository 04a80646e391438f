"""A link that leads nowhere stops the build."""

from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.site import finished, links


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages that lead to each other, to a picture, and to another site."""
    (tmp_path / "pay").mkdir()
    (tmp_path / "picture.svg").write_text("<svg/>")
    (tmp_path / "index.html").write_text(
        '<a href="pay/#rates">a</a><a href="pay/">b</a><img src="picture.svg"><a href="https://handbook.example/x">c</a>'
    )
    (tmp_path / "pay" / "index.html").write_text(
        '<h2 id="rates">r</h2><a href="..">home</a><a href="#rates">here</a>'
    )
    return tmp_path


def test_a_sound_site_passes(site: Path) -> None:
    """Folders, anchors, files and other sites' addresses are all right."""
    links.check(site, finished.read(site))


@pytest.mark.parametrize(
    "address", ["pay/#rate", "#top", "play/", "pay", "missing.svg", "picture.svg#part", "../pay/#Rates"]
)
def test_a_dead_link_is_named_with_its_page(address: str, site: Path) -> None:
    """The sentence names the page and the address of every dead link."""
    index = site / "index.html"
    index.write_text(f'{index.read_text()}<a href="{address}">d</a><img src="gone.png">')
    with pytest.raises(ProjectError) as refused:
        links.check(site, finished.read(site))
    assert str(refused.value) == (f"有 2 个链接没有去处：index.html 上的 {address}；index.html 上的 gone.png")
