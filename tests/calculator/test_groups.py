"""The groups of a month's lines: what stands above a sum adds up to it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.loading.folder import DEFAULT_FOLDER, load_editions
from scripts.runtime.requests import Drawn

COUNTIES = Path(__file__).parents[1] / "counties"
JOINTLY = "合起来，各行不会都到最低或最高"
# Under this reading the rewards of a month are 50.00 at most, together. A special report is 500.00 or more:
# they are exactly 50.00, of one line or of both.
CAPPED = {"readings": {"surplus-cap": "all_rewards"}, "major_reports": None, "special_major_reports": 1}


def parts(calculator: Calculator, **asked: Any) -> list[tuple[Any, ...]]:
    """Return what the page shows of a month that adds to it: each group with its amounts and its sum."""
    form = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20, **asked}
    return [
        (
            part["label"],
            [line["shown"] for line in part["lines"] if not line["zero"]],
            part["sum"],
            part["shown"],
        )
        for part in calculator.page(form)["groups"]
        if not part["zero"]
    ]


def test_a_plain_month_is_one_group(calculator: Calculator) -> None:
    # Arts. 9, 11(1): 500 × 70 % = 350; 20 × 7.50 = 150. The sum is the pay, which is not said twice.
    assert parts(calculator) == [("当月算", ["+350.00", "+150.00"], "小计", "500.00 元")]


def test_deductions_and_the_year_end_are_apart(calculator: Calculator) -> None:
    # 350 + 20 × 7.50 = 500; art. 12(2): 1 × 30, art. 12(3): 2 × 10; art. 11(1): 3 above 20 × 5 = 15 later.
    assert parts(calculator, sign_ins=18, valid_reports=23, refused_orders=1) == [
        ("当月算", ["+350.00", "+150.00"], "小计", "500.00 元"),
        ("扣款", ["−30.00", "−20.00"], "小计", "−50.00 元"),
        ("", [], "本月应发", "450.00 元"),
        ("年底另算", ["+15.00"], "小计", "15.00 元"),
    ]


def test_what_has_no_time_of_payment_has_a_sum_of_its_own(calculator: Calculator) -> None:
    asked = {"worker_type": "community_full_time", "sign_ins": 18, "valid_reports": 23, "praised_by_city": 1}
    # 1630 × 70 % = 1141; 20 × 24.50 = 490; 1631 together. Art. 11(2): 20. 2 × 10 off: 1631 + 20 − 20.
    assert parts(calculator, **asked) == [
        ("当月算", ["+1141.00", "+490.00"], "小计", "1631.00 元"),
        ("没写何时发，计入当月", ["+20.00"], "小计", "20.00 元"),
        ("扣款", ["−20.00"], "小计", "−20.00 元"),
        ("", [], "本月应发", "1631.00 元"),
        ("年底另算", ["+15.00"], "小计", "15.00 元"),
    ]


def test_more_deducted_than_earned_shows_the_balance(calculator: Calculator) -> None:
    asked = {"sign_ins": 0, "valid_reports": 0, "missed_hazards": 5, "refused_orders": 1}
    # 350 − 5 × 100 − 30 − 20 × 10 = −380; at least 0 is paid.
    assert parts(calculator, **asked) == [
        ("当月算", ["+350.00"], "小计", "350.00 元"),
        ("扣款", ["−500.00", "−30.00", "−200.00"], "小计", "−730.00 元"),
        ("", [], "相抵之后", "−380.00 元"),
        ("", [], "本月应发（不低于 0）", "0.00 元"),
    ]
    # Under the other reading the balance is settled in the quarter, and is the month's sum.
    carried = parts(calculator, **asked, readings={"below-zero": "carried"})
    assert carried[2:] == [("", [], "本月应发", "−380.00 元")]


def test_spans_add_up_end_by_end(calculator: Calculator) -> None:
    asked = {"worker_type": "community_part_time", "sign_ins": None, "valid_reports": 12, "major_reports": 1}
    # 1000 × 70 % = 700; 12 × 15 = 180. Art. 11(3): 100 to 300. None to 20 sign-ins missing: 0 to 200 off.
    # 880 + 100 − 200 = 780 at least, 880 + 300 = 1180 at most.
    assert parts(calculator, **asked) == [
        ("当月算", ["+700.00", "+180.00"], "小计", "880.00 元"),
        ("没写何时发，计入当月", ["+100.00～+300.00"], "小计", "100.00～300.00 元"),
        ("扣款", ["−200.00～0.00"], "小计", "−200.00～0.00 元"),
        ("", [], "本月应发", "780.00～1180.00 元"),
    ]


def test_a_sum_narrower_than_its_lines_says_so(calculator: Calculator) -> None:
    assert parts(calculator, **CAPPED) == [
        ("当月算", ["+350.00", "+150.00"], "小计", "500.00 元"),
        ("没写何时发，计入当月", ["0.00～+50.00", "0.00～+50.00"], JOINTLY, "50.00 元"),
        ("", [], "本月应发", "550.00 元"),
    ]
    # With unknown reports neither group is exact: 350 to 500, and 50 that could be of either line.
    assert parts(calculator, **CAPPED, valid_reports=None) == [
        ("当月算", ["+350.00", "0.00～+150.00"], "小计", "350.00～500.00 元"),
        ("没写何时发，计入当月", ["0.00～+50.00", "0.00～+50.00"], "小计", "0.00～100.00 元"),
        ("", [], f"本月应发（{JOINTLY}）", "400.00～550.00 元"),
    ]


def test_a_reading_moves_a_line_into_another_group(calculator: Calculator) -> None:
    # Art. 11(1) under this reading: the 150.00 for reports are paid at the year's end too.
    assert parts(calculator, readings={"surplus-time": "whole_item"}) == [
        ("当月算", ["+350.00"], "小计", "350.00 元"),
        ("年底另算", ["+150.00"], "小计", "150.00 元"),
    ]


def added(parts: list[dict[str, Any]]) -> dict[str, Decimal]:
    return {end: sum((Decimal(part[end]) for part in parts), Decimal()) for end in ("min", "max")}


def ends(part: dict[str, Any]) -> dict[str, Decimal]:
    return {end: Decimal(part[end]) for end in ("min", "max")}


@pytest.mark.parametrize(
    "county", [DEFAULT_FOLDER, COUNTIES / "revised", COUNTIES / "town"], ids=lambda at: at.name
)
def test_lines_add_up_to_groups_and_groups_to_totals(county: Path) -> None:
    calculator = Calculator(load_editions(county))
    drawn = Drawn(calculator.policy, 21)
    seen = set()
    for _ in range(300):
        answer = calculator.estimate(drawn.request("estimate"))
        lines, totals = {line["id"]: line for line in answer["lines"]}, answer["totals"]
        groups = {group["id"]: group for group in answer["groups"]}
        assert sorted(id for group in groups.values() for id in group["lines"]) == sorted(lines)
        for name, group in groups.items():
            own = [lines[key] for key in group["lines"]]
            seen.add((name, any(map(any, (ends(line).values() for line in own)))))
            assert (added(own) == ends(group)) is not group.get("narrower", False)
            if name in totals:
                assert ends(group) == ends(totals[name])
        earned = [group for name, group in groups.items() if name in ("month", "unsaid")]
        assert added(earned) == ends(totals["gross"]) or totals["gross"]["narrower"]
        whole = added([*earned, *(group for name, group in groups.items() if name == "deductions")])
        assert whole == ends(totals["net"]) or any(totals[name].get("narrower") for name in ("gross", "net"))
    # Every group of the county had lines that add to it.
    assert {name for name, adds in seen if adds} == {name for name, _ in seen}
