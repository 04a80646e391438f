"""A month typed in another way is the same kept month, in a browser that has a plain box for it."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from scripts.setup.programs import firefox_path
from tests.browser.conftest import NewContext
from tests.browser.support.calculator_page import forget
from tests.browser.support.firefox import HOST, Firefox, firefox
from tests.browser.support.kept_months import KeptMonths
from tests.support.machine import found_or_skip

# As Firefox and Safari show the box.
PLAIN = """addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("input[type=month]")) box.type = "text";
});"""
# What is read as a month is tested in `calculator/test_typed` and `node/test_typed_boxes`.
SPELLED = ["\u3000２０２６－１０ ", "2026年10月"]
READY = "return document.getElementById('calculator').dataset.engine === 'ready'"
SAYS = "return document.querySelector(arguments[0]).textContent.includes(arguments[1])"


@pytest.fixture(name="context", scope="module")
def without_a_picker(_module_context: NewContext) -> BrowserContext:
    context = _module_context()
    context.add_init_script(PLAIN)
    return context


@pytest.fixture(name="page")
def keeper(context: BrowserContext, origin: str) -> Iterator[KeptMonths]:
    yield KeptMonths(context).begin()
    forget(context, origin)


def test_a_month_is_the_same_in_every_spelling(page: KeptMonths) -> None:
    # What cannot be read names no button, and nothing is kept.
    page.fill({"month": "十月", "sign_ins": "19"})
    expect(page.keep).to_have_text("记下这个月")
    expect(page.figures).to_be_hidden()
    page.press_keep()
    expect(page.said).to_contain_text("月份要写成")
    assert page.stored() == {}
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.note_box.fill("停电")
    page.keep_month()
    for count, spelled in enumerate(SPELLED, 1):
        page.choose("month", "2026-09")
        page.empty()
        expect(page.note_box).to_have_value("")
        page.fill({"month": spelled, "sign_ins": str(count)})
        expect(page.keep).to_have_text("改记 2026年10月")
        expect(page.note_box).to_have_value("停电")
        # Pressed again, it is still that month.
        for _ in range(2):
            page.press_keep()
            expect(page.said).to_have_text("2026年10月记下了。")
        assert {month: (kept["sign_ins"], kept["note"]) for month, kept in page.stored().items()} == {
            "2026-10": (count, "停电")
        }


def test_a_month_can_be_typed_key_by_key(page: KeptMonths) -> None:
    page.keep_month(month="2026-01", sign_ins="19")
    for month in ("2026-10", "2026年12月", "2026-11"):
        page.box("month").fill("")
        # Before the last keys it is the first month of the year, which is kept.
        page.box("month").press_sequentially(month)
        expect(page.box("month")).to_have_value(month)
        page.empty()
    assert list(page.stored()) == ["2026-01"]


def test_a_month_of_another_visit_or_page_is_recognised_in_every_spelling(
    page: KeptMonths, context: BrowserContext
) -> None:
    page.keep_month(month="2026-10", sign_ins="19")
    other = KeptMonths(context).begin()
    for count, spelled in enumerate(SPELLED, 17):
        # It opens as it is kept, whatever its spelling.
        other.choose("month", "2026-09")
        other.empty()
        other.choose("month", spelled)
        expect(other.root).to_have_attribute("data-state", "kept")
        other.keep_month(sign_ins=str(count))
        assert list(other.stored()) == ["2026-10"]
        expect(page.box("sign_ins")).to_have_value(str(count))


def test_a_month_is_handed_on_as_every_box_can_hold_it(page: KeptMonths, newcomer: BrowserContext) -> None:
    links = set()
    page.fill({"month": "2026-10", "sign_ins": "19"})
    for spelled in ("2026–10", "2026年10月1日"):
        page.fill({"month": spelled})
        links.add(page.root.locator(".handover .link").input_value())
    (link,) = links
    assert "&month=2026-10&" in link
    other = KeptMonths(newcomer)
    other.page.goto(f"calculator/#{link.partition('#')[2]}")
    other.ready()
    expect(other.root).to_have_attribute("data-link", "whole")
    expect(other.box("month")).to_have_value("2026-10")
    # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)).
    expect(other.total("payable")).to_have_text("490.00 元")


@pytest.fixture
def plain(origin: str) -> Iterator[Firefox]:
    """A Firefox on the calculator, whose box for a month is a plain one."""
    program = found_or_skip(firefox_path(), "Firefox")
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        with firefox(program, nobody.getsockname()[1], urlsplit(origin).port) as browser:
            browser.go(f"{origin}/calculator/")
            browser.wait(READY)
            yield browser


@pytest.mark.deep
def test_firefox_recognises_a_stored_month_in_another_spelling(plain: Firefox) -> None:
    for spelled, count in (("2026-10", "19"), ("２０２６－１０", "18"), ("2026-10 ", "17")):
        plain.fill("[name=month]", spelled)
        plain.fill("[name=sign_ins]", count)
        plain.fill("[name=valid_reports]", "20")
        plain.wait(SAYS, "[data-keep]", "2026年10月")
        plain.click("[data-keep]")
        plain.wait(SAYS, "[data-months-note]", "2026年10月记下了。")
    # 350 + 150 − 3 × 10 = 470 (articles 9, 11(1), 12(3)).
    plain.wait(SAYS, "[data-cell='10'] [data-cell-said]", "应发 470.00 元")
    assert plain.run("return document.querySelectorAll('[data-recorded]').length") == 1
