"""Every page for every reader: axe-core's rules, headings in order, large print, the keyboard, charts."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from scripts.bootstrap import ROOT
from scripts.handbook import PAGES
from tests.browser.conftest import PHONE, NewContext
from tests.browser.styles import add_styles
from tests.browser.test_loading import address
from tests.browser.test_phone import OVERFLOW

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")

# Each violation with the places it is at, shortened.
RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => [id, html.slice(0, 160),
      [...any, ...all, ...none].map(({ message }) => message).join("; ").slice(0, 200)].join(" | ")));
}"""

# The levels of the headings a reader hears, in order.
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]))"""

# What the focused place looks like with the focus and without it, and whether anything of it is in sight.
FOCUSED = """() => {
  const place = document.activeElement;
  if (place === document.body) return null;
  const said = ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor", "borderColor", "color"];
  // A hidden tick or choice shows its focus on what stands beside it.
  const shown = [place, place.nextElementSibling, place.parentElement].filter(Boolean);
  const look = () => JSON.stringify(shown.map((each) => said.map((name) => getComputedStyle(each)[name])));
  const { left, right, top, bottom } = place.getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const inHeader = place.closest(".md-header, [data-md-component=skip]") !== null;
  const inSight = bottom > (inHeader ? 0 : header) && top < innerHeight && right > 0 && left < innerWidth;
  // The search opens over the page, with the caret in it; a month shows which of its parts is meant.
  let seen = shown.some((each) => parseFloat(getComputedStyle(each).outlineWidth) > 0 &&
    getComputedStyle(each).outlineStyle !== "none") || place.matches(".md-search__input, [type=month]");
  if (!seen) {
    const focused = look();
    place.blur();
    seen = look() !== focused;
    place.focus({ focusVisible: true });
  }
  return { html: place.outerHTML.slice(0, 200), seen, inSight };
}"""
STILL = "* { transition: none !important; animation: none !important; scroll-behavior: auto !important }"
TABS = 60

# The numbers written into the charts of a page, and those written into its tables.
NUMBERS = r"""(selector) => [...document.querySelectorAll(selector)].flatMap(
  (place) => place.textContent.match(/\d+(?:\.\d+)?/g) ?? [])"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('article details').forEach((fold) => (fold.open = true))")


def in_full(page: Page, name: str) -> None:
    """Bring the whole calculator into sight: the bar with the sum lies over its lower edge."""
    if name != "calculator":
        return
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.body.scrollHeight")})
    page.locator(".slip-bar").wait_for(state="hidden")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(new_context: NewContext, name: str, scheme: Any) -> None:
    page = new_context(**PHONE, color_scheme=scheme).new_page()
    page.goto(address(name))
    add_styles(page, STILL)  # a look on its way to another is nobody's
    assert page.locator("body").get_attribute("data-md-color-scheme") == {"light": "default"}.get(
        scheme, "slate"
    )
    in_full(page, name)
    assert violations(page) == []
    unfold(page)
    in_full(page, name)
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page) == []


def test_axe_sees_a_fault(new_context: NewContext) -> None:
    """The rules are at work: a picture without words and pale print are found."""
    page = new_context(**PHONE).new_page()
    page.goto("about/")
    page.evaluate(
        "() => document.querySelector('article').insertAdjacentHTML('beforeend',"
        ' \'<img src="data:,"><p><font color="#ccc">pale</font></p>\')'
    )
    assert {found.split(" | ")[0] for found in violations(page)} >= {"image-alt", "color-contrast"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_what_scripts_show(new_context: NewContext, scheme: Any) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}).new_page()
    page.goto("categories/")
    page.locator("#finder-words").fill("网吧")
    page.locator(".finder-found a").first.wait_for()
    assert violations(page) == []
    page.goto("about/#nowhere")
    page.locator(".dead-anchor").wait_for()
    assert violations(page) == []
    box = page.get_by_role("textbox", name="搜索")
    box.click()
    box.fill("签到")
    box.press("End")
    page.locator(".md-search-result__item").first.wait_for()
    add_styles(page, STILL)
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_begin_with_one_of_the_first_rank_and_skip_none(new_context: NewContext, name: str) -> None:
    page = new_context().new_page()
    page.goto(address(name))
    levels: list[int] = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(one, next_one) for one, next_one in pairwise(levels) if next_one > one + 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_in_large_print(new_context: NewContext, name: str) -> None:
    for width in (640, 320):
        page = new_context(viewport={"width": width, "height": 400}, device_scale_factor=2).new_page()
        page.goto(address(name))
        assert page.evaluate(OVERFLOW) == [], width
        unfold(page)
        assert page.evaluate(OVERFLOW) == [], width


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_always_to_be_seen(new_context: NewContext, name: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address(name))
    add_styles(page, STILL)
    seen = set()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        assert focused["seen"], focused
        assert focused["inSight"], focused
        seen.add(focused["html"])
    assert len(seen) >= 15


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_is_not_behind_the_header(new_context: NewContext, key: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 400}).new_page()
    page.goto("categories/#art-14-3")
    add_styles(page, STILL)
    page.locator("#art-14-3 .headerlink").focus()
    for _ in range(TABS):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        assert focused is not None
        assert focused["inSight"], focused


def test_every_number_in_a_chart_stands_in_text_too(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("pay/")
    drawn, printed = (
        page.evaluate(NUMBERS, of) for of in ("article svg.steps text", "article :is(table, figcaption)")
    )
    # 500 × 70 % without a report, 500 with twenty (articles 9, 11(1)).
    assert {"350.00", "500.00", "0", "20"} <= set(drawn)
    assert sorted(set(drawn) - set(printed)) == []


def test_the_words_of_the_path_stand_in_the_list_below_it(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("review/")
    # A list for each of the three paths, before the next heading.
    rows = page.locator("#steps ~ ol:not(#whom ~ ol) > li").all_inner_texts()
    drawn = "".join(page.locator("svg.path :is(.path-who, .path-what, .path-clause)").all_text_contents())
    assert len(rows) == page.locator("svg.path .path-box").count() == 6
    # 「每月，各乡镇平安办：考核网格员…（第七条）。」 is drawn as 「每月 · 各乡镇平安办」「考核…」「第七条」.
    assert "".join(map(letters, rows)) == letters(drawn)
