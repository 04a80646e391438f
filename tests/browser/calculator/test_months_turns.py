"""Quick presses on buttons that change stored months: done one at a time, in order, none twice."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import KeptMonths, backup, row

KEEP, ERASE = "[data-keep]", "[data-erase]"
REMOVE = "[data-remove-month]"
# In one task of the page: nothing that the first press has begun can have ended before the next.
PRESS = """(root, presses) => {
  for (const selector of presses) root.querySelector(selector).click();
}"""
# Counts writes to the store, independently of the page.
COUNT = """() => {
  const put = IDBObjectStore.prototype.put;
  globalThis.writes = 0;
  IDBObjectStore.prototype.put = function (...given) {
    globalThis.writes += 1;
    return put.apply(this, given);
  };
}"""


@pytest.fixture(name="page")
def keeper(newcomer: BrowserContext) -> KeptMonths:
    return KeptMonths(newcomer).begin()


def press(page: KeptMonths, *selectors: str) -> None:
    """Clear the message line and press buttons at once; new messages then belong to these presses."""
    page.unsay()
    page.root.evaluate(PRESS, selectors)


def test_quick_presses_of_the_button_that_keeps(page: KeptMonths) -> None:
    # A press that fails does not hold up the next.
    page.fill({"month": "2026-10", "sign_ins": "x"})
    press(page, KEEP)
    page.fill({"sign_ins": "19"})
    press(page, KEEP)
    expect(page.said).to_have_text("2026年10月记下了。")
    # 350 + 150 − 10 = 490, each sign-in less 10 less (articles 9, 11(1), 12(3)).
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")

    # Quick presses keep once, and warn of nothing.
    page.fill({"sign_ins": "18"})
    page.page.evaluate(COUNT)
    press(page, KEEP, KEEP, KEEP)
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 480.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.page.evaluate("globalThis.writes") == 1
    page.fill({"sign_ins": "16"})
    page.unsay()
    page.keep.dblclick()
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 460.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    # Pressed once more, it says the same, and what was replaced first can still be undone.
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    page.undo()
    assert page.stored()["2026-10"]["sign_ins"] == 18

    # Input typed between two presses is stored.
    page.fill({"sign_ins": "19"})
    page.unsay()
    page.root.evaluate("""(root) => {
      const [keep, box] = ["[data-keep]", "[name=sign_ins]"].map((each) => root.querySelector(each));
      keep.click();
      box.value = "17";
      box.dispatchEvent(new Event("input", { bubbles: true }));
      keep.click();
    }""")
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 470.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.stored()["2026-10"]["sign_ins"] == 17


def test_keeping_and_deleting_end_as_they_were_pressed(page: KeptMonths) -> None:
    page.keep_month(month="2026-10", sign_ins="18")

    # Kept first and then deleted, it is gone.
    page.fill({"sign_ins": "17"})
    press(page, KEEP, REMOVE, KEEP, REMOVE)
    expect(page.said).to_have_text("2026年10月删掉了。")
    page.empty()
    assert page.stored() == {}

    # Deleted first and then kept, it is there.
    page.keep_month(sign_ins="18")
    page.fill({"sign_ins": "19"})
    press(page, REMOVE, KEEP, REMOVE, KEEP)
    # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)); before that it was 480, then gone.
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.stored()["2026-10"]["sign_ins"] == 19

    # A key held down on the question does not bring back what it has just deleted.
    page.unsay()
    page.erase.click()
    page.dialog.get_by_role("button", name="全部删掉", exact=True).focus()
    keys = page.page.keyboard
    keys.down("Enter")
    expect(page.back).to_be_focused()
    # The key is still down: the browser sends it again and again.
    for _ in range(3):
        keys.down("Enter")
    keys.up("Enter")
    expect(page.said).to_have_text("全部删掉了。")
    assert page.stored() == {}
    # Released and pressed again, the key counts.
    page.back.press("Enter")
    expect(page.said).to_have_text("撤销了，和原来一样。")
    assert page.stored()["2026-10"]["sign_ins"] == 19


def test_a_file_that_comes_while_a_question_stands_is_taken_in_after_it(page: KeptMonths) -> None:
    page.bring(row("2026-09"), row("2026-10"))
    page.erase.click()
    expect(page.dialog).to_contain_text("共 2 个月")
    page.unsay()
    # Chosen before, and read only now.
    page.choose_file(backup(row("2026-08"), row("2026-09", sign_ins=15)))
    page.dialog.get_by_role("button", name="全部删掉", exact=True).click()
    expect(page.said).to_have_text("导入了 2 个月。")
    assert sorted(page.stored()) == ["2026-08", "2026-09"]
    assert page.stored()["2026-09"]["sign_ins"] == 15


def test_a_month_that_is_typed_and_not_kept_is_among_the_months(page: KeptMonths) -> None:
    """Nothing is kept; the months of the reader were not to be seen."""
    page.unfold()
    page.fill({"month": "2026-10", "sign_ins": "18", "valid_reports": "23"})
    lines = page.months.locator("[data-year-lines] li")
    remove = page.chosen.get_by_role("button", name="删掉这个月")
    expect(lines).to_have_text(["10月：填了没记（签到 18 次，有效信息 23 条）"])
    expect(page.cell(10)).to_have_accessible_name("2026年10月，没有记，填了没记")
    expect(page.cell(10).locator(".cell-amount")).to_have_text("填了没记")
    expect(remove).to_be_visible()
    # Another month has nothing to delete; kept and changed, the first one has both.
    page.open_month(9)
    expect(remove).to_be_hidden()
    page.open_month(10)
    page.press_keep()
    # 350 + 150 − 2 × 10, and 3 × 5 later (articles 9, 11(1), 12(3)).
    kept = "10月：签到 18 次，有效信息 23 条；应发 480.00 元；年底另发 15.00 元"
    expect(lines).to_have_text([kept])
    page.fill({"sign_ins": "17"})
    expect(lines).to_have_text([f"{kept}；改了没记（签到 17 次，有效信息 23 条）"])
    expect(page.cell(10).locator(".cell-mark")).to_have_text("改了没记")
