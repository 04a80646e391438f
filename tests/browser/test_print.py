"""On paper: every page by itself, the sheet on one side of A4, and the whole handbook as one book."""

import re
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from scripts import handbook
from scripts.handbook import PAGES
from scripts.release import steady
from scripts.release.book import CHAPTERS, print_book
from tests.browser.conftest import NewContext
from tests.browser.styles import add_styles
from tests.browser.test_loading import address

BOOK = handbook.load()
# Chromium names a glyph by the first code that has it, and fonts draw several characters alike.
ALIKE = str.maketrans(
    "㬵⼾⺟⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳", "胶户母民见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟"
)
NOT_ON_PAPER = ("复制链接", "跳转至", "上一页", "下一页", "换成深色", "回到页面顶部", "键入以开始搜索", "¶")
# The places of an article that are printed in another colour than black, or on another ground than white.
COLOURED = r"""() => [...document.querySelectorAll("article, article *")]
  .filter((place) => !place.closest("svg, img") && place.checkVisibility())
  .map((place) => [place, getComputedStyle(place)])
  .filter(([, { color, backgroundColor }]) => color !== "rgb(0, 0, 0)" ||
    !/^(rgba\(0, 0, 0, 0\)|rgba?\(255, 255, 255)/.test(backgroundColor))
  .map(([place, look]) => `${place.outerHTML.slice(0, 90)} ${look.color} on ${look.backgroundColor}`)"""
# The texts drawn in pictures that are not black.
PALE = """() => [...document.querySelectorAll("article svg text")]
  .filter((place) => getComputedStyle(place).fill !== "rgb(0, 0, 0)").map((place) => place.outerHTML)"""


def bare(text: str) -> str:
    """Return a text without what ends lines on paper, look-alikes as the usual character."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(ALIKE)))


def paper(page: Page) -> PdfReader:
    """Return a page as it is printed on A4, folds closed as the reader found them."""
    return PdfReader(BytesIO(page.pdf(format="A4")))


def words_of(reader: PdfReader) -> str:
    return bare("".join(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module")
def book(site: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """The book, printed from the built site."""
    path = tmp_path_factory.mktemp("book") / "handbook.pdf"
    # It starts a driver of its own, which wants a thread of its own.
    with ThreadPoolExecutor(1) as threads:
        return PdfReader(threads.submit(print_book, site, path).result())


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


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_the_page_without_its_controls(new_context: NewContext, name: str) -> None:
    page = new_context().new_page()
    page.goto(address(name), wait_until="networkidle")
    if name == "calculator":
        page.locator("#calculator[data-engine=ready]").wait_for()
    said = words_of(paper(page))
    assert bare(page.locator("h1").inner_text().rstrip("¶")) in said
    measure = BOOK.policy.measure
    basis = bare(f"政策数据 {measure['version']} 版 · 核对至 {measure['checked']}")
    # At the page's foot, and on the calculator's statement itself.
    assert said.count(basis) == (2 if name == "calculator" else 1)
    assert [control for control in NOT_ON_PAPER if bare(control) in said] == []


def test_folded_examples_are_printed(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("categories/")
    said = words_of(paper(page))
    examples = [each for item in BOOK.items.values() for each in (*item["good"], *item["poor"])]
    assert said.count("教学示例·写得") == len(examples)
    lost = [example for example in examples if bare(example.get("course") or example["text"]) not in said]
    assert lost == []
    page.goto("pay/")
    assert words_of(paper(page)).count("本月没有被通报表扬的信息") == 4


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
    for row in BOOK.sheet["rows"]:
        assert bare(BOOK.policy.inputs[row["input"]].label) in said
        assert bare(row["threshold"]) in said
    assert "打印这一页" not in said


def test_a_link_to_an_item_is_printed_with_its_clause(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("duties/")
    # The first duty leads to two items of article 14 (duties.toml).
    said = words_of(paper(page))
    assert bare("社区服刑等人员违法犯罪动向（第十四条第一类第三项）") in said
    assert bare("参与非法集资、传销活动的人员（第十四条第一类第四项）") in said
    for link in page.locator("article a[data-clause]").all():
        assert bare(f"{link.inner_text()}（{link.get_attribute('data-clause')}）") in said


@pytest.mark.parametrize("name", PAGES)
def test_paper_is_black_on_white_also_for_who_reads_in_the_dark(new_context: NewContext, name: str) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(address(name))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    add_styles(page, "* { transition: none !important }")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => document.querySelectorAll('article details').forEach((fold) => (fold.open = true))")
    assert page.evaluate(COLOURED) == []
    assert page.evaluate(PALE) == []


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
    first, second = (steady.written(PdfWriter(BytesIO(each)), "应发", date(2026, 11, 23)) for each in printed)
    assert first == second
    reader = PdfReader(BytesIO(first))
    assert reader.metadata is not None
    assert reader.metadata.title == "应发"
    assert str(reader.metadata["/CreationDate"]) == "D:20261123"
    assert words_of(reader) == words_of(PdfReader(BytesIO(printed[0])))


def test_the_book_has_every_chapter_in_reading_order(book: PdfReader, site: Path) -> None:
    left_out = ("index", "calculator", "reliability", "performance", "hosting")
    assert [name for name in PAGES if name not in left_out] == CHAPTERS
    marks = [title for title, _ in outline(book)]
    at = [marks.index(heading) for heading in headings(site)]
    assert at == sorted(at)
    assert len(set(at)) == len(CHAPTERS)
    # The headings below a chapter's are bookmarks too: a category, an item, a question.
    for below in ("1.重点人员类", "邻里矛盾纠纷", "补助什么时候发？"):
        assert bare(below) in marks


def test_every_chapter_begins_on_a_new_page(book: PdfReader, site: Path) -> None:
    numbers = dict(reversed(list(outline(book))))
    starts = [numbers[heading] for heading in headings(site)]
    assert starts == sorted(set(starts))
    assert starts[0] >= 1  # the cover comes first
    for heading, number in zip(headings(site), starts, strict=True):
        said = bare(book.pages[number].extract_text())
        running = bare(f"{BOOK.policy.measure['county']}网格员手册")
        assert said.removeprefix(running).startswith(heading), heading


def test_the_pages_are_numbered(book: PdfReader) -> None:
    count = len(book.pages)
    assert count > 20
    for number, page in enumerate(book.pages, 1):
        assert f"{number}/{count}" in bare(page.extract_text())


def test_links_lead_to_pages_of_the_book_and_none_to_this_machine(book: PdfReader) -> None:
    named = book.named_destinations
    inside = 0
    for page in book.pages:
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


def test_the_book_has_every_teaching_example(book: PdfReader) -> None:
    said = words_of(book)
    good = sum(len(item["good"]) for item in BOOK.items.values())
    poor = sum(len(item["poor"]) for item in BOOK.items.values())
    assert said.count("教学示例·写得好的") == good
    assert said.count("教学示例·写得差的") == poor


def test_the_cover_says_which_edition_it_is(book: PdfReader) -> None:
    cover, measure = bare(book.pages[0].extract_text()), BOOK.policy.measure
    assert bare(f"依据《{measure['title']}》") in cover
    assert bare(f"政策数据 {measure['version']} 版 · 核对至 {measure['checked']}") in cover
