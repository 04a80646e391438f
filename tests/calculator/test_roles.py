"""What the engine does with a count comes from inputs.toml, not from its id."""

from dataclasses import replace
from typing import Any

from calculator.api import Calculator
from calculator.policy import Policy
from tests.calculator.conftest import faults
from tests.calculator.ledgers import POLICY, row


def with_input(key: str, **changed: Any) -> Policy:
    """Return the county with keys of one count replaced."""
    return replace(POLICY, inputs={**POLICY.inputs, key: replace(POLICY.inputs[key], **changed)})


def test_no_advice_tells_people_to_raise_a_count_that_is_not_theirs(month: dict[str, Any]) -> None:
    calculator = Calculator(with_input("valid_reports", actionable=False))
    asked = {**month, "valid_reports": 10, "target": 500}
    needed = calculator.needed(asked)
    assert "valid_reports" not in [each["input"] for each in (*needed["inputs"], *needed["steps"])]
    assert needed["curve"]["input"] == "valid_reports"
    page = calculator.further_page({**asked, "valid_reports": "10"})
    assert page["steps"] != []
    assert "有效信息" not in str([page["steps"], page["needed"]])
    plain = {key: value for key, value in asked.items() if key != "target"}
    # 105.00 are 14 reports of 7.50: a cause is no advice to raise the count.
    answer = calculator.reconcile({**plain, "official": {"report_pay": "105.00"}})
    assert "'input': 'valid_reports'" in str(answer)


def test_a_required_count_may_be_optional_for_a_worker_type(month: dict[str, Any]) -> None:
    calculator = Calculator(with_input("valid_reports", optional_for=["community_full_time"]))
    del month["valid_reports"]
    assert list(faults(calculator.estimate, month)) == ["valid_reports"]
    # Left out it is 0: 1630 × 70 % = 1141.
    leader = {**month, "worker_type": "community_full_time"}
    assert calculator.estimate(leader)["totals"]["payable"]["min"] == "1141.00"
    kept = row("2026-10", worker_type="community_full_time")
    del kept["valid_reports"]
    (stored,) = (each for each in calculator.year({"months": [kept]})["months"] if each["recorded"])
    assert stored["payable"]["min"] == "1141.00"
    assert list(faults(calculator.year, {"months": [{**kept, "worker_type": "rural"}], "year": 2026})) == [
        "months.0.valid_reports"
    ]


def test_the_charted_count_is_the_one_of_the_data(month: dict[str, Any]) -> None:
    policy = with_input("valid_reports", charted=False)
    inputs = {**policy.inputs, "sign_ins": replace(policy.inputs["sign_ins"], charted=True)}
    assert Calculator(replace(policy, inputs=inputs)).needed(month)["curve"]["input"] == "sign_ins"
