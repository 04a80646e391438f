"""The pages of the revised county: no sentence speaks of what a text or a worker type does not have."""

import json
from itertools import pairwise

import pytest

from calculator.curve import BOTTOM
from scripts.content.handbook import Handbook
from scripts.pages.computed.sheets import sheet_of_rules
from tests.support.markup import Element, parse

OLD = "2022-05-06"
YEAR_END = "年底另发"


@pytest.fixture(scope="module")
def pay(revised_pages: dict[str, str]) -> tuple[str, str]:
    """The pay page's parts: of the newest text, and of the one before."""
    now, _, before = revised_pages["pay.md"].partition(f"{{ #pay-{OLD} }}")
    return now, before


def named(part: str) -> list[Element]:
    """Return the totals at the year's end that a worked month shows."""
    return [each for each in parse(part).all("dt") if each.text == YEAR_END]


def test_only_a_text_that_pays_at_the_years_end_speaks_of_it(
    revised: Handbook, pay: tuple[str, str], revised_pages: dict[str, str]
) -> None:
    """From 2027 on the reward for more reports is paid with the month (part 六); before, in December."""
    now, before = pay
    assert YEAR_END not in now
    assert len(named(before)) == len(revised.earlier[OLD].examples)
    page = parse(revised_pages["calculator.md"])
    (field,) = [each for each in page.walk() if each.get("data-field") == "official.year_end"]
    assert field.get("data-editions") == OLD
    (hint,) = [each for each in page.all("p") if each.get("id") == "hint-target"]
    assert hint.text == "只看本月应发，年底另发的不算在内；不想知道就空着"
    assert json.loads(hint.one("span").get("data-words")) == {OLD: "，年底另发的不算在内", "2027-01-01": ""}


def test_a_type_has_no_rate_of_zero(pay: tuple[str, str]) -> None:
    """A leader has no price per report and no task, the others have no fixed amount (part 一)."""
    now, before = pay
    assert "| 农村网格员 | 600.00 元 | 420.00 元 | 没有 | 9.00 元 | 20 |" in now
    assert "| 片区网格长 | 2000.00 元 | 1700.00 元 | 300.00 元 | 没有 | 没有 |" in now
    assert "没有 |" not in before
    assert "不设" not in before  # a limit that the text does not set


def test_a_score_names_the_types_of_which_it_asks_nothing(pay: tuple[str, str]) -> None:
    """Part 四: 2 points for each sign-in short of 22, 3 for each report short of 20, not for leaders."""
    now, _ = pay
    assert "- 签到少于 22 次的，少一次扣 2 分\n" in now
    assert "- 有效信息少于 20 条的，少一条扣 3 分（片区网格长不看这一项）\n" in now


def test_a_caption_says_what_stays_and_what_one_count_adds(pay: tuple[str, str]) -> None:
    """Rural, 20 reports, 22 sign-ins short: each takes 15 off, at most 180, and 2 points (parts 四, 五).

    At 1 the score is 58 and nothing of the 420 is paid: 180 − 180 = 0. At 2 it is 60: 80 % of 420 = 336.
    """
    captions = [each.text for each in parse(pay[0]).all("figcaption")]
    assert "片区网格长　不随有效信息变。" in captions
    (rural,) = [each for each in captions if each.startswith("农村") and "次" in each]
    assert "第 1 次：不变；第 2 次：+336.00 元；第 3 次至第 9 次：不变；" in rural
    assert rural.endswith("第 18 次至第 22 次：每次 +15.00 元；第 23 次起：不再增加。")
    (reports,) = [each for each in captions if each.startswith("农村") and "条" in each]
    assert "；第 7 条：+345.00 元；" in reports


# Pages that say what the newest text asks, and print nothing of the one before.
ONE_TEXT = ("duties", "categories", "review", "readings", "faq", "glossary", "trainers")


@pytest.mark.parametrize("name", ONE_TEXT)
def test_a_page_of_one_text_names_its_months_and_leads_to_the_other(
    name: str, revised_pages: dict[str, str]
) -> None:
    page = revised_pages[f"{name}.md"]
    assert "这一页照**2027年1月起**的办法写。2026年12月及以前的月份，看" in page
    assert f"[那一版的数](pay.md#pay-{OLD})和[全文](text/{OLD}.md)" in page


