"""The hand-worked cases of the revised county: 2027 by its new text, 2026 and before by the trial text."""

from collections.abc import Callable
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.errors import InputError
from calculator.loading.folder import load_editions
from tests import scenarios
from tests.scenarios import revised
from tests.scenarios.revised import COUNTY

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover already

CASES = revised.cases(*revised.MONTHS)
PAID = [case for case in CASES if "faults" not in case]
REFUSED = [case for case in CASES if "faults" in case]
GROUNDS = revised.cases("grounds")
FIRST = "2027-01"
# The county's own scenarios, which the county of this exam must still give for the months of the trial.
TRIAL = [
    case for case in scenarios.cases("pay", "pay_readings") if "2022-05" <= case["input"]["month"] < FIRST
]
GROUNDS_OF_TRIAL = [
    case
    for case in scenarios.cases("grounds")
    if all(row["month"] < FIRST for row in case["input"].get("months", []))
]
TOTALS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "gross": lambda line: line["paid"] != "year_end" and not line["id"].endswith("_deduction"),
    "deductions": lambda line: line["id"].endswith("_deduction"),
    "net": lambda line: line["paid"] != "year_end",
    "year_end": lambda line: line["paid"] == "year_end",
}


@pytest.fixture(scope="module")
def county() -> Calculator:
    """The engine over the exam's county with its two editions."""
    return Calculator(load_editions(COUNTY))


def named(case: dict[str, Any]) -> str:
    return str(case["id"])


def edition_of(case: dict[str, Any]) -> str:
    return "2022-05-06" if case["input"]["month"] < FIRST else "2027-01-01"


@pytest.mark.parametrize("case", PAID, ids=named)
def test_a_month_comes_to_its_hand_worked_amounts(county: Calculator, case: dict[str, Any]) -> None:
    answer = county.estimate(case["input"])
    assert revised.found(case, answer) == revised.expected(case)
    assert answer["policy"]["version"] == edition_of(case)
    if case["input"]["month"] >= FIRST:
        assert {line["paid"] for line in answer["lines"]} == {"month"}
        assert answer["readings"] == []


@pytest.mark.parametrize("month", ["2026-12", "2027-01"])
def test_a_month_names_its_edition_and_has_the_keys_of_a_score(county: Calculator, month: str) -> None:
    case = {"input": {"month": month, "worker_type": "rural", "sign_ins": 22, "valid_reports": 20}}
    answer = county.estimate(case["input"])
    assert answer["edition"] == edition_of(case)
    scored = (100, "pass", "100%") if month == FIRST else (None, None, None)
    assert tuple(answer[name] for name in revised.SCORED) == scored


@pytest.mark.parametrize("case", PAID, ids=named)
def test_the_lines_add_up_to_the_totals(county: Calculator, case: dict[str, Any]) -> None:
    answer = county.estimate(case["input"])
    for name, counted in TOTALS.items():
        total = answer["totals"][name]
        added = revised.added(line for line in answer["lines"] if counted(line))
        if total.get("narrower"):
            assert revised.fen(added["min"]) <= revised.fen(total["min"])
            assert revised.fen(total["max"]) <= revised.fen(added["max"])
        else:
            assert added == total


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_a_count_or_a_worker_that_the_month_has_not_is_refused(
    county: Calculator, case: dict[str, Any]
) -> None:
    with pytest.raises(InputError) as caught:
        county.estimate(case["input"])
    assert sorted(error.field for error in caught.value.errors) == case["faults"]
    assert [error.edition for error in caught.value.errors if error.edition] == [
        *([case["edition"]] if "edition" in case else [])
    ]


@pytest.mark.parametrize("case", GROUNDS, ids=named)
def test_a_history_across_the_change_comes_to_its_hand_worked_grounds(
    county: Calculator, case: dict[str, Any]
) -> None:
    answer = county.risk(case["input"])
    assert {row["id"]: row["status"] for row in answer["grounds"]} == scenarios.expected_grounds(case)


@pytest.mark.parametrize("case", TRIAL, ids=named)
def test_months_of_the_trial_keep_their_amounts(county: Calculator, case: dict[str, Any]) -> None:
    answer = county.estimate(case["input"])
    lines = {line["id"]: {"min": line["min"], "max": line["max"]} for line in answer["lines"]}
    assert lines == scenarios.expected_lines(case)
    assert answer["totals"] == scenarios.expected_totals(case)
    assert [answer.get(name) for name in revised.SCORED] == [None, None, None]


@pytest.mark.parametrize("case", GROUNDS_OF_TRIAL, ids=named)
def test_histories_of_the_trial_keep_their_grounds(county: Calculator, case: dict[str, Any]) -> None:
    answer = county.risk(case["input"])
    assert {row["id"]: row["status"] for row in answer["grounds"]} == scenarios.expected_grounds(case)
