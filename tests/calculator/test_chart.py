"""The drawing of the pay along the reports."""

from dataclasses import replace
from typing import Any

from calculator.api import Calculator
from calculator.policy import Policy


def test_without_anything_at_the_years_end_there_is_one_line(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    asked = {**month, "worker_type": "community_part_time"}
    assert "虚线连年底另发" in calculator.further_page(month)["chart"]["says"]
    chart = calculator.further_page({**asked, "readings": {"part-time-quota": "no_surplus"}})["chart"]
    assert chart["total"] == ""
    assert "虚线" not in chart["says"]


def test_a_count_that_can_only_be_zero_is_drawn_as_one_point(policy: Policy, month: dict[str, Any]) -> None:
    """The schemas refuse a maximum of 0; even so the drawing must not divide by zero."""
    none = {**policy.inputs, "valid_reports": replace(policy.inputs["valid_reports"], max=0)}
    chart = Calculator(replace(policy, inputs=none)).further_page({**month, "valid_reports": 0})["chart"]
    assert chart["across"] == [{"at": 64, "text": "0"}]
