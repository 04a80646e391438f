"""A page after a new edition: an old link and an old month keep the lines of the old edition."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from calculator.loading.folder import FILES
from scripts.pages.sealed import fragment
from scripts.site.server import make_server
from scripts.verbs.edition import begin
from tests.browser.conftest import PROBE
from tests.browser.support.built import build_apart
from tests.browser.support.calculator_page import CalculatorPage
from tests.calculator.conftest import edit
from tests.conftest import MakeOnce
from tests.support.county import copied
from tests.support.machine import LIMIT_MS

# Its build makes all parts of the runtime: a county with an earlier edition asks for more of it.
pytestmark = pytest.mark.deep
OLD, NEW = "2022-05-06", "2027-01-01"
MONTH = fragment("2026-10", "rural", policy=OLD, sign_ins=18, valid_reports=20, refused_orders=1)


def _build_revised(folder: Path) -> None:
    """Under a new edition a missed sign-in costs 12 yuan, and the line of refused orders has another name."""
    county = copied(folder / "county")
    begin(NEW, county)
    price = (county / "parameters.toml").read_text("utf-8").partition('id = "sign_in_price"')[2]
    dearer = price.replace("value = 10 }", "value = 10 }, { from = 2026-10-01, value = 12 }", 1)
    edit(county, "parameters.toml", price, dearer)
    for name in (*FILES, "consequences.toml"):
        text = (county / name).read_text("utf-8")
        (county / name).write_text(text.replace('"order_deduction"', '"command_deduction"'), "utf-8")
    build_apart(folder / "built", county)


@pytest.fixture(scope="module", name="address")
def revised_address(made_once: MakeOnce, site: Path) -> Iterator[str]:
    del site  # it has made the parts that this build takes
    folder = made_once("revised", _build_revised)
    with make_server(folder / "built" / "site") as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(name="page")
def visitor(browser: Browser, address: str) -> Iterator[CalculatorPage]:
    context = browser.new_context(base_url=address, locale="zh-CN")
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(path=PROBE)
    yield CalculatorPage(context.new_page())
    context.close()


def test_an_old_link_shows_the_old_lines_until_the_present_edition_is_asked_for(page: CalculatorPage) -> None:
    page.page.goto(f"calculator/{MONTH}")
    page.ready()
    # 350 + 150 − 2 × 10 − 30 = 450 (articles 9, 11(1), 12(2), 12(3)), as the measures of 2022 have it.
    expect(page.total("payable")).to_have_text("450.00 元")
    expect(page.root.locator("[data-shown=edition]")).to_have_text(
        f"按 {OLD} 版政策数据算；现行的是 {NEW} 版。"
    )
    old, new = (page.root.locator(f"[data-line={name}]") for name in ("order_deduction", "command_deduction"))
    expect(old).to_be_visible()
    expect(old.locator(".line-amount")).to_have_text("−30.00")
    expect(new).to_be_hidden()
    # In the order of its own edition: after the hazards, before the cooperation.
    ids = page.root.locator("[data-line]").evaluate_all(
        "(all) => all.filter((each) => !each.hidden).map((each) => each.dataset.line)"
    )
    assert ids[-4:] == ["hazard_deduction", "order_deduction", "cooperation_deduction", "sign_in_deduction"]

    page.root.get_by_role("button", name="按现行的算").click()
    page.settle()
    # 350 + 150 − 2 × 12 − 30 = 446: the same month under the edition of 2027.
    expect(page.total("payable")).to_have_text("446.00 元")
    expect(old).to_be_hidden()
    expect(new.locator(".line-amount")).to_have_text("−30.00")
    expect(page.root.locator("[data-edition]")).to_be_hidden()


def test_an_added_line_opens_to_its_clause_as_the_others_do(page: CalculatorPage) -> None:
    page.page.goto(f"calculator/{MONTH}")
    page.ready()
    line = page.root.locator("[data-line=order_deduction]")
    line.locator("summary").click()
    expect(line.locator(".line-text")).to_contain_text("不服从综治中心指令的，每次扣30元")
    expect(line.locator("a.clause")).to_have_attribute("href", "../text/#art-12-2")
