"""By thumb alone, at any width, and without a script: nothing cut off, nothing too small to hit."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.rest import framed
from tests.browser.support.styles import STILL, add_styles

WIDTHS = (320, 360, 768, 1280)
TARGET_PX = 44

# What sticks out of the page, with how far. A telephone's `innerWidth` grows with what sticks out.
OVERFLOW = """() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((place) => place.getBoundingClientRect().right > clientWidth + 0.5)
    .map((place) => `${place.tagName} ${place.className} ${place.getBoundingClientRect().right}`)
    .concat(`${scrollWidth} of ${clientWidth}`);
}"""

# Everything a thumb aims at in the calculator: for a tick or a choice its label.
SMALL = """(root, least) => {
  const aims = [...root.querySelectorAll("button, select, summary, input, .bar a")].map(
    (place) => ["checkbox", "radio"].includes(place.type) ? place.closest("label") : place);
  return aims.filter((place) => place.checkVisibility())
    .map((place) => [place.outerHTML.slice(0, 90), place.getBoundingClientRect()])
    .filter(([, { width, height }]) => height < least - 0.01 || width < least - 0.01)
    .map(([html, { width, height }]) => `${html}: ${width} × ${height}`);
}"""


UNFOLDED = "(root) => root.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


def test_from_the_home_page_to_a_figure_and_its_clause_by_tapping(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    page.goto("")
    page.get_by_role("link", name="我来算补助").tap()
    calculator = CalculatorPage(page).ready()
    page.get_by_text("农村", exact=True).tap()
    calculator.fill({"sign_ins": "20", "valid_reports": "20"})
    page.get_by_role("button", name="签到减 1").tap()
    calculator.settle()
    expect(calculator.box("sign_ins")).to_have_value("19")
    expect(calculator.box("valid_reports")).to_have_value("20")
    # 500 × 70 % + 20 × 7.50 − 1 × 10 = 490 (articles 9, 11(1), 12(3)). The figure is in sight at once:
    expect(calculator.bar).to_be_in_viewport()
    expect(calculator.bar).to_contain_text("应发 490.00 元")
    calculator.bar.tap()
    expect(calculator.total("payable")).to_be_in_viewport()
    expect(calculator.total("payable")).to_have_text("490.00 元")
    line = calculator.root.locator("[data-line=sign_in_deduction]")
    expect(line).to_be_visible()
    expect(line.locator(".line-name")).to_have_text("少签到")
    expect(line.locator(".line-amount")).to_have_text("−10.00")
    # The clause opens in place, with its own sentence and a link to the full text.
    line.locator("summary").tap()
    expect(line.locator(".line-text")).to_contain_text("少一次扣10元")
    line.get_by_role("link", name="在全文里看第十二条第三项").tap()
    page.wait_for_url("**/text/#art-12-3")
    clause = page.locator("#art-12-3")
    expect(clause).to_be_in_viewport()
    expect(clause).to_contain_text("签到")


def test_every_target_is_big_enough_for_a_thumb_and_the_bar_covers_no_field(new_context: NewContext) -> None:
    page = CalculatorPage(new_context(**PHONE).new_page()).open().ready()
    page.unfold()
    for name in ("sign_ins", "poor_cooperation", "phone_checks_missed"):
        # A real tap fails where something else lies on top.
        page.box(name).tap()
        expect(page.box(name)).to_be_focused()
    page.root.evaluate(UNFOLDED)
    assert page.root.evaluate(SMALL, TARGET_PX) == []


def test_on_a_desk_the_total_stays_beside_the_form(ready_page: CalculatorPage) -> None:
    page = ready_page
    page.page.set_viewport_size({"width": 1280, "height": 800})
    page.unfold()
    page.field("township_statement").scroll_into_view_if_needed()
    expect(page.box("month")).not_to_be_in_viewport()
    expect(page.total("payable")).to_be_in_viewport()
    page.root.locator("[data-ground]").last.scroll_into_view_if_needed()
    expect(page.bar).to_be_hidden()


def test_zero_lines_unfold(ready_page: CalculatorPage) -> None:
    page = ready_page
    zero = page.root.locator("[data-line=hazard_deduction]")
    button = page.root.get_by_role("button", name=re.compile("没有发生的 8 项"))
    expect(zero).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(zero).to_be_visible()
    button.click()
    expect(zero).to_be_hidden()


def test_number_fields_bring_up_the_number_pad(ready_page: CalculatorPage) -> None:
    # Twelve counts; the sum one wishes for and the official slip's fourteen amounts have decimals.
    assert ready_page.root.locator("input[type=text][inputmode=numeric]").count() == 12
    assert ready_page.root.locator("input[type=text][inputmode=decimal]").count() == 15
    assert ready_page.root.locator("input[type=text]:not([inputmode]):not(#in-note)").count() == 0


def overflow(page: Page, width: int) -> list[Any]:
    """Return what sticks out of a page that is so wide; its transitions are off."""
    page.set_viewport_size({"width": width, "height": 740})
    framed(page)
    sticking_out: list[Any] = page.evaluate(OVERFLOW)
    return sticking_out


def test_the_longest_result_is_no_wider_than_its_window(new_context: NewContext) -> None:
    page = CalculatorPage(new_context(viewport={"width": 1280, "height": 740}).new_page()).open().ready()
    add_styles(page.page, STILL)
    page.unfold()
    page.fill(
        {
            "worker_type": "community_full_time",
            "sign_ins": None,
            "valid_reports": None,
            "praised_by_city": "999",
            "major_reports": "999",
            "special_major_reports": "999",
            "missed_hazards": "999",
            "refused_orders": "999",
            "criticised_by": ["county", "city", "province"],
            "fabricated": True,
            "result": "fail",
            "previous_result": "fail",
        }
    )
    page.root.evaluate(UNFOLDED)
    page.root.locator("[data-zeros]").click()
    for width in WIDTHS:
        assert overflow(page.page, width) == [], width
    page.fill({"sign_ins": "9" * 40, "praised_by_city": "9" * 40})
    expect(page.error("praised_by_city")).to_be_visible()
    for width in WIDTHS:
        assert overflow(page.page, width) == [], width


def test_without_a_script_there_are_the_statement_the_tables_and_a_sentence(new_context: NewContext) -> None:
    page = CalculatorPage(new_context(**PHONE, java_script_enabled=False).new_page()).open()
    expect(page.total("payable")).to_be_visible()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.root.locator("[data-line=base]")).to_be_visible()
    note = page.root.locator("[data-unscripted]")
    expect(note).to_be_visible()
    expect(note).to_have_text(
        "计算要用 JavaScript：这里没有开，程序没有取全，或者浏览器太旧。可以刷新再试，或者查印好的对照表。"
    )
    note.locator("a").tap()
    page.page.wait_for_url("**/pay/#by-reports")
    heading = page.page.locator("#by-reports")
    expect(heading).to_be_in_viewport()
    table = page.page.locator("#by-reports ~ div table, #by-reports ~ table").first
    expect(table).to_be_visible()
    # 500 × 70 % + 19 × 7.50, 1000 × 70 % + 19 × 15.00, 1630 × 70 % + 19 × 24.50.
    row = table.get_by_role("row", name=re.compile("^19 "))
    expect(row.get_by_role("cell")).to_have_text(["19", "492.50", "985.00", "1606.50"])
