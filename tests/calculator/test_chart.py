"""The drawing of the pay along the reports."""

from dataclasses import replace
from typing import Any

from calculator.api import Calculator
from calculator.curve import apart
from calculator.policy import Policy

# The counts 0, 20, 30 and 40 from 64 to 326: 64 + 262 × 20 / 40 = 195, 64 + 262 × 30 / 40 = 260.5.
ACROSS = [{"at": at, "text": text} for at, text in ((64, "0"), (195, "20"), (260, "30"), (326, "40"))]


def up(**places: int) -> list[dict[str, Any]]:
    return [{"at": at, "text": amount.removeprefix("_")} for amount, at in places.items()]


def test_the_drawing_of_a_known_month(calculator: Calculator, month: dict[str, Any]) -> None:
    # 350, 350 + 20 × 7.50 = 500, and 10 × 5 = 50 more at the year's end, from 174 up to 26:
    # 174 − 148 × 150 / 200 = 63; the own 17 reports at 64 + 262 × 17 / 40 = 175.4, 477.50 at 174 − 94.4 = 80.
    assert calculator.further_page({**month, "valid_reports": 17})["chart"] == {
        "payable": "M64 174L195 63L260 63L326 63",
        "most": "",
        "total": "M64 174L195 63L260 26L326 26",
        "across": ACROSS,
        "up": up(_350=174, _500=63, _550=26),
        "own": {"x": 175, "y": 80},
        "name": "有效信息（条）",
        "says": "横着是有效信息（条），竖着是元；实线是本月应发；虚线连年底另发；你现在 17 条，477.50 元。",
    }
    # The own point is drawn as far as the lines go.
    last, beyond = (calculator.further_page({**month, "valid_reports": count})["chart"] for count in (40, 41))
    assert (last["own"], beyond["own"]) == ({"x": 326, "y": 63}, None)


def test_the_drawing_of_a_month_that_is_not_known_has_a_line_for_each_end(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # From nothing, after 17 refused orders at 30, to 350 and 500; 50 more at the year's end. 550 yuan are
    # 148 units: 350 are 94.1, 500 are 134.5, and 50 are 13.4, so that the labels of 0 and 50 just fit.
    chart = calculator.further_page({**month, "valid_reports": 17, "refused_orders": None})["chart"]
    assert chart == {
        "payable": "M64 174L195 174L260 174L326 174",
        "most": "M64 80L195 40L260 40L326 40",
        "total": "M64 80L195 40L260 26L326 26",
        "across": ACROSS,
        "up": up(_0=174, _50=161, _350=80, _500=40, _550=26),
        "own": None,
        "name": "有效信息（条）",
        "says": "横着是有效信息（条），竖着是元；实线是本月应发的最低和最高；虚线连年底另发；"
        "你现在 17 条，0.00～477.50 元。",
    }


def test_labels_that_would_overlap_are_left_out_but_never_the_last() -> None:
    # Two units for each: 5 is too near to 0, 30 too near to 40; 11 and 29 are just far enough.
    assert apart([0, 5, 11, 29, 30, 40], lambda count: 2 * count, 22) == [0, 11, 29, 40]
    assert apart([0, 5, 22, 30, 40], lambda count: 2 * count, 22) == [0, 22, 40]


def test_points_on_a_straight_line_are_left_out_of_every_stretch(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # All rewards share 50: the month and its year's end are computed at each count, and bend at 20 and 30.
    asked = {**month, "praised_by_city": None, "readings": {"surplus-cap": "all_rewards"}}
    assert [point["count"] for point in calculator.needed(asked)["curve"]["points"]] == [0, 20, 30, 40]


def test_without_anything_at_the_years_end_there_is_one_line(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    asked = {**month, "worker_type": "community_part_time"}
    chart = calculator.further_page({**asked, "readings": {"part-time-quota": "no_surplus"}})["chart"]
    assert chart["total"] == ""
    assert "虚线" not in chart["says"]


def test_a_count_that_can_only_be_zero_is_drawn_as_one_point(policy: Policy, month: dict[str, Any]) -> None:
    """The schemas refuse a maximum of 0; even so the drawing must not divide by zero."""
    none = {**policy.inputs, "valid_reports": replace(policy.inputs["valid_reports"], max=0)}
    chart = Calculator(replace(policy, inputs=none)).further_page({**month, "valid_reports": 0})["chart"]
    assert chart["across"] == [{"at": 64, "text": "0"}]
