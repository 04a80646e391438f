"""A month that is handed on, as a visitor sees it: its link, and the note of where it is from."""

from playwright.sync_api import Locator

from scripts.pages.sealed import fragment
from tests.browser.support.calculator_page import CalculatorPage

COUNTS = {"policy": "2022-05-06", "sign_ins": 19, "valid_reports": 20}
MONTH = fragment("2026-10", "rural", **COUNTS)
HIDDEN = fragment("2026-10", "rural", **COUNTS, hide=1)
# As the page wrote it before there were check digits.
OLD = "#policy=2022-05-06&month=2026-10&worker_type=rural&sign_ins=19&valid_reports=20"
OPENED = "这是别人发来的月份，改了就是你自己的。"
REFUSED = "这个链接不完整，或者改动过，里面的数一个也没有用。请对方再发一次。"


def note(page: CalculatorPage) -> Locator:
    return page.root.locator("[data-link-note]")


def received(page: CalculatorPage) -> Locator:
    """Return the note above the form about a link that may be incomplete."""
    return page.root.locator(".received")


def link(page: CalculatorPage) -> str:
    return page.root.locator("#own-link").input_value()