def test_no_page_calls_a_text_the_present_one(revised_pages: dict[str, str]) -> None:
    """Published on 3 December, the new text is not the present one until January."""
    for name in ("changes.md", "text.md", f"text/{OLD}.md", "index.md", "pay.md"):
        assert "现在" not in parse(revised_pages[name]).text.replace("现在没有的话", ""), name
    # A script shows the one of the month.
    for name in ("index", "pay", "rewards", "text", "changes", f"text/{OLD}", *ONE_TEXT):
        page = parse(revised_pages[f"{name}.md"])
        said = {each.get("data-governs"): each for each in page.all("span", has="data-governs")}
        assert list(said) == ["2022-05/2026-12", "2027-01/"], name
        assert all(each.get("hidden") is not None for each in said.values()), name


def test_a_type_of_one_text_alone_has_no_columns_of_dashes(revised_pages: dict[str, str]) -> None:
    """All 22 sign-ins: 1700 + 300 (part 一); there was no leader before."""
    page = revised_pages["changes.md"].partition("片区网格长的")[2].partition("</details>")[0]
    assert "| 情形 | 金额（元） |" in page
    assert "| 满额：签到 22 次、有效信息 0 条 | 2000.00 |" in page
    # A new number of zero changes nothing for a type.
    assert "0.00&nbsp;元 |" in revised_pages["changes.md"]
    assert "| — | 0.00&nbsp;元 |" not in revised_pages["changes.md"]
    assert "| — | 0 |" not in revised_pages["changes.md"]
    assert "| — | 0&nbsp;分 |" in revised_pages["changes.md"]


def test_the_order_of_computing_has_every_limit(pay: tuple[str, str]) -> None:
    """50 yuan (article 11(1)), 60 yuan (12(4)), and for all deductions the variable part (12(5))."""
    order = pay[0].partition("{ #order }")[2].partition("当月发的各项")[0]
    deductions = "隐患纠纷未及时上报、不服从指令、例会缺席、少签到合计不超过有效信息、固定绩效之和"
    assert [line for line in order.splitlines() if "不超过" in line] == [
        "1. 超额奖励不超过 50.00 元（[第十一条第一项](text.md#art-11-1)）",
        "2. 例会缺席不超过 60.00 元（[第十二条第四项](text.md#art-12-4)）",
        f"3. {deductions}（[第十二条第五项](text.md#art-12-5)）",
    ]


def test_the_sheet_has_the_limits_of_both_texts(revised_pages: dict[str, str]) -> None:
    """Printed in December 2026 it has those of December: 20 sign-ins and 10 (articles 8(1), 12(3))."""
    divs = parse(revised_pages["sheet.md"]).all("div")
    first, second = [each for each in divs if each.get("class") == "sheet"]
    assert "## 自查表（2027年1月起） { #sheet-2027-01-01 }" in revised_pages["sheet.md"]
    assert f"## 自查表（2026年12月及以前） {{ #sheet-{OLD} }}" in revised_pages["sheet.md"]
    # 22 and 15 from January on (part 五).
    assert "不少于 22 次；少一次扣 15.00 元" in first.text
    assert "例会缺席" in first.text
    assert "每月签到次数 20 次；少签到一次扣 10.00 元" in second.text
    assert "不积极配合被通报或反馈" in second.text
    for new in ("例会缺席", "工龄", "片区网格长", " 22 次", "不设"):
        assert new not in second.text, new


def test_the_sheet_of_a_text_with_a_score_has_the_points(revised: Handbook) -> None:
    """When another text follows the revised one: part 四 takes 2 points for each sign-in short."""
    row, *_ = sheet_of_rules(revised.policy).counts
    limits = ["每月签到次数 22 次", "少签到一次扣 15.00 元", "和同类的合计，不超过有效信息、固定绩效"]
    assert row.threshold.split("；") == [*limits, "得分看的签到次数 22 次", "少签到一次扣分 2"]
    assert row.articles == ["8.1", "12.3", "8.5"]


