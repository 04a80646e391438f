"""A confirmed change affects only the months that the question was about."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.support.kept_months import KeptMonths, backup, row

CHANGED = "记的月份刚变了（别的页面改过，或者浏览器清掉了），没有做。看一看现在记的，还要做就再按一次。"


def begin_import(page: KeptMonths) -> None:
    page.choose_file(backup(row("2026-09", sign_ins=10), row("2026-10", sign_ins=10)))


def begin_removal(page: KeptMonths) -> None:
    page.pick(10)
    page.chosen.get_by_role("button", name="删掉").click()


def begin_erasing(page: KeptMonths) -> None:
    page.erase.click()


def counts(page: KeptMonths) -> dict[str, int]:
    return {month: kept["sign_ins"] for month, kept in page.stored().items()}


def begin_and_change(page: KeptMonths, begin: Callable[[KeptMonths], None], other: KeptMonths) -> None:
    """Ask for a change on one page, and store October again on another while the question is open."""
    page.unsay()
    begin(page)
    expect(page.dialog).to_contain_text("2026年10月")
    other.fill_from(10)
    other.keep_month(sign_ins="15")


def test_a_month_changed_elsewhere_while_a_question_is_open_is_not_lost(newcomer: BrowserContext) -> None:
    page, other = KeptMonths(newcomer).begin(), KeptMonths(newcomer).begin()
    page.keep_month(month="2026-10", sign_ins="19")
    # What is asked about October, what is left where it is not done, and what where it is done after all.
    for begin, before, left in (
        (begin_import, {"2026-10": 15}, {"2026-09": 10, "2026-10": 10}),
        (begin_removal, {"2026-09": 10, "2026-10": 15}, {"2026-09": 10}),
    ):
        begin_and_change(page, begin, other)
        page.agree()
        expect(page.said).to_have_text(CHANGED)
        assert counts(page) == before
        # 350 + 150 − 5 × 10 = 450 (articles 9, 11(1), 12(3)): the page shows the month that is stored now.
        expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 450.00 元")
        page.unsay()
        begin(page)
        page.agree()
        expect(page.said).not_to_have_text(CHANGED)
        expect(page.said).not_to_be_empty()
        assert counts(page) == left
    page.keep_month(sign_ins="19")
    begin_and_change(page, begin_erasing, other)
    page.agree()
    expect(page.said).to_have_text(CHANGED)
    assert counts(page) == {"2026-09": 10, "2026-10": 15}
    # A month that another page has added is not deleted together with the others.
    page.unsay()
    page.erase.click()
    expect(page.dialog).to_contain_text("共 2 个月")
    other.keep_month(month="2026-08")
    page.agree()
    expect(page.said).to_have_text(CHANGED)
    assert counts(page) == {"2026-08": 15, "2026-09": 10, "2026-10": 15}
    # Where another page has erased them all, nothing is said of months that are still there.
    page.unsay()
    begin_erasing(page)
    other.erase_all()
    page.agree()
    expect(page.said).to_have_text(CHANGED)
    assert counts(page) == {}


def test_after_an_import_the_form_belongs_to_no_stored_month(newcomer: BrowserContext) -> None:
    page = KeptMonths(newcomer).begin()
    page.fill({"month": "2026-10", "sign_ins": "18"})
    page.note_box.fill("下雨")
    page.keep_month()
    page.unsay()
    page.choose_file(backup(row("2026-10", sign_ins=10, note="对过")))
    page.agree()
    expect(page.said).to_have_text("导入了 1 个月。")
    # The form still has 18: stored without a question, it would replace the month of the file.
    page.press_keep()
    expect(page.dialog).to_contain_text("2026年10月已经记过。要换成上面填的吗？")
    page.decline()
    assert counts(page) == {"2026-10": 10}
    # The note that the file replaced does not go over to the next month.
    page.fill({"month": "2026-09"})
    expect(page.note_box).to_have_value("")
    page.keep_month()
    assert {month: kept["note"] for month, kept in page.stored().items()} == {
        "2026-09": "",
        "2026-10": "对过",
    }
    # A note that the reader writes stays when the month is changed afterwards.
    page.note_box.fill("停电")
    page.fill({"month": "2026-08"})
    expect(page.note_box).to_have_value("停电")
