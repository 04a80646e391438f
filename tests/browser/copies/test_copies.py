"""The copies that open from a disk, in Chromium: no server, no network, the same figures."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.loading.folder import load
from calculator.policy import Policy
from scripts.content.pages import PAGES
from scripts.release import disk, single
from scripts.setup.bootstrap import node_command
from scripts.verbs import release
from tests.browser.conftest import PHONE, PROBE
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.codes import seen
from tests.browser.support.paper import bare, paper, words_of
from tests.conftest import PUBLIC
from tests.support.machine import LIMIT_MS

INDEX = "handbook/index.html"
SINGLE = "calculator.html"
CALCULATORS = ["handbook/calculator/index.html", SINGLE]
EITHER = [pytest.param(CALCULATORS[0], marks=pytest.mark.deep), SINGLE]
OWN_SCHEMES = ("file:", "blob:", "data:")
NOT_ALLOWED = """document.addEventListener("securitypolicyviolation",
  ({ violatedDirective }) => console.error(violatedDirective))"""


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.deep)])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A visitor's page; an error on it or a network request fails the test at its end."""
    screen = PHONE if request.param == "phone" else {"viewport": {"width": 1280, "height": 900}}
    context = browser.new_context(locale="zh-CN", offline=True, **screen)
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(path=PROBE)
    context.add_init_script(NOT_ALLOWED)
    wrong: list[str] = []
    context.on("request", lambda each: None if each.url.startswith(OWN_SCHEMES) else wrong.append(each.url))
    context.on("console", lambda each: wrong.append(each.text) if each.type == "error" else None)
    context.on("weberror", lambda each: wrong.append(str(each.error)))
    yield context.new_page()
    context.close()
    assert wrong == []


def opened(page: Page, file: Path) -> CalculatorPage:
    calculator = CalculatorPage(page)
    page.goto(file.as_uri())
    return calculator.ready()


def basis(policy: Policy, between: str = " · ") -> str:
    """Return the words for the edition that a copy has."""
    return f"政策数据 {policy.measure['version']} 版{between}核对至 {policy.measure['checked']}"


def unfold_handover(page: Page) -> None:
    """Have the ways to hand on a month in sight: on a phone they are folded."""
    part = page.locator(".handover > details.part")
    if part.get_attribute("open") is None:
        part.locator("> summary").click()


def expect_edition(page: Page, policy: Policy) -> None:
    """A page of a copy says of which edition it is, and that it stays so."""
    said = page.locator(".copy-note")
    expect(said).to_contain_text(basis(policy, "，"))
    expect(said).to_contain_text("不会更新")


# A phone has them too, sent by a colleague: there the single file is tried each time.
@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("desk", CALCULATORS[0]),
        ("phone", SINGLE),
        pytest.param("phone", CALCULATORS[0], marks=pytest.mark.deep),
        pytest.param("desk", SINGLE, marks=pytest.mark.deep),
    ],
    indirect=["page"],
)
def test_a_month_is_computed(page: Page, copies: Path, name: str, policy: Policy) -> None:
    calculator = opened(page, copies / name)
    expect_edition(page, policy)
    calculator.fill({"worker_type": "rural", "sign_ins": "19", "valid_reports": "20"})
    # 500 × 70 % + 20 × 7.50 − 1 × 10 = 490 (articles 11(1), 12(3)).
    expect(calculator.total("payable")).to_have_text("490.00 元")
    shortfall = calculator.root.locator("[data-line]").filter(has_text="−10.00")
    expect(shortfall.locator(".line-amount")).to_have_text("−10.00")
    # On a phone the lines are folded.
    page.locator(".slip > .slip-figures > details.part").evaluate("(fold) => { fold.open = true; }")
    shortfall.locator("summary").click()
    shortfall.locator("a.clause").click()
    expect(page.locator("#art-12-3")).to_be_in_viewport()
    assert page.url.startswith("file:")


@pytest.mark.parametrize("name", EITHER)
def test_a_month_is_drawn_printed_and_kept_without_a_link(
    page: Page, copies: Path, name: str, policy: Policy
) -> None:
    calculator = opened(page, copies / name)
    calculator.fill({"worker_type": "rural", "sign_ins": "19", "valid_reports": "20"})
    unfold_handover(page)
    expect(page.get_by_text("没有网址可以发给别人")).to_be_visible()
    expect(page.get_by_role("button", name="复制链接")).to_be_hidden()
    with page.expect_download() as picture:
        page.get_by_role("button", name="存成图片").click()
    assert picture.value.suggested_filename.endswith(".png")
    expect(calculator.total("payable")).to_have_text("490.00 元")
    said = words_of(paper(page))
    wanted = ("490.00 元", "−10.00", "第十二条第三项", basis(policy))
    assert [part for part in wanted if bare(part) not in said] == []
    page.get_by_role("button", name=re.compile("^记下")).click()
    expect(page.locator("[data-months-note]")).to_contain_text("记下了")
    page.reload()
    calculator.ready()
    expect(page.get_by_role("button", name=re.compile("^改记"))).to_be_visible()


