"""The tables of the pay page, and the gap between the priced reports and their share of the standard."""

from pathlib import Path

import pytest

from calculator.money import Span
from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.pages.amounts import tables
from scripts.pages.computed.pay_tables import Gap, gaps
from tests.scripts.conftest import append_rows
from tests.support.county import copied


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The handbook with the amounts of 2022 alone, whatever the county has changed since."""
    return handbook.load(copied(tmp_path_factory.mktemp("first") / "county"))


@pytest.fixture
def raised(county: Path) -> Handbook:
    """The handbook after amounts have risen in the month it is printed for, November 2026."""
    append_rows(county, "2026-11-01")
    return handbook.load(county)


def exact(fen: int) -> Span:
    """Return an amount that is known."""
    return Span(fen, fen)


def gaps_of(content: Handbook) -> list[Gap]:
    """Return the gaps of the pay page."""
    return gaps(content.policy, content.said["pay"]["gap"])


def test_a_county_without_the_comparison_has_no_gap(first: Handbook) -> None:
    assert gaps(first.policy, None) == []


def test_the_gap_is_that_of_the_full_time_price(first: Handbook) -> None:
    """24.50 × 20 = 490.00, and 1630 × 30% = 489.00; 7.50 × 20 = 500 × 30% and 15 × 20 = 1000 × 30%."""
    (gap,) = gaps_of(first)
    assert gap[:3] == ("community_full_time", exact(49000), exact(48900))
    assert "合 489.00 元" in gap.text
    assert "每条 24.50 元，20 条合 490.00 元，差 1.00 元" in gap.text


def test_a_gap_closes_and_opens_with_the_amounts(raised: Handbook, county: Path) -> None:
    """25.50 × 20 = 510.00 = 1700 × 30%; with 8.90 × 20 = 178.00 the rural 600 × 30% = 180.00 lacks 2.00."""
    assert gaps_of(raised) == []
    file = county / "parameters.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rural = 9,", "rural = 8.9,", 1), encoding="utf-8")
    (gap,) = gaps_of(handbook.load(county))
    assert gap[:3] == ("rural", exact(17800), exact(18000))
    assert gap.text.startswith("[第九条](text.md#art-9)说农村网格员的绩效奖金是标准的其余部分，合 180.00 元")


def test_a_table_names_the_other_counts_and_what_each_step_changes(first: Handbook) -> None:
    """The counts of the other required inputs are those that the form shows first: 20 and 20."""
    reports, sign_ins = tables(first.policy, first.said["pay"]["tables"])
    assert (reports.anchor, reports.others, reports.each) == ("by-reports", "签到 20 次、", "")
    assert (sign_ins.anchor, sign_ins.others) == ("by-sign-ins", "有效信息 20 条、")
    assert sign_ins.each == "少签 1 次少 10.00 元"
    # More reports earn a reward at the year's end, more sign-ins nothing.
    assert (reports.year_end, sign_ins.year_end) == (True, False)
