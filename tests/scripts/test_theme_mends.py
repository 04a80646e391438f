"""The theme's faults are mended where they are, and a new theme is noticed instead of passed over."""

import shutil
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts import theme_mends
from tests.scripts.markup import Element


@pytest.fixture
def untouched(tmp_path: Path) -> Path:
    """A site of one page and the worker, as the theme makes them."""
    worker = tmp_path / "assets" / "javascripts" / "workers" / "search.1a2b.min.js"
    worker.parent.mkdir(parents=True)
    worker.write_text(f"a;{';'.join(theme_mends.CUTTING)};b")
    (tmp_path / "index.html").write_text(f"<div {theme_mends.SEARCH}></div>")
    return tmp_path


def test_every_page_names_its_search(documents: dict[str, Element]) -> None:
    """A screen reader says what opens."""
    for name, document in documents.items():
        dialogs = [each for each in document.all("div", has="role") if each.get("role") == "dialog"]
        assert [each.get("aria-label") for each in dialogs] == ["搜索"], name


def test_the_site_is_built_with_the_mended_worker(site: Path) -> None:
    """Nothing of what is mended is left."""
    (worker,) = site.glob(theme_mends.WORKER)
    text = worker.read_text(encoding="utf-8")
    for old, new in theme_mends.CUTTING.items():
        assert (old in text, new in text) == (False, True)


@pytest.mark.parametrize("gone", [*theme_mends.CUTTING, theme_mends.SEARCH])
def test_a_theme_that_has_changed_is_noticed(gone: str, untouched: Path) -> None:
    """What was to be mended is not there: somebody has to look."""
    for path in untouched.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text().replace(gone, ""))
    with pytest.raises(ProjectError, match=r"scripts/theme_mends\.py"):
        theme_mends.mend(untouched)


def test_a_theme_without_a_worker_is_noticed(untouched: Path) -> None:
    """The file has another name, or there is none."""
    shutil.rmtree(untouched / "assets")
    with pytest.raises(ProjectError, match="search"):
        theme_mends.mend(untouched)
