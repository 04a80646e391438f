"""On paper: every page by itself, the sheet on one side of A4, and the whole handbook as one book."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from scripts.content import handbook
from scripts.content.handbook import PAGES
from scripts.release import pdf
from scripts.release.book import CHAPTERS, print_book
from tests.browser.conftest import NewContext
from tests.browser.support.paper import amiss, bare, paper, words_of
from tests.conftest import MakeOnce

BOOK = handbook.load()


class Printed(NamedTuple):
    """The book, and the words on each of its pages."""

    reader: PdfReader
    pages: list[str]


@pytest.fixture(scope="module")
def book(site: Path, made_once: MakeOnce) -> Printed:
    """The book, printed from the built site and read by whichever test process comes first."""

    def make(folder: Path) -> None:
        path = folder / "handbook.pdf"
        # It starts a driver of its own, which wants a thread of its own.
        with ThreadPoolExecutor(1) as threads:
            threads.submit(print_book, site, path).result()
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


def test_folded_examples_are_printed(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("categories/")
    said = words_of(paper(page))
    assert amiss(said, page.locator("h1").inner_text(), "categories") == []
    examples = [each for item in BOOK.items.values() for each in (*item["good"], *item["poor"])]
    assert said.count("教学示例·写得") == len(examples)
    lost = [example for example in examples if bare(example.get("course") or example["text"]) not in said]
    assert lost == []
    page.goto("pay/")
    said = words_of(paper(page))
    assert amiss(said, page.locator("h1").inner_text(), "pay") == []
    assert said.count("本月没有被通报表扬的信息") == 4


def test_one_item_can_be_printed_alone(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.add_init_script("window.print = () => {}")  # its dialog would wait for somebody
    page.goto("categories/")
    whole = len(paper(page).pages)
    page.locator('button[data-print-item="art-14-4-4"]').click()
    alone = paper(page)
    assert len(alone.pages) <= 2 < whole
    text = words_of(alone)
    items = BOOK.items
    assert bare(items["14.4.4"]["good"][0]["course"]) in text
    assert [key for key, item in items.items() if bare(item["plain"]) in text] == ["14.4.4"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(paper(page).pages) == whole


def test_the_sheet_is_one_side_of_paper(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("sheet/")
    reader = paper(page)
    assert len(reader.pages) == 1
    said = words_of(reader)
    assert amiss(said, page.locator("h1").inner_text(), "sheet") == []
    for row in BOOK.sheet["rows"]:
        assert bare(BOOK.policy.inputs[row["input"]].label) in said
        assert bare(row["threshold"]) in said
    assert "打印这一页" not in said


def test_a_link_to_an_item_is_printed_with_its_clause(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("duties/")
    # The first duty leads to two items of article 14 (duties.toml).
    said = words_of(paper(page))
    assert amiss(said, page.locator("h1").inner_text(), "duties") == []
    assert bare("社区服刑等人员违法犯罪动向（第十四条第一类第三项）") in said
    assert bare("参与非法集资、传销活动的人员（第十四条第一类第四项）") in said
    for link in page.locator("article a[data-clause]").all():
        assert bare(f"{link.inner_text()}（{link.get_attribute('data-clause')}）") in said


def test_a_document_is_the_same_at_each_printing(new_context: NewContext) -> None:
    page = new_context().new_page()

    def printing() -> bytes:
        page.goto("pay/")
        return page.pdf(format="A4", tagged=True)

    printed = [printing()]
    # A printing names its second: the next one differs once that is over.
    while (again := printing()) == printed[0]:
        continue
    printed.append(again)
    first, second = (pdf.written(PdfWriter(BytesIO(each)), "应发", date(2026, 11, 23)) for each in printed)
    assert first == second
    reader = PdfReader(BytesIO(first))
    assert reader.metadata is not None
    assert reader.metadata.title == "应发"
    assert str(reader.metadata["/CreationDate"]) == "D:20261123"
    drawn, drawn_before = (
        [page.get_contents() for page in each.pages] for each in (reader, PdfReader(BytesIO(printed[0])))
    )
    assert [each and each.get_data() for each in drawn] == [each and each.get_data() for each in drawn_before]


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
