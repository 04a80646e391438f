"""Quick presses on buttons that change stored months: done one at a time, in order, none twice."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import KeptMonths, backup, row

KEEP, ERASE = "[data-keep]", "[data-erase]"
OPEN, REMOVE = "[data-open-month]", "[data-remove-month]"
# In one task of the page: nothing that the first press has begun can have ended before the next.
PRESS = """(section, presses) => {
  for (const selector of presses) section.querySelector(selector).click();
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
    page.months.evaluate(PRESS, selectors)


def test_quick_presses_of_the_button_that_keeps(page: KeptMonths) -> None:
    # The question is asked once.
    press(page, KEEP, KEEP)
    expect(page.dialog).to_contain_text("例子里的数")
    page.decline()
    expect(page.said).to_contain_text("没有记。")
    expect(page.dialog).to_be_hidden()
    assert page.stored() == {}

    # A press that fails does not hold up the next.
    page.fill({"month": "2026-10", "sign_ins": "x"})
    press(page, KEEP)
    page.fill({"sign_ins": "19"})
    press(page, KEEP)
    expect(page.said).to_have_text("2026年10月记下了。")
    # 350 + 150 − 10 = 490, each sign-in less 10 less (articles 9, 11(1), 12(3)).
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")

    # Quick presses keep once, and warn of nothing.
    page.page.evaluate(COUNT)
    page.fill({"sign_ins": "18"})
    press(page, KEEP, KEEP, KEEP)
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 480.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.page.evaluate("globalThis.writes") == 1
    page.fill({"sign_ins": "16"})
    page.unsay()
    page.keep.dblclick()
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 460.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    expect(page.anyway).to_be_hidden()
    assert not [said for said in page.noted("announced") if "另一个页面" in said]

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


def test_keeping_opening_and_deleting_end_as_they_were_pressed(page: KeptMonths) -> None:
    page.keep_month(month="2026-10", sign_ins="18")
    page.pick(10)

    # Opened right after it was kept, the month is filled in as it was kept.
    page.fill({"sign_ins": "19"})
    press(page, KEEP, OPEN)
    expect(page.box("month")).to_be_focused()
    expect(page.box("sign_ins")).to_have_value("19")
    assert page.stored()["2026-10"]["sign_ins"] == 19

    # Kept first and then deleted, it is gone.
    page.fill({"sign_ins": "17"})
    press(page, KEEP, REMOVE, KEEP, REMOVE)
    expect(page.dialog).to_contain_text("要删掉2026年10月")
    page.agree()
    expect(page.said).to_have_text("2026年10月删掉了。")
    expect(page.dialog).to_be_hidden()
    assert page.stored() == {}

    # Deleted first and then kept, it is there.
    page.keep_month(sign_ins="18")
    page.pick(10)
    page.fill({"sign_ins": "19"})
    press(page, REMOVE, KEEP, REMOVE, KEEP)
    expect(page.dialog).to_contain_text("要删掉2026年10月")
    page.agree()
    # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)); before that it was 480, then gone.
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    expect(page.dialog).to_be_hidden()
    assert page.stored()["2026-10"]["sign_ins"] == 19

    # A key held down on the question does not store the month again that was just deleted.
    page.unsay()
    page.erase.click()
    page.dialog.get_by_role("button", name="全部删掉").focus()
    keys = page.page.keyboard
    keys.down("Enter")
    expect(page.keep).to_be_focused()
    # The key is still down: the browser sends it again and again.
    for _ in range(3):
        keys.down("Enter")
    keys.up("Enter")
    expect(page.said).to_have_text("全部删掉了。")
    assert page.stored() == {}
    # Released and pressed again, the key counts.
    page.keep.press("Enter")
    expect(page.said).to_have_text("2026年10月记下了。")


def test_questions_come_one_after_the_other(page: KeptMonths) -> None:
    # To delete one month and then all asks for each.
    page.bring(row("2026-09"), row("2026-10"))
    page.pick(9)
    press(page, REMOVE, ERASE, REMOVE, ERASE)
    expect(page.dialog).to_contain_text("要删掉2026年9月")
    page.agree()
    # The question names the months that are stored at that moment.
    expect(page.dialog).to_contain_text("（2026年10月，共 1 个月，")
    page.agree()
    expect(page.said).to_have_text("全部删掉了。")
    assert page.stored() == {}

    # A file that comes while a question stands is taken in after it.
    page.bring(row("2026-09"))
    page.fill({"month": "2026-09", "sign_ins": "19"})
    page.press_keep()
    expect(page.dialog).to_contain_text("2026年9月已经记过")
    # Chosen before, and read only now.
    page.choose_file(backup(row("2026-08"), row("2026-09", sign_ins=15)))
    expect(page.dialog).to_contain_text("要换成上面填的吗")
    page.agree()
    expect(page.dialog).to_contain_text("这些月份已经记过：2026年9月。要换成文件里的吗？")
    assert page.stored()["2026-09"]["sign_ins"] == 19
    page.agree()
    expect(page.said).to_have_text("导入了 2 个月。")
    assert page.stored()["2026-09"]["sign_ins"] == 15
