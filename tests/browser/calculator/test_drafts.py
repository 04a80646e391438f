"""A month is what is in it: drafts come back, another month is another form, a link replaces nothing unasked.

All paths through the states are walked in `tests/node/test_state.py`; here the page is wired to them.
"""

from datetime import datetime

from playwright.sync_api import BrowserContext, expect

from scripts.pages.sealed import fragment
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import HIDDEN, MONTH, OPENED, note, received
from tests.browser.support.kept_months import KeptMonths

NOTE = "三次在邻村，没有信号"
SENT = fragment("2026-11", "rural", policy="2022-05-06", sign_ins=18, valid_reports=12)
NOVEMBER, DECEMBER = datetime(2026, 11, 30, 23, 59), datetime(2026, 12, 1, 0, 1)
# The browser lets the page store nothing but the tab's own.
NO_DATABASE = """IDBFactory.prototype.open = () => {
  throw new DOMException("denied", "SecurityError");
};"""


def expect_typed(page: KeptMonths) -> None:
    page.ready()
    # 350 + 150 − 3 × 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("470.00 元")
    form = page.form()
    assert (form["valid_reports"], form["target"], form["title_misuse"]) == ("23", "480", True)
    expect(page.note_box).to_have_value(NOTE)


def expect_example(page: CalculatorPage) -> None:
    """Expect the example: its amounts have no `data-min`, and it cannot be sent or drawn."""
    page.ready()
    expect(page.example).to_be_visible()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.root.locator("[data-min], [data-max]")).to_have_count(0)
    expect(page.root.locator("[data-picture]")).to_be_disabled()
    expect(page.bar).to_contain_text("例子 500.00 元")
    form = page.form()
    assert (form["sign_ins"], form["valid_reports"]) == ("", "")


def test_a_draft_comes_back_and_months_do_not_mix(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer)
    expect_example(page.open())
    page.unfold()
    page.choose("sign_ins", "17")
    # One count is no month yet: what is missing is said, and no fault is shown.
    expect(page.withheld).to_have_text("填上有效信息条数就算。")
    expect(page.example).to_be_hidden()
    expect(page.error("valid_reports")).to_be_hidden()
    page.fill({"valid_reports": "23", "target": "480", "title_misuse": True})
    page.note_box.fill(NOTE)
    expect_typed(page)
    # Opened again, reached by the back button, and on a new visit in another tab.
    page.page.reload()
    expect_typed(page)
    page.page.goto("text/")
    page.page.go_back()
    expect_typed(page)
    other = KeptMonths(newcomer).begin()
    expect_typed(other)
    # Another month begins empty, but for the worker; the first one stays as it was.
    other.fill({"worker_type": "community_part_time"})
    other.choose("month", "2026-10")
    other.empty()
    assert other.form()["worker_type"] == "community_part_time"
    expect(other.note_box).to_have_value("")
    other.fill({"sign_ins": "20", "valid_reports": "20"})
    # 1000 × 70 % + 20 × 15 (articles 9, 11(1)): typed like the example, it is the reader's own.
    expect(other.total("payable")).to_have_text("1000.00 元")
    expect(other.example).to_be_hidden()
    expect(other.root.locator("[data-total=payable]")).to_have_attribute("data-min", "1000.00")
    # Each tab comes back to its own month.
    page.page.reload()
    page.ready()
    expect(page.box("month")).to_have_value("2026-11")
    other.page.reload()
    other.ready()
    expect(other.box("month")).to_have_value("2026-10")
    expect(other.total("payable")).to_have_text("1000.00 元")


def test_a_link_over_a_draft_is_asked_about(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer).begin()
    page.fill({"sign_ins": "19"})
    own = page.form()
    refuse = received(page).get_by_role("button", name="不用链接，算自己的月份")
    for cut in (False, True):
        page.page.goto("about/")
        page.page.goto(f"calculator/{SENT[:-1] if cut else SENT}")
        page.ready()
        expect(received(page)).to_be_visible()
        if cut:
            expect(page.figures).to_be_hidden()
        else:
            expect(received(page)).to_contain_text("你自己填的、记的都还在")
            # 350 + 12 × 7.50 − 2 × 10.
            expect(page.total("payable")).to_have_text("420.00 元")
        # Reloaded, the link stands there still, and is still not the reader's own.
        page.page.reload()
        page.ready()
        expect(page.root).to_have_attribute("data-link", "broken" if cut else "whole")
        refuse.click()
        expect(page.root).to_have_attribute("data-state", "draft")
        # 350 + 150 − 10.
        expect(page.total("payable")).to_have_text("490.00 元")
        assert page.form() == own
        assert "#" not in page.page.url
    page.page.evaluate("(hash) => { location.hash = hash; }", SENT)
    expect(note(page)).to_have_text(OPENED)
    received(page).get_by_role("button", name="用链接里的").click()
    expect(page.root).to_have_attribute("data-state", "draft")
    expect(page.said).to_have_text("2026年11月换成了链接里的。")
    expect(page.total("payable")).to_have_text("420.00 元")
    page.undo()
    expect(page.total("payable")).to_have_text("490.00 元")
    assert page.form() == own
    page.page.reload()
    page.ready()
    assert page.form() == own


