"""The first page: the latest stored month on its first door."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.pages.test_instant import MOST, WATCH, moved
from tests.browser.support.kept_months import KeptMonths, row
from tests.browser.support.rest import idle

DOOR = "填签到和有效信息，看应发多少"
STALE = """(name) => localStorage.setItem(
  name, localStorage.getItem(name).replace(/"figures":"[^"]*"/, '"figures":"0"'))"""


def home(page: Page) -> str:
    """Go to the first page, and return what its first door says; nothing may move on the way."""
    page.goto("")
    idle(page)
    shift, seen = moved(page)
    assert shift <= MOST, seen
    return page.locator("[data-own-month]").inner_text()


def test_the_first_door_names_the_latest_stored_month(new_context: NewContext) -> None:
    context = new_context(**PHONE)
    first = context.new_page()
    first.add_init_script(WATCH)
    assert home(first) == DOOR
    months = KeptMonths(context).begin()
    # 500 × 70 % + 20 × 7.50 − 2 × 10 = 480 (articles 9, 11(1), 12(3)).
    months.bring(row("2026-08"), row("2026-09", sign_ins=18))
    first.wait_for_function("() => localStorage.getItem('handbook-latest-month') !== null")
    assert home(first) == "2026年9月，应发 480.00 元"
    # What is only typed is not the stored month.
    months.fill({"sign_ins": "1"})
    months.settle()
    assert home(first) == "2026年9月，应发 480.00 元"
    # Figures of another policy are not shown.
    first.evaluate(STALE, "handbook-latest-month")
    assert home(first) == DOOR
    months.erase_all()
    first.wait_for_function("() => localStorage.getItem('handbook-latest-month') === null")
    assert home(first) == DOOR
    expect(first.get_by_role("link", name="我来算补助")).to_be_visible()
