"""The drawing of the pay along the reports."""

from typing import Any

from calculator.api import Calculator


def test_without_anything_at_the_years_end_there_is_one_line(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    asked = {**month, "worker_type": "community_part_time"}
    assert "虚线连年底另发" in calculator.further_page(month)["chart"]["says"]
    chart = calculator.further_page({**asked, "readings": {"part-time-quota": "no_surplus"}})["chart"]
    assert chart["total"] == ""
    assert "虚线" not in chart["says"]
