"""On paper: every page by itself, the sheet on one side of A4, and the whole handbook bound as one book."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from markdown import markdown  # type: ignore[import-untyped]
from playwright.sync_api import Route
from pypdf import PdfReader, PdfWriter

from scripts.content import handbook
from scripts.content.pages import PAGES
from scripts.pages.render import render
from scripts.release import book, pdf
from tests.browser.conftest import NewContext
from tests.browser.support.paper import amiss, bare, paper, words_of
from tests.browser.support.two_editions import REVISED
from tests.support.content import BOOK

# The document from which the book is printed: its chapters, hidden parts and link targets.
BOUND = """() => {
  const places = [...document.querySelectorAll("a[href]:not(.headerlink)")].map((link) =>
    link.getAttribute("href"));
  return {
    chapters: [...document.querySelectorAll(".book > article h1")].map(({ id }) => id),
    closed: document.querySelectorAll("details:not([open])").length,
    links: places.length,
    lost: places.filter((place) => !place.startsWith("#") || !document.getElementById(place.slice(1))),
    cover: document.querySelector(".book-cover").textContent,
  };
}"""


@pytest.mark.deep
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
    page.locator("#art-14-4-4 + .item > summary").click()
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


def test_the_sheets_of_two_texts_are_a_side_each(new_context: NewContext) -> None:
    """The revised county's sheets in the built page: both are printed, or the chosen one."""
    source = render(handbook.load(REVISED), None, names=["sheet"])["sheet.md"].partition("---\n\n")[2]
    article = markdown(source, extensions=["attr_list", "md_in_html", "tables"])

    def both(route: Route) -> None:
        start, opening, rest = (
            route.fetch().text().partition('<article class="md-content__inner md-typeset">')
        )
        _, closing, end = rest.partition("</article>")
        assert closing
        route.fulfill(body=f"{start}{opening}{article}{closing}{end}", content_type="text/html")

    page = new_context().new_page()
    page.add_init_script("window.print = () => {}")  # its dialog would wait for somebody
    page.route("**/sheet/", both)
    page.goto("sheet/")
    limits = ("不少于 22 次；少一次扣 15.00 元", "每月签到次数 20 次；少签到一次扣 10.00 元")

    def sides() -> list[list[str]]:
        said = [bare(side.extract_text()) for side in paper(page).pages]
        return [[limit for limit in limits if bare(limit) in text] for text in said]

    assert sides() == [[limit] for limit in limits]
    for at, limit in enumerate(limits):
        page.locator("button[data-print-item]").nth(at).click()
        assert sides() == [[limit]]


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


@pytest.mark.deep
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


def test_the_book_is_bound_of_every_chapter_unfolded_and_its_links_stay_inside(
    new_context: NewContext,
) -> None:
    page = new_context(bypass_csp=True).new_page()
    page.goto("")
    page.add_script_tag(content=book.BOOK)
    told = {"names": book.CHAPTERS, "title": "书名", "texts": ["新的", "旧的"]}
    page.evaluate("(book) => bind(book)", told)
    bound = page.evaluate(BOUND)
    left_out = ("index", "calculator")
    assert bound["chapters"] == [name for name in PAGES if name not in left_out]
    assert (bound["closed"], bound["lost"]) == (0, [])
    # Every clause cited under an item, a duty and an answer alone is more than this.
    assert bound["links"] > len(BOOK.items) + len(BOOK.duties) + len(BOOK.questions)
    assert bound["cover"].startswith("书名新的旧的")
    said = bare(page.locator(".book").inner_text())
    for kind in ("good", "poor"):
        examples = [each for item in BOOK.items.values() for each in item[kind]]
        assert said.count(f"教学示例·写得{'好' if kind == 'good' else '差'}的") == len(examples)
        assert [each for each in examples if bare(each.get("course") or each["text"]) not in said] == []


def test_a_link_in_the_book_leads_to_the_text_it_meant(new_context: NewContext) -> None:
    """Both texts have an anchor for the place; the folder of the earlier one is below the newest's."""
    told = {
        "pay": '<h1>补助</h1><a href="../text/#art-9">新</a><a href="../text/2022-05-06/#art-9">旧</a>',
        "text": '<h1>全文</h1><p id="art-9">新的一条</p><a href="2022-05-06/">旧的全文</a>',
        "text/2022-05-06": '<h1>旧全文</h1><p id="art-9">旧的一条</p>'
        '<a href="../">新的全文</a><a href="../2019/">没有</a>',
    }
    page = new_context(bypass_csp=True).new_page()
    page.goto("")
    for name, article in told.items():
        html = f"<article>{article}</article>"
        page.route(f"**/{name}/", partial(Route.fulfill, body=html, content_type="text/html"))
    page.add_script_tag(content=book.BOOK)
    page.evaluate("(book) => bind(book)", {"names": list(told), "title": "书名", "texts": ["版本"]})
    links = {link.inner_text(): link.get_attribute("href") for link in page.locator("article a").all()}
    assert links == {
        "新": "#text--art-9",
        "旧": "#text/2022-05-06--art-9",
        "旧的全文": "#text/2022-05-06",
        "新的全文": "#text",
        "没有": None,
    }
    assert page.locator('[id="text/2022-05-06--art-9"]').inner_text() == "旧的一条"
