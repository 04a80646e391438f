"""Results of months whose edition scores: by the counts where they decide it, else as announced.

The score is 100 points, 10 off for each sign-in missing from 20 and 30 off for each refused order; 60 points
pass.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.versions import Editions
from tests.calculator.ledgers import POLICY, row

NEW = "2027-01-01"


def points(key: str, value: int, unit: str = "points") -> dict[str, Any]:
    values = [{"from": date(2022, 5, 6), "value": value}]
    return {"id": key, "label": key, "unit": unit, "article": "8.1", "values": values}


SCORE = {
    "id": "month_score",
    "label": "月考核得分",
    "article": "8.1",
    "start": "score_start",
    "floor": "score_floor",
    "pass": "score_pass",
    "items": [
        {"kind": "shortfall", "counter": "sign_ins", "required": "sign_in_quota", "points": "sign_in_points"},
        {"kind": "event", "counter": "refused_orders", "points": "order_points"},
    ],
}
PARAMETERS = {
    each["id"]: each
    for each in (
        points("score_start", 100),
        points("score_floor", 0),
        points("score_pass", 60),
        points("sign_in_points", 10),
        points("order_points", 30),
    )
}
TABLES = replace(
    POLICY.tables, parameters={**POLICY.tables.parameters, **PARAMETERS}, scores={"month_score": SCORE}
)
SCORING = replace(
    POLICY, measure={**POLICY.measure, "version": NEW, "in_force_from": date(2027, 1, 1)}, tables=TABLES
)
CALCULATOR = Calculator(Editions([POLICY, SCORING]))


def failures(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (each for each in answer["grounds"] if each["id"] == "consecutive_failures")
    return found


@pytest.mark.parametrize(
    ("stated", "fails"),
    [
        ({"sign_ins": 16, "valid_reports": 20}, False),  # 100 − 4 × 10 = 60
        ({"sign_ins": 15, "valid_reports": 20}, True),  # 100 − 5 × 10 = 50
        ({"sign_ins": 19, "valid_reports": 20, "refused_orders": 1}, False),  # 100 − 10 − 30 = 60
        ({"sign_ins": 18, "valid_reports": 20, "refused_orders": 1}, True),  # 100 − 20 − 30 = 50
        # The counts decide, also against an announced result.
        ({"sign_ins": 15, "valid_reports": 20, "result": "pass"}, True),
        ({"sign_ins": 20, "valid_reports": 20, "result": "fail"}, False),
        # From 0 to 100 points: only the announced result is known.
        ({"sign_ins": None, "valid_reports": 20, "result": "fail"}, True),
        ({"sign_ins": None, "valid_reports": 20}, False),
        # At most 100 − 2 × 30 = 40 points, whatever the sign-ins are.
        ({"sign_ins": None, "valid_reports": 20, "refused_orders": 2}, True),
        # Without the reports the other counts are unknown too: refused orders could take off more.
        ({"sign_ins": 16, "result": "fail"}, True),
        ({"sign_ins": 15}, True),
        ({"result": "fail"}, True),
        ({}, False),
    ],
)
def test_a_month_fails_by_its_score_or_as_announced(stated: dict[str, Any], fails: bool) -> None:
    months = [{"month": "2026-12", "result": "fail"}, {"month": "2027-01", **stated}]
    ground = failures(CALCULATOR.risk({"worker_type": "rural", "months": months}))
    assert (ground["status"] == "met") == fails


def test_months_before_the_score_have_the_announced_result_alone() -> None:
    months = [
        {"month": month, "sign_ins": 0, "valid_reports": 0, "result": "pass"}
        for month in ("2026-11", "2026-12")
    ]
    assert failures(CALCULATOR.risk({"worker_type": "rural", "months": months}))["status"] == "not_met"


def test_the_ledger_and_the_form_join_announced_and_scored_months() -> None:
    kept = [row("2026-12", result="fail"), row("2027-01", sign_ins=15)]
    ground = failures(CALCULATOR.year({"months": kept}))
    assert ground["status"] == "met"
    assert [each["text"] for each in ground["counted"]] == ["2026年12月 考核不合格", "2027年1月 考核不合格"]
    form = {"month": "2027-01", "worker_type": "rural", "sign_ins": "15", "valid_reports": "20"}
    assert failures(CALCULATOR.further_page({**form, "previous_result": "fail"}))["status"] == "met"
    passed = {**form, "sign_ins": "16", "previous_result": "fail"}
    assert failures(CALCULATOR.further_page(passed))["status"] == "not_met"
    asked = {**form, "history": {"months": [{"month": "2026-12", "result": "fail"}]}}
    (left,) = (each for each in CALCULATOR.needed(asked)["leave"] if each["ground"] == "consecutive_failures")
    # 16 sign-ins are 60 points, which pass; reports do not change the score.
    assert (left["status"], left["input"], left["from"], left["to"]) == ("met", "sign_ins", 15, 16)
    assert left["reason"] == "本月签到达到 16 次，这一项就没有出现（第十三条第一项）"


def test_a_worker_type_of_another_edition_has_the_announced_result() -> None:
    workers = {**POLICY.workers, "leader": {**POLICY.workers["rural"], "id": "leader"}}
    first = replace(POLICY, workers=workers)
    calculator = Calculator(Editions([first, SCORING]))
    months = [row(month, worker_type="leader", sign_ins=0, result="pass") for month in ("2027-01", "2027-02")]
    assert failures(calculator.year({"months": months}))["status"] == "not_met"
