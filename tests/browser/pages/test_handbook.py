"""Features of every page: addresses to copy, QR codes, help for dead links, reading without scripts."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from calculator import clauses
from scripts.content.pages import PAGES
from tests.browser.calculator.test_loading import address
from tests.browser.conftest import PHONE, NewContext
from tests.browser.support.heard import complaints
from tests.conftest import PUBLIC
from tests.support.codes import TRIAL, places
from tests.support.content import BOOK

MOST_BYTES = 150_000
THEMES_OWN = ("/assets/javascripts/", "/assets/stylesheets/", "/search/")
# Page, anchor and name of a duty and of an item of every category.
PLACES = [("duties", "art-6-3", "安全隐患排查")] + [
    ("categories", clauses.anchor(each["items"][0]["article"]), each["items"][0]["title"])
    for each in BOOK.categories
]
DEAD = "链接里的位置这一页没有，可能不完整，或者是旧的。可以从本页目录找起，或者用上面的搜索。"
# The text to be read without opening a fold, and the part of it that is hidden without scripts.
READ = """() => {
  const places = [...document.querySelectorAll(
    "article :is(h1, h2, h3):not([data-needs-script] *), article blockquote:not(details *)")];
  const hidden = (place) => !place.checkVisibility({ visibilityProperty: true }) || place.clientHeight === 0;
  return [places, places.filter(hidden)].map((all) => all.map(({ outerHTML }) => outerHTML.slice(0, 90)));
}"""
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"


def copier(new_context: NewContext, origin: str, **options: Any) -> BrowserContext:
    context = new_context(**options)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    return context


def share_of(page: Page, anchor: str) -> Locator:
    """Return the buttons of a place: in the fold behind its heading, or below its text."""
    return page.locator(f"#{anchor} + .item .share, #{anchor}:not(:has(+ .item)) ~ .share").first


def copy_of(page: Page, anchor: str) -> str:
    """Press the button of a place and return the text in the clipboard."""
    button = share_of(page, anchor).locator("button.copy")
    button.click()
    expect(button).to_contain_text("已复制")
    copied: str = page.evaluate("() => navigator.clipboard.readText()")
    return copied


@pytest.mark.parametrize("name", ["duties", "categories"])
def test_the_button_copies_the_address_of_its_place(
    new_context: NewContext, origin: str, name: str, subtests: pytest.Subtests
) -> None:
    page = copier(new_context, origin).new_page()
    page.clock.install()
    page.goto(f"{name}/")
    for anchor, title in [(anchor, title) for where, anchor, title in PLACES if where == name]:
        with subtests.test("the address is copied", place=anchor):
            button = share_of(page, anchor).locator("button.copy")
            expect(button).to_have_text(f"复制链接：{title}")
            page.evaluate("(hash) => { location.hash = hash; }", anchor)
            assert copy_of(page, anchor) == f"{origin}/{name}/#{anchor}"
            page.clock.run_for(3000)
            expect(button).to_have_text(f"复制链接：{title}")


def test_without_the_new_clipboard_the_old_one_serves(new_context: NewContext, origin: str) -> None:
    context = copier(new_context, origin)
    page, reader = context.new_page(), context.new_page()
    page.add_init_script(NO_CLIPBOARD)
    reader.goto("duties/")
    page.goto("duties/")
    button = page.locator("#art-6-6 ~ .share").first.locator("button.copy")
    button.click()
    expect(button).to_contain_text("已复制")
    assert page.locator("textarea").count() == 0
    reader.bring_to_front()
    assert reader.evaluate("() => navigator.clipboard.readText()") == f"{origin}/duties/#art-6-6"


def test_where_nothing_can_be_copied_the_address_is_shown(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    page.add_init_script(f"{NO_CLIPBOARD}; document.execCommand = () => false")
    page.goto("duties/")
    share = page.locator("#art-6-6 ~ .share").first
    expect(share.locator(".address")).to_be_hidden()
    share.locator("button.copy").tap()
    expect(share.locator("button.copy")).to_contain_text("复制不了，请长按下面的地址")
    expect(share.locator(".address")).to_have_text(f"{TRIAL}duties/#art-6-6")


@pytest.mark.parametrize("name", ["duties", "categories"])
def test_a_code_unfolds_without_a_script(new_context: NewContext, name: str) -> None:
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(f"{name}/")
    expect(page.locator("button.copy").first).to_be_hidden()
    for fold in page.locator("details.item:has(.share) > summary").all()[-1:]:
        fold.tap()
    share = page.locator(".share").last
    share.locator("summary").tap()
    expect(share.locator("img")).to_be_visible()
    expect(share.locator(".address")).to_have_text(TRIAL + places(name)[-1])
    expect(share.locator(".address-note")).to_contain_text("还没有定公开的网址")


def test_a_public_build_hands_on_its_public_address(new_context: NewContext, public_origin: str) -> None:
    page = copier(new_context, public_origin).new_page()
    page.goto(f"{public_origin}/categories/#{PLACES[1][1]}")
    assert copy_of(page, PLACES[1][1]) == f"{PUBLIC}categories/#{PLACES[1][1]}"


def test_an_address_that_leads_nowhere_is_explained(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    wrong = complaints(page)
    note = page.locator(".dead-anchor p")
    for broken in ("duties/#art-6-99", "about/#%E7%AD%BE", "faq/#%E7%AD%9"):
        page.goto(broken)
        expect(note).to_have_text(DEAD)
        expect(note).to_be_visible()
    # A page of a county with several texts leads to the others.
    page.evaluate("document.querySelector('h1').toggleAttribute('data-governs')")
    page.evaluate("location.hash = 'trial'")
    expect(note).to_contain_text("它可能在以前的一版里，本页开头写着在哪里看。可以从")
    page.goto("duties/#art-6-99")
    page.locator("article li a[href='#art-6-3']").tap()
    expect(note).to_have_count(0)
    for good in ("duties/#art-6-3", "duties/", "categories/#art-14-5-11"):
        page.goto(good)
        page.locator("button.copy:not([hidden])").first.wait_for(state="attached")
        expect(note).to_have_count(0)
    assert wrong == []


def test_the_button_on_the_sheet_prints(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    page.goto("sheet/")
    page.get_by_role("button", name="打印这一页").click()
    assert page.evaluate("() => window.printed") == 1


def test_every_page_can_be_read_without_a_script(new_context: NewContext, subtests: pytest.Subtests) -> None:
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    for name in PAGES:
        page.goto(address(name))
        read: list[list[str]] = page.evaluate(READ)
        with subtests.test("headings and clauses are in sight", page=name):
            assert read[0]
            assert read[1] == []


def test_without_a_script_every_clause_and_example_is_there(new_context: NewContext) -> None:
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto("categories/")
    said = (page.locator("article").text_content() or "").replace("〔原文如此〕", "")
    for item in BOOK.items.values():
        assert BOOK.text_of(item) in said
        assert all(good["course"] in said for good in item["good"])
    folds = page.locator("details.teaching")
    assert folds.count() == 29
    page.locator("details.item:has(.teaching) > summary").last.tap()
    folds.last.locator("summary").tap()
    expect(folds.last.locator(".report-good").first).to_be_visible()