@pytest.mark.parametrize("name", CALCULATORS)
def test_where_webassembly_is_missing_a_sentence_says_so(page: Page, copies: Path, name: str) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto((copies / name).as_uri())
    expect(page.locator("[data-engine-note]")).to_contain_text("这个浏览器不支持 WebAssembly")
    page.get_by_role("link", name="印好的对照表").first.click()
    expect(page.locator("#by-reports")).to_be_in_viewport()


def test_a_broken_memory_leads_to_the_whole_library(page: Page, copies: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "handbook"
    shutil.copytree(copies / "handbook", unpacked)
    (memory,) = unpacked.glob("runtime/*/memory.bin.js")
    memory.write_text("payloads['memory.bin']=" + repr(disk.packed(bytes(100))), "utf-8")
    calculator = opened(page, unpacked / "calculator" / "index.html")
    expect(calculator.total("payable")).to_have_text("500.00 元")


def test_the_search_finds_pages_that_open(page: Page, copies: Path) -> None:
    page.goto((copies / INDEX).as_uri())
    # On a phone the box is behind a button; either way the theme opens it with this.
    page.locator("[data-md-toggle=search]").evaluate("(toggle) => toggle.click()")
    box = page.locator("input.md-search__input")
    box.fill("黑网吧")
    box.press("End")
    found = page.locator("a.md-search-result__link", has_text="黑网吧").first
    expect(found).to_be_visible()
    found.click()
    expect(page.locator("h1")).to_contain_text("上报类别")
    assert "/categories/index.html" in page.url


def test_the_finder_finds(page: Page, copies: Path) -> None:
    page.goto((copies / "handbook" / "categories" / "index.html").as_uri())
    page.locator(".finder input").fill("黑网吧")
    page.locator(".finder-found a").first.click()
    expect(page.locator("#art-14-4-4")).to_be_in_viewport()


@pytest.mark.parametrize("name", [pytest.param("duties", marks=pytest.mark.deep), "categories"])
def test_a_places_code_can_be_read_off_the_screen(page: Page, copies: Path, name: str) -> None:
    page.goto((copies / "handbook" / name / "index.html").as_uri())
    share = page.locator(".share").first
    if name == "categories":
        page.locator("details.item > summary").first.click()
    share.locator("summary").click()
    (said,) = seen(page, share.locator("img"))
    assert said == share.locator(".address").inner_text()
    assert re.search(rf"/{name}/#art-[\d-]+$", said)


def test_every_page_opens_by_its_links(page: Page, copies: Path, policy: Policy) -> None:
    page.goto((copies / INDEX).as_uri())
    expect_edition(page, policy)
    links = page.locator("nav a.md-nav__link").evaluate_all("(all) => all.map(({ href }) => href)")
    named = {f"{(copies / 'handbook').as_uri()}/{name}/index.html" for name in PAGES if name != "index"}
    assert named <= {link.partition("#")[0] for link in links}
    for address in sorted(named):
        page.goto(address)
        expect(page.locator("article h1")).to_be_visible()
    assert page.locator("button[data-copy]:visible").count() == 0


@pytest.mark.deep
def test_the_same_tree_gives_the_same_bytes(copies: Path, site: Path, tmp_path: Path) -> None:
    again = release.copies(site, load().measure, tmp_path)
    assert [path.read_bytes() for path in again] == [(copies / path.name).read_bytes() for path in again]
    assert set(single.CHAPTERS) < set(PAGES)


@pytest.mark.deep
def test_with_an_address_links_lead_to_it(
    page: Page, public_site: Path, copies: Path, tmp_path: Path
) -> None:
    file = single.make(public_site, load().measure, tmp_path / "calculator.html", node_command())
    calculator = opened(page, file)
    own = page.locator("#own-link")
    # The page's example is not handed on.
    expect(own).to_have_value("")
    calculator.fill({"sign_ins": "19"})
    expect(own).to_have_value(re.compile(rf"^{re.escape(PUBLIC)}calculator/#.*sign_ins=19"))
    unfold_handover(page)
    page.locator(".own-code summary").click()
    code = page.locator(".code-place svg")
    expect(code).to_be_visible()
    assert seen(page, code) == [own.input_value()]
    duties = page.locator(".measures-uses a", has_text="职责：基础信息采集")
    expect(duties).to_have_attribute("href", f"{PUBLIC}duties/#art-6-1")
    page.goto((copies / "calculator.html").as_uri())
    assert page.locator(".measures-uses a", has_text="职责：基础信息采集").get_attribute("href") is None
