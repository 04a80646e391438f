"""The built site as a whole: headings, anchors, and what every page carries."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest

from scripts.content.pages import PAGES
from tests.support.markup import Element

HERE = Path(__file__).parent
# The texts in the boxes of a path: who acts, the action, and the clause.
FILE_NAME = re.compile(r"[\w/-]+\.(?:toml|md|py|json|txt)\b")
PATH = {"path-who", "path-what", "path-clause"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

READINGS = (
    "base-share",
    "report-quota-stop",
    "full-time-price",
    "part-time-quota",
    "surplus-cap",
    "surplus-condition",
    "surplus-time",
    "notices-add",
    "major-range",
    "poor-cooperation",
    "sign-in-shortfall",
    "below-zero",
    "rural-name",
)
GROUNDS = (
    "consecutive-failures",
    "failures-in-year",
    "stated-neglect",
    "zero-reports",
    "phone-checks",
    "fabrication",
    "title-misuse",
    "serious-case",
    "higher-criticism",
)


def headings(element: Element) -> list[Element]:
    """Return the headings inside."""
    return element.all(*HEADINGS)


@pytest.mark.parametrize("page", ["404", *PAGES])
def test_a_page_can_be_read_by_machines(page: str, documents: dict[str, Element]) -> None:
    """Title, description, language, one first heading, no level skipped, no id twice."""
    path = {"404": "404.html", "index": "index.html"}.get(page, f"{page}/index.html")
    document = documents[path]
    assert document.one("html").get("lang") == "zh"
    title = f"{PAGES[page]} - 大宁县网格员手册" if page in PAGES else "大宁县网格员手册"
    assert document.one("head").one("title").text == title
    (description,) = [each for each in document.all("meta") if each.get("name") == "description"]
    assert 10 <= len(description.get("content")) <= 80
    levels = [int(each.tag[1]) for each in headings(document)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [level for before, level in pairwise(levels) if level > before + 1] == []
    assert all(each.text for each in headings(document))
    found = [each.get("id") for each in document.all(has="id")]
    assert len(found) == len(set(found))


def test_every_page_has_its_own_title_and_description(documents: dict[str, Element]) -> None:
    """Every page has a title and a description of its own."""
    assert set(documents) == {"404.html", "index.html", *(f"{name}/index.html" for name in list(PAGES)[1:])}
    told = [
        (document.one("head").one("title").text, each.get("content"))
        for page, document in documents.items()
        if page != "404.html"
        for each in document.all("meta")
        if each.get("name") == "description"
    ]
    assert len({title for title, _ in told}) == len({words for _, words in told}) == len(PAGES)


def test_a_page_leads_to_the_one_before_and_the_one_after(documents: dict[str, Element]) -> None:
    """In the order of the handbook, from the first page to the last."""
    names = list(PAGES)
    for at, name in enumerate(names):
        document = documents["index.html" if name == "index" else f"{name}/index.html"]
        around = {"prev": names[:at][-1:], "next": names[at + 1 :][:1]}
        here = "/" if name == "index" else f"/{name}/"
        for way, there in around.items():
            links = document.all("a", has_class=f"md-footer__link--{way}")
            led = [urljoin(here, link.get("href")).strip("/") or "index" for link in links]
            assert led == there, (name, way)


def test_every_page_carries_edition_and_date(articles: dict[str, Element]) -> None:
    """Each printed page names its edition of the text and the day of the last check."""
    for name, article in articles.items():
        edition, mending = article.one("div", has_class="edition").all("p")
        assert edition.text == (
            "依据《大宁县网格员管理考核办法（试行）》（2022-05-06 起试行）"
            "· 政策数据 2022-05-06 版 · 核对至 2026-11-23"
        ), name
        assert "纠错" in mending.text, name


def test_no_page_names_a_file_of_the_project(articles: dict[str, Element]) -> None:
    """Workers read them: a file name would say nothing to them."""
    named = [(name, found) for name, article in articles.items() for found in FILE_NAME.findall(article.text)]
    assert named == []


def test_the_register_lists_every_reading_and_every_ground(articles: dict[str, Element]) -> None:
    """Thirteen readings of pay and nine grounds, each with its open question and who can settle it."""
    page = articles["readings"]
    assert [each.get("id") for each in headings(page)][1:] == [
        "pay",
        *READINGS,
        "elimination",
        *(f"open-{ground}" for ground in GROUNDS),
    ]
    labels = [each.text for each in page.all("strong")]
    assert labels.count("默认") == labels.count("为什么") == labels.count("谁能定下来") == 13
    assert labels.count("没有写明的") == labels.count("怎样能定下来") == 9
    assert len(page.all("blockquote")) == 13 + 9


def test_the_review_page_invents_nothing(articles: dict[str, Element]) -> None:
    """The measures have no appeal and no deadline; the page says so first, and gives no number to call."""
    page = articles["review"]
    first = next(each for each in page.all("p") if each.text)
    assert first.text.startswith("办法没有写申诉、异议、通知或者更正的程序，也没有写期限。")
    text = page.text
    assert re.findall(r"\d[\d\s-]*\d", re.sub(r"\d{4}-\d\d-\d\d", "", text)) == []
    assert not re.search("电话|热线|拨打", text)
    assert (
        re.findall(r"\d+ ?(?:日|天|个月|个工作日)(?:内|前|之内)", text) == ["3 日前"] * 2
    )  # 第十三条末段, in the picture and in the list
    general = next(each for each in page.all("h2") if each.get("id") == "elsewhere")
    assert general.text == "本办法之外的一般渠道"


def test_the_words_of_the_path_stand_in_the_list_below_it(articles: dict[str, Element]) -> None:
    """For readers who cannot see the picture, each of the three paths has a list with a row for each box."""
    page = articles["review"]
    rows = [row.text for each in page.section("steps").all("ol") for row in each.all("li")]
    (picture,) = page.all("svg", has_class="path")
    texts = [each for each in picture.all("text", "tspan") if set(each.classes) & PATH]
    assert len(rows) == len(picture.all(has_class="path-box")) == 6
    # 「每月，各乡镇平安办：考核网格员…（第七条）。」 is drawn as 「每月 · 各乡镇平安办」「考核…」「第七条」.
    said, drawn = (re.sub(r"\W", "", "".join(each)) for each in (rows, (each.text for each in texts)))
    assert said == drawn


def anchors(articles: dict[str, Element]) -> Iterator[str]:
    """Yield every anchor that somebody may have printed: of headings, and of places of the text."""
    for name, article in articles.items():
        for each in article.all(has="id"):
            if each.get("id").startswith(("art-", "call-")) or each.tag in HEADINGS[1:]:
                yield f"{name}#{each.get('id')}"


def test_anchors_never_change(articles: dict[str, Element]) -> None:
    """Trainers have printed these addresses, and workers have sent them on: they must go on working.

    A new one is added to anchors.txt; one that is there is never taken out or renamed.
    """
    wanted = (HERE / "anchors.txt").read_text(encoding="utf-8").splitlines()
    assert list(anchors(articles)) == wanted
