"""A page over two editions: the month decides what the form asks, and no count of either edition is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.pages.sealed import fragment
from tests.browser.support.handing import link
from tests.browser.support.kept_months import row
from tests.browser.support.two_editions import (
    AFTER,
    UNDER_NEW,
    UNDER_OLD,
    Visit,
    expect_under,
    make_two_editions,
    visits,
)
from tests.calculator.revision import NEW, OLD
from tests.conftest import MakeOnce

# Rural: 500 × 70 % = 350 and 20 × 7.50 = 150 (articles 9, 11(1)) under both editions. Off go 10 for each
# sign-in short of 20, from January 2027 on 12 (article 12(3)), and 30 for each event (article 12(2)).


@pytest.fixture(name="visit")
def visitor(browser: Browser, made_once: MakeOnce, site: Path) -> Iterator[Visit]:
    folder = made_once("two-editions", lambda folder: make_two_editions(folder, site))
    with visits(browser, folder) as visit:
        yield visit


def test_the_clock_and_the_month_decide_what_the_form_asks(visit: Visit) -> None:
    page = visit()
    expect(page.box("month")).to_have_value("2026-11")
    expect_under(page, UNDER_OLD, "500.00")
    expect(page.field("poor_cooperation")).to_be_visible()
    leader = page.root.locator("label:has([value=leader])")
    for place in (page.field("meetings"), leader, page.root.locator("[data-line=meeting_deduction]")):
        expect(place).to_be_hidden()
    page.choose("month", "2027-01")
    expect_under(page, UNDER_NEW, "500.00")
    # The example is that of the edition.
    expect(page.example).to_contain_text("签到 22 次、有效信息 20 条")
    expect(page.box("valid_reports")).to_have_accessible_description("以省平台统计的条数为准")
    expect(page.root.locator(".slip-basis")).to_contain_text(f"政策数据 {NEW} 版")
    expect(page.field("poor_cooperation")).to_be_hidden()
    page.fill({"worker_type": "leader", "meetings": "2"})
    # 500 − 2 × 30: a leader's amounts are those of a rural worker in this county.
    expect_under(page, UNDER_NEW, "440.00")
    # A month of the former edition has no leader, and the page says so; the count stays with its own month.
    page.fill({"month": "2026-12"})
    expect(page.error("worker_type")).to_contain_text(
        "2026年12月按 2022-05-06 版办法算，没有「片区网格长」这一类"
    )
    expect(page.field("meetings")).to_be_hidden()
    expect(page.figures).to_be_hidden()
    # A browser without month boxes shows a plain text box.
    page.box("month").evaluate("(box) => { box.type = 'text'; }")
    page.fill({"worker_type": "rural"})
    expect_under(page, UNDER_OLD, "500.00")
    page.fill({"month": "２０２７／１"})
    expect_under(page, UNDER_NEW, "440.00")
    # A fold is left out if the month's text asks none of its fields: here all are those of the new one.
    fold = page.counts.locator("details", has_text="被扣款？")
    fold.locator("[data-field]").evaluate_all(
        f"(all) => all.forEach((each) => each.dataset.editions = '{NEW}')"
    )
    for month, asked in (("2027-02", True), ("2026-12", False)):
        page.fill({"month": month})
        expect(fold).to_be_visible(visible=asked)


def test_counts_and_readings_wait_for_a_month_that_has_them(visit: Visit) -> None:
    page = visit()
    page.fill({"month": "2026-12", "sign_ins": "19", "poor_cooperation": "1", "praised_by_province": "3"})
    page.root.locator("[data-readings] summary").click()
    page.root.locator("[data-reading=surplus-cap][data-alternative=all_rewards] [data-take]").click()
    page.settle()
    # 500 − 10 − 30, and of 3 × 30 for praise (article 11(2)) the 50 that this reading leaves.
    expect_under(page, UNDER_OLD, "510.00")
    # Another month has its own counts and readings.
    page.fill({"month": "2027-01"})
    expect_under(page, UNDER_NEW, "500.00")
    assert "readings" not in link(page)
    page.page.reload()
    page.ready()
    expect(page.field("poor_cooperation")).to_be_hidden()
    page.fill({"month": "2026-12"})
    expect_under(page, UNDER_OLD, "510.00")
    expect(page.root.locator("[data-chosen]")).to_contain_text("当月所有奖励合起来不超过 50 元")
    # A link of that reading, of a month whose text has no such one: the page says that it is left out.
    counts = {"sign_ins": 19, "valid_reports": 20}
    page = visit(fragment("2027-01", "rural", policy=NEW, **counts, readings="surplus-cap:all_rewards"))
    # 500 − 12.
    expect_under(page, UNDER_NEW, "488.00")
    said = "没有用（50 元的上限只管多报的奖励，还是管当月所有奖励？），按默认的算。"
    expect(page.root.locator("[data-chosen]")).to_contain_text(said)


def test_a_link_is_computed_by_the_edition_of_its_month(visit: Visit) -> None:
    counts = {"policy": OLD, "sign_ins": 19, "valid_reports": 20}
    page = visit(fragment("2026-10", "rural", **counts, poor_cooperation=1))
    # 500 − 10 − 30.
    expect_under(page, UNDER_OLD, "460.00")
    # The sentence for a link made under the trial text, of a month that another text governs by now.
    said = "2027年3月由 2027-01-01 版办法管，不是写着的 2022-05-06 版；要按 2027-01-01 版算。"
    go = "(hash) => { location.hash = hash; }"
    page.page.evaluate(go, fragment("2027-03", "rural", **counts))
    # 500 − 12.
    expect_under(page, said, "488.00")
    page.settle()
    assert link(page).endswith(fragment("2027-03", "rural", **{**counts, "policy": NEW}))
    page.page.evaluate(
        go, fragment("2026-12", "rural", policy=NEW, sign_ins=20, valid_reports=20, meetings=1)
    )
    expect(page.error("meetings")).to_contain_text("2026年12月按 2022-05-06 版办法算，不问「例会缺席」")


def test_stored_months_keep_their_counts_across_the_change(visit: Visit) -> None:
    page = visit(now=AFTER)
    page.keep_month(month="2026-10", sign_ins="19", poor_cooperation="1")
    page.keep_month(month="2027-01", sign_ins="19", poor_cooperation="0", meetings="1")
    # 500 − 12 − 30.
    expect(page.cell(1)).to_have_accessible_name("2027年1月，应发 458.00 元")
    page.turn_to(2026, "前一年")
    page.open_month(10)
    expect_under(page, UNDER_OLD, "460.00")
    page.note_box.fill("对过")
    page.press_keep()
    expect(page.said).to_have_text("2026年10月记下了。")
    old, new = page.stored().values()
    assert (old["poor_cooperation"], old["policy"], "meetings" in old) == (1, OLD, False)
    assert (new["meetings"], new["policy"]) == (1, NEW)
    # 500 − 40, and of both years the sums of their own months.
    expect(page.sum("payable")).to_have_text("460.00 元")
    for kind in ("csv", "json"):
        with page.page.expect_download() as download:
            page.months.locator(f"[data-export={kind}]").click()
        file = download.value
        page.erase_all()
        page.unsay()
        page.choose_file(Path(file.path()).read_bytes(), file.suggested_filename)
        expect(page.said).to_have_text("导入了 2 个月。")
        assert list(page.stored().values()) == [old, new]
    page.fill({"month": "2027-02"})
    page.turn_to(2026, "前一年")
    page.open_month(10)
    expect_under(page, UNDER_OLD, "460.00")


def test_a_stored_month_that_another_edition_governs_by_now_is_replaced_and_brought_back(
    visit: Visit,
) -> None:
    page = visit(now=AFTER)
    page.bring(row("2027-01", sign_ins=19, policy=OLD))
    expect(page.cell(1)).to_have_accessible_name("2027年1月，没有计算")
    page.open_month(1)
    expect(page.root.locator("[data-shown=edition]")).to_contain_text("不是写着的 2022-05-06 版")
    # 500 − 12.
    expect(page.total("payable")).to_have_text("488.00 元")
    page.note_box.fill("改按新的")
    page.keep_month()
    expect(page.cell(1)).to_have_accessible_name("2027年1月，应发 488.00 元")
    assert page.stored()["2027-01"]["policy"] == NEW
    page.undo()
    assert page.stored()["2027-01"]["policy"] == OLD
