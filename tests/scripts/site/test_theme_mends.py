"""The theme's faults are mended where they are, and a new theme is noticed instead of passed over."""

import shutil
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.site import theme_mends
from tests.support.markup import Element


@pytest.fixture
def untouched(tmp_path: Path) -> Path:
    """A site of one page, the worker and the theme's script, as the theme makes them."""
    worker = tmp_path / "assets" / "javascripts" / "workers" / "search.1a2b.min.js"
    worker.parent.mkdir(parents=True)
    worker.write_text(f"a;{';'.join(theme_mends.ASKING)};b")
    bundle = tmp_path / "assets" / "javascripts" / "bundle.1a2b.min.js"
    bundle.write_text(f"a;{';'.join(theme_mends.FETCHING)};b")
    languages = tmp_path / theme_mends.LANGUAGES / "min"
    languages.mkdir(parents=True)
    for name in (*theme_mends.OURS, "lunr.fr.min.js"):
        (languages / name).write_text("")
    said = ",".join(each for each in theme_mends.IN_PAGES if each != theme_mends.SEARCH)
    (tmp_path / "index.html").write_text(f"<script>{said}</script><div {theme_mends.SEARCH}></div>")
    return tmp_path


def mend(site: Path) -> None:
    """Correct the scripts and the page as a build does."""
    theme_mends.mend(site)
    theme_mends.mended("index.html", (site / "index.html").read_text())


def test_every_page_names_its_search(documents: dict[str, Element]) -> None:
    """A screen reader says what opens."""
    for name, document in documents.items():
        dialogs = [each for each in document.all("div", has="role") if each.get("role") == "dialog"]
        assert [each.get("aria-label") for each in dialogs] == ["搜索"], name


@pytest.mark.parametrize(
    ("name", "mends"),
    [(theme_mends.WORKER, theme_mends.ASKING), (theme_mends.BUNDLE, theme_mends.FETCHING)],
)
def test_the_site_is_built_with_the_mended_scripts(site: Path, name: str, mends: dict[str, str]) -> None:
    """Nothing of what is mended is left."""
    (script,) = site.glob(name)
    text = script.read_text(encoding="utf-8")
    for old, new in mends.items():
        assert (old in text, new in text) == (False, True)


def test_every_page_is_built_with_the_mended_markup(site: Path) -> None:
    """Nothing of what is mended is left."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for old, new in theme_mends.IN_PAGES.items():
            assert (text.count(old), text.count(new)) == (new.count(old), 1), page


@pytest.mark.parametrize("gone", [*theme_mends.ASKING, *theme_mends.FETCHING, *theme_mends.IN_PAGES])
def test_a_theme_that_has_changed_is_noticed(gone: str, untouched: Path) -> None:
    """A text to be replaced is missing in the theme, so the build stops."""
    for path in untouched.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text().replace(gone, ""))
    with pytest.raises(ProjectError, match=r"scripts/site/theme_mends\.py"):
        mend(untouched)


def test_a_theme_without_a_worker_is_noticed(untouched: Path) -> None:
    """The file has another name, or there is none."""
    shutil.rmtree(untouched / "assets")
    with pytest.raises(ProjectError, match="search"):
        theme_mends.mend(untouched)


def test_files_that_no_page_requests_are_not_in_the_site(untouched: Path) -> None:
    """Files for other languages and source maps of the theme have megabytes."""
    (untouched / "index.js.map").write_text("{}")
    theme_mends.mend(untouched)
    assert {path.name for path in (untouched / theme_mends.LANGUAGES / "min").iterdir()} == theme_mends.OURS
    assert not list(untouched.rglob("*.map"))


def test_a_theme_without_our_language_stops_the_build(untouched: Path) -> None:
    """The search would break down at the first word."""
    (untouched / theme_mends.LANGUAGES / "min" / "lunr.zh.min.js").unlink()
    with pytest.raises(ProjectError, match=r"lunr\.zh\.min\.js"):
        theme_mends.mend(untouched)
