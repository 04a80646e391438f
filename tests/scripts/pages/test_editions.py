"""Two texts on the pages: both with their months, and every printed place still leads to its text."""

import re
import shutil
from pathlib import Path

import pytest

from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.content.months import governed, printed_editions, printed_month
from scripts.pages import render
from scripts.pages.addresses import lost
from scripts.pages.trial import trial
from tests.calculator.conftest import edit
from tests.support.markup import Element, parse
from tests.support.renumbered import ADDED, GONE, NEW, OLD, SIGN_INS, renumbered

BEFORE, SINCE = "2026年12月及以前", "2027年1月起"
EARLIER = f"text/{OLD}.md"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county whose measures have other numbers from 2027 on, last checked in November 2026."""
    return renumbered(tmp_path_factory.mktemp("renumbered") / "county")


@pytest.fixture(scope="module")
def book(county: Path) -> Handbook:
    """The handbook of both editions."""
    return handbook.load(county)


@pytest.fixture(scope="module")
def pages(book: Handbook) -> dict[str, str]:
    """The pages of both editions."""
    return render.render(book, None)


def place(page: str, anchor: str) -> Element:
    """Return the element of a page that has an anchor."""
    (found,) = [each for each in parse(page).walk() if each.get("id") == anchor]
    return found


def test_every_link_between_the_pages_leads_somewhere(book: Handbook, pages: dict[str, str]) -> None:
    assert EARLIER in pages
    assert lost(pages) == []
    assert list(trial(book)) == []


def test_both_texts_say_which_months_they_govern(book: Handbook, pages: dict[str, str]) -> None:
    assert {version: governed(policy) for version, policy in book.editions.items()} == {
        OLD: BEFORE,
        NEW: SINCE,
    }
    assert f"这一版管**{SINCE}**的月份" in pages["text.md"]
    assert f"[{BEFORE}]({EARLIER})" in pages["text.md"]
    assert f"这一版管**{BEFORE}**的月份" in pages[EARLIER]
    assert "[最新的一版](../text.md)" in pages[EARLIER]


def test_the_earlier_text_has_every_place_and_none_of_the_newest(
    book: Handbook, pages: dict[str, str]
) -> None:
    text = parse(pages[EARLIER])
    anchors = {each.get("id") for each in text.walk()}
    assert {f"art-{key.replace('.', '-')}" for key in book.editions[OLD].text} <= anchors
    assert ADDED not in text.text
    assert GONE in place(pages[EARLIER], "art-14-4-6").text


def test_an_anchor_keeps_the_meaning_with_which_it_was_printed(pages: dict[str, str]) -> None:
    assert place(pages["text.md"], "art-12-3").text == f"4、{SIGN_INS}"
    assert place(pages["text.md"], "art-12-3-2027").text == f"3、{ADDED}"
    assert place(pages[EARLIER], "art-12-3").text == f"3、{SIGN_INS}"


def test_a_number_that_means_another_clause_now_offers_both(pages: dict[str, str]) -> None:
    after = pages["text.md"].partition('id="art-12-3"')[2].splitlines()[1]
    assert parse(after).text == (
        f"{BEFORE}的第十二条第三项，改后是第十二条第四项：看原来的条文；改后的第十二条第三项是另一条，看改后的。"
    )
    assert re.findall('href="([^"]+)"', after) == [f"{OLD}/#art-12-3", "#art-12-3-2027"]


def test_a_printed_code_of_an_item_that_moved_leads_to_the_item(
    book: Handbook, pages: dict[str, str]
) -> None:
    """14.1.3 stands at 14.1.4 now: its code leads to it, and to the item that has the number now."""
    assert "categories#art-14-1-3" in render.shared_places(book)
    section = pages["categories.md"].partition("{ #art-14-1-3 }")[2].partition("\n### ")[0]
    assert "社区服刑人员" in section
    assert f"{BEFORE}的第十四条第一类第三项，改后是第十四条第一类第四项" in section
    assert f'href="../text/{OLD}/#art-14-1-3"' in section
    assert 'href="#art-14-1-4"' in section


@pytest.mark.parametrize(("page", "folder"), [("text.md", ""), ("categories.md", "../text/")])
def test_a_printed_code_of_an_item_that_went_leads_to_its_text(
    page: str, folder: str, pages: dict[str, str]
) -> None:
    gone = place(pages[page], "art-14-4-6")
    assert gone.text == f"{BEFORE}的第十四条第四类第六项，改后没有了：看原来的条文。"
    (link,) = gone.all("a")
    assert link.get("href") == f"{folder}{OLD}/#art-14-4-6"


def test_the_figures_of_both_texts_are_printed_with_their_months(pages: dict[str, str]) -> None:
    pay = pages["pay.md"]
    now, _, before = pay.partition(f"## {BEFORE} {{ #pay-{OLD} }}")
    for heading in ("三类网格员的标准", "算好的例子", "对照表：有效信息与应发"):
        assert f"## {heading}（{SINCE}）" in now
    assert f"### 对照表：有效信息与应发（{BEFORE}） {{ #by-reports-{OLD} }}" in before
    assert f"### 农村网格员，签到 20 次、有效信息 20 条（{BEFORE}）" in before
    assert "| 农村网格员 | 500.00 元 | 70% | 7.50 元 | 20 |\n" in before
    # The first count of the table and the last: 500 − 150 = 350, and 350 + 150 with 50 at the year's end.
    assert "\n| 0 | 350.00 | 700.00 | 1141.00 |" in before
    assert "\n| 40 及以上 | 500.00（50.00） |" in before
    rewards = pages["rewards.md"].partition(f"## {BEFORE} {{ #rewards-{OLD} }}")[2]
    cited = f"[第十二条第三项](text/{OLD}.md#art-12-3)"
    assert f"| 少签到（{cited}） | 每月签到次数 20 次；少签到一次扣 10.00 元 | 扣款 |" in rewards


def test_without_javascript_the_calculator_leads_to_both_tables(pages: dict[str, str]) -> None:
    printed = f"查[印好的对照表](pay.md#by-reports)（{BEFORE}的月份查[这一张](pay.md#pay-{OLD})）。"
    assert printed in pages["calculator.md"]


def test_a_reading_that_is_gone_keeps_its_place(county: Path, tmp_path: Path) -> None:
    """Months of the earlier edition cite it for ever."""
    folder = Path(shutil.copytree(county, tmp_path / "county"))
    text = (folder / "readings.toml").read_text("utf-8")
    old = next(each for each in text.split("[[readings]]") if 'id = "major-range"' in each)
    (folder / "readings.toml").write_text(text.replace(f"[[readings]]{old}", ""), "utf-8")
    for name in ("consequences.toml", "faq.toml", "glossary.toml", "trainers.toml"):
        said = (folder / name).read_text("utf-8")
        (folder / name).write_text(re.sub(r'"(readings#)?major-range"(, )?', "", said), "utf-8")
    printed = render.render(handbook.load(folder), None)["readings.md"]
    assert f"## {BEFORE} {{ #readings-{OLD} }}" in printed
    assert f"（{BEFORE}） {{ #major-range }}" in printed


@pytest.mark.parametrize(
    ("checked", "both"), [("2026-11-23", True), ("2027-12-31", True), ("2028-01-01", False)]
)
def test_the_old_figures_are_printed_until_a_year_after_the_change(
    checked: str, both: bool, county: Path, tmp_path: Path
) -> None:
    """The last month of the old text is December 2026: through December 2027. Its full text stays."""
    folder = Path(shutil.copytree(county, tmp_path / "county"))
    edit(folder, "measure.toml", "checked = 2026-11-23", f"checked = {checked}")
    book = handbook.load(folder)
    assert [each.version for each in printed_editions(book.policy)] == [NEW, *([OLD] if both else [])]
    pages = render.render(book, None)
    assert (f"#pay-{OLD}" in pages["pay.md"]) == both
    assert EARLIER in pages
    assert lost(pages) == []


def test_each_edition_is_printed_for_a_month_that_it_governs(book: Handbook) -> None:
    assert {version: str(printed_month(policy)) for version, policy in book.editions.items()} == {
        OLD: "2026-12",
        NEW: "2027-01",
    }


def test_a_county_with_one_text_says_nothing_of_editions(content: Handbook) -> None:
    assert governed(content.policy) == ""
    pages = render.render(content, None)
    assert [name for name in pages if "/" in name] == []
    assert "办法改过" not in "".join(pages.values())
