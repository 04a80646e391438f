"""Every state the calculator can be in: for every reader, at any width, by keyboard alone, and read aloud."""

from collections.abc import Mapping, Sequence
from itertools import cycle, pairwise
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from scripts.measure.states import STATES, keep
from tests.browser.calculator.test_keyboard import CONTROLS, walk
from tests.browser.pages.test_accessibility import LEVELS, unfold, violations
from tests.browser.pages.test_phone import OVERFLOW
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import REFUSED
from tests.browser.support.heard import complaints
from tests.browser.support.styles import STILL, add_styles
from tests.support.examples import DEEP

Scheme = Literal["light", "dark"]
Rules = Mapping[Scheme, Sequence[str]]
# All rules of axe-core are tried on a phone, in the light for one state and in the dark for the next; in
# `test --deep` for each state on a desk and on a phone, and the colours in both schemes.
ALL: tuple[str, ...] = ()
COLOURS = ("color-contrast",)
ON_A_DESK: Rules = {"light": ALL, "dark": COLOURS} if DEEP else {}
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
ON_A_PHONE: dict[str, Rules] = {
    name: {"dark": ALL, "light": ALL} if DEEP else {scheme: ALL}
    for name, scheme in zip(STATES, cycle(SCHEMES), strict=False)
}
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE_WIDTH = 320
# The one state that is a network fault, which the browser itself reports.
NETWORK = "Failed to load resource"
# The sentences that a screen reader hears in each state, in order, worked by hand from the counts.
ALOUD = {
    # 350 + 20 × 7.50 (articles 9, 11(1)); the form still has its example.
    "empty": ["例子：本月应发 500.00 元。"],
    # One sign-in short: 10 off (article 12(3)).
    "month": ["本月应发 490.00 元；少签到扣 10.00 元（第十二条第三项）。"],
    # 2 × 20 for the notices, 100 off for the hazard (articles 11(2), 12(1)).
    "unfolded": [
        "本月应发 430.00 元；隐患纠纷未及时上报扣 100.00 元（第十二条第一项）；"
        "少签到扣 10.00 元（第十二条第三项）。"
    ],
    # 350 − 200 + 100 at the least, 350 + 150 + 300 at the most; up to 50 at the year's end (article 11(3)).
    "span": [
        "本月应发 250.00 到 800.00 元；年底另发 0.00 到 50.00 元；"
        "少签到扣 0.00 到 200.00 元（第十二条第三项）。"
    ],
    # 1630 × 70 % = 1141; 20 × 24.45 = 489; 10 off.
    "reading": ["本月应发 1620.00 元；少签到扣 10.00 元（第十二条第三项）。"],
    "hidden": ["答案先不显示。"],
    # Counts of a link that may be cut: no figure, and no example either.
    "old link": [
        "旧链接，不能确认完整，先没有算。链接里的数填在下面的表里了，和发来的人对一对，对得上再算。"
        "旧链接不写 0 次的项：没写的先当作 0，也要对。"
    ],
    "cut link": [REFUSED],
    # Nothing but the base and one sign-in short.
    "risk": ["本月应发 340.00 元；少签到扣 10.00 元（第十二条第三项）。"],
}
# Said last, after what was on the page before it came to this.
AT_LAST = {
    "errors": "有的数还不能算，请改好标出的地方。",
    # August, opened: 18 sign-ins and 30 reports; 350 + 150 − 20, and 10 × 5 at the year's end.
    "year": "本月应发 480.00 元；年底另发 50.00 元；少签到扣 20.00 元（第十二条第三项）。",
    "failed": "现在不能自动计算：网络断了，pyodide.asm.wasm 没有取到。已填的数都在。",
}


@pytest.fixture(name="page")
def on_a_desk(newcomer: BrowserContext) -> CalculatorPage:
    page = CalculatorPage(newcomer.new_page())
    page.page.set_viewport_size(DESK)
    return page


def gaps(page: Page) -> list[tuple[int, int]]:
    """Return where a heading is more than one rank below the one before it."""
    levels: list[int] = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    return [(one, next_one) for one, next_one in pairwise(levels) if next_one > one + 1]


def expect_heard(page: CalculatorPage, name: str) -> None:
    """Expect the state's sentences in order, and no other sentence at the end."""
    if name in ALOUD:
        page.wait_noted("announced", lambda said: len(said) >= len(ALOUD[name]))
        assert page.noted("announced") == ALOUD[name]
    if name in AT_LAST:
        page.wait_noted("announced", lambda said: said[-1:] == [AT_LAST[name]])


def expect_sound(page: Page, rules: Rules) -> None:
    """Expect that nothing sticks out and that axe finds nothing by the rules of each scheme."""
    assert page.evaluate(OVERFLOW) == []
    for scheme, names in rules.items():
        choose_scheme(page, scheme)
        assert violations(page, *names) == []


