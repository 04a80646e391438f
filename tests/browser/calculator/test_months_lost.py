"""Situations in which a reader could lose a kept month without a message."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import KeptMonths

# Every connection to the store that the page opens.
OPENED = """globalThis.opened = [];
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...given) {
  const asked = open.apply(this, given);
  asked.addEventListener("success", () => opened.push(asked.result));
  return asked;
};"""
# Delete the store without the pages' knowledge, as a browser does when it needs space.
WIPE = """() => new Promise((settle) => {
  const open = indexedDB.open("handbook-months");
  open.onsuccess = () => {
    const change = open.result.transaction("months", "readwrite");
    change.objectStore("months").clear();
    change.oncomplete = () => { open.result.close(); settle(); };
  };
})"""
# All that stands in the line one after the other, and how high it is then.
HEARD = """(note) => {
  globalThis.heard = [];
  const hear = () => (note.dataset.heard = heard.push([note.textContent, note.offsetHeight]));
  hear();
  new MutationObserver(hear).observe(note, { childList: true });
}"""


def test_each_press_has_its_own_message_and_a_closed_store_is_reopened(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer)
    page.page.add_init_script(OPENED)
    page.begin().keep_month(month="2026-10", sign_ins="18")
    page.said.evaluate(HEARD)
    page.fill({"sign_ins": "19"})
    page.keep.click()
    # The message of an earlier press is not shown for the next press before that one has ended.
    expect(page.said).to_have_attribute("data-heard", "3")
    sentences, heights = zip(*page.page.evaluate("heard"), strict=True)
    assert sentences == ("2026年10月记下了。", "", "2026年10月记下了。")
    # Nothing below the line moves for the blink.
    assert len(set(heights)) == 1
    assert heights[0] > 0
    assert page.stored()["2026-10"]["sign_ins"] == 19
    # As a browser does that needs the room.
    page.page.evaluate("opened.forEach((database) => database.close())")
    page.keep_month(month="2026-09", sign_ins="18")
    assert {month: row["sign_ins"] for month, row in page.stored().items()} == {"2026-09": 18, "2026-10": 19}


def test_months_that_the_browser_deleted_are_not_blamed_on_another_page(
    newcomer: BrowserContext,
) -> None:
    page = KeptMonths(newcomer).begin()
    page.keep_month(month="2026-10", sign_ins="18")
    page.page.evaluate(WIPE)
    # What stands in the form is kept again, and nothing is said of another page.
    page.keep_month(sign_ins="17")
    assert page.stored()["2026-10"]["sign_ins"] == 17
    page.page.evaluate(WIPE)
    page.erase_all()
    page.empty()
    assert page.stored() == {}
