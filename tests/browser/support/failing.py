"""Check a page whose Python cannot compute, and its way back."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.support.calculator_page import CalculatorPage

TYPED = {"worker_type": "community_part_time", "sign_ins": "18", "valid_reports": "20"}
# 1000 × 70 % + 20 × 15.00 − 2 × 10.00 (articles 9, 11(1), 12(3)).
PAYABLE = "980.00 元"


def type_in(page: CalculatorPage) -> dict[str, Any]:
    """Type while the engine is loading or has failed, and return the form."""
    for name, value in TYPED.items():
        page.choose(name, value)
    return page.form()


def expect_failed(page: CalculatorPage, reason: str) -> None:
    """Expect the reason, the way out, and the page's own example still standing, until something is typed."""
    page.expect_engine("failed")
    expect(page.note.locator(".engine-text")).to_have_text(f"现在不能自动计算：{reason}。已填的数都在。")
    tables = page.note.get_by_role("link", name="印好的对照表")
    expect(tables).to_be_visible()
    expect(tables).to_have_attribute("href", "../pay/#by-reports")
    expect(page.note.locator("progress")).to_be_hidden()
    expect(page.bar).to_be_hidden()
    if page.root.get_attribute("data-state") != "example":
        for place in (".slip-figures", ".slip-given", ".grounds", "[data-chart]", "[data-steps]"):
            expect(page.root.locator(place)).to_be_hidden()
        expect(page.withheld).to_be_hidden()  # the typed input has no fault
        return
    # The shown statement is marked as an example, and the bar does not show it.
    expect(page.example).to_have_text("下面是例子：签到 20 次、有效信息 20 条。填上你的数就换成你的。")
    expect(page.example).to_be_visible()
    expect(page.total("payable")).to_be_visible()
    expect(page.total("payable")).to_have_text("500.00 元")


def retry(page: CalculatorPage, typed: dict[str, Any]) -> None:
    """Press 再试一次, and expect the answer to the typed input."""
    page.retry.click()
    page.ready()
    assert page.form() == typed
    expect(page.total("payable")).to_have_text(PAYABLE)
    expect(page.note).to_be_hidden()
    expect(page.example).to_be_hidden()
