"""What is asked before a month is kept that may not be meant: the example, and a month that has not begun."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.kept_months import KeptMonths

EXAMPLE = "上面还是例子里的数：签到 20 次、有效信息 20 条。这个月真是这样吗？"
NOT_FILLED = "没有记。请先在上面填这个月的次数，再记。"


@pytest.fixture(name="page")
def keeper(new_context: NewContext) -> KeptMonths:
    return KeptMonths(new_context()).begin()


def test_the_untouched_example_is_nobodys_month(page: KeptMonths) -> None:
    page.press_keep()
    expect(page.dialog).to_have_accessible_name(EXAMPLE)
    expect(page.dialog.locator("[data-no]")).to_be_focused()
    expect(page.dialog.locator("[data-no]")).to_have_text("不记")
    page.decline()
    expect(page.said).to_have_text(NOT_FILLED)
    expect(page.keep).to_be_focused()
    expect(page.year).to_be_hidden()
    assert page.stored() == {}


def test_a_month_that_is_like_the_example_can_be_kept_and_is_asked_about_once(page: KeptMonths) -> None:
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


def test_a_kept_month_that_is_like_the_example_can_be_opened_and_kept_again(page: KeptMonths) -> None:
    page.keep_month(month="2026-10")
    page.page.reload()
    page.ready()
    page.pick(10)
    page.chosen.get_by_role("button", name="填到上面").click()
    page.settle()
    page.note_box.fill("补记")
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.stored()["2026-10"]["note"] == "补记"


@pytest.mark.parametrize(
    ("now", "month", "device"),
    [
        (datetime(2026, 11, 30), "2027-01", "2026年11月"),
        (datetime(2026, 11, 30), "2062-11", "2026年11月"),
        # A clock that stands before the measures, or years ahead, is not believed.
        (datetime(1970, 1, 1), "2027-01", "1970年1月"),
        (datetime(2062, 11, 23), "2062-11", "2062年11月"),
        (datetime(2062, 11, 23), "2029-01", "2062年11月"),
    ],
)
def test_a_month_that_has_not_begun_is_asked_about(
    new_context: NewContext, now: datetime, month: str, device: str
) -> None:
    page = KeptMonths(new_context(), now).begin()
    page.fill({"month": month, "sign_ins": "19"})
    year, number = month.split("-")
    said = f"{year}年{int(number)}月"
    page.press_keep()
    expect(page.dialog).to_have_accessible_name(
        f"{said}可能还没有到：这台设备的日期是{device}（也可能不准），这一页是2026年11月印的。真要记{said}吗？"
    )
    page.decline()
    expect(page.said).to_have_text("没有记。请把上面的月份改成要记的那个月，再记。")
    assert page.stored() == {}
    page.press_keep()
    page.agree()
    expect(page.said).to_have_text(f"{said}记下了。")
    # What is kept once is not asked about again.
    page.fill({"sign_ins": "18"})
    page.press_keep()
    expect(page.said).to_have_text(f"{said}记下了。")
    expect(page.dialog).to_be_hidden()
    assert page.stored()[month]["sign_ins"] == 18


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 11, 30), "2026-12"),
        (datetime(2026, 11, 30), "2022-06"),
        (datetime(1970, 1, 1), "2026-11"),
        (datetime(2027, 12, 31), "2028-01"),
    ],
)
def test_a_past_month_and_the_next_one_are_kept_unasked(
    new_context: NewContext, now: datetime, month: str
) -> None:
    page = KeptMonths(new_context(), now).begin()
    page.fill({"month": month, "sign_ins": "19"})
    page.press_keep()
    expect(page.said).to_contain_text("记下了。")
    assert list(page.stored()) == [month]


def test_where_nothing_can_be_kept_nothing_is_asked(new_context: NewContext) -> None:
    context = new_context()
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); }"
    )
    page = KeptMonths(context).begin()
    page.press_keep()
    expect(page.said).to_contain_text("月份记不下来")
    expect(page.dialog).to_be_hidden()


def test_each_doubt_is_asked_for_itself(page: KeptMonths) -> None:
    page.fill({"month": "2030-01"})
    page.press_keep()
    expect(page.dialog).to_contain_text("可能还没有到")
    page.agree()
    expect(page.dialog).to_contain_text("例子里的数")
    page.decline()
    expect(page.said).to_have_text(NOT_FILLED)
    assert page.stored() == {}