def test_a_link_opened_anew_is_still_a_link(newcomer: BrowserContext) -> None:
    page = CalculatorPage(newcomer.new_page())
    page.page.goto(f"calculator/{HIDDEN}")
    page.ready()
    page.page.reload()
    page.ready()
    expect(note(page)).to_have_text(OPENED)
    expect(page.total("payable")).to_be_hidden()
    # A reader without months is asked nothing.
    expect(received(page)).to_be_hidden()
    # In another month there is the example again, without the amounts of the link.
    page.choose("month", "2026-09")
    expect(received(page)).to_contain_text("链接里的 2026年10月收起来了。")
    expect_example(page)


def address(page: CalculatorPage, fragment: str) -> None:
    """Go to another address of the open page."""
    page.page.evaluate("(hash) => { location.hash = hash; }", fragment)
    page.settle()


def expect_link(page: CalculatorPage) -> None:
    """Expect the month of a link, named as such wherever its figure stands."""
    expect(page.root).to_have_attribute("data-link", "whole")
    expect(received(page)).to_contain_text("链接里的 2026年10月是别人发来的")
    expect(page.root.locator("[data-shown=month_said]")).to_have_text(["链接里的 2026年10月"] * 2)
    # 350 + 150 − 10.
    expect(page.total("payable")).to_have_text("490.00 元")


def test_a_link_is_a_link_in_every_view_until_it_is_left(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer).begin()
    page.keep_month(month="2026-09", sign_ins="18")
    paid = page.root.locator("#official-payable")
    paid.fill("470")
    address(page, MONTH)
    expect_link(page)
    # What was said and typed of another month is gone; the undo says which month it is of.
    expect(page.said).to_be_hidden()
    expect(paid).to_have_value("")
    expect(page.back).to_have_text("撤销2026年9月的改动")
    # The address of a view does not have the link; it is still there after a reload.
    address(page, "#months")
    page.page.reload()
    page.ready()
    expect_link(page)
    assert page.page.url.endswith("#months")
    received(page).get_by_role("button", name="不用链接，算自己的月份").click()
    expect(page.total("payable")).to_have_text("480.00 元")
    expect(page.said).to_be_hidden()
    # The same link is opened again, and put away for another month.
    address(page, MONTH)
    expect_link(page)
    page.choose("month", "2026-08")
    page.empty()
    expect(received(page)).to_contain_text("链接里的 2026年10月收起来了。")
    received(page).get_by_role("button", name="再看链接").click()
    expect_link(page)
    page.page.reload()
    page.ready()
    expect_link(page)
    # Another reading is only looked at. Kept over nothing, the month is as if there had been no link.
    page.root.locator("[data-readings] summary").click()
    page.root.locator("[data-readings] [data-take]:visible").first.click()
    expect(page.root.locator("[data-chosen] li")).to_have_count(1)
    expect(page.root).to_have_attribute("data-state", "link")
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    assert list(page.stored()) == ["2026-09", "2026-10"]
    page.undo()
    page.empty()
    assert list(page.stored()) == ["2026-09"]


def test_where_storing_is_refused_the_tab_has_its_drafts(newcomer: BrowserContext) -> None:
    page, other = KeptMonths(newcomer), KeptMonths(newcomer)
    for each in (page, other):
        each.page.add_init_script(NO_DATABASE)
    page.begin()
    expect(page.said).to_contain_text("填的数只留到这个标签页关上")
    page.fill({"month": "2026-10", "sign_ins": "18"})
    page.page.reload()
    page.ready()
    # 350 + 150 − 2 × 10.
    expect(page.total("payable")).to_have_text("480.00 元")
    expect(page.box("month")).to_have_value("2026-10")
    page.choose("month", "2026-09")
    page.empty()
    expect_example(other.open())


def test_at_midnight_an_empty_month_gives_way_and_a_draft_stays(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer, NOVEMBER).begin()
    wake = "() => document.dispatchEvent(new Event('visibilitychange'))"
    page.page.clock.set_fixed_time(DECEMBER)
    page.page.evaluate(wake)
    expect(page.box("month")).to_have_value("2026-12")
    expect_example(page)
    page.page.clock.set_fixed_time(NOVEMBER)
    page.fill({"month": "2026-11", "sign_ins": "18"})
    page.page.evaluate(wake)
    page.page.clock.set_fixed_time(DECEMBER)
    page.page.evaluate(wake)
    expect(page.box("month")).to_have_value("2026-11")
    expect(page.total("payable")).to_have_text("480.00 元")
