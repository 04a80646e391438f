"""The whole handbook as one PDF, printed and read; `test_print` asks the same of the document before that."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from calculator.loading.folder import load
from scripts.content.pages import PAGES
from scripts.release.book import CHAPTERS, print_book
from tests.browser.support.paper import bare
from tests.conftest import MakeOnce
from tests.support.content import BOOK

pytestmark = pytest.mark.deep


class Printed(NamedTuple):
    """The book, and the words on each of its pages."""

    reader: PdfReader
    pages: list[str]


@pytest.fixture(scope="module")
def book(site: Path, made_once: MakeOnce) -> Printed:
    """The book; the first test process prints it from the built site and reads it."""

    def make(folder: Path) -> None:
        path = folder / "handbook.pdf"
        # It starts a driver of its own, which wants a thread of its own.
        with ThreadPoolExecutor(1) as threads:
            threads.submit(print_book, site, load(), path).result()
        pages = [bare(page.extract_text()) for page in PdfReader(path).pages]
        (folder / "pages.json").write_text(json.dumps(pages), "utf-8")

    folder = made_once("book", make)
    return Printed(PdfReader(folder / "handbook.pdf"), json.loads((folder / "pages.json").read_text("utf-8")))


def outline(book: PdfReader) -> Iterator[tuple[str, int]]:
    """Yield the bookmarks' titles with the number of their page, from 0, in the order they are listed."""

    def walk(entries: list[object]) -> Iterator[Destination]:
        for entry in entries:
            if isinstance(entry, Destination):
                yield entry
            elif isinstance(entry, list):
                yield from walk(entry)

    for mark in walk(list(book.outline)):
        number = book.get_destination_page_number(mark)
        assert number is not None
        yield bare(str(mark.title)), number


def headings(site: Path) -> list[str]:
    """Return the heading of the first rank of every chapter's page."""
    found = []
    for name in CHAPTERS:
        match = re.search(r"<h1[^>]*>(.*?)<", (site / name / "index.html").read_text("utf-8"), re.DOTALL)
        assert match is not None
        found.append(bare(match[1]))
    return found


def test_the_book_has_every_chapter_in_reading_order(book: Printed, site: Path) -> None:
    left_out = ("index", "calculator")
    assert [name for name in PAGES if name not in left_out] == CHAPTERS
    marks = [title for title, _ in outline(book.reader)]
    at = [marks.index(heading) for heading in headings(site)]
    assert at == sorted(at)
    assert len(set(at)) == len(CHAPTERS)
    # The headings below a chapter's are bookmarks too: a category, an item, a question.
    for below in ("1.重点人员类", "邻里矛盾纠纷", "补助什么时候发？"):
        assert bare(below) in marks


def test_every_chapter_begins_on_a_new_page(book: Printed, site: Path) -> None:
    numbers = dict(reversed(list(outline(book.reader))))
    starts = [numbers[heading] for heading in headings(site)]
    assert starts == sorted(set(starts))
    assert starts[0] >= 1  # the cover comes first
    for heading, number in zip(headings(site), starts, strict=True):
        said = book.pages[number]
        running = bare(f"{BOOK.policy.measure['county']}网格员手册")
        assert said.removeprefix(running).startswith(heading), heading


def test_the_pages_are_numbered(book: Printed) -> None:
    count = len(book.pages)
    assert count > 20
    for number, said in enumerate(book.pages, 1):
        assert f"{number}/{count}" in said


def test_links_lead_to_pages_of_the_book_and_none_to_this_machine(book: Printed) -> None:
    named = book.reader.named_destinations
    inside = 0
    for page in book.reader.pages:
        for link in page.get("/Annots") or []:
            target = link.get_object()
            action = target.get("/A", {})
            address_outside = str(action.get("/URI", ""))
            assert "127.0.0.1" not in address_outside
            assert "localhost" not in address_outside
            if not address_outside:
                place = target.get("/Dest") or action["/D"]
                assert not isinstance(place, str) or place in named, place
                inside += 1
    # Every clause cited under an item, a duty and an answer alone is more than this.
    assert inside > len(BOOK.items) + len(BOOK.duties) + len(BOOK.questions)


def test_the_book_has_every_teaching_example(book: Printed) -> None:
    said = "".join(book.pages)
    good = sum(len(item["good"]) for item in BOOK.items.values())
    poor = sum(len(item["poor"]) for item in BOOK.items.values())
    assert said.count("教学示例·写得好的") == good
    assert said.count("教学示例·写得差的") == poor


def test_the_cover_says_which_edition_it_is(book: Printed) -> None:
    cover, measure = book.pages[0], BOOK.policy.measure
    assert bare(f"依据《{measure['title']}》") in cover
    assert bare(f"政策数据 {measure['version']} 版 · 核对至 {measure['checked']}") in cover
