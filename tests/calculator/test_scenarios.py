"""The hand-worked cases through the engine in CPython."""

from typing import Any

import pytest

from calculator.api import Calculator
from tests import scenarios

PAY = scenarios.cases("pay", "pay_readings")
GROUNDS = scenarios.cases("grounds")


def named(case: dict[str, Any]) -> str:
    return str(case["id"])


@pytest.mark.parametrize("case", PAY, ids=named)
def test_a_month_comes_to_its_hand_worked_amounts(calculator: Calculator, case: dict[str, Any]) -> None:
    answer = calculator.estimate(case["input"])
    lines = {line["id"]: {"min": line["min"], "max": line["max"]} for line in answer["lines"]}
    assert lines == scenarios.expected_lines(case)
    assert answer["totals"] == scenarios.expected_totals(case)


@pytest.mark.parametrize("case", GROUNDS, ids=named)
def test_a_history_comes_to_its_hand_worked_grounds(calculator: Calculator, case: dict[str, Any]) -> None:
    answer = calculator.risk(case["input"])
    assert {ground["id"]: ground["status"] for ground in answer["grounds"]} == scenarios.expected_grounds(
        case
    )
