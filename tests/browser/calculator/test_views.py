"""The three views of the calculator, and the bar that keeps the amount and its reason in sight on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, ViewportSize, expect

from scripts.measure.states import keep
from scripts.pages.sealed import fragment
from tests.browser.conftest import PHONE, NewContext
from tests.browser.pages.test_phone import OVERFLOW
from tests.browser.support.calculator_page import CalculatorPage, forget
from tests.browser.support.paper import paper, words_of

DESK: ViewportSize = {"width": 1280, "height": 800}
TYPING: ViewportSize = {"width": 360, "height": 400}
SCREENS = "document.scrollingElement.scrollHeight / innerHeight"
# A keyboard that lies over the page, as telephones have it.
COVER = """(height) => {
  Object.defineProperty(visualViewport, "height", { configurable: true, value: height });
  visualViewport.dispatchEvent(new Event("resize"));
}"""
BOTTOM = "(place) => place.getBoundingClientRect().bottom"
TOP = "(place) => place.getBoundingClientRect().top"
HEIGHT = "(place) => place.getBoundingClientRect().height"
# The beginning of the view of the month as a screen reader reads it.
HEARD = Path(__file__).with_name("month_heard.yaml").read_text("utf-8")
BAD = "不服从综治中心指令次数要写 0 到 999 的整数，例如 18（写的是 两次）"


@pytest.fixture(name="visits", scope="module")
def phone_context(_module_context: NewContext) -> BrowserContext:
    return _module_context(**PHONE)


@pytest.fixture(name="phone")
def phone_page(visits: BrowserContext, origin: str) -> Iterator[CalculatorPage]:
    yield CalculatorPage(visits.new_page()).open().ready(whole=False)
    forget(visits, origin)


def views(page: CalculatorPage) -> Locator:
    return page.root.get_by_role("navigation", name="算一算的三部分")


def tab(page: CalculatorPage, name: str) -> Locator:
    return views(page).get_by_role("link", name=name)


def expect_view(page: CalculatorPage, view: str) -> None:
    """Expect one view: its tab is the current one, and of the parts only its own are in sight."""
    name = {"month": "本月", "months": "我的各月", "official": "对发放表"}[view]
    expect(page.root).to_have_attribute("data-view", view)
    expect(views(page).locator("[aria-current]")).to_have_text([name])
    for part, owner in ((".counts", "month"), (".months h2", "months"), (".official", "official")):
        expect(page.root.locator(part)).to_be_visible(visible=owner == view)


def test_two_counts_show_the_amount_with_its_reason_also_above_the_keyboard(phone: CalculatorPage) -> None:
    # Nothing is said to be the reader's before something is typed.
    expect(phone.bar).to_have_text("例子 500.00 元 填上你的数就算", use_inner_text=True)
    assert phone.page.evaluate(SCREENS) <= 3
    phone.box("sign_ins").fill("１８")
    phone.box("valid_reports").fill("23")
    phone.settle()
    # 350 + 150 − 2 × 10 = 480; 3 × 5 at the year's end (articles 9, 11(1), 12(3)).
    # What the text leaves open of the month, one place alone: no base, 150 − 20; all 23 reports have a price,
    # 350 + 172.50 − 20. Paid later, 150 + 15, is said under the total.
    said = "2026年11月应发 480.00 元 年底另发 15.00 元 · 少签到 −20.00 办法没写清：130.00～502.50 元"
    expect(phone.bar).to_have_text(said, use_inner_text=True)
    whole = "办法没写清：换一处理解，可能 130.00～502.50 元，年底另发 0.00～165.00 元"
    expect(phone.root.locator(".slip [data-shown=unclear]")).to_have_text(whole)
    # A sixth of the screen; nothing in the bar is cut off.
    bar = phone.root.locator(".bar")
    assert bar.evaluate(HEIGHT) <= 120
    assert phone.page.evaluate(OVERFLOW) == []
    expect(phone.bar).to_be_in_viewport(ratio=1)
    assert phone.page.evaluate("scrollY") == 0
    assert phone.page.evaluate(SCREENS) <= 3
    expect(phone.root).to_match_aria_snapshot(HEARD)
    phone.page.set_viewport_size(TYPING)
    phone.box("valid_reports").focus()
    expect(views(phone)).to_be_hidden()
    assert phone.box("valid_reports").evaluate(BOTTOM) <= TYPING["height"] - bar.evaluate(HEIGHT)
    expect(phone.bar).to_be_in_viewport(ratio=1)
    # A real tap fails where the bar lies on top.
    phone.box("sign_ins").tap()
    phone.page.set_viewport_size(PHONE["viewport"])
    expect(views(phone)).to_be_visible()
    phone.page.evaluate(COVER, 400)
    expect(views(phone)).to_be_hidden()
    assert bar.evaluate(BOTTOM) == pytest.approx(400, abs=1)
    expect(phone.box("sign_ins")).to_be_in_viewport()


def test_folds_say_what_is_stated_inside_and_the_bar_leads_on(phone: CalculatorPage) -> None:
    folds = phone.counts.locator("summary")
    titles = ["受表扬、报了大事？", "被扣款？", "其他情形（淘汰自查）"]
    expect(folds).to_have_text([f"{title} 没有" for title in titles])
    line = phone.root.locator("[data-line=hazard_deduction]")
    # The bar leads to what is not filled in; beside an empty box a button begins at the usual number.
    phone.bar.tap()
    expect(phone.box("sign_ins")).to_be_focused()
    phone.root.get_by_role("button", name="签到加 1").tap()
    expect(phone.box("sign_ins")).to_have_value("20")
    expect(phone.bar).to_have_text("填上有效信息条数就算。", use_inner_text=True)
    phone.bar.tap()
    expect(phone.box("valid_reports")).to_be_focused()
    phone.box("valid_reports").fill("20")
    folds.nth(1).tap()
    phone.box("missed_hazards").fill("1")
    expect(folds.nth(1)).to_have_text("被扣款？ 有 1 次")
    phone.unknown("poor_cooperation").tap()
    expect(folds.nth(1)).to_have_text("被扣款？ 填了 2 项")
    phone.unknown("poor_cooperation").tap()
    folds.nth(2).tap()
    phone.box("phone_checks_missed").fill("1")
    phone.box("township_statement").check()
    expect(folds.nth(2)).to_have_text("其他情形（淘汰自查） 填了 2 项")
    phone.settle()
    # 500 − 100 (article 12(1)); what the township has said meets a ground by itself (article 13(1)).
    expect(phone.bar).to_contain_text("400.00 元")
    expect(phone.root.locator(".bar-risk")).to_have_text("淘汰情形 已出现")
    phone.box("township_statement").uncheck()
    phone.settle()
    expect(phone.root.locator(".bar-risk")).to_have_text("淘汰情形 再出现一次即符合")
    expect(line).to_be_hidden()
    phone.bar.tap()
    expect(phone.root.locator(".slip")).to_be_focused()
    expect(phone.total("payable")).to_be_in_viewport()
    expect(line).to_be_visible()


def test_the_address_names_the_view_and_back_returns_to_the_one_before(phone: CalculatorPage) -> None:
    page = phone.page
    expect_view(phone, "month")
    phone.fill({"sign_ins": "19"})
    tab(phone, "我的各月").tap()
    expect_view(phone, "months")
    # A screen reader hears the heading.
    expect(page.get_by_role("heading", name="我的各月", exact=True)).to_be_focused()
    tab(phone, "对发放表").tap()
    expect_view(phone, "official")
    expect(phone.bar).to_contain_text("490.00 元")
    phone.root.locator(".bar-risk").tap()
    expect_view(phone, "month")
    expect(page.get_by_role("heading", name="淘汰情形")).to_be_focused()
    expect(phone.root.locator("[data-not-met]")).to_be_in_viewport()
    for view in ("official", "months"):
        page.go_back()
        expect_view(phone, view)
    # A month is opened from the strip.
    phone.root.evaluate("(root) => root.dispatchEvent(new Event('opened-month'))")
    expect_view(phone, "month")
    expect(phone.box("sign_ins")).to_have_value("19")
    page.go_back()
    expect_view(phone, "months")
    page.goto(f"calculator/{fragment('2026-10', 'rural', sign_ins=18, valid_reports=20)}")
    expect_view(phone, "month")
    phone.settle()
    expect(phone.bar).to_contain_text("480.00 元")


def test_a_fault_in_another_view_is_listed_and_leads_to_its_field(phone: CalculatorPage) -> None:
    summary = phone.root.locator(".error-summary")
    field = phone.box("refused_orders")
    phone.page.goto("about:blank")
    counts = {"sign_ins": 20, "valid_reports": 20, "refused_orders": "两次"}
    phone.page.goto(f"calculator/{fragment('2026-10', 'rural', **counts)}")
    phone.ready(whole=False)
    # The fold has opened, and the bar says why there is no amount.
    expect(field).to_be_visible()
    expect(summary).to_be_hidden()
    expect(phone.bar).to_have_text("有的数还不能算，请改好标出的地方。", use_inner_text=True)
    phone.bar.tap()
    expect(summary).to_be_focused()
    expect(summary.locator("p")).to_have_text("有 1 处要改：")
    tab(phone, "对发放表").tap()
    expect(summary.locator("a")).to_have_text([BAD])
    summary.locator("a").tap()
    expect_view(phone, "month")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    field.fill("0")
    phone.settle()
    expect(summary).to_be_hidden()
    expect(phone.total("payable")).to_have_text("500.00 元")


def test_a_desk_has_the_form_beside_the_slip_and_no_bar(new_context: NewContext) -> None:
    desk = CalculatorPage(new_context(viewport=DESK).new_page()).open().ready(whole=False)
    expect_view(desk, "month")
    expect(desk.bar).to_be_hidden()
    for part in (desk.box("valid_reports"), desk.total("payable"), tab(desk, "我的各月")):
        expect(part).to_be_in_viewport()
    desk.unfold()
    desk.box("refused_orders").fill("两次")
    desk.settle()
    # The field is in sight; a list would move it.
    expect(desk.error("refused_orders")).to_be_visible()
    expect(desk.root.locator(".error-summary")).to_be_hidden()
    desk.box("refused_orders").press("Enter")
    expect(desk.root.locator(".error-summary")).to_be_focused()
    desk.fill({"refused_orders": "0"})
    desk.box("sign_ins").press("Enter")
    expect(desk.root.locator(".slip")).to_be_focused()


def test_each_view_is_printed_as_itself_and_nothing_sticks_out(phone: CalculatorPage) -> None:
    phone.fill({"sign_ins": "18", "valid_reports": "23"})
    bar = phone.root.locator(".bar")
    tab(phone, "我的各月").tap()
    keep(phone.page)
    said = words_of(paper(phone.page))
    # Nine sums of the year, and neither the form nor this month's slip.
    for word in ("2026年", "没有记", "应发合计3875.00元"):
        assert word in said
    for word in ("导出", "为什么是这个数", "备注"):
        assert word not in said
    for view in ("本月", "对发放表"):
        tab(phone, view).tap()
        for size in ((740, 360), (320, 740)):
            phone.page.set_viewport_size({"width": size[0], "height": size[1]})
            assert phone.page.evaluate(OVERFLOW) == [], (view, size)
            # The hint stands under the count, not beside it.
            if view == "本月":
                hint = phone.field("sign_ins").locator(".hint").evaluate(TOP)
                assert hint >= phone.box("sign_ins").evaluate(BOTTOM)
        assert bar.evaluate(HEIGHT) <= 96
        # The letters twice as large.
        phone.page.set_viewport_size(PHONE["viewport"])
        phone.page.evaluate("document.documentElement.style.fontSize = '250%'")
        assert phone.page.evaluate(OVERFLOW) == [], view
        assert bar.evaluate(HEIGHT) <= 740 / 4
        # The name of a count stands above its box, whole.
        name, box = phone.field("valid_reports").locator("label").first, phone.box("valid_reports")
        if view == "本月":
            assert name.evaluate(BOTTOM) <= box.evaluate(TOP)
        phone.page.evaluate("document.documentElement.style.fontSize = ''")
    # From the browser's menu: the month's slip until an amount is typed, then the sheet of facts.
    slip = words_of(paper(phone.page))
    assert "基础补助" in slip
    assert "签字" not in slip
    phone.root.get_by_label("发到手多少元？（实发）").fill("430")
    expect(phone.root.locator("[data-causes] li")).not_to_have_count(0)
    sheet = paper(phone.page)
    assert len(sheet.pages) == 1
    for word, printed in {"按条文": True, "签字": True, "没有记上": False, "为什么是这个数": False}.items():
        assert (word in words_of(sheet)) == printed, word
