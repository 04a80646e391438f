"""Faults of the browser, another tab or another version: a sentence reports them, and no month is lost."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import PRESENT, KeptMonths, backup, row
from tests.support.cases import deep_but

NO_STORE = (
    "这个浏览器现在不让网页存东西（可能是无痕浏览），月份记不下来，填的数只留到这个标签页关上；计算不受影响。"
)
NOT_KEPT = "没有存下（可能是存储空间满了），以前记的都在，填的数也还在上面。"
NEWER = (
    "这台设备上的月份是更新的页面记的，这个页面旧了，读不了也记不下。"
    "请刷新页面；记过的都在，填的数也还在上面。"
)
ELSEWHERE = "2021-01-01"
# Ways in which a browser lets a page keep nothing.
BLOCKED = {
    "refused": (
        """IDBFactory.prototype.open = () => {
  const request = new EventTarget();
  request.error = new DOMException("denied", "UnknownError");
  setTimeout(() => request.dispatchEvent(new Event("error")));
  return request;
};""",
    ),
    "thrown": ("IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };",),
    "not there": ("Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",),
}
# A full disk, which shows at the call or once it is written. What comes before October goes in.
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const full = given[0].month === "2026-10" ? globalThis.fullDisk : "";
    if (full === "at once") throw new DOMException("full", "QuotaExceededError");
    const request = put.apply(this, given);
    if (full === "later") this.transaction.abort();
    return request;
  };
}"""
WIPE = """() => new Promise((settle, fail) => {
  const wiped = indexedDB.deleteDatabase("handbook-months");
  wiped.onsuccess = settle;
  wiped.onerror = wiped.onblocked = fail;
})"""
AHEAD = """() => new Promise((settle, fail) => {
  const open = indexedDB.open("handbook-months", 3);
  open.onsuccess = () => { open.result.close(); settle(); };
  open.onerror = fail;
})"""


@pytest.fixture(name="page")
def keeper(newcomer: BrowserContext) -> KeptMonths:
    return KeptMonths(newcomer).begin()


