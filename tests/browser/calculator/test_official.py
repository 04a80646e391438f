"""The worker's month compared with the official slip: differences, possible causes, and the printed sheet."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.paper import bare, paper, words_of

# Rural, nothing missing: 500 × 70 % = 350, 20 × 7.50 = 150, nothing off: 500 (articles 9, 11(1), 12(3)).
MONTH: dict[str, Any] = {
    "month": "2026-10",
    "worker_type": "rural",
    "sign_ins": "20",
    "valid_reports": "20",
    "major_reports": "0",
}
# 142.50 is 19 × 7.50, and 10 off is one sign-in short of 20: 350 + 142.50 − 10 = 482.50, 17.50 less than 500.
SLIP = {"base": "350", "report_pay": "142.50", "sign_in_deduction": "10", "payable": "482.50"}
FACTS = [
    "2026年10月，农村网格员，按《大宁县网格员管理考核办法（试行）》核对。",
    "我记的：签到 20 次，有效信息 20 条。",
    "有效信息：按第十一条第一项，7.50 元 × 20 条 = 150.00 元；发放表上是 142.50 元，相差 −7.50 元。"
    "想请核对：有效信息是 20 条还是 19 条（以省平台统计为准，第八条第二项）。",
    "少签到：按第十二条第三项，本月签到 20 次，不扣；发放表上扣 10.00 元，相差 −10.00 元。"
    "想请核对：签到是 20 次还是 19 次（看“平安山西APP”里的签到，第八条第一项）。",
    "补助金额由乡镇平安办确定（第七条），县综治中心复审（第十条）。",
]
FORM_OF_AMOUNT = "要写以元计的金额，最多两位小数，不超过 1000000，例如 350 或 142.50"
# Words that would blame a person or say what will happen to the worker.
ACCUSING = re.compile("克扣|少发|多扣|错发|违规|违法|投诉|举报|必须|应当补|补发|贪|骗|欠|责任人|被淘汰")


@pytest.fixture(name="page")
def page_with_the_month(ready_page: CalculatorPage) -> CalculatorPage:
    ready_page.unfold()
    ready_page.fill(MONTH)
    fold = section(ready_page).locator(".official-lines")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    write(ready_page, {})
    return ready_page


def section(page: CalculatorPage) -> Locator:
    return page.root.get_by_role("region", name="和发放表对一对")


def write(page: CalculatorPage, slip: Mapping[str, str]) -> None:
    """Type an official slip; the boxes of other lines are left empty."""
    boxes = section(page).locator("form input")
    there: dict[str, str] = boxes.evaluate_all(
        "(all) => Object.fromEntries(all.map(({ name, value }) => [name, value]))"
    )
    for name, value in there.items():
        if value != slip.get(name, ""):
            section(page).locator(f"form input[name={name}]").fill(slip.get(name, ""))


def row(page: CalculatorPage, name: str) -> Locator:
    return section(page).locator(f"[data-official={name}]")


def verdict(page: CalculatorPage) -> Locator:
    return section(page).locator("[data-verdict]")


def facts(page: CalculatorPage) -> Locator:
    return section(page).locator("[data-fact-list] li")


def test_every_line_and_total_has_its_box(page: CalculatorPage) -> None:
    names = [box.get_attribute("name") for box in section(page).locator("form input").all()]
    lines = [place.get_attribute("data-line") for place in page.root.locator("[data-line]").all()]
    assert names == [*lines, "gross", "deductions", "payable", "year_end"]
    for label in ("基础补助", "少签到", "本月应发"):
        expect(section(page).get_by_label(label, exact=True)).to_be_visible()


def test_without_an_official_amount_nothing_is_compared(page: CalculatorPage) -> None:
    expect(section(page).locator("[data-compared]")).to_be_hidden()
    write(page, SLIP)
    expect(verdict(page)).to_be_visible()
    write(page, {})
    expect(section(page).locator("[data-compared]")).to_be_hidden()


def test_each_line_says_whether_it_agrees_or_differs(page: CalculatorPage) -> None:
    write(page, SLIP)
    expect(verdict(page)).to_have_text("有 2 处不同；没有填的项没有比。")
    expect(section(page).locator("[data-official]")).to_have_count(len(SLIP))
    expect(row(page, "base").locator(".official-status")).to_have_text("一致")
    expect(row(page, "base")).to_contain_text("按条文 +350.00 元，发放表 +350.00 元（第十一条第一项）")
    reports = row(page, "report_pay")
    expect(reports.locator(".official-status")).to_have_text("不同")
    expect(reports).to_contain_text("按条文 +150.00 元，发放表 +142.50 元，相差 −7.50 元（第十一条第一项）")
    expect(reports.get_by_role("link")).to_have_attribute("href", "../text/#art-11-1")
    expect(reports.locator(".official-cause")).to_have_text(
        "发放表的 142.50 元相当于有效信息 19 条，你填的是 20 条："
        "可能有 1 条没有被认定有效，也可能计入了相邻的月份。"
    )
    total = row(page, "payable")
    expect(total).to_contain_text("按条文 500.00 元，发放表 482.50 元，相差 −17.50 元")
    expect(total.locator(".official-cause")).to_have_text(
        "「有效信息」、「少签到」的差合起来，正好是这里的差。"
    )


def test_a_difference_is_marked_by_more_than_colour(page: CalculatorPage) -> None:
    write(page, SLIP)
    for name, mark in {"base": '"✓ "', "report_pay": '"≠ "'}.items():
        expect(row(page, name).locator(".official-status")).to_have_css("content", mark, pseudo="before")


def test_an_amount_within_a_span_agrees(page: CalculatorPage) -> None:
    # 100 to 300 for a major report (article 11(3)).
    page.fill({"major_reports": "1"})
    write(page, {"major_reward": "２００"})
    expect(row(page, "major_reward").locator(".official-status")).to_have_text("在范围内")
    expect(verdict(page)).to_have_text("发放表与按条文算的一致；没有填的项没有比。")
    write(page, {"major_reward": "350"})
    expect(row(page, "major_reward").locator(".official-status")).to_have_text("不同")
    expect(row(page, "major_reward")).to_contain_text("条文写的是每条 100.00～300.00 元")


def test_a_reading_is_a_likely_cause_and_the_sheet_asks_for_it(page: CalculatorPage) -> None:
    # 20 × 24.50 = 490; 24.45, or no more than 489, gives 489 (articles 9, 11(1)).
    page.fill({"worker_type": "community_full_time"})
    write(page, {"report_pay": "489"})
    expect(row(page, "report_pay").locator(".official-cause")).to_have_text(
        [
            "换一种理解「每条 24.45 元，20 条正好 489.00 元」，有效信息正好是 489.00 元。",
            "换一种理解「每条 24.50 元，但一个月最多 489.00 元」，有效信息正好是 489.00 元。",
        ]
    )
    expect(facts(page).nth(2)).to_contain_text("办法由县委政法委解释，第十五条")


def test_payment_at_the_years_end_is_a_likely_cause(page: CalculatorPage) -> None:
    # 25 reports: 5 × 5 = 25 at the year's end (article 11(1)).
    page.fill({"valid_reports": "25"})
    write(page, {"surplus_reward": "0"})
    expect(row(page, "surplus_reward").locator(".official-cause").last).to_have_text(
        "超额奖励 25.00 元，这里按年底发算，这个月的发放表上可能还没有。"
    )


def test_lines_that_do_not_add_up_to_their_total_are_reported(page: CalculatorPage) -> None:
    # The lines that were typed agree and come to 500; the total says 480.
    write(page, {"base": "350", "report_pay": "150", "payable": "480"})
    expect(section(page).locator("[data-unlisted]")).to_have_text(
        "发放表填了的各项相加是 500.00 元，与合计（本月应发）480.00 元差 −20.00 元："
        "可能有一项没有列出，也可能有一项没有填。"
    )
    write(page, SLIP)
    expect(section(page).locator("[data-unlisted]")).to_be_hidden()


def test_the_sheet_has_the_facts_and_the_questions(page: CalculatorPage) -> None:
    write(page, SLIP)
    expect(section(page).get_by_role("heading", name="带去平安办的核对单")).to_be_visible()
    expect(facts(page)).to_have_text(FACTS)


def test_the_slip_is_compared_again_when_the_month_changes(page: CalculatorPage) -> None:
    write(page, SLIP)
    expect(verdict(page)).to_contain_text("有 2 处不同")
    page.fill({"valid_reports": "19"})
    expect(row(page, "report_pay").locator(".official-status")).to_have_text("一致")
    expect(verdict(page)).to_contain_text("有 1 处不同")
    page.fill({"sign_ins": "19"})
    expect(verdict(page)).to_have_text("发放表与按条文算的一致；没有填的项没有比。")
    expect(facts(page).nth(1)).to_have_text("我记的：签到 19 次，有效信息 19 条。")
    # While the month cannot be read there is nothing to compare with; then it is compared again.
    page.fill({"sign_ins": "x"})
    expect(section(page)).to_have_count(0)
    page.fill({"sign_ins": "20"})
    expect(verdict(page)).to_contain_text("有 1 处不同")


def test_faults_stand_beside_their_boxes(page: CalculatorPage) -> None:
    write(page, {"base": "三百", "year_end": "-5", "report_pay": "150"})
    base, year_end = (section(page).locator(f"#error-official-{name}") for name in ("base", "year_end"))
    expect(base).to_have_text(f"发放表的基础补助{FORM_OF_AMOUNT}（写的是 三百）")
    expect(year_end).to_have_text("发放表的年底另发不能是负数（写的是 -5）")
    expect(section(page).locator("#error-official-report_pay")).to_be_hidden()
    box = section(page).get_by_label("基础补助", exact=True)
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_attribute("aria-describedby", "error-official-base")
    expect(section(page).locator("[data-compared]")).to_be_hidden()
    # A fault in a box of the slip does not change the month's own figure.
    expect(page.total("payable")).to_have_text("500.00 元")
    write(page, {"base": "350"})
    expect(base).to_be_hidden()
    expect(box).not_to_have_attribute("aria-invalid", "true")
    expect(row(page, "base").locator(".official-status")).to_have_text("一致")


def test_a_fault_stays_while_the_month_is_typed(page: CalculatorPage) -> None:
    write(page, {"base": "三百"})
    expect(section(page).locator("#error-official-base")).to_be_visible()
    page.fill({"sign_ins": "19"})
    expect(section(page).locator("#error-official-base")).to_be_visible()


def test_no_sentence_accuses_a_person(page: CalculatorPage) -> None:
    said = []
    for slip in (SLIP, {"payable": "0"}, {"base": "1"}, {"deductions": "500"}, {"gross": "9999"}):
        write(page, slip)
        (name,) = list(slip)[-1:]
        expect(row(page, name).locator(".official-cause").first).to_be_visible()
        said.append(section(page).inner_text())
    assert [found for text in said if (found := ACCUSING.findall(text))] == []
    assert ACCUSING.search("疑似克扣")  # the search itself finds


def test_the_sheet_is_one_side_of_paper_with_the_facts_alone(page: CalculatorPage) -> None:
    page.page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    write(page, SLIP)
    expect(facts(page)).to_have_text(FACTS)
    # The amount typed last changes no fact, but causes that are printed with the page.
    expect(row(page, "payable")).to_contain_text("相差 −17.50 元")
    whole = words_of(paper(page.page))
    section(page).get_by_role("button", name="打印核对单").click()
    assert page.page.evaluate("window.printed")
    sheet = paper(page.page)
    assert len(sheet.pages) == 1
    said = words_of(sheet)
    last = said.index(bare(FACTS[-1])) + len(bare(FACTS[-1]))
    # The facts and nothing beside them, but for the edition they rest on at the foot.
    assert said[:last] == bare("带去平安办的核对单" + "".join(FACTS))
    assert re.fullmatch(r"依据《[^》]+》\([^)]+\)·政策数据[\d-]+版·核对至[\d-]+", said[last:])
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert words_of(paper(page.page)) == whole
    assert bare("基础补助") in whole
