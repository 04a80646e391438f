"""A month that is handed on, as a visitor sees it: its link, and the note of where it is from."""

from playwright.sync_api import Locator

from tests.browser.calculator_page import CalculatorPage

MONTH = "#policy=2022-05-06&month=2026-10&worker_type=rural&sign_ins=19&valid_reports=20"
OPENED = "这是别人发来的月份，改了就是你自己的。"


def note(page: CalculatorPage) -> Locator:
    return page.root.locator("[data-link-note]")


def link(page: CalculatorPage) -> str:
    return page.root.locator("#own-link").input_value()
