"""The pages' statements about the measures: every reference has its place, every quotation is in the text."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator import clauses
from scripts.content.handbook import Handbook
from tests.scripts.conftest import Edition
from tests.scripts.pages.figures import visible
from tests.scripts.pages.test_text_page import is_added
from tests.support.markup import Element

NUMERAL = "[一二三四五六七八九十]+"
REFERENCE = re.compile(rf"第{NUMERAL}条(?:第{NUMERAL}类)?(?:第{NUMERAL}项|末段)?")
DISPUTES = "第十四条第五类"
QUOTED = re.compile("「([^「」]+)」")
# Words between 「」 that are the site's own, by where they are from: not quoted from the measures.
OWN = tomllib.loads(Path(__file__).with_name("own_words.toml").read_text(encoding="utf-8"))


def bare(text: str) -> str:
    """Return a text without white space and quotation marks, which may differ in a quotation."""
    return re.sub(r"[\s“”「」]", "", text)


@pytest.fixture(scope="module")
def places(content: Handbook) -> dict[str, str]:
    """The anchors of all places of the measures by their names; kinds of dispute have a place each."""
    keys = [*content.policy.text, *content.items]
    return {clauses.name(key, ["14"]): clauses.anchor(key) for key in keys if not key.endswith(".text")}


@pytest.fixture(scope="module")
def measures(content: Handbook) -> str:
    """Every character of the measures, and what their conversion lost, as the faults' notes give it."""
    table = content.article_tables
    return bare("".join([table["title"], *table["notice"], *table["text"].values()]))


def elements(edition: Edition, *tags: str) -> Iterator[tuple[str, Element]]:
    """Yield the elements of all pages, with the page's name."""
    for name, article in edition.articles.items():
        for element in article.all(*tags):
            yield name, element


def test_every_reference_is_to_a_place_there_is(edition: Edition, places: dict[str, str]) -> None:
    """No page speaks of an article, a kind or an item that the measures do not have."""
    found = [(name, each) for name, page in edition.articles.items() for each in REFERENCE.findall(page.text)]
    assert [each for each in found if each[1] not in places] == []
    assert len(found) > 400


def test_a_reference_that_is_a_link_leads_to_its_place(edition: Edition, places: dict[str, str]) -> None:
    """「第十二条第三项」 opens article 12, item 3, and nothing else."""
    links = [(name, each.text, each.get("href")) for name, each in elements(edition, "a")]
    cited = [each for each in links if REFERENCE.fullmatch(each[1])]
    # The disputes' sentence has no number of its own, and each kind of dispute in it opens at its words.
    within = {
        text: re.compile(rf"{anchor}(-text|-\d+)?" if text == DISPUTES else anchor)
        for text, anchor in places.items()
    }
    assert [each for each in cited if not within[each[1]].fullmatch(each[2].partition("#")[2])] == []
    assert len(cited) > 200
    assert {href.partition("#")[0] for _, _, href in cited} == {"../text/", "text/"}


def test_every_passage_quoted_is_the_texts_own(edition: Edition, measures: str) -> None:
    """Each quotation is in the measures, character by character."""
    quotations = elements(edition, "blockquote")
    passages = [
        (name, part)
        for name, quotation in quotations
        for each in quotation.all("p")
        for part in bare("".join(each.texts(is_added))).split("……")  # words left out of its name
    ]
    assert [each for each in passages if each[1] not in measures] == []
    assert {name for name, _ in passages} == {"duties", "categories", "rewards", "readings"}


def test_words_in_corner_brackets_are_quoted_or_the_sites_own(edition: Edition, measures: str) -> None:
    """「…」 is the measures' word, or one of those listed as ours; an unused entry of the list fails."""
    own = {word for section in OWN.values() for word in section}
    titles = {each.text for _, each in elements(edition, "h1", "h2", "h3", "h4")}
    said = {
        (name, quoted)
        for name, page in edition.articles.items()
        for quoted in QUOTED.findall(visible(page).replace("\n", ""))
    }
    strange = [each for each in said if bare(each[1]) not in measures and each[1] not in own | titles]
    assert sorted(strange) == []
    assert own - {quoted for _, quoted in said} == set()


def test_a_teaching_example_is_marked_and_looks_like_no_clause(edition: Edition, content: Handbook) -> None:
    """Every example stands under its mark; none names a clause or an amount, and each has all six points."""
    reports = edition.articles["categories"].all("div", has_class="report")
    items = content.items.values()
    assert len(reports) == sum(len(item["good"]) + len(item["poor"]) for item in items)
    for report in reports:
        assert report.one("p", has_class="report-kind").text.startswith("教学示例")
        assert not REFERENCE.search(report.text)
        assert not re.search(r"\d ?元", report.text)
        points = [each.text for each in report.all("dt")]
        if "report-good" in report.classes:
            assert points == ["时间", "地点", "人员", "起因", "经过", "已采取的措施"]
            assert all(each.text for each in report.all("dd"))
        else:
            assert 2 <= len(report.all("li")) <= 4


def test_every_item_has_all_its_parts(edition: Edition, content: Handbook) -> None:
    """Clause, plain words, examples, near misses and what people say: no item of article 14 lacks one."""
    page = edition.articles["categories"]
    for key, item in content.items.items():
        section = page.section(clauses.anchor(key))
        quotation = section.one("blockquote")
        assert bare("".join(quotation.texts(is_added))) == bare(content.text_of(item))
        assert item["plain"] in section.text
        examples = section.one("details", has_class="teaching")
        assert len(examples.all("div", has_class="report")) in (2, 3)
        near = [each.get("href") for each in section.all("a", has="data-clause")]
        assert near == [f"./#{clauses.anchor(each['article'])}" for each in item["near"]]
        assert ("紧急时" in section.text) == ("urgent" in item)
        assert section.one("p", has_class="keywords").text == f"常用说法：{'、'.join(item['keywords'])}"
        assert len(section.all("img")) == 1


def test_advice_is_marked_as_advice(edition: Edition) -> None:
    """Text that is not from the measures is marked at its place."""
    label = "培训建议，非办法规定"
    duties, faq = edition.articles["duties"], edition.articles["faq"]
    assert duties.text.count(label) == 1 + 9 + 9  # the three rules, then two paragraphs a duty
    for name in ("app-failed", "danger-while-reporting"):
        assert label in faq.section(name).text
    assert faq.text.count(label) == 2
    assert "不是办法的规定" in edition.articles["trainers"].text
