"""The page over the exam's county: its counts, worker type and score from January 2027 on, worked by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.support.two_editions import (
    AFTER,
    UNDER_NEW,
    UNDER_OLD,
    Visit,
    expect_under,
    make_revised,
    visits,
)
from tests.conftest import MakeOnce


@pytest.fixture(name="visit")
def visitor(browser: Browser, made_once: MakeOnce, site: Path) -> Iterator[Visit]:
    with visits(browser, made_once("revised", lambda folder: make_revised(folder, site))) as visit:
        yield visit


def test_december_is_paid_by_the_old_text_and_january_by_the_new_one(visit: Visit) -> None:
    page = visit()
    page.fill(
        {"month": "2026-12", "worker_type": "community_full_time", "sign_ins": "22", "valid_reports": "14"}
    )
    # 1630 × 70 % = 1141, and 14 × 24.50 = 343.
    expect_under(page, UNDER_OLD, "1484.00")
    assessed = page.root.locator("[data-shown=assessed]")
    expect(assessed).to_be_hidden()
    page.fill({"month": "2027-01", "full_years": "3"})
    # 100 − 6 × 3 = 82 points: 1141 × 90 % = 1026.90, and 343, and for three years 50 + 2 × 60 = 170.
    expect_under(page, UNDER_NEW, "1539.90")
    expect(assessed).to_have_text("月考核得分 82 分，合格；基础补助发 90%")
    lines = page.root.locator("[data-line]:visible")
    expect(lines.first).to_have_attribute("data-line", "base")
    expect(page.root.locator("[data-line=seniority] .line-amount")).to_have_text("+170.00")
    page.fill({"month": "2026-12"})
    expect(page.error("full_years")).to_contain_text("2026年12月按 2022-05-06 版办法算，不问「工龄整年数」")


def test_a_leader_states_no_reports_and_deductions_end_at_a_limit(visit: Visit) -> None:
    page = visit(now=AFTER)
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
