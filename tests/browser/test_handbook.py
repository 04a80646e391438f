"""What every page gives its reader: addresses to hand on, QR codes, a way on, little to load."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculator import words
from scripts import handbook
from scripts.bootstrap import ROOT, node_command
from scripts.compressed import brotli_bytes
from scripts.handbook import PAGES
from tests.browser.codes import decoded
from tests.browser.conftest import PHONE, PUBLIC, NewContext
from tests.browser.heard import complaints
from tests.browser.test_accessibility import unfold
from tests.browser.test_loading import address

BOOK = handbook.load()
TRIAL = "http://127.0.0.1:8000/"
MOST_BYTES = 150_000
THEMES_OWN = ("/assets/javascripts/", "/assets/stylesheets/", "/search/")
# Page, anchor and name of a duty and of an item of every category.
PLACES = [("duties", "art-6-3", "安全隐患排查")] + [
    ("categories", words.anchor(each["items"][0]["article"]), each["items"][0]["title"])
    for each in BOOK.categories
]
DEAD = "链接里的位置这一页没有，可能不完整，或者是旧的。可以从本页目录找起，或者用上面的搜索。"
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"


def copier(new_context: NewContext, origin: str, **options: Any) -> BrowserContext:
    context = new_context(**options)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    return context


def copy_of(page: Page, anchor: str) -> str:
    """Press the button of a place and return what the clipboard holds."""
    button = page.locator(f"#{anchor} ~ .share").first.locator("button.copy")
    button.click()
    expect(button).to_contain_text("已复制")
    copied: str = page.evaluate("() => navigator.clipboard.readText()")
    return copied


def places(page: str) -> list[str]:
    rows = BOOK.duties if page == "duties" else list(BOOK.items.values())
    return [f"{page}/#{words.anchor(row['article'])}" for row in rows]


@pytest.mark.parametrize(("name", "anchor", "title"), PLACES)
def test_the_button_copies_the_address_of_its_place(
    new_context: NewContext, origin: str, name: str, anchor: str, title: str
) -> None:
    page = copier(new_context, origin).new_page()
    page.clock.install()
    page.goto(f"{name}/")
    button = page.locator(f"#{anchor} ~ .share").first.locator("button.copy")
    expect(button).to_have_text(f"复制链接：{title}")
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
    share = page.locator(".share").last
    share.locator("summary").tap()
    expect(share.locator("img")).to_be_visible()
    expect(share.locator(".address")).to_have_text(TRIAL + places(name)[-1])
    expect(share.locator(".address-note")).to_contain_text("还没有定公开的网址")


@pytest.mark.parametrize(("name", "count"), [("duties", 9), ("categories", 29)])
def test_every_code_says_the_address_below_it(new_context: NewContext, name: str, count: int) -> None:
    page = new_context().new_page()
    page.goto(f"{name}/")
    unfold(page)
    printed = page.locator(".share .address").all_inner_texts()
    assert decoded(page, ".share img") == printed == [TRIAL + place for place in places(name)]
    assert len(printed) == count


def test_every_code_on_the_wall_says_where_its_link_leads(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("trainers/")
    links = page.locator(".code a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    said = decoded(page, ".code img")
    assert said == [TRIAL + link.removeprefix("../") for link in links]
    assert said == [TRIAL + place for name in ("duties", "categories") for place in places(name)]


def test_a_public_build_hands_on_its_public_address(new_context: NewContext, public_origin: str) -> None:
    page = copier(new_context, public_origin).new_page()
    for name in ("duties", "categories"):
        page.goto(f"{public_origin}/{name}/")
        unfold(page)
        printed = page.locator(".share .address").all_inner_texts()
        assert decoded(page, ".share img") == printed == [PUBLIC + place for place in places(name)]
        assert page.locator(".address-note").count() == 0
    assert copy_of(page, PLACES[1][1]) == f"{PUBLIC}categories/#{PLACES[1][1]}"
    for name in PAGES:
        page.goto(f"{public_origin}/{address(name)}")
        expect(page.locator("link[rel=canonical]")).to_have_attribute("href", PUBLIC + address(name))
        assert TRIAL not in page.content()


def test_an_address_that_leads_nowhere_is_explained(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    wrong = complaints(page)
    note = page.locator(".dead-anchor p")
    for broken in ("duties/#art-6-99", "about/#%E7%AD%BE", "faq/#%E7%AD%9"):
        page.goto(broken)
        expect(note).to_have_text(DEAD)
        expect(note).to_be_visible()
    page.goto("duties/#art-6-99")
    page.locator("article li a[href='#art-6-3']").tap()
    expect(note).to_have_count(0)
    for good in ("duties/#art-6-3", "duties/", "categories/#art-14-5-11"):
        page.goto(good)
        page.locator("button.copy:not([hidden])").first.wait_for()
        expect(note).to_have_count(0)
    assert wrong == []


def test_the_button_on_the_sheet_prints(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    page.goto("sheet/")
    page.get_by_role("button", name="打印这一页").click()
    assert page.evaluate("() => window.printed") == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is_where_it_comes_from_and_goes_on(new_context: NewContext, name: str) -> None:
    page = new_context().new_page()
    page.goto(address(name))
    assert page.title() == f"{PAGES[name]} - 大宁县网格员手册"
    said = page.locator("meta[name=description]").get_attribute("content") or ""
    assert 10 <= len(said) <= 80
    names = list(PAGES)
    around = {"prev": names[: names.index(name)][-1:], "next": names[names.index(name) + 1 :][:1]}
    for way, there in around.items():
        links = page.locator(f".md-footer__link--{way}").evaluate_all("(all) => all.map(({ href }) => href)")
        assert [urlsplit(link).path.strip("/") or "index" for link in links] == there, way
    edition, measure = page.locator("article .edition"), BOOK.policy.measure
    expect(edition).to_contain_text(f"依据《{measure['title']}》（{measure['in_force_from']} 起试行）")
    expect(edition).to_contain_text(f"政策数据 {measure['version']} 版 · 核对至 {measure['checked']}")
    expect(edition).to_contain_text("纠错")
    files = page.locator("article :is(.edition, .file) code").all_inner_texts()
    assert {file.partition("/daning/")[0] for file in files} == {"policy"}
    assert [
        file for file in files if not file.startswith("policy/daning/") or not (ROOT / file).exists()
    ] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "calculator"])
def test_a_page_is_light_and_asks_nobody_else(
    new_context: NewContext, site: Path, origin: str, name: str
) -> None:
    page = new_context(**PHONE).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(name), wait_until="networkidle")
    paths = [urlsplit(url).path for url in asked if not url.startswith(("data:", "blob:"))]
    ours = [path for path in paths if not path.startswith(THEMES_OWN) and path.startswith("/")]
    files = {site / (path + "index.html" if path.endswith("/") else path).lstrip("/") for path in ours}
    assert site / address(name) / "index.html" in files
    assert sum(brotli_bytes(files, node_command()).values()) <= MOST_BYTES
    unfold(page)
    page.locator("article img").evaluate_all("(all) => all.forEach((each) => (each.loading = 'eager'))")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((f"{origin}/", "data:", "blob:"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_a_script(new_context: NewContext, name: str) -> None:
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(address(name))
    for heading in page.locator("article :is(h1, h2, h3):not([data-needs-script] *)").all():
        expect(heading).to_be_visible()
    for quoted in page.locator("article :not(details) > blockquote").all():
        expect(quoted).to_be_visible()


def test_without_a_script_every_clause_and_example_is_there(new_context: NewContext) -> None:
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto("categories/")
    said = (page.locator("article").text_content() or "").replace("〔原文如此〕", "")
    for item in BOOK.items.values():
        assert BOOK.text_of(item) in said
        assert all(good["course"] in said for good in item["good"])
    folds = page.locator("details.teaching")
    assert folds.count() == 29
    folds.last.locator("summary").tap()
    expect(folds.last.locator(".report-good").first).to_be_visible()
