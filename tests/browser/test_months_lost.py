"""What could cost a reader a kept month without a word."""

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.kept_months import KeptMonths


def test_a_form_that_was_not_opened_from_a_kept_month_takes_its_place_only_when_told_to(
    new_context: NewContext,
) -> None:
    page = KeptMonths(new_context()).begin()
    page.keep_month(month="2026-10", sign_ins="18")
    page.page.goto("about/")
    page.open().ready()
    page.fill({"month": "2026-10", "sign_ins": "17"})
    page.press_keep()
    expect(page.dialog).to_contain_text("2026年10月已经记过。要换成上面填的吗？")
    page.page.keyboard.press("Escape")
    expect(page.said).to_have_text("没有改，2026年10月记过的还在。")
    assert page.stored()["2026-10"]["sign_ins"] == 18
    page.press_keep()
    page.dialog.get_by_role("button", name="换成上面填的").click()
    expect(page.said).to_have_text("2026年10月记下了。")
    assert page.stored()["2026-10"]["sign_ins"] == 17
    # What the form holds now is what is kept: it is not asked again.
    page.keep_month(sign_ins="19")
    assert page.stored()["2026-10"]["sign_ins"] == 19


def test_what_was_said_of_an_earlier_press_is_not_said_of_the_next_before_it_is_done(
    new_context: NewContext,
) -> None:
    page = KeptMonths(new_context()).begin()
    page.keep_month(month="2026-10", sign_ins="18")
    page.said.evaluate(
        """(note) => {
          globalThis.heard = [];
          const hear = () => (note.dataset.heard = heard.push([note.textContent, note.offsetHeight]));
          hear();
          new MutationObserver(hear).observe(note, { childList: true });
        }"""
    )
    page.fill({"sign_ins": "19"})
    page.keep.click()
    expect(page.said).to_have_attribute("data-heard", "3")
    sentences, heights = zip(*page.page.evaluate("heard"), strict=True)
    assert sentences == ("2026年10月记下了。", "", "2026年10月记下了。")
    # Nothing below the line moves for the blink.
    assert len(set(heights)) == 1
    assert heights[0] > 0
    assert page.stored()["2026-10"]["sign_ins"] == 19


def test_a_store_that_the_browser_has_closed_is_opened_again(new_context: NewContext) -> None:
    context = new_context()
    context.add_init_script(
        """globalThis.opened = [];
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...given) {
          const asked = open.apply(this, given);
          asked.addEventListener("success", () => opened.push(asked.result));
          return asked;
        };"""
    )
    page = KeptMonths(context).begin()
    page.keep_month(month="2026-09", sign_ins="19")
    page.page.evaluate("opened.forEach((database) => database.close())")
    page.keep_month(month="2026-10", sign_ins="18")
    expect(page.said).to_have_text("2026年10月记下了。")
    assert {month: row["sign_ins"] for month, row in page.stored().items()} == {"2026-09": 19, "2026-10": 18}
