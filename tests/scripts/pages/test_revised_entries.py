"""What single entries of the revised county's pages say: their files, their open points, their months."""

import re
import shutil
from pathlib import Path

import pytest

from scripts.content import handbook
from scripts.pages import render
from scripts.setup.bootstrap import ROOT

REVISED, TOWN = (ROOT / "tests" / "counties" / name for name in ("revised", "town"))
NAMED = re.compile(r"`([^`]+)`|<code>([^<]+)</code>")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The revised county's pages, without a runtime."""
    return render.render(handbook.load(REVISED), None)


def files_of(page: str) -> list[str]:
    """Return the files that a page names as its own."""
    lines = [line for line in page.splitlines() if "的内容在" in line]
    return ["".join(found) for line in lines for found in NAMED.findall(line.partition("的内容在")[2])]


def test_a_page_names_the_files_of_the_county_that_was_asked_for(pages: dict[str, str]) -> None:
    town = render.render(handbook.load(TOWN), None)
    for folder, printed in (("revised", pages), ("town", town)):
        for name, page in printed.items():
            files = files_of(page)
            assert files, name
            assert [each for each in files if not (ROOT / each).exists()] == [], name
            assert [each for each in files if not each.startswith(f"tests/counties/{folder}/")] == [], name
    assert "tests/counties/revised/categories/crimes.toml" in files_of(pages["categories.md"])


def test_a_folder_outside_the_project_is_named_without_its_path(tmp_path: Path) -> None:
    county = Path(shutil.copytree(REVISED, tmp_path / "county"))
    printed = render.render(handbook.load(county), None, names=["faq"])
    assert files_of(printed["faq.md"]) == ["county/faq.toml"]
