"""The form: on a phone one topic at a time, on a desk one page, and all faults in one list."""

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from scripts.pages.sealed import fragment
from tests.browser.conftest import PHONE, NewContext
from tests.browser.support.calculator_page import CalculatorPage

DESK: ViewportSize = {"width": 1280, "height": 800}
TITLES = ["这个月", "表扬、重大信息", "扣款情形", "淘汰情形自查"]


@pytest.fixture(name="visits", scope="module")
def phone_context(_module_context: NewContext) -> BrowserContext:
    return _module_context(**PHONE)


@pytest.fixture(name="phone")
def phone_page(visits: BrowserContext) -> CalculatorPage:
    return CalculatorPage(visits.new_page()).open().ready()


@pytest.fixture(name="desk", scope="module")
def desk_page(_module_context: NewContext) -> CalculatorPage:
    return CalculatorPage(_module_context(viewport=DESK).new_page()).open().ready()


def test_a_phone_asks_one_topic_at_a_time(phone: CalculatorPage) -> None:
    # The two counts that matter need no second step.
    phone.page.get_by_text("农村", exact=True).tap()
    phone.box("sign_ins").fill("１９")
    phone.box("valid_reports").fill("20")
    phone.settle()
    phone.counts.get_by_role("button", name="看结果").tap()
    expect(phone.total("payable")).to_be_in_viewport()
    expect(phone.total("payable")).to_have_text("490.00 元")
    expect(phone.root.locator(".slip")).to_be_focused()
    stages = phone.counts.locator("[data-stage]")
    place = phone.counts.locator(".stage-place")
    for number, title in enumerate(TITLES, 1):
        expect(place).to_have_text(f"第 {number} 步，共 4 步：{title}")
        for at in range(len(TITLES)):
            expect(stages.nth(at)).to_be_visible(visible=at == number - 1)
        if number > 1:
            expect(place).to_be_focused()
        if number < len(TITLES):
            phone.counts.locator(".next").tap()
    expect(phone.counts.locator(".next")).to_be_hidden()
    phone.counts.locator(".back").tap()
    expect(place).to_have_text(f"第 3 步，共 4 步：{TITLES[2]}")
    # A phone turned into a desk shows everything.
    phone.page.set_viewport_size(DESK)
    expect(phone.box("month")).to_be_visible()
    expect(place).to_be_hidden()


def test_a_desk_has_all_topics_on_one_page(desk: CalculatorPage) -> None:
    expect(desk.counts.locator(".stage-nav")).to_be_hidden()
    expect(desk.counts.locator(".stage-place")).to_be_hidden()
    for title in TITLES[1:]:
        expect(desk.counts.locator("summary", has_text=title)).to_be_visible()
        desk.counts.locator("summary", has_text=title).click()
    expect(desk.box("poor_cooperation")).to_be_visible()
    expect(desk.box("phone_checks_missed")).to_be_visible()


def test_faults_are_listed_and_each_entry_leads_to_its_field(phone: CalculatorPage) -> None:
    phone.stage(3)
    phone.box("refused_orders").fill("两次")
    phone.settle()
    summary = phone.counts.locator(".error-summary")
    expect(summary).to_be_hidden()
    phone.counts.locator(".back").tap()
    # Its field is out of sight now.
    expect(summary.locator("p")).to_have_text("有 1 处要改：")
    phone.counts.locator(".back").tap()
    phone.box("sign_ins").fill("-1")
    phone.settle()
    phone.counts.get_by_role("button", name="看结果").tap()
    expect(summary).to_be_focused()
    expect(summary.locator("p")).to_have_text("有 2 处要改：")
    expect(summary.locator("a")).to_have_text(
        [
            "签到次数要写 0 到 999 的整数，例如 18（写的是 -1）",
            "不服从综治中心指令次数要写 0 到 999 的整数，例如 18（写的是 两次）",
        ]
    )
    summary.locator("a").nth(1).tap()
    expect(phone.box("refused_orders")).to_be_focused()
    expect(phone.counts.locator(".stage-place")).to_contain_text("第 3 步")
    phone.box("refused_orders").fill("0")
    phone.settle()
    expect(summary.locator("p")).to_have_text("有 1 处要改：")
    summary.locator("a").tap()
    expect(phone.box("sign_ins")).to_be_focused()
    phone.fill({"sign_ins": "19"})
    expect(summary).to_be_hidden()
    expect(phone.total("payable")).to_have_text("490.00 元")


def test_a_fault_of_a_link_in_a_later_step_is_told_in_the_first_and_leads_there(
    visits: BrowserContext,
) -> None:
    phone = CalculatorPage(visits.new_page())
    phone.page.set_viewport_size({"width": 360, "height": 780})
    counts = {"sign_ins": 20, "valid_reports": 20, "refused_orders": "两次"}
    phone.page.goto(f"calculator/{fragment('2026-10', 'rural', **counts)}")
    phone.ready()
    summary = phone.counts.locator(".error-summary")
    expect(phone.counts.locator(".stage-place")).to_contain_text("第 1 步")
    expect(summary).to_be_visible()
    expect(summary.locator("a")).to_have_text(
        "不服从综治中心指令次数要写 0 到 999 的整数，例如 18（写的是 两次）"
    )
    expect(phone.error("sign_ins")).to_be_hidden()
    summary.locator("a").tap()
    expect(phone.counts.locator(".stage-place")).to_contain_text("第 3 步")
    expect(phone.box("refused_orders")).to_be_focused()
    expect(phone.box("refused_orders")).to_be_in_viewport()


def test_a_desk_lists_no_fault_while_one_types(desk: CalculatorPage) -> None:
    """Every field is in sight there; the list would move what is typed."""
    desk.box("refused_orders").fill("两次")
    desk.settle()
    expect(desk.error("refused_orders")).to_be_visible()
    expect(desk.counts.locator(".error-summary")).to_be_hidden()
    desk.box("refused_orders").fill("0")
    desk.settle()


def test_enter_asks_for_the_result(desk: CalculatorPage) -> None:
    desk.box("sign_ins").fill("x")
    desk.settle()
    desk.box("sign_ins").press("Enter")
    expect(desk.counts.locator(".error-summary")).to_be_focused()
    desk.box("sign_ins").fill("18")
    desk.settle()
    desk.box("sign_ins").press("Enter")
    expect(desk.root.locator(".slip")).to_be_focused()
