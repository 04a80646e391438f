"""The months kept on the device: written down, opened again, summed up, judged, deleted."""

from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import KeptMonths, row

FACTS = {
    "month": "2026-09",
    "sign_ins": "18",
    "valid_reports": None,
    "praised_by_city": "1",
    "result": "fail",
    "phone_checks_missed": "1",
    "criticised_by": ["county"],
    "fabricated": True,
    "fabrication_bad_effect": "no",
    "township_statement": True,
}


@pytest.fixture(name="page")
def keeper(newcomer: BrowserContext) -> KeptMonths:
    return KeptMonths(newcomer).begin()


def test_a_month_is_kept_changed_and_still_there_after_a_reload(page: KeptMonths) -> None:
    expect(page.keep).to_have_text("记下 2026年11月")
    expect(page.year).to_be_hidden()
    page.fill({"month": "2026-10", "sign_ins": "x", "valid_reports": "25"})
    expect(page.keep).to_have_text("记下 2026年10月")
    # What cannot be read is not kept, and stands where it was typed.
    page.press_keep()
    expect(page.said).to_have_text("2026年10月：签到次数要写 0 到 999 的整数，例如 18（写的是 x）")
    assert page.stored() == {}
    expect(page.box("sign_ins")).to_have_value("x")
    page.fill({"sign_ins": "19"})
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    page.wait_noted("announced", lambda said: "2026年10月记下了。" in said)
    expect(page.keep).to_have_text("改记 2026年10月")
    # 350 + 20 × 7.50 − 10 = 490 (articles 9, 11(1), 12(3)); what is paid at the year's end is not in it.
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
    # Stored again, the month replaces its earlier row: 350 + 150 − 2 × 10 = 480.
    page.keep_month(sign_ins="18")
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 480.00 元")
    expect(page.year.locator("[data-recorded]")).to_have_count(1)
    # A year mistyped is refused before it is kept.
    page.fill({"month": "9026-09", "sign_ins": "18"})
    page.press_keep()
    expect(page.said).to_contain_text("最早和最晚的月份相差超过 600 个月")
    assert {month: kept["sign_ins"] for month, kept in page.stored().items()} == {"2026-10": 18}
    page.fill({"month": "2026-10"})
    page.page.reload()
    page.ready()
    # U2: the page opens on the month that was kept, and says what it says.
    expect(page.total("payable")).to_have_text("480.00 元")
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 480.00 元")
    expect(page.cell(9)).to_have_accessible_name("2026年9月，没有记")
    expect(page.said).to_be_hidden()
    # Nothing is kept of a month that nothing is filled in for.
    page.open_month(9)
    page.empty()
    page.press_keep()
    expect(page.said).to_have_text("先填上签到次数和有效信息条数，再记。")
    assert list(page.stored()) == ["2026-10"]


# Rural: 500 × 70 % = 350, 7.50 a report up to 20, 5 for each above, at most 50, paid at the year's end
# (articles 9, 11(1)); 10 off for each sign-in below 20 (article 12(3)); city praise 20 (article 11(2)).
#   January: 350 + 150 = 500, 0 later.
#   February: 350 + 150 − 2 × 10 = 480, (25 − 20) × 5 = 25 later.
#   April: 350 + 10 × 7.50 = 425.
#   May: 350 + 150 = 500, 15 × 5 = 75, at most 50 later.
YEAR = (
    row("2026-01"),
    row("2026-02", sign_ins=18, valid_reports=25, result="fail"),
    row("2026-04", valid_reports=10, result="pass"),
    row("2026-05", valid_reports=35),
    row("2025-12", worker_type="community_part_time"),
)


def test_the_year_at_a_glance_and_the_years_beside_it(page: KeptMonths) -> None:
    # The kept months are shown while the form is wrong.
    page.fill({"month": "2026-10", "sign_ins": "x"})
    page.bring(*YEAR)
    expect(page.year.locator("[data-year-name]")).to_have_text("2026年")
    names = [page.cell(number).locator("[data-cell-said]").text_content() for number in range(1, 7)]
    assert names == [
        "2026年1月，应发 500.00 元",
        "2026年2月，应发 480.00 元，考核不合格",
        "2026年3月，没有记",
        "2026年4月，应发 425.00 元，考核合格",
        "2026年5月，应发 500.00 元",
        "2026年6月，没有记",
    ]
    # What tells a failed month apart is a word and not a colour alone.
    expect(page.cell(2).locator(".cell-mark")).to_have_text("考核不合格")
    expect(page.cell(3).locator(".cell-amount")).to_have_text("没有记")
    # 500 + 500 + 425 + 500; −20; 1905; 25 + 50.
    for name, amount in {
        "gross": "1925.00 元",
        "deductions": "−20.00 元",
        "payable": "1905.00 元",
        "year_end": "75.00 元",
    }.items():
        expect(page.sum(name)).to_have_text(amount)
    said = "2026年写下了 4 个月；2026年3月没有记，合计里没有算上"
    expect(page.year.locator("[data-year-said]")).to_have_text(said)
    page.turn_to(2025, "前一年")
    # Part-time: 1000 × 70 % = 700 and 20 × 15 = 300 (articles 9, 11(1)).
    expect(page.cell(12)).to_have_accessible_name("2025年12月，应发 1000.00 元")
    page.turn_to(2026, "后一年")
    page.turn_to(2027, "后一年")
    expect(page.year.locator("[data-year-said]")).to_have_text("2027年还没有记")
    expect(page.sum("payable")).to_have_text("0.00 元")


