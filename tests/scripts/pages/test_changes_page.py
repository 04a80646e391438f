"""The page 「改了什么」: printed only for a county with an earlier edition, with its old and new figures."""

import re
from pathlib import Path

import pytest

from scripts.content import handbook
from scripts.pages import render
from scripts.pages.trial import trial
from tests.calculator.conftest import edit
from tests.support.county import begun

NEW, OLD = "2027-01-01", "2022-05-06"


@pytest.fixture
def book(county: Path) -> handbook.Handbook:
    """A county whose new text asks 12 yuan for a missed sign-in, before 10."""
    begun(county, NEW, NEW)
    for file in ("articles.toml", "source.txt", "readings.toml"):
        edit(county, file, "少一次扣10元", "少一次扣12元")
    rows = "{ from = 2022-05-06, value = 10 }, { from = 2027-01-01, value = 12 }"
    price = (county / "parameters.toml").read_text("utf-8").partition('id = "sign_in_price"')[2]
    edit(county, "parameters.toml", price, price.replace("{ from = 2022-05-06, value = 10 }", rows, 1))
    return handbook.load(county)


def test_a_county_with_one_text_has_no_such_page(county: Path) -> None:
    content = handbook.load(county)
    assert "changes" not in content.pages
    assert "changes.md" not in render.render(content, None)


def test_the_page_says_what_changed(book: handbook.Handbook) -> None:
    page = render.render(book, None)["changes.md"]
    assert list(book.pages).index("changes") == list(book.pages).index("text") + 1
    title = book.policy.measure["title"]
    assert f"**2027年1月起**的月份用改后的《{title}》，**2026年12月及以前**的月份照旧用原来的" in page
    assert "- 农村网格员：满额的一个月（签到 20 次、有效信息 20 条）500.00 → 500.00 元" in page
    # 350 + 20 × 7.50 − 10, and − 12.
    short = "| 签到少 1 次：签到 19 次、有效信息 20 条 | 490.00 | 488.00 | −2.00 |"
    assert short in page
    clause = "[第十二条第三项](text.md#art-12-3)"
    assert f"| 少签到一次扣（{clause}） | 10.00&nbsp;元 | 12.00&nbsp;元 |" in page
    old = f"[第十二条第三项](text/{OLD}.md#art-12-3)"
    said = "登录“平安山西”APP进行签到，每月不低于20次，少一次扣{}元。"
    assert f"**原来**　{old}　{said.format('<del>10</del>')}" in page
    assert f"**改了**　{clause}　{said.format('<ins>12</ins>')}" in page
    assert "二维码和引用" not in page
    assert list(trial(book)) == []


def test_printed_codes_lead_to_the_places_that_moved_or_went(county: Path) -> None:
    begun(county, NEW, NEW)
    text = (county / "articles.toml").read_text("utf-8")
    text = text.replace('"12.3" = "登录', '"12.4" = "登录')
    text = text.replace("\n[[faults]]", '\n[ids]\n"12.4" = "12.3"\n\n[[faults]]', 1)
    (county / "articles.toml").write_text(text, "utf-8")
    source = (county / "source.txt").read_text("utf-8")
    assert "3、登录" in source
    (county / "source.txt").write_text(source.replace("3、登录", "4、登录"), "utf-8")
    for file in county.glob("*.toml"):
        if file.name != "articles.toml":
            text = re.sub(r"(?<![\d.])12\.3(?![\d.])", "12.4", file.read_text("utf-8"))
            file.write_text(text, "utf-8")
    page = render.render(handbook.load(county), None)["changes.md"]
    now = "改后是[第十二条第四项](text.md#art-12-3)"
    assert f"- 办法全文的[第十二条第三项](text/{OLD}.md#art-12-3)：{now}" in page
    assert "**挪了位置**　[第十二条第四项]" in page


def test_the_month_that_loses_most_is_first(revised_pages: dict[str, str]) -> None:
    """Full time, no sign-in, 20 reports, 3 meetings missed: 1141 + 490 − 20 × 10 = 1431.

    Now 100 − 22 × 2 − 3 × 5 = 41 points, so nothing of the 1141: 490 − 22 × 15 − 3 × 20 = 100.
    """
    page = revised_pages["changes.md"]
    assert "列出常见的几种和算过的月份里少得最多的一种" in page
    assert "没有把所有的月份试遍，也许还有少得更多的。" in page
    own = page.partition("<summary>社区专职网格员的")[2]
    row = next(line for line in own.splitlines() if "次、" in line or "有效信息" in line)
    counts = "签到 0 次、有效信息 20 条、例会缺席 3 次"
    assert row == f"| 签到 0 次、例会缺席 3 次：{counts} | 1431.00 | 100.00 | −1331.00 |"


def test_the_page_says_what_changed_for_whom(revised_pages: dict[str, str]) -> None:
    """A leader has no surplus reward (part 一); praise is paid with the month (11(2)); a year is a year."""
    page = revised_pages["changes.md"]
    alone = page.partition("只有一份办法有的类型，14 个数")[2].partition("</details>")[0]
    assert "固定绩效" in alone
    for none in ("每多上报一条", "月奖励金额上限", "有效信息补助每月上限"):
        assert none not in alone, none
    assert "- **通报表扬奖励**：没有写什么时候发 → 当月发（[第十一条第二项](text.md#art-11-2)）" in page
    assert "| — | 1&nbsp;年 |" in page
    assert "| 20&nbsp;次 | 22&nbsp;次 |" in page
    assert "- **连续两次考核不合格**：2027年1月起填了次数的月份，合格不合格看算出的月考核得分；" in page
