"""The page over the exam's county: its counts, worker type and score from January 2027 on, worked by hand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from calculator.loading.folder import load_editions
from scripts.pages.sealed import fragment
from tests.browser.support.kept_months import KeptMonths
from tests.browser.support.two_editions import (
    AFTER,
    REVISED,
    UNDER_NEW,
    UNDER_OLD,
    Visit,
    expect_under,
    make_revised,
    visits,
)
from tests.calculator.revision import NEW, OLD
from tests.conftest import MakeOnce


@pytest.fixture(scope="module")
def folder(made_once: MakeOnce, site: Path) -> Path:
    return made_once("revised", lambda folder: make_revised(folder, site))


@pytest.fixture(name="visit")
def visitor(browser: Browser, folder: Path) -> Iterator[Visit]:
    with visits(browser, folder) as visit:
        yield visit


@pytest.fixture(scope="module")
def opened(browser: Browser, folder: Path) -> Iterator[KeptMonths]:
    """A page for all tests that fill in what they look at; no month is stored on it."""
    with visits(browser, folder) as visit:
        yield visit()


@pytest.fixture
def page(opened: KeptMonths) -> KeptMonths:
    """The shared page with a month of a worker type that both texts have."""
    opened.page.emulate_media(media="screen")
    opened.fill({"month": "2026-11", "worker_type": "rural"})
    return opened


def test_december_is_paid_by_the_old_text_and_january_by_the_new_one(page: KeptMonths) -> None:
    page.fill(
        {"month": "2026-12", "worker_type": "community_full_time", "sign_ins": "22", "valid_reports": "14"}
    )
    # 1630 × 70 % = 1141, and 14 × 24.50 = 343.
    expect_under(page, UNDER_OLD, "1484.00")
    assessed = page.root.locator("[data-shown=assessed]")
    expect(assessed).to_be_hidden()
    counts = {"sign_ins": "22", "valid_reports": "14"}
    page.fill({"month": "2027-01", "full_years": "3", **counts})
    # 100 − 6 × 3 = 82 points: 1141 × 90 % = 1026.90, and 343, and for three years 50 + 2 × 60 = 170.
    expect_under(page, UNDER_NEW, "1539.90")
    expect(assessed).to_have_text("月考核得分 82 分，合格；基础补助发 90%")
    lines = page.root.locator("[data-line]:visible")
    expect(lines.first).to_have_attribute("data-line", "base")
    expect(page.root.locator("[data-line=seniority] .line-amount")).to_have_text("+170.00")
    page.fill({"month": "2026-12"})
    expect(page.field("full_years")).to_be_hidden()
    expect_under(page, UNDER_OLD, "1484.00")


def test_a_leader_states_no_reports_and_deductions_end_at_a_limit(page: KeptMonths) -> None:
    page.fill({"month": "2027-02"})
    page.fill({"worker_type": "area_leader", "valid_reports": "", "sign_ins": "22", "meetings_missed": "4"})
    # 100 − 4 × 5 = 80 points: 1700 × 90 % = 1530, and 300, less 4 × 20, of which 60 at most.
    expect_under(page, UNDER_NEW, "1770.00")
    expect(page.root.locator("[data-shown=assessed]")).to_have_text("月考核得分 80 分，合格；基础补助发 90%")


def test_an_announced_failure_and_a_scored_one_are_two_in_a_row(visit: Visit) -> None:
    page = visit(now=AFTER)
    page.keep_month(month="2026-12", sign_ins="20", valid_reports="20", result="fail")
    page.fill({"month": "2027-01", "sign_ins": "12", "valid_reports": "12", "result": ""})
    # 100 − 10 × 2 − 8 × 3 = 56 points.
    expect(page.root.locator("[data-shown=assessed]")).to_contain_text("56 分，不合格；基础补助发 0%")
    ground = page.ground("consecutive_failures")
    expect(ground).to_have_attribute("data-status", "met")
    page.fill({"sign_ins": "22"})
    # 100 − 8 × 3 = 76 points.
    expect(ground).to_have_attribute("data-status", "not_met")


def test_paper_has_the_lines_of_the_months_own_text_alone(page: KeptMonths) -> None:
    """Every line is printed, those of zero too, but none that only the other text has."""
    old, new = load_editions(REVISED).values()
    for month, edition in (("2027-01", new), ("2026-12", old)):
        page.fill({"month": month})
        page.page.emulate_media(media="print")
        lines = page.root.locator("[data-line]:visible").evaluate_all(
            "(all) => all.map((each) => each.dataset.line)"
        )
        assert sorted(lines) == sorted(edition.tables.rules)
        assert page.page.locator("article [hidden]:visible").count() == 0
        page.page.emulate_media(media="screen")


def test_the_fold_of_a_line_is_named_after_it(page: KeptMonths) -> None:
    """A screen reader reads the name of the line, also where only this text has the line."""
    page.fill({"month": "2027-01"})
    fold = page.root.locator("[data-line=seniority] summary")
    expect(fold).to_have_text("第十一条第四项：工龄补贴的算法和原文")


@pytest.mark.parametrize(
    "policy",
    [
        {},
        pytest.param({"policy": OLD}, marks=pytest.mark.deep),
        pytest.param({"policy": "2031-01-01"}, marks=pytest.mark.deep),
    ],
)
def test_a_sent_month_keeps_its_counts_though_they_are_those_of_an_example(
    visit: Visit, policy: dict[str, str]
) -> None:
    """The example has 20 sign-ins until December 2026 and 22 from January on."""
    page = visit(fragment("2027-01", "rural", **policy, sign_ins=20, valid_reports=20))
    expect(page.box("sign_ins")).to_have_value("20")
    by = page.root.locator("[data-edition]")
    if by.is_visible():
        # A text that is not here gives no figure until the reader asks for one by the month's own text.
        by.click()
        page.settle()
    # 100 − 2 × 2 = 96 points: 420 × 100 % and 20 × 9, less 2 × 15.
    expect(page.total("payable")).to_have_text("570.00 元")
    expect(page.example).to_be_hidden()
    # 22 sign-ins are those of the other text's example.
    page = visit(fragment("2026-12", "rural", **policy, sign_ins=22, valid_reports=20), AFTER)
    expect(page.box("sign_ins")).to_have_value("22")
    expect(page.example).to_be_hidden()


def test_the_example_is_that_of_the_months_text_and_goes_with_the_first_count(visit: Visit) -> None:
    page = visit()
    for month, start in (("2027-01", "22"), ("2026-12", "20")):
        page.choose("month", month)
        expect(page.example).to_contain_text(f"签到 {start} 次")
        expect(page.root.locator(".slip-given")).to_contain_text(f"签到 {start} 次")
    page.fill({"sign_ins": "20"})
    expect(page.example).to_be_hidden()
    # The other month is empty then, and no example.
    page.choose("month", "2027-01")
    page.empty()
    expect(page.example).to_be_hidden()
    page.fill({"month": "2026-12"})
    expect(page.box("sign_ins")).to_have_value("20")


def test_a_clause_of_a_month_leads_to_the_text_that_governs_it(page: KeptMonths) -> None:
    """The sentence of 12(3) is another one in each text, 12(1) is the same."""
    for month, text in (
        ("2026-12", f"../text/{OLD}/"),
        ("2027-01", "../text/"),
        ("2026-11", f"../text/{OLD}/"),
    ):
        page.fill({"month": month})
        for line, place in (("sign_in_deduction", "art-12-3"), ("hazard_deduction", "art-12-1")):
            link = page.root.locator(f"[data-line={line}] a.clause")
            expect(link).to_have_attribute("href", f"{text}#{place}")
        ground = page.ground("consecutive_failures").locator("a.clause")
        expect(ground).to_have_attribute("href", f"{text}#art-13-1")


def test_the_foot_of_a_slip_names_the_text_of_its_month_alone(page: KeptMonths) -> None:
    foot = page.page.locator(".edition p").first
    for month, version in (("2026-12", OLD), ("2027-01", NEW)):
        page.fill({"month": month})
        expect(foot).to_contain_text(f"政策数据 {version} 版")
        expect(foot).to_contain_text(re.compile("^[^》]*》[^》]*$"))


def test_an_old_link_names_the_new_text_and_a_refused_one_none(visit: Visit) -> None:
    """The link has a count that only the text until December 2026 asks."""
    page = visit(fragment("2027-01", "rural", policy=OLD, sign_ins=21, valid_reports=20, poor_cooperation=2))
    expect(page.error("poor_cooperation")).to_contain_text("不问「不积极配合被通报或反馈」")
    expect(page.root.locator(".slip-withheld")).to_have_text(
        "有的数还不能算，请改好标出的地方。"
        f"数是按 {OLD} 版办法填的，这个月由 {NEW} 版办法管，要按 {NEW} 版算。"
    )
    page.press_keep()
    idle = (
        "2027年1月按 2027-01-01 版办法算，不问「不积极配合被通报或反馈」，这里写的是 2 次，这个月不计入合计"
    )
    expect(page.said).to_have_text(f"2027年1月记下了。{idle}。")
    page.fill({"month": "2026-11"})
    edition = page.root.locator("[data-shown=edition]")
    expect(edition).to_have_text(UNDER_OLD)
    page.page.evaluate("(cut) => { location.hash = cut; }", fragment("2027-01", "rural", sign_ins=22)[:-3])
    expect(page.root.locator(".slip-withheld")).to_have_text("链接没有打开，这里没有结果。")
    expect(edition).to_be_empty()
