"""The chapters of the printed book: both texts as long as the pages print the figures of both."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from calculator.loading.folder import load_editions
from calculator.policy import Policy
from scripts.release.book import chapters
from scripts.setup.bootstrap import ROOT

OLD = "text/2022-05-06"


@pytest.fixture(scope="module")
def newest() -> Policy:
    """The newest edition of the revised county."""
    return load_editions(ROOT / "tests" / "counties" / "revised").newest


def site(folder: Path, *names: str) -> Path:
    """Make a site of empty pages in a folder."""
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").touch()
    return folder


@pytest.mark.parametrize(
    ("checked", "wanted"),
    [
        (date(2027, 12, 31), ["pay", "text", "changes", OLD, "about"]),
        # A year later the pages print the newest figures only; the earlier text stays on the site.
        (date(2028, 1, 1), ["pay", "text", "about"]),
    ],
)
def test_the_book_has_the_earlier_text_while_its_figures_are_printed(
    checked: date, wanted: list[str], newest: Policy, tmp_path: Path
) -> None:
    names = ("index", "calculator", "about", "text", "pay", "changes", OLD)
    policy = replace(newest, measure={**newest.measure, "checked": checked})
    assert chapters(site(tmp_path, *names), policy) == wanted


def test_a_county_can_leave_out_a_page(policy: Policy, tmp_path: Path) -> None:
    assert chapters(site(tmp_path, "text"), policy) == ["text"]
