"""Questions before a doubtful month is stored: the example, and a month that has not begun."""

from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import KeptMonths
from tests.support.examples import every

EXAMPLE = "上面还是例子里的数：签到 20 次、有效信息 20 条。这个月真是这样吗？"
NOT_FILLED = "没有记。请先在上面填这个月的次数，再记。"
# The page was printed for this month.
PAGE_TODAY = datetime(2026, 11, 30)
# The device's clock at the press, the month in the form, and how the question names the device's month.
NOT_BEGUN = [
    (PAGE_TODAY, "2027-01", "2026年11月"),
    (PAGE_TODAY, "2062-11", "2026年11月"),
    # A clock that stands before the measures, or years ahead, is not believed.
    (datetime(1970, 1, 1), "2027-01", "1970年1月"),
    (datetime(2062, 11, 23), "2062-11", "2062年11月"),
    (datetime(2062, 11, 23), "2029-01", "2062年11月"),
][every(2)]
BEGUN = [
    (PAGE_TODAY, "2026-12"),
    (PAGE_TODAY, "2022-06"),
    (datetime(1970, 1, 1), "2026-11"),
    (datetime(2027, 12, 31), "2028-01"),
][every(2)]


@pytest.fixture(name="page")
def keeper(newcomer: BrowserContext) -> KeptMonths:
    return KeptMonths(newcomer).begin()


def test_the_unchanged_example_is_stored_only_after_the_user_confirms_it(page: KeptMonths) -> None:
    page.press_keep()
    expect(page.dialog).to_have_accessible_name(EXAMPLE)
    expect(page.dialog.locator("[data-no]")).to_be_focused()
    expect(page.dialog.locator("[data-no]")).to_have_text("不记")
    page.decline()
    expect(page.said).to_have_text(NOT_FILLED)
    expect(page.keep).to_be_focused()
    expect(page.year).to_be_hidden()
    assert page.stored() == {}
    # A month can be like the example: it is asked about once.
    page.fill({"month": "2026-10"})
    page.press_keep()
    page.agree()
    expect(page.said).to_have_text("2026年10月记下了。")
    assert list(page.stored()) == ["2026-10"]
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    expect(page.dialog).to_be_hidden()
    # The next month is another one.
    page.fill({"month": "2026-11"})
    page.press_keep()
    expect(page.dialog).to_have_accessible_name(EXAMPLE)
    page.decline()
    # Each doubt is asked for itself.
    page.fill({"month": "2030-01"})
    page.press_keep()
    expect(page.dialog).to_contain_text("可能还没有到")
    page.agree()
    expect(page.dialog).to_contain_text("例子里的数")
    page.decline()
    expect(page.said).to_have_text(NOT_FILLED)
    assert list(page.stored()) == ["2026-10"]
    # Opened on another visit, the month that is like the example is kept again unasked.
    page.page.reload()
    page.ready()
    page.fill_from(10)
    page.note_box.fill("补记")
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.stored()["2026-10"]["note"] == "补记"


def test_only_a_month_that_has_not_begun_is_asked_about(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer, PAGE_TODAY).begin()
    page.fill({"sign_ins": "19"})
    for now, month, device in NOT_BEGUN:
        page.page.clock.set_fixed_time(now)
        page.fill({"month": month})
        year, number = month.split("-")
        said = f"{year}年{int(number)}月"
        page.press_keep()
        expect(page.dialog).to_have_accessible_name(
            f"{said}可能还没有到：这台设备的日期是{device}（也可能不准），这一页是2026年11月印的。真要记{said}吗？"
        )
        page.decline()
        expect(page.said).to_have_text("没有记。请把上面的月份改成要记的那个月，再记。")
    assert page.stored() == {}
    # Agreed to, it is kept, and is not asked about again.
    page.page.clock.set_fixed_time(PAGE_TODAY)
    page.fill({"month": "2027-01"})
    page.press_keep()
    page.agree()
    expect(page.said).to_have_text("2027年1月记下了。")
    page.fill({"sign_ins": "18"})
    page.press_keep()
    expect(page.said).to_have_text("2027年1月记下了。")
    expect(page.dialog).to_be_hidden()
    assert page.stored()["2027-01"]["sign_ins"] == 18
    for now, month in BEGUN:
        page.page.clock.set_fixed_time(now)
        page.fill({"month": month})
        page.press_keep()
        expect(page.said).to_contain_text("记下了。")
    assert sorted(page.stored()) == sorted(["2027-01", *(month for _, month in BEGUN)])
