"""A year whose rows include one that cannot be read, and a year with lines paid quarterly."""

from typing import Any

import pytest

from calculator.api import Calculator
from calculator.tables import Patch
from tests.calculator.conftest import faults
from tests.calculator.ledger_form import form
from tests.calculator.ledgers import POLICY, row
from tests.calculator.worlds import elsewhere

CALCULATOR = Calculator(POLICY)
# A count that no edition knows, and a count that is no number.
UNREAD = {**row("2026-02"), "invented": 3, "valid_reports": "many"}
# Rural: 350 + 150 = 500 in January; 20 off for two missed sign-ins in March: 480.
ROWS = [row("2026-01"), UNREAD, row("2026-03", sign_ins=18)]


def amounts(answer: dict[str, Any]) -> dict[str, str]:
    return {total["id"]: total["shown"] for total in answer["totals"]}


@pytest.mark.parametrize("filled", [{}, {"form": form(month="2026-04")}])
def test_the_page_lists_an_unread_row_with_its_faults_and_adds_up_the_others(filled: dict[str, Any]) -> None:
    shown = CALCULATOR.year_page({"months": ROWS, "year": 2026, **filled})
    assert amounts(shown)["payable"] == "980.00 元"
    assert (shown["recorded"], shown["years"]) == (3, [2026])
    february = shown["months"][1]
    assert (february["recorded"], february["computed"], february["shown"]) == (True, False, "没有计算")
    said = next(each for each in shown["cautions"] if "invented" in each)
    assert said == f"2026年2月{february['cautions'][0]}"
    assert said.startswith("2026年2月读不出来（不认得这一项：invented；")
    assert said.endswith("），这个月不计入合计")
    # Sums and grounds are marked as incomplete, in other years too.
    assert shown["judged"].endswith("判断，2026年2月读不出来，没有算上。")
    later = CALCULATOR.year_page({"months": ROWS, "year": 2027, **filled})
    assert later["judged"].endswith("判断，2026年2月读不出来，没有算上。")
    assert later["cautions"] == []


def test_a_single_unread_row_gives_its_year() -> None:
    shown = CALCULATOR.year_page({"months": [UNREAD]})
    assert (shown["year"], amounts(shown)["payable"]) == (2026, "0.00 元")


def test_a_row_without_a_month_or_with_one_that_was_there_is_refused() -> None:
    rows = [ROWS[0], {**ROWS[0], "sign_ins": 1}, {**ROWS[0], "month": "?"}, 7]
    found = faults(CALCULATOR.year_page, {"months": rows, "year": 2026})
    assert {*found} == {"months.1.month", "months.2.month", "months.3"}


def test_other_programs_get_the_faults_of_every_row_and_no_figure() -> None:
    found = faults(CALCULATOR.year, {"months": ROWS, "year": 2026})
    assert {*found} == {"months.1.invented", "months.1.valid_reports"}


def test_what_is_paid_quarterly_has_a_sum_of_its_own() -> None:
    # 5 for each report above 20, at most 50 a month: 25 for 25 reports and 50 for 31, paid quarterly. With
    # 500 and 480 in the month it is 1055.
    policy = elsewhere(POLICY, Patch("rules.surplus_reward.paid", "year_end", "quarter"))
    months = [row("2026-01", valid_reports=25), row("2026-02", sign_ins=18, valid_reports=31)]
    answer = Calculator(policy).year({"months": months})
    sums = {name: total["min"] for name, total in answer["totals"].items()}
    assert list(sums) == ["gross", "deductions", "payable", "quarter"]
    assert (sums["payable"], sums["quarter"]) == ("980.00", "75.00")
    assert [month["quarter"]["min"] for month in answer["months"][:2]] == ["25.00", "50.00"]
    shown = Calculator(policy).year_page({"months": months})
    assert amounts(shown)["quarter"] == "75.00 元"
    assert "quarter" not in CALCULATOR.year({"months": months})["totals"]
