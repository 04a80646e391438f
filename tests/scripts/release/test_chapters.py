"""The chapters of the printed book: both texts as long as the pay page prints the figures of both."""

from pathlib import Path

import pytest

from scripts.release.book import chapters

OLD = "text/2022-05-06"


def site(folder: Path, *names: str, pay: str) -> Path:
    """Make a site of empty pages, and a pay page, in a folder."""
    for name in (*names, "pay"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(pay if name == "pay" else "", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("pay", "wanted"),
    [
        ('<a href="../text/2022-05-06/#art-9">第九条</a>', ["pay", "text", "changes", OLD, "about"]),
        # A year later the pages print the newest figures only; the earlier text stays on the site.
        ('<a href="../text/#art-9">第九条</a>', ["pay", "text", "about"]),
    ],
)
def test_the_book_has_the_earlier_text_while_its_figures_are_printed(
    pay: str, wanted: list[str], tmp_path: Path
) -> None:
    names = ("index", "calculator", "about", "text", "changes", OLD)
    assert chapters(site(tmp_path, *names, pay=pay)) == wanted


def test_a_county_without_a_pay_page_has_a_book(tmp_path: Path) -> None:
    folder = site(tmp_path, "text", pay="")
    (folder / "pay" / "index.html").unlink()
    assert chapters(folder) == ["text"]