def choose_scheme(page: Page, scheme: Scheme) -> None:
    """Have the loaded page in a scheme, as on a device in that scheme and by the page's own switch."""
    page.emulate_media(color_scheme=scheme)
    # Pressed by the script: a question that stands open lets nothing else of the page be pressed.
    page.locator(f"[data-md-color-media*={scheme}][type=radio]").evaluate("(choice) => choice.click()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_sound_and_heard_on_a_desk_and_on_a_narrow_phone(page: CalculatorPage, name: str) -> None:
    told = complaints(page.page, "error")
    address, act = STATES[name]
    page.page.goto(f"calculator/{address}")
    act(page.page)
    expect_heard(page, name)
    add_styles(page.page, STILL)
    assert gaps(page.page) == []
    expect_sound(page.page, ON_A_DESK)
    unfold(page.page)
    # The bar lies over the lower edge of a phone: with the whole page in sight it covers nothing.
    page.page.set_viewport_size({"width": PHONE_WIDTH, "height": 800})
    assert page.page.evaluate(OVERFLOW) == []
    height: int = page.page.evaluate("document.body.scrollHeight")
    page.page.set_viewport_size({"width": PHONE_WIDTH, "height": height})
    expect_sound(page.page, ON_A_PHONE[name])
    assert [each for each in told if not (name == "failed" and NETWORK in each)] == []


def everything(page: CalculatorPage) -> None:
    """Have every section show all it can, every fold open."""
    keep(page.page)
    page.page.locator("[data-cell='8']").click()
    page.settle()
    page.unfold()
    page.fill({"sign_ins": "19", "target": "480"})
    page.page.locator(".official-lines summary").click()
    page.page.locator("#official-report_pay").fill("142.50")
    page.page.locator("[data-official=report_pay]").wait_for()
    page.page.locator("[data-zeros]").click()
    page.root.evaluate("(root) => root.querySelectorAll('details').forEach((fold) => (fold.open = true))")


def test_tab_reaches_every_control_of_every_section_in_order(page: CalculatorPage) -> None:
    page.open().ready()
    everything(page)
    stops = walk(page)
    names = [stop["name"] for stop in stops]
    assert names == page.root.evaluate(CONTROLS)
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    # One of each section at least, in the order they are read.
    seen = [
        "我的各月",
        "sign_ins",
        "前一年",
        "导入",
        "target",
        "第十三条第三项",
        "report_pay",
        "打印核对单",
        "复制链接",
    ]
    assert [names.index(name) for name in seen] == sorted(names.index(name) for name in seen)


def test_the_whole_way_goes_by_keyboard(page: CalculatorPage) -> None:
    """From the first count to the sheet: typed, kept, compared, without a mouse."""
    page.open().ready()
    keys = page.page.keyboard
    page.box("sign_ins").focus()
    keys.type("19")
    page.box("valid_reports").focus()
    keys.type("20")
    keys.press("Enter")
    expect(page.root.locator(".slip")).to_be_focused()
    page.settle()
    # 350 + 150 − 10 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")
    page.root.locator("[data-line=sign_in_deduction] summary").focus()
    keys.press("Enter")
    expect(page.root.locator("[data-line=sign_in_deduction] .line-text")).to_be_visible()
    page.root.locator("[data-keep]").focus()
    keys.press("Enter")
    cell = page.root.locator("[data-recorded]")
    expect(cell).to_have_count(1)
    cell.focus()
    keys.press("Space")
    expect(cell).to_have_attribute("aria-pressed", "true")
    page.root.locator(".official-lines summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.type("350")
    expect(page.root.locator("[data-official=base] .official-status")).to_have_text("一致")


def test_the_question_keeps_the_focus_and_gives_it_back(page: CalculatorPage) -> None:
    page.open().ready()
    keep(page.page)
    # Each month of the year is heard as a sentence. February: 18 sign-ins and 18 reports; 350 + 135 − 20.
    # April was never written down.
    for name in ("2026年2月，应发 465.00 元，考核合格", "2026年4月，没有记"):
        expect(page.root.get_by_role("button", name=name, exact=True)).to_be_visible()
    keys, erase = page.page.keyboard, page.root.locator("[data-erase]")
    dialog = page.root.get_by_role("dialog")
    erase.focus()
    keys.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog).to_have_accessible_name(
        "要删掉这台设备上的全部月份（2026年1月至2026年9月，共 8 个月，连同考核结果、备注和没记完的）？"
        "可以先导出。"
    )
    # The harmless button has the focus first; Tab never reaches the page behind the dialog.
    expect(dialog.get_by_role("button", name="不，留着")).to_be_focused()
    inside = set()
    for _ in range(6):
        keys.press("Tab")
        at = page.page.evaluate(
            "() => document.activeElement.closest('dialog') ? document.activeElement.textContent : "
            "document.activeElement === document.body ? '' : document.activeElement.outerHTML"
        )
        inside.add(at)
    assert inside <= {"全部删掉", "不，留着", ""}
    assert {"全部删掉", "不，留着"} <= inside
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    expect(erase).to_be_focused()
    expect(page.root.locator("[data-recorded]")).to_have_count(8)
