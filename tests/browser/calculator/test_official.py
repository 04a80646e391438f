"""The worker's month compared with the official slip: causes to try, the lines, and the printed sheet."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.paper import bare, paper, words_of

# Rural, nothing missing: 500 × 70 % = 350, 20 × 7.50 = 150, nothing off: 500 (articles 9, 11(1), 12(3)).
COUNTS = {"sign_ins": "20", "valid_reports": "20", "major_reports": "0"}
MONTH: dict[str, Any] = {"month": "2026-10", "worker_type": "rural", **COUNTS}
# 142.50 is 19 × 7.50, and 10 off is one sign-in short of 20: 350 + 142.50 − 10 = 482.50, 17.50 less than 500.
SLIP = {"base": "350", "report_pay": "142.50", "sign_in_deduction": "10", "payable": "482.50"}
RECORDED = [
    "2026年10月，农村网格员，按《大宁县网格员管理考核办法（试行）》核对。",
    "我记的：签到 20 次，有效信息 20 条。",
]
ASKED = [
    "有效信息：按第十一条第一项，7.50 元 × 20 条 = 150.00 元；发放表上是 142.50 元，相差 −7.50 元。",
    "想请核对：有效信息是 20 条还是 19 条（以省平台统计为准，第八条第二项）。",
    "少签到：按第十二条第三项，本月签到 20 次，不扣；发放表上扣 10.00 元，相差 −10.00 元。",
    "想请核对：签到是 20 次还是 19 次（看“平安山西APP”里的签到，第八条第一项）。",
    "补助金额由乡镇平安办确定（第七条），县综治中心复审（第十条）。",
]
LINES = [
    "基础补助500.00 元 × 70% = 350.00 元（第十一条第一项）+350.00 元+350.00 元",
    "有效信息7.50 元 × 20 条 = 150.00 元（第十一条第一项）+150.00 元+142.50 元",
    "少签到本月签到 20 次，不扣（第十二条第三项）0.00 元−10.00 元",
    "当月应得500.00 元本月应发500.00 元482.50 元",
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
    boxes = section(page).locator("input")
    there: dict[str, str] = boxes.evaluate_all(
        "(all) => Object.fromEntries(all.map(({ name, value }) => [name, value]))"
    )
    for name, value in there.items():
        if value != slip.get(name, ""):
            section(page).locator(f"input[name={name}]").fill(slip.get(name, ""))


def row(page: CalculatorPage, name: str) -> Locator:
    return section(page).locator(f"[data-official={name}]")


def verdict(page: CalculatorPage) -> Locator:
    return section(page).locator("[data-verdict]")


def said(page: CalculatorPage) -> Locator:
    """Return the sentences of the sheet."""
    return section(page).locator(".facts :is(li, p)")


def test_the_amount_paid_out_names_causes_that_can_be_tried_and_taken_back(page: CalculatorPage) -> None:
    asked = section(page).get_by_label("发到手多少元？（实发）")
    paid, causes = section(page).locator("[data-paid]"), section(page).locator("[data-causes] li")
    asked.fill("470.")
    # 30 less is 3 sign-ins of 10, 4 reports of 7.50, or one of the rarer deductions of 30.
    expect(paid).to_have_text("比按条文算的 500.00 元少 30.00 元。")
    expect(causes.locator(".official-label")).to_have_text(
        ["签到有 3 次没有记上", "有效信息有 4 条没有被认定有效", "不服从综治中心指令有 1 次没有填"]
    )
    expect(causes.locator(".official-status")).to_have_text(["−30.00 元"] * 3)
    expect(causes.first).to_contain_text("签到 17 次时，本月应发正好是 470.00 元，填的是 20 次。")
    expect(causes.first.get_by_role("link")).to_have_attribute("href", "../text/#art-12-3")
    causes.first.get_by_role("button").click()
    back = section(page).get_by_role("button", name="改回来")
    expect(back).to_be_focused()
    expect(paid).to_have_text("和按条文算的一样，470.00 元。")
    expect(page.box("sign_ins")).to_have_value("17")
    expect(page.total("payable")).to_have_text("470.00 元")
    expect(section(page).locator("[data-tried]")).to_contain_text("现在按「签到有 3 次没有记上」算。")
    back.click()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.box("sign_ins")).to_have_value("20")
    expect(paid).to_be_focused()
    expect(causes).to_have_count(3)
    expect(back).to_be_hidden()
    # A month that the reader changes after a trial is the reader's: there is nothing to take back.
    causes.nth(1).get_by_role("button").click()
    expect(page.box("valid_reports")).to_have_value("16")
    page.fill({"valid_reports": "18"})
    expect(paid).to_have_text("比按条文算的 485.00 元少 15.00 元。")
    expect(back).to_be_hidden()
    # A reading is tried in the same way: 20 × 24.50 = 490, 20 × 24.45 = 489.
    page.fill({"worker_type": "community_full_time", "valid_reports": "20"})
    asked.fill("1630")
    expect(causes).to_have_count(2)
    causes.first.get_by_role("button").click()
    expect(page.total("payable")).to_have_text("1630.00 元")
    back.click()
    expect(page.total("payable")).to_have_text("1631.00 元")
    # A wrong grouping is refused beside the box, and nothing is compared.
    asked.fill("1,63")
    expect(section(page).locator("#error-official-payable")).to_contain_text("（写的是 1,63）")
    expect(paid).to_be_hidden()


def test_every_line_and_total_has_its_box(page: CalculatorPage) -> None:
    names = [box.get_attribute("name") for box in section(page).locator("input").all()]
    lines = [place.get_attribute("data-line") for place in page.root.locator("[data-line]").all()]
    assert set(names) == {"payable", *lines, "gross", "deductions", "year_end"}
    expect(section(page).get_by_label("少签到", exact=True)).to_be_visible()


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
        "发放表的 142.50 元相当于有效信息 19 条，填的是 20 条："
        "可能有 1 条没有被认定有效，也可能计入了相邻的月份。"
    )
    total = row(page, "payable")
    expect(total).to_contain_text("按条文 500.00 元，发放表 482.50 元，相差 −17.50 元")
    expect(total.locator(".official-cause")).to_have_text(
        "「有效信息」、「少签到」的差合起来，正好是这里的差。"
    )
    # The lines that were typed agree and come to 500; the total says 480.
    unlisted = section(page).locator("[data-unlisted]")
    expect(unlisted).to_be_hidden()
    write(page, {"base": "350", "report_pay": "150", "payable": "480"})
    expect(unlisted).to_have_text(
        "发放表填了的各项相加是 500.00 元，与合计（本月应发）480.00 元差 −20.00 元："
        "可能有一项没有列出，也可能有一项没有填。"
    )


def test_a_difference_is_marked_by_more_than_colour(page: CalculatorPage) -> None:
    write(page, SLIP)
    for name, mark in {"base": '"✓ "', "report_pay": '"≠ "'}.items():
        expect(row(page, name).locator(".official-status")).to_have_css("content", mark, pseudo="before")


def test_the_slip_is_compared_again_when_the_month_changes(page: CalculatorPage) -> None:
    write(page, SLIP)
    expect(verdict(page)).to_contain_text("有 2 处不同")
    page.fill({"valid_reports": "19"})
    expect(row(page, "report_pay").locator(".official-status")).to_have_text("一致")
    expect(verdict(page)).to_contain_text("有 1 处不同")
    page.fill({"sign_ins": "19"})
    expect(verdict(page)).to_have_text("发放表与按条文算的一致；没有填的项没有比。")
    expect(said(page).nth(1)).to_have_text("我记的：签到 19 次，有效信息 19 条。")
    # While the month cannot be read there is nothing to compare with; then it is compared again.
    page.fill({"sign_ins": "x"})
    expect(section(page).get_by_text("先到本月填上这个月的数，再来对。")).to_be_visible()
    expect(verdict(page)).to_be_hidden()
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
    told = []
    for slip in (SLIP, {"payable": "0"}, {"base": "1"}, {"deductions": "500"}, {"gross": "9999"}):
        write(page, slip)
        (name,) = list(slip)[-1:]
        expect(row(page, name).locator(".official-cause").first).to_be_attached()
        told.append(section(page).inner_text())
    assert [found for text in told if (found := ACCUSING.findall(text))] == []
    assert ACCUSING.search("疑似克扣")  # the search itself finds


def test_the_sheet_is_one_side_of_paper_with_the_facts_alone(page: CalculatorPage) -> None:
    page.page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    write(page, SLIP)
    expect(said(page)).to_have_text([*RECORDED, *ASKED])
    expect(row(page, "payable")).to_contain_text("相差 −17.50 元")
    whole = words_of(paper(page.page))
    section(page).get_by_role("button", name="打印核对单").click()
    assert page.page.evaluate("window.printed")
    sheet = paper(page.page)
    assert len(sheet.pages) == 1
    heads, signed = "项目怎样算按条文发放表", "姓名网格（单位）日期签字本人核对人"
    facts = bare("".join([*RECORDED, heads, *LINES, *ASKED, signed]))
    title, found = bare("带去平安办的核对单"), words_of(sheet)
    assert found.count(title) == 1
    found = found.replace(title, "")  # drawn last
    # The facts and nothing beside them, but for the edition they rest on at the foot.
    assert found[: len(facts)] == facts
    assert re.fullmatch(r"依据《[^》]+》\([^)]+\)·政策数据[\d-]+版·核对至[\d-]+", found[len(facts) :])
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert words_of(paper(page.page)) == whole
