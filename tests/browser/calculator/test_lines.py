"""The statement line by line: the multiplication, the clause, open amounts, and other readings."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from calculator import words
from calculator.policy import Policy
from scripts.setup.bootstrap import ROOT
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.paper import bare, paper, words_of

TEXT = (ROOT / "policy" / "daning" / "source.txt").read_text("utf-8")
# 500 × 70 % and 20 × 7.50; 3 × 5 at the year's end; 2 × 20; 100 and 10 off
# (articles 9, 11(1), 11(2), 12(1), 12(3)).
MONTH: dict[str, Any] = {
    "month": "2026-10",
    "worker_type": "rural",
    "sign_ins": "19",
    "valid_reports": "23",
    "praised_by_city": "2",
    "missed_hazards": "1",
    "major_reports": "0",
}
PLAIN = {**MONTH, "sign_ins": "20", "valid_reports": "20", "praised_by_city": "0", "missed_hazards": "0"}
# id: the multiplication, its result, the clause.
COUNTED = {
    "base": ("500.00 元 × 70%", "+350.00", "第十一条第一项"),
    "report_pay": ("7.50 元 × 20 条", "+150.00", "第十一条第一项"),
    "surplus_reward": ("5.00 元 × 3 条", "+15.00", "第十一条第一项"),
    "praise_reward": ("20.00 元 × 2 条", "+40.00", "第十一条第二项"),
    "hazard_deduction": ("100.00 元 × 1 次", "−100.00", "第十二条第一项"),
    "sign_in_deduction": ("10.00 元 × 1 次", "−10.00", "第十二条第三项"),
}
ZERO = {
    "major_reward": "本月没有重大信息",
    "special_major_reward": "本月没有特别重大信息",
    "order_deduction": "本月没有这种情形，不扣",
    "cooperation_deduction": "本月没有要扣的这种情形",
}
# For each reading that changes a plain rural month: the change, and who can settle the reading.
INTERPRETER = "县委政法委解释（第十五条）"
READINGS = {
    # All of the 350 depends on the month's assessment result.
    "base-share": ("本月应发变动 −350.00～0.00 元", INTERPRETER),
    # The 150 of the reports wait for the year's end.
    "surplus-time": ("本月应发变动 −150.00 元，年底另发变动 +150.00 元", INTERPRETER),
    # All twenty on one day are one: 19 short, 190 off.
    "sign-in-shortfall": ("本月应发变动 −190.00～0.00 元", INTERPRETER),
    # No price for each.
    "rural-name": ("本月应发变动 −150.00 元", INTERPRETER),
}


@pytest.fixture(name="page")
def page_with_the_month(ready_page: CalculatorPage) -> CalculatorPage:
    ready_page.unfold()
    ready_page.fill(MONTH)
    return ready_page


def line(page: CalculatorPage, name: str) -> Locator:
    return page.root.locator(f"[data-line={name}]")


def take(page: CalculatorPage, reading: str, alternative: str) -> None:
    if page.root.locator("[data-readings]").get_attribute("open") is None:
        page.root.locator("[data-readings] summary").click()
    page.root.locator(
        f"[data-readings] [data-reading={reading}][data-alternative={alternative}] [data-take]"
    ).click()
    page.settle()


def test_a_line_is_a_product_and_its_amount(page: CalculatorPage) -> None:
    for name, (product, amount, clause) in COUNTED.items():
        expect(line(page, name).locator(".line-product")).to_have_text(product)
        expect(line(page, name).locator(".line-amount")).to_have_text(amount)
        expect(line(page, name).locator(".line-clause")).to_have_text(clause)


def test_a_clause_opens_in_place_with_its_own_sentence(page: CalculatorPage) -> None:
    where = page.page.url
    place = line(page, "hazard_deduction")
    expect(place.locator(".line-text")).to_be_hidden()
    place.locator("summary").click()
    expect(place.locator(".line-text")).to_be_visible()
    said = place.locator(".line-text").inner_text()
    assert said.startswith("对本网格内明显的矛盾纠纷、治安安全隐患未及时上报")
    assert bare(said) in bare(TEXT)
    expect(place.locator(".line-working")).to_have_text("100.00 元 × 1 次 = 100.00 元")
    expect(place.get_by_role("link")).to_have_attribute("href", "../text/#art-12-1")
    assert page.page.url == where
    place.locator("summary").click()
    expect(place.locator(".line-text")).to_be_hidden()


def test_every_line_quotes_the_measures_word_for_word(page: CalculatorPage) -> None:
    quoted = page.root.locator(".line-text").all_text_contents()
    assert len(quoted) == len(COUNTED) + len(ZERO)
    assert [said for said in quoted if bare(said) not in bare(TEXT)] == []


def test_zero_lines_are_folded_and_give_their_reason(page: CalculatorPage) -> None:
    button = page.root.get_by_role("button", name="没有发生的 4 项")
    for name in ZERO:
        expect(line(page, name)).to_be_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    for name, why in ZERO.items():
        expect(line(page, name)).to_be_visible()
        expect(line(page, name).locator(".line-product")).to_have_text(why)
        expect(line(page, name).locator(".line-amount")).to_have_text("0.00")
    page.fill({"sign_ins": "20"})
    expect(line(page, "sign_in_deduction").locator(".line-product")).to_have_text("本月签到 20 次，不扣")
    page.root.get_by_role("button", name="没有发生的 5 项").click()
    expect(line(page, "sign_in_deduction")).to_be_hidden()


def test_pay_of_the_month_and_of_the_year_end_is_shown_separately(page: CalculatorPage) -> None:
    # 350 + 150 + 40 = 540, less 110.
    for name, shown in {"payable": "430.00 元", "year_end": "15.00 元"}.items():
        expect(page.total(name)).to_be_visible()
        expect(page.total(name)).to_have_text(shown)
    # What is above a sum adds up to it: 350 + 150; 2 × 20; 100 + 10 off; 3 × 5 at the year's end.
    assert page.root.locator(
        ".lines :is(.group-name, .line-amount, .group-sum):visible"
    ).all_inner_texts() == [
        *("当月算", "+350.00", "+150.00", "小计\n500.00 元"),
        *("没写何时发，计入当月", "+40.00", "小计\n40.00 元"),
        *("扣款", "−100.00", "−10.00", "小计\n−110.00 元", "本月应发\n430.00 元"),
        *("年底另算", "+15.00", "小计\n15.00 元"),
    ]
    order = page.root.locator(".slip-figures .totals > div:visible").evaluate_all(
        "(rows) => rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        ".map((row) => row.dataset.total)"
    )
    assert order[0] == "payable"
    line(page, "surplus_reward").locator("summary").click()
    expect(line(page, "surplus_reward").locator(".line-paid")).to_have_text("年底发")
    line(page, "surplus_reward").locator("summary").click()


def test_an_amount_that_the_text_leaves_open_is_a_span(page: CalculatorPage) -> None:
    # 100 to 300 for each major report (article 11(3)).
    page.fill({"major_reports": "1"})
    expect(line(page, "major_reward").locator(".line-amount")).to_have_text("+100.00～+300.00")
    expect(page.total("payable")).to_have_text("530.00～730.00 元")


def test_the_unknown_count_that_changes_the_result_most_is_named(page: CalculatorPage) -> None:
    note = page.root.locator("[data-shown=unknown_note]")
    page.fill(PLAIN)
    expect(note).to_be_hidden()
    page.fill({"valid_reports": None})
    # 0 to 20 reports paid: 350 to 500.
    expect(page.total("payable")).to_have_text("350.00～500.00 元")
    expect(note).to_have_text("还不清楚的里面，有效信息影响最大：知道以后，本月应发就定下来了")
    page.fill({"sign_ins": None})
    # Up to 200 off too. With known sign-ins the 150 of the reports stay open; with known reports the 200.
    expect(page.total("payable")).to_have_text("150.00～500.00 元")
    expect(note).to_have_text("还不清楚的里面，签到影响最大：知道以后，本月应发最多还差 150.00 元")
    # With 100 off for each missed hazard, only 0 is certain.
    page.fill({"missed_hazards": None})
    expect(page.total("payable")).to_have_text("0.00～500.00 元")
    expect(note).to_contain_text("明显隐患或纠纷未及时上报影响最大")


def test_only_readings_that_change_this_month_are_listed(page: CalculatorPage) -> None:
    page.fill(PLAIN)
    # 500. Without a base 150; 150 may be paid later.
    summary = page.root.locator("[data-readings] summary")
    expect(summary).to_contain_text("换一处理解，可能 150.00～500.00 元，年底另发 0.00～150.00 元")
    expect(summary).to_contain_text("影响最大：七成是固定的，还是随当月考核结果变？（第九条）")
    page.root.locator("[data-readings] summary").click()
    listed = page.root.locator("[data-readings] [data-reading]:visible")
    said = {each.get_attribute("data-reading"): each for each in listed.all()}
    assert list(said) == list(READINGS)
    for name, (effect, settles) in READINGS.items():
        place = page.root.locator(f"[data-readings] [data-reading={name}]:visible")
        expect(place.locator(".reading-effect")).to_have_text(effect)
        expect(place.locator(".reading-rest")).to_contain_text(settles)
    page.root.locator("[data-readings] summary").click()


def test_one_tap_computes_everything_under_the_other_reading(page: CalculatorPage) -> None:
    # 1630 × 70 % = 1141; 20 × 24.50 = 490, or 20 × 24.45 = 489 (articles 9, 11(1)).
    page.fill({**PLAIN, "worker_type": "community_full_time"})
    expect(page.total("payable")).to_have_text("1631.00 元")
    take(page, "full-time-price", "lower_price")
    expect(page.total("payable")).to_have_text("1630.00 元")
    expect(line(page, "report_pay").locator(".line-product")).to_have_text("24.45 元 × 20 条")
    expect(page.root.locator("[data-steps] li").nth(1)).to_contain_text("少 1 条：−24.45 元")
    expect(page.root.locator(".slip")).to_be_focused()
    chosen = page.root.locator("[data-chosen] li")
    named = "按另一种理解：每条 24.45 元，20 条正好 489.00 元（第九条）"
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text(named)
    expect(chosen).to_be_visible()
    assert "readings=full-time-price%3Alower_price" in page.root.locator("#own-link").input_value()
    assert bare(named) in printed(page)
    chosen.get_by_role("button", name="改回默认").click()
    page.settle()
    expect(page.total("payable")).to_have_text("1631.00 元")
    expect(chosen).to_have_count(0)
    assert "readings" not in page.root.locator("#own-link").input_value()
    assert bare(named) not in printed(page)


def test_two_readings_stand_together_and_leave_one_by_one(page: CalculatorPage) -> None:
    page.fill({**PLAIN, "worker_type": "community_full_time", "valid_reports": "31"})
    # 31 × 24.50 = 759.50 in place of 490 (report-quota-stop); at 24.45 they are 757.95.
    take(page, "report-quota-stop", "every_report")
    expect(page.total("payable")).to_have_text("1900.50 元")
    take(page, "full-time-price", "lower_price")
    expect(page.total("payable")).to_have_text("1898.95 元")
    chosen = page.root.locator("[data-chosen] li")
    expect(chosen).to_have_count(2)
    chosen.filter(has_text="24.45").get_by_role("button").click()
    page.settle()
    expect(page.total("payable")).to_have_text("1900.50 元")
    chosen.get_by_role("button").click()
    page.settle()
    expect(page.total("payable")).to_have_text("1631.00 元")


def test_a_statement_is_printed_with_all_its_lines_and_no_control(page: CalculatorPage) -> None:
    said = printed(page)
    for product, amount, clause in COUNTED.values():
        assert bare(product) in said
        assert bare(amount) in said
        assert bare(clause) in said
    for why in ZERO.values():
        assert bare(why) in said
    for control in ("没有发生的", "按这种理解算", "复制链接", "我的各月"):
        assert bare(control) not in said


def test_a_printed_statement_says_with_which_data_and_engine_it_was_computed(
    page: CalculatorPage, policy: Policy
) -> None:
    expect(page.root.locator(".slip-receipt")).to_be_hidden()
    assert bare(words.receipt(policy)) in printed(page)


def printed(page: CalculatorPage) -> str:
    reader: PdfReader = paper(page.page)
    return words_of(reader)