def test_of_two_tabs_with_the_same_month_what_one_replaces_can_be_undone(
    page: KeptMonths, newcomer: BrowserContext
) -> None:
    # Another tab sees a kept month by itself; what is typed there stays.
    other = KeptMonths(newcomer).begin()
    other.fill({"month": "2026-10", "sign_ins": "18"})
    expect(other.keep).to_have_text("记下 2026年10月")
    page.keep_month(month="2026-10", sign_ins="19")
    # 350 + 150 − 10 = 490, each sign-in less 10 less (articles 9, 11(1), 12(3)).
    expect(other.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元，改了没记")
    expect(other.keep).to_have_text("改记 2026年10月")
    expect(other.box("sign_ins")).to_have_value("18")
    expect(other.total("payable")).to_have_text("480.00 元")
    # Kept, it replaces that of the first tab, which shows the month as it is kept now.
    other.keep_month()
    expect(page.box("sign_ins")).to_have_value("18")
    expect(page.total("payable")).to_have_text("480.00 元")
    other.undo()
    assert other.stored()["2026-10"]["sign_ins"] == 19
    # The draft beside it is that of both tabs.
    for each in (page, other):
        expect(each.root).to_have_attribute("data-state", "changed")
        expect(each.total("payable")).to_have_text("480.00 元")
    # What one tab erases is gone from the other; brought back, it is there again.
    page.erase_all()
    expect(other.year.locator("[data-recorded]")).to_have_count(0)
    expect(other.box("sign_ins")).to_have_value("18")
    # What was typed in the other tab lasts over a reload all the same, and stays out of this one.
    other.page.reload()
    other.ready()
    expect(other.total("payable")).to_have_text("480.00 元")
    expect(page.said).to_have_text("全部删掉了。")
    page.undo()
    expect(other.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元，改了没记")


@pytest.mark.parametrize("script", deep_but(["refused"], BLOCKED))
def test_without_a_store_the_page_computes_and_says_so(newcomer: BrowserContext, script: str) -> None:
    page = KeptMonths(newcomer)
    page.page.add_init_script(script)
    page.begin()
    expect(page.said).to_have_text(NO_STORE)
    page.press_keep()
    expect(page.said).to_have_text(NO_STORE)
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.press_keep()
    expect(page.said).to_have_text(NO_STORE)
    # What is typed is not kept, and says so.
    expect(page.cell(10)).to_have_accessible_name("2026年10月，没有记，填了没记")
    expect(page.box("sign_ins")).to_have_value("19")
    expect(page.total("payable")).to_have_text("490.00 元")


def test_a_full_store_keeps_its_months(page: KeptMonths) -> None:
    page.bring(row("2026-08"))
    page.page.evaluate(FULL)
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.note_box.fill("下雨")
    file = backup(row("2026-08", sign_ins=10), row("2026-09"), row("2026-10"))
    for how in ("at once", "later"):
        page.page.evaluate("(how) => { globalThis.fullDisk = how; }", how)
        page.press_keep()
        expect(page.said, how).to_have_text(NOT_KEPT)
        expect(page.box("sign_ins")).to_have_value("19")
        expect(page.note_box).to_have_value("下雨")
        assert list(page.stored()) == ["2026-08"], how
        # Of a file that does not fit, nothing is kept.
        page.unsay()
        page.choose_file(file)
        expect(page.said, how).to_have_text(NOT_KEPT)
        assert list(page.stored()) == ["2026-08"], how
        assert page.stored()["2026-08"]["sign_ins"] == 20, how
    page.page.reload()
    page.ready()
    expect(page.cell(8)).to_have_accessible_name("2026年8月，应发 500.00 元")
    expect(page.year.locator("[data-recorded]")).to_have_count(1)


def test_months_that_the_browser_wiped_are_missed(page: KeptMonths) -> None:
    page.bring(row("2026-08"), row("2026-09"))
    page.page.goto("about/")
    page.page.evaluate(WIPE)
    page.begin()
    expect(page.said).to_have_text("浏览器清掉了以前记的 2 个月。有导出的文件，可以导入。")
    expect(page.year).to_be_hidden()
    page.keep_month(month="2026-10")
    page.page.reload()
    page.ready()
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 500.00 元")
    expect(page.said).to_be_hidden()


def test_a_store_of_a_newer_page_is_closed_and_not_changed(page: KeptMonths) -> None:
    page.bring(row("2026-08"))
    # The newer page is opened beside this one, and stands there already when this one comes again.
    for _ in range(2):
        page.page.evaluate(AHEAD)
        page.fill({"month": "2026-10", "sign_ins": "19"})
        page.press_keep()
        expect(page.said).to_have_text(NEWER)
        expect(page.box("sign_ins")).to_have_value("19")
        expect(page.total("payable")).to_have_text("490.00 元")
        assert list(page.stored()) == ["2026-08"]
        page.page.goto("about/")
        page.begin()
        expect(page.said).to_have_text(NEWER)


def test_a_month_of_an_edition_that_is_not_here_is_listed_and_not_computed(page: KeptMonths) -> None:
    there = row("2026-08", policy=ELSEWHERE, note="旧的", readings={"new-one": "x"})
    page.bring(there, row("2026-09"))
    expect(page.cell(8)).to_have_accessible_name("2026年8月，没有计算")
    expect(page.sum("payable")).to_have_text("500.00 元")
    expect(page.year.locator("[data-year-said]")).to_have_text(
        "2026年写下了 2 个月；2026年8月没有计算，合计里没有算上"
    )
    page.open_month(8)
    expect(page.chosen).to_contain_text("没有 2021-01-01 版的政策数据，这个月不计入合计")
    # The form has no figure; the kept months are shown all the same, and the engine goes on.
    expect(page.root.locator(".error-summary")).to_contain_text(
        f"没有这一版的政策数据；2026年8月由 {PRESENT} 版办法管"
    )
    expect(page.figures).to_be_hidden()
    expect(page.sum("payable")).to_have_text("500.00 元")
    page.note_box.fill("还是旧的")
    page.press_keep()
    expect(page.said).to_have_text("2026年8月记下了。没有 2021-01-01 版的政策数据，这个月不计入合计。")
    kept = page.stored()["2026-08"]
    assert (kept["policy"], kept["readings"]) == (ELSEWHERE, {"new-one": "x"})
    # The reader can store the month by the edition that governs it, without what that does not know.
    page.root.locator("[data-edition]").click()
    page.settle()
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.root.locator("[data-chosen]")).to_contain_text("这里没有的理解没有用（new-one）")
    page.press_keep()
    expect(page.said).to_have_text("2026年8月记下了。")
    kept = page.stored()["2026-08"]
    assert (kept["policy"], kept["readings"]) == (PRESENT, {})
    page.undo()
    assert page.stored()["2026-08"]["policy"] == ELSEWHERE


def test_nothing_is_done_while_there_is_no_engine(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer)
    page.page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.open().expect_engine("failed")
    for name in ("sign_ins", "valid_reports"):
        page.choose(name, "20")
    page.press_keep()
    expect(page.said).to_have_text("计算还没有准备好，没有做。等上面的结果出来，再按一次。")
