"""Quick presses on what changes the kept months: one at a time, in the order pressed, none done twice."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.kept_months import KeptMonths, backup, row

KEEP, ERASE = "[data-keep]", "[data-erase]"
OPEN, REMOVE = "[data-open-month]", "[data-remove-month]"
# In one task of the page: nothing that the first press has begun can have ended before the next.
PRESS = """(section, presses) => {
  for (const selector of presses) section.querySelector(selector).click();
}"""
# What is written, counted past the page.
COUNT = """() => {
  const put = IDBObjectStore.prototype.put;
  globalThis.writes = 0;
  IDBObjectStore.prototype.put = function (...given) {
    globalThis.writes += 1;
    return put.apply(this, given);
  };
}"""


@pytest.fixture(name="page")
def keeper(new_context: NewContext) -> KeptMonths:
    return KeptMonths(new_context()).begin()


def press(page: KeptMonths, *selectors: str) -> None:
    """Press buttons at once."""
    page.months.evaluate(PRESS, selectors)


def test_two_quick_presses_keep_once_and_warn_of_nothing(page: KeptMonths) -> None:
    page.page.evaluate(COUNT)
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.keep.dblclick()
    expect(page.said).to_have_text("2026年10月记下了。")
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
    before = page.page.evaluate("globalThis.writes")
    page.fill({"sign_ins": "18"})
    press(page, KEEP, KEEP, KEEP)
    # 350 + 150 − 2 × 10 = 480 (articles 9, 11(1), 12(3)).
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 480.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    expect(page.anyway).to_be_hidden()
    assert page.page.evaluate("globalThis.writes") == before + 1
    assert not [said for said in page.noted("announced") if "另一个页面" in said]


def test_what_was_typed_between_two_presses_is_kept(page: KeptMonths) -> None:
    page.fill({"month": "2026-10", "sign_ins": "19"})
    page.root.evaluate("""(root) => {
      const [keep, box] = ["[data-keep]", "[name=sign_ins]"].map((each) => root.querySelector(each));
      keep.click();
      box.value = "17";
      box.dispatchEvent(new Event("input", { bubbles: true }));
      keep.click();
    }""")
    # 350 + 150 − 3 × 10 = 470 (articles 9, 11(1), 12(3)).
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 470.00 元")
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.stored()["2026-10"]["sign_ins"] == 17


def test_the_question_is_asked_once(page: KeptMonths) -> None:
    press(page, KEEP, KEEP)
    expect(page.dialog).to_contain_text("例子里的数")
    page.decline()
    expect(page.said).to_contain_text("没有记。")
    expect(page.dialog).to_be_hidden()
    assert page.stored() == {}


@pytest.mark.parametrize("presses", [(KEEP, REMOVE), (REMOVE, KEEP)], ids=["keep first", "remove first"])
def test_keeping_and_deleting_the_same_month_end_as_they_were_pressed(
    page: KeptMonths, presses: tuple[str, str]
) -> None:
    page.keep_month(month="2026-10", sign_ins="18")
    page.pick(10)
    page.fill({"sign_ins": "19"})
    press(page, *presses, *presses)
    expect(page.dialog).to_contain_text("要删掉2026年10月")
    page.agree()
    if presses[0] == KEEP:
        expect(page.said).to_have_text("2026年10月删掉了。")
        assert page.stored() == {}
    else:
        # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)); before that it was 480, then gone.
        expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元")
        expect(page.said).to_have_text("2026年10月记下了。")
        assert page.stored()["2026-10"]["sign_ins"] == 19
    expect(page.dialog).to_be_hidden()


def test_deleting_one_and_then_all_asks_for_each(page: KeptMonths) -> None:
    page.bring(row("2026-09"), row("2026-10"))
    page.pick(9)
    press(page, REMOVE, ERASE, REMOVE, ERASE)
    expect(page.dialog).to_contain_text("要删掉2026年9月")
    page.agree()
    # It names what is there by then.
    expect(page.dialog).to_contain_text("（2026年10月，共 1 个月，")
    page.agree()
    expect(page.said).to_have_text("全部删掉了。")
    assert page.stored() == {}


def test_a_key_held_down_on_the_question_does_not_keep_what_was_just_deleted(page: KeptMonths) -> None:
    page.keep_month(month="2026-10", sign_ins="19")
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
    # Pressed anew, it is a press.
    page.keep.press("Enter")
    expect(page.said).to_have_text("2026年10月记下了。")


def test_opening_a_month_right_after_keeping_fills_in_what_was_kept(page: KeptMonths) -> None:
    page.keep_month(month="2026-10", sign_ins="18")
    page.pick(10)
    page.fill({"sign_ins": "19"})
    press(page, KEEP, OPEN)
    expect(page.box("month")).to_be_focused()
    expect(page.box("sign_ins")).to_have_value("19")
    assert page.stored()["2026-10"]["sign_ins"] == 19


def test_a_file_that_comes_while_a_question_stands_is_taken_in_after_it(page: KeptMonths) -> None:
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


def test_a_press_that_fails_does_not_hold_up_the_next(page: KeptMonths) -> None:
    page.fill({"month": "2026-10", "sign_ins": "x"})
    press(page, KEEP)
    page.fill({"sign_ins": "19"})
    press(page, KEEP)
    expect(page.said).to_have_text("2026年10月记下了。")
