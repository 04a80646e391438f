"""The kept months where the browser, another tab or another version is in the way: told, and nothing lost."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import NewContext
from tests.browser.kept_months import PRESENT, KeptMonths, backup, row

NO_STORE = "这个浏览器现在不让网页存东西（可能是无痕浏览），月份记不下来；上面的计算不受影响。"
NOT_KEPT = "没有存下（可能是存储空间满了），以前记的都在，填的数也还在上面。"
NEWER = (
    "这台设备上的月份是更新的页面记的，这个页面旧了，读不了也记不下。"
    "请刷新页面；记过的都在，填的数也还在上面。"
)
ELSEWHERE = "2021-01-01"
# Ways in which a browser lets a page keep nothing.
BLOCKED = {
    "refused": """IDBFactory.prototype.open = () => {
  const request = new EventTarget();
  request.error = new DOMException("denied", "UnknownError");
  setTimeout(() => request.dispatchEvent(new Event("error")));
  return request;
};""",
    "thrown": "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };",
    "not there": "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
}
# Ways in which a full disk shows: at the call, or once it is written. What comes before October goes in.
FULL = {
    "at once": """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (given[0].month === "2026-10") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  };
}""",
    "later": """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    if (given[0].month === "2026-10") this.transaction.abort();
    return request;
  };
}""",
}
WIPE = """() => new Promise((settle, fail) => {
  const wiped = indexedDB.deleteDatabase("handbook-months");
  wiped.onsuccess = settle;
  wiped.onerror = wiped.onblocked = fail;
})"""
AHEAD = """() => new Promise((settle, fail) => {
  const open = indexedDB.open("handbook-months", 2);
  open.onsuccess = () => { open.result.close(); settle(); };
  open.onerror = fail;
})"""


@pytest.fixture(name="visitor")
def one_visitor(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.fixture(name="page")
def keeper(visitor: BrowserContext) -> KeptMonths:
    return KeptMonths(visitor).begin()


def test_another_tab_sees_a_kept_month_by_itself(page: KeptMonths, visitor: BrowserContext) -> None:
    other = KeptMonths(visitor).begin()
    other.fill({"month": "2026-10", "sign_ins": "18"})
    expect(other.keep).to_have_text("记下 2026年10月")
    page.keep_month(month="2026-10", sign_ins="19")
    # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)).
    expect(other.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
    expect(other.keep).to_have_text("改记 2026年10月")
    expect(other.box("sign_ins")).to_have_value("18")


def test_of_two_tabs_with_the_same_month_the_second_is_told(
    page: KeptMonths, visitor: BrowserContext
) -> None:
    page.keep_month(month="2026-10", sign_ins="20")
    other = KeptMonths(visitor).begin()
    other.pick(10)
    other.chosen.get_by_role("button", name="填到上面").click()
    other.fill({"sign_ins": "15"})
    page.keep_month(sign_ins="19")
    expect(other.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
    for _ in range(2):
        # Pressing again does not help: it has to be said that the other tab's is to go.
        other.press_keep()
        expect(other.said).to_have_text(
            "另一个页面改过2026年10月，没有存，填的数还在上面。要按这里填的记，按「用这里填的」。"
        )
        expect(other.box("sign_ins")).to_have_value("15")
        assert other.stored()["2026-10"]["sign_ins"] == 19
    other.anyway.click()
    expect(other.said).to_have_text("2026年10月记下了。")
    expect(other.anyway).to_be_hidden()
    expect(other.keep).to_be_focused()
    # 500 − 5 × 10 = 450.
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 450.00 元")
    assert page.stored()["2026-10"]["sign_ins"] == 15


def test_a_month_deleted_and_kept_anew_in_another_tab_is_another(
    page: KeptMonths, visitor: BrowserContext
) -> None:
    page.keep_month(month="2026-10", sign_ins="20")
    other = KeptMonths(visitor).begin()
    page.pick(10)
    page.chosen.get_by_role("button", name="删掉这个月").click()
    page.dialog.get_by_role("button", name="删掉", exact=True).click()
    expect(page.year).to_be_hidden()
    expect(other.year).to_be_hidden()
    other.fill({"month": "2026-10", "sign_ins": "15"})
    other.press_keep()
    expect(other.said).to_contain_text("另一个页面删掉了2026年10月")
    assert other.stored() == {}
    page.keep_month(sign_ins="19")
    other.press_keep()
    expect(other.said).to_contain_text("另一个页面改过2026年10月")
    assert other.stored()["2026-10"]["sign_ins"] == 19


def test_what_was_told_of_one_month_is_not_done_to_the_next(
    page: KeptMonths, visitor: BrowserContext
) -> None:
    other = KeptMonths(visitor).begin()
    page.keep_month(month="2026-10")
    other.fill({"month": "2026-10", "sign_ins": "18"})
    other.press_keep()
    expect(other.anyway).to_be_visible()
    other.fill({"month": "2026-09"})
    expect(other.anyway).to_be_hidden()


@pytest.mark.parametrize("how", BLOCKED)
def test_without_a_store_the_page_computes_and_says_so(new_context: NewContext, how: str) -> None:
    context = new_context()
    context.add_init_script(BLOCKED[how])
    page = KeptMonths(context).begin()
    expect(page.said).to_have_text(NO_STORE)
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.press_keep()
    expect(page.said).to_have_text(NO_STORE)
    expect(page.year).to_be_hidden()
    expect(page.box("sign_ins")).to_have_value("19")
    expect(page.total("payable")).to_have_text("490.00 元")


@pytest.mark.parametrize("how", FULL)
def test_a_full_store_keeps_what_it_had(page: KeptMonths, how: str) -> None:
    page.bring(row("2026-08"))
    page.page.evaluate(FULL[how])
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.note_box.fill("下雨")
    page.press_keep()
    expect(page.said).to_have_text(NOT_KEPT)
    expect(page.box("sign_ins")).to_have_value("19")
    expect(page.note_box).to_have_value("下雨")
    assert list(page.stored()) == ["2026-08"]


@pytest.mark.parametrize("how", FULL)
def test_of_a_file_that_does_not_fit_nothing_is_kept(page: KeptMonths, how: str) -> None:
    page.bring(row("2026-08"))
    page.page.evaluate(FULL[how])
    page.choose_file(backup(row("2026-08", sign_ins=10), row("2026-09"), row("2026-10")))
    page.dialog.get_by_role("button", name="换成文件里的").click()
    expect(page.said).to_have_text(NOT_KEPT)
    assert list(page.stored()) == ["2026-08"]
    assert page.stored()["2026-08"]["sign_ins"] == 20
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


def test_a_store_of_a_newer_page_is_left_alone(page: KeptMonths) -> None:
    page.bring(row("2026-08"))
    page.page.goto("about/")
    page.page.evaluate(AHEAD)
    page.begin()
    expect(page.said).to_have_text(NEWER)
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.press_keep()
    expect(page.said).to_have_text(NEWER)
    expect(page.total("payable")).to_have_text("490.00 元")
    assert list(page.stored()) == ["2026-08"]


def test_a_page_lets_go_of_the_store_for_a_newer_one(page: KeptMonths) -> None:
    page.bring(row("2026-08"))
    page.page.evaluate(AHEAD)
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.press_keep()
    expect(page.said).to_have_text(NEWER)
    expect(page.box("sign_ins")).to_have_value("19")
    assert list(page.stored()) == ["2026-08"]


def test_a_month_of_an_edition_that_is_not_here_is_listed_and_not_computed(page: KeptMonths) -> None:
    page.bring(row("2026-08", policy=ELSEWHERE, note="旧的"), row("2026-09"))
    expect(page.cell(8)).to_have_accessible_name("2026年8月，没有计算")
    expect(page.sum("payable")).to_have_text("500.00 元")
    expect(page.year.locator("[data-year-said]")).to_have_text(
        "2026年写下了 2 个月；2026年8月没有计算，合计里没有算上"
    )
    page.pick(8)
    expect(page.chosen).to_contain_text("没有 2021-01-01 版的政策数据，这个月不计入合计")
    page.chosen.get_by_role("button", name="填到上面").click()
    page.settle()
    # The form has no figure; the kept months are shown all the same, and the engine goes on.
    expect(page.root.locator(".error-summary")).to_contain_text(f"没有这一版的政策数据，可以写：{PRESENT}")
    expect(page.figures).to_be_hidden()
    expect(page.sum("payable")).to_have_text("500.00 元")
    page.press_keep()
    expect(page.said).to_have_text("2026年8月记下了。")
    assert page.stored()["2026-08"]["policy"] == ELSEWHERE
    page.root.locator("[data-edition]").click()
    page.settle()
    expect(page.total("payable")).to_have_text("500.00 元")


def test_nothing_is_done_while_there_is_no_engine(new_context: NewContext) -> None:
    context = new_context()
    context.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page = KeptMonths(context)
    page.open().expect_engine("failed")
    page.press_keep()
    expect(page.said).to_have_text("计算还没有准备好，没有做。等上面的结果出来，再按一次。")