@pytest.mark.parametrize("name", ["faq", "glossary", "duties", "trainers"])
def test_a_sentence_with_figures_names_its_months(name: str, revised_pages: dict[str, str]) -> None:
    """The search shows an answer without the top of its page."""
    page, labels = revised_pages[f"{name}.md"], ("**2027年1月起**", "**2026年12月及以前**")
    amounts = [each for each in page.splitlines() if " 元" in each]
    assert amounts
    assert [each for each in amounts if not any(label in each for label in labels)] == []
    # What the other text says follows, or a link to its figures.
    before = f"（2026年12月及以前的看[那一版的数](pay.md#pay-{OLD})）"
    for section in page.split("\n#"):
        if f"{labels[0]}：" in section:
            assert before in section or f"\n{labels[1]}" in section, section


def test_the_about_page_names_both_texts_and_the_months_of_its_figures(revised_pages: dict[str, str]) -> None:
    """The measures begin on 6 May 2022 (article 16), the exam's text on 1 January 2027."""
    page = revised_pages["about.md"]
    for months, begins, place in (
        ("2027年1月起", "2027-01-01 起施行", "text.md"),
        ("2026年12月及以前", f"{OLD} 起试行", f"text/{OLD}.md"),
    ):
        (line,) = [each for each in page.splitlines() if each.startswith(f"- **依据**（{months}）：")]
        assert begins in line
        assert f"[全文]({place})" in line
    assert "- **印在页面上的数**：按 2027年1月和2026年12月的规定，分开印，写明月份。" in page


def test_the_readings_name_the_months_of_each_text(revised_pages: dict[str, str]) -> None:
    """A full month of the trial text has 20 sign-ins (article 8(1)); the exam's text left no reading open."""
    page = revised_pages["readings.md"]
    assert "「满额的一个月」指签到 20 次、有效信息 20 条（2026年12月及以前）、没有别的" in page
    assert "## 和淘汰有关的（2027年1月起） {" in page
    # The heading has that anchor in the trial text's handbook.
    assert '<span id="pay"></span>\n## 2026年12月及以前 {' in page


def test_the_foot_of_a_page_names_each_text_that_the_page_prints(revised_pages: dict[str, str]) -> None:
    new = "2027年1月起：依据《大宁县网格员管理考核办法》（2027-01-01 起施行）· 政策数据 2027-01-01 版"
    old = f"2026年12月及以前：依据《大宁县网格员管理考核办法（试行）》（{OLD} 起试行）· 政策数据 {OLD} 版"
    for name, page in revised_pages.items():
        foot = page.partition('<div class="edition"')[2]
        assert (new in foot) == (name != f"text/{OLD}.md"), name
        assert (old in foot) == (name != "text.md"), name
    # A slip ends with the text of its month alone.
    (said,) = [
        each for each in parse(revised_pages["calculator.md"]).all("span") if each.text.startswith(old)
    ]
    assert new not in said.text
    assert json.loads(said.get("data-words") or "")["2027-01-01"].startswith(new)


def test_a_reward_is_labelled_by_its_months(revised_pages: dict[str, str]) -> None:
    for title in ("奖励", "扣款", "淘汰情形"):
        assert f"\n## {title}（2027年1月起） {{ #" in revised_pages["rewards.md"]


def test_every_fold_under_a_paragraph_stands_as_deep_as_the_paragraph(revised_pages: dict[str, str]) -> None:
    """Article 14 has one paragraph that several items quote, each with a fold of its own."""
    depth, found = "", 0
    for each in parse(revised_pages["text.md"]).walk():
        depths = [name for name in each.classes if name.startswith("measures-depth-")]
        if "measures-place" in each.classes:
            (depth,) = depths
        elif "measures-uses" in each.classes:
            assert depths == ([] if depth == "measures-depth-0" else [depth])
            found += "「" in each.text
    assert found > 1


def test_the_labels_of_a_chart_stand_clear_of_each_other(pay: tuple[str, str]) -> None:
    """The score has a step at each band: two labels beside each other read as one number."""
    for chart in parse(pay[0]).all("svg", has_class="steps"):
        for name, axis, least in (("steps-amount", "y", 13), ("steps-count", "x", 22)):
            places = sorted(float(each.get(axis)) for each in chart.all("text", has_class=name))
            assert all(after - before >= least for before, after in pairwise(places)), chart.one("title").text
        (flat,) = [each for each in chart.all("text", has_class="steps-name") if each.text == "本月应发"]
        assert float(flat.get("y")) < BOTTOM
