"""The calculator without a mouse."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.support.calculator_page import CalculatorPage

# The element with the focus, and whether the focus is visible on it or on its label.
FOCUSED = """() => {
  const place = document.activeElement;
  const outlined = [place, place.nextElementSibling].some((each) => {
    if (!each) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const name = place.name || place.dataset.unknown && `unknown ${place.dataset.unknown}`
    || place.getAttribute("aria-label") || place.textContent.trim();
  return { name, value: place.type === "checkbox" ? place.value : "", outlined,
    inside: Boolean(place.closest("#calculator")), top: place.getBoundingClientRect().top };
}"""
# Every control there is to reach; of a group of radios only one is a stop.
CONTROLS = """(root) => [...root.querySelectorAll("button, input, select, summary, a[href]")]
  .filter((place) => place.checkVisibility() && !place.disabled && (place.type !== "radio" || place.checked))
  .map((place) => place.name || place.dataset.unknown && `unknown ${place.dataset.unknown}`
    || place.getAttribute("aria-label") || place.textContent.trim())"""


@pytest.fixture(name="page")
def default_page(ready_page: CalculatorPage) -> CalculatorPage:
    """The shared page as it first stood, with every group folded."""
    ready_page.fill({"worker_type": "rural", "sign_ins": "20", "valid_reports": "20"})
    ready_page.fold()
    return ready_page


def walk(page: CalculatorPage) -> list[dict[str, Any]]:
    """Press Tab from the first view to the end of the calculator, and return every stop."""
    page.root.locator(".bar nav a").first.focus()
    page.page.keyboard.press("Shift+Tab")
    stops: list[dict[str, Any]] = []
    while True:
        page.page.keyboard.press("Tab")
        stop = page.page.evaluate(FOCUSED)
        if not stop["inside"]:
            return stops
        # The month's box has stops of its own for the year and the month.
        if not stops or stop["name"] != "month" or stops[-1]["name"] != "month":
            stops.append(stop)


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(page: CalculatorPage) -> None:
    for group in page.root.locator("form summary").all():
        group.focus()
        page.page.keyboard.press("Enter")
    expect(page.root.locator("form details[open]")).to_have_count(3)
    page.root.locator("[data-readings] summary").focus()
    page.page.keyboard.press("Space")
    expect(page.root.locator("[data-readings]")).to_have_attribute("open", "")
    stops = walk(page)
    assert [stop["name"] for stop in stops] == page.root.evaluate(CONTROLS)
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []


def test_a_closed_fold_is_one_stop(page: CalculatorPage) -> None:
    names = [stop["name"] for stop in walk(page)]
    assert "被扣款？ 没有" in names
    assert "missed_hazards" not in names


def test_arrows_pick_the_worker(page: CalculatorPage) -> None:
    page.root.locator("[name=worker_type]:checked").focus()
    # 500, 1000, and 1630 × 70 % + 20 × 24.50 = 1631 (articles 9 and 11(1)).
    for worker, payable in (
        ("community_part_time", "1000.00 元"),
        ("community_full_time", "1631.00 元"),
        ("rural", "500.00 元"),
    ):
        page.page.keyboard.press("ArrowRight")
        page.settle()
        assert page.form()["worker_type"] == worker
        expect(page.total("payable")).to_have_text(payable)


def test_space_ticks_and_enter_sends_nothing(page: CalculatorPage) -> None:
    page.unknown("sign_ins").focus()
    page.page.keyboard.press("Space")
    page.settle()
    # (0 to 20) × 10 less than 500.
    expect(page.total("payable")).to_have_text("300.00～500.00 元")
    page.page.keyboard.press("Space")
    page.settle()
    expect(page.total("payable")).to_have_text("500.00 元")
    page.box("sign_ins").focus()
    page.page.keyboard.press("ControlOrMeta+A")
    page.page.keyboard.type("19")
    page.page.keyboard.press("Enter")
    page.settle()
    expect(page.total("payable")).to_have_text("490.00 元")
    assert page.page.url.endswith("/calculator/")


def test_enter_and_space_step_a_count(page: CalculatorPage) -> None:
    page.root.get_by_role("button", name="签到减 1").focus()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Space")
    page.settle()
    expect(page.box("sign_ins")).to_have_value("18")
    expect(page.total("payable")).to_have_text("480.00 元")


def test_enter_opens_and_closes_a_fold(page: CalculatorPage) -> None:
    fold = page.root.locator("details", has_text="被扣款？").first
    fold.locator("summary").focus()
    page.page.keyboard.press("Enter")
    expect(page.box("missed_hazards")).to_be_visible()
    page.page.keyboard.press("Enter")
    expect(page.box("missed_hazards")).to_be_hidden()
