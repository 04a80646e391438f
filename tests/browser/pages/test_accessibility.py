"""The rules of axe-core and the way of the focus; the tours ask every page for both."""

from typing import Any

import pytest
from playwright.sync_api import Page

from scripts.setup.bootstrap import ROOT
from tests.browser.conftest import PHONE, NewContext
from tests.browser.support.styles import STILL, add_styles
from tests.support.cases import deep_but

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")

# Each violation with the places it is at, shortened.
RUN = """async (runOnly) => {
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"], selectors: false });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => [id, html.slice(0, 160),
      [...any, ...all, ...none].map(({ message }) => message).join("; ").slice(0, 200)].join(" | ")));
}"""

# The levels of the headings a reader hears, in order.
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]))"""

# The look of the focused element with and without the focus, and whether any part of it is visible.
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
TABS = 60


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe-core finds on a page, by all rules for the web or by some."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(RUN, only)
    return found


def walk(page: Page) -> tuple[set[str], list[Any]]:
    """Press Tab from where a page begins; return the stops, and those where the focus is not to be seen."""
    stops, faults = set(), []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        stops.add(focused["html"])
        if not (focused["seen"] and focused["inSight"]):
            faults.append(focused)
    return stops, faults


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('article details').forEach((fold) => (fold.open = true))")


def in_full(page: Page, name: str) -> None:
    """Bring the whole calculator into sight: its bar lies over the lower edge of the window."""
    if name != "calculator":
        return
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.body.scrollHeight")})


def test_axe_sees_a_fault(new_context: NewContext) -> None:
    """The rules are at work: a picture without words and pale print are found."""
    page = new_context(**PHONE).new_page()
    page.goto("about/")
    page.evaluate(
        "() => document.querySelector('article').insertAdjacentHTML('beforeend',"
        ' \'<img src="data:,"><p><font color="#ccc">pale</font></p>\')'
    )
    assert {found.split(" | ")[0] for found in violations(page)} >= {"image-alt", "color-contrast"}


@pytest.mark.parametrize(
    ("scheme", "rules"), deep_but(["light"], {"light": ("light", ()), "dark": ("dark", ("color-contrast",))})
)
def test_axe_finds_nothing_in_what_scripts_show(
    new_context: NewContext, scheme: Any, rules: tuple[str, ...]
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}).new_page()
    page.goto("categories/")
    page.locator("#finder-words").fill("网吧")
    page.locator(".finder-found a").first.wait_for()
    assert violations(page, *rules) == []
    page.goto("about/#nowhere")
    page.locator(".dead-anchor").wait_for()
    assert violations(page, *rules) == []
    box = page.get_by_role("textbox", name="搜索")
    box.click()
    box.fill("签到")
    box.press("End")
    page.locator(".md-search-result__item").first.wait_for()
    add_styles(page, STILL)
    assert violations(page, *rules) == []


@pytest.mark.parametrize("key", [pytest.param("Tab", marks=pytest.mark.deep), "Shift+Tab"])
def test_the_focus_is_not_behind_the_header(new_context: NewContext, key: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 400}).new_page()
    page.goto("categories/#art-14-3")
    add_styles(page, STILL)
    page.locator("#art-14-3 .headerlink").focus()
    stop = ""
    for _ in range(TABS):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused is None:
            # The page's last stop leads to the browser's own buttons, no other does.
            assert "md-footer__link--next" in stop
            continue
        assert focused["inSight"], focused
        stop = focused["html"]