def test_a_month_opened_fills_the_form_with_all_that_was_kept(page: KeptMonths) -> None:
    page.unfold()
    page.fill(FACTS)
    page.root.locator("[data-readings] summary").click()
    page.root.locator("[data-reading=base-share][data-alternative=by_result] [data-take]").click()
    page.settle()
    page.note_box.fill("<b>手机</b>进水")
    before, amounts = page.form(), page.amounts()
    page.press_keep()
    expect(page.said).to_have_text("2026年9月记下了。")
    page.page.goto("about/")
    page.open().ready()
    page.choose("month", "2026-11")
    page.empty()
    page.open_month(9)
    expect(page.chosen).to_contain_text("备注：<b>手机</b>进水")
    assert page.form() == before
    assert page.amounts() == amounts
    expect(page.note_box).to_have_value("<b>手机</b>进水")
    expect(page.root.locator("[data-chosen] li")).to_have_count(1)
    expect(page.months.locator("b")).to_have_count(0)


def test_what_is_deleted_or_replaced_can_be_undone(page: KeptMonths) -> None:
    expect(page.erase).to_be_disabled()
    page.bring(row("2025-12"), row("2026-09", sign_ins=15), row("2026-10", note="下雨"))
    page.open_month(9)
    remove = page.chosen.get_by_role("button", name="删掉这个月")
    remove.click()
    expect(page.said).to_have_text("2026年9月删掉了。")
    expect(page.cell(9)).to_have_accessible_name("2026年9月，没有记")
    expect(page.cell(9)).to_be_focused()
    expect(remove).to_be_hidden()
    page.empty()
    assert list(page.stored()) == ["2025-12", "2026-10"]
    page.undo()
    # 350 + 150 − 5 × 10 = 450 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("450.00 元")
    expect(page.cell(9)).to_have_accessible_name("2026年9月，应发 450.00 元")
    # Typed over and kept, and undone by the keyboard: what was typed is a draft again.
    page.keep_month(sign_ins="19")
    assert page.stored()["2026-09"]["sign_ins"] == 19
    page.back.focus()
    page.page.keyboard.press("Enter")
    expect(page.said).to_have_text("撤销了，和原来一样。")
    expect(page.back).to_be_focused()
    assert page.stored()["2026-09"]["sign_ins"] == 15
    expect(page.root).to_have_attribute("data-state", "changed")
    expect(page.total("payable")).to_have_text("490.00 元")
    # An undo can be undone.
    page.again.click()
    expect(page.said).to_have_text("恢复了。")
    assert page.stored()["2026-09"]["sign_ins"] == 19
    # A note is its month's own.
    page.open_month(10)
    expect(page.note_box).to_have_value("下雨")


def test_all_are_erased_after_a_question_and_can_be_brought_back(page: KeptMonths) -> None:
    page.bring(row("2025-12"), row("2026-09"), row("2026-10"))
    stored = page.stored()
    page.erase.click()
    expect(page.dialog).to_have_accessible_name(
        "要删掉这台设备上的全部月份（2025年12月至2026年10月，共 3 个月，连同考核结果、备注和没记完的）？"
        "可以先导出。"
    )
    # The answer that changes nothing comes first and has the focus.
    expect(page.dialog.get_by_role("button").first).to_have_text("不，留着")
    expect(page.dialog.get_by_role("button").first).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(page.erase).to_be_focused()
    page.erase.click()
    page.page.keyboard.press("Enter")
    expect(page.dialog).to_be_hidden()
    assert page.stored() == stored
    page.erase_all()
    expect(page.year).to_be_hidden()
    expect(page.erase).to_be_disabled()
    expect(page.back).to_be_focused()
    assert page.stored() == {}
    page.undo()
    assert page.stored() == stored
    page.erase_all()
    page.page.reload()
    page.ready()
    expect(page.year).to_be_hidden()
    expect(page.said).to_be_hidden()
    expect(page.example).to_be_visible()


@pytest.mark.parametrize(
    ("now", "shown"), [(datetime(2099, 10, 5), "2099-10"), (datetime(2025, 10, 5), "2026-11")]
)
def test_with_the_clock_years_off_the_month_is_shown_and_can_be_changed(
    newcomer: BrowserContext, now: datetime, shown: str
) -> None:
    page = KeptMonths(newcomer, now).begin()
    # The page was printed for November 2026; a device that is behind it is not believed.
    expect(page.box("month")).to_have_value(shown)
    expect(page.field("month").locator(".hint")).to_have_text("先按这台设备的日期填，不对就改")
    year, number = shown.split("-")
    expect(page.keep).to_have_text(f"记下 {year}年{int(number)}月")
    page.keep_month(month="2026-10", sign_ins="19")
    # 350 + 150 − 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")
    assert list(page.stored()) == ["2026-10"]


def test_a_month_that_has_not_begun_is_kept_with_a_word_about_it(newcomer: BrowserContext) -> None:
    # The page was printed for November 2026; a clock before it or far ahead of it is not believed.
    page = KeptMonths(newcomer, datetime(2026, 11, 30)).begin()
    for now, month, device in (
        (datetime(2026, 11, 30), "2026-12", ""),
        (datetime(2026, 11, 30), "2027-01", "2026年11月"),
        (datetime(1970, 1, 1), "2026-11", ""),
        (datetime(1970, 1, 1), "2027-01", "1970年1月"),
        (datetime(2027, 12, 31), "2028-01", ""),
        (datetime(2062, 11, 23), "2029-01", "2062年11月"),
    ):
        page.page.clock.set_fixed_time(now)
        page.keep_month(month=month, sign_ins=str(now.year % 20))
        year, number = month.split("-")
        doubt = f"这个月可能还没有到：这台设备的日期是{device}（也可能不准）。" if device else ""
        expect(page.said).to_have_text(f"{year}年{int(number)}月记下了。{doubt}")
        expect(page.back).to_be_visible()
