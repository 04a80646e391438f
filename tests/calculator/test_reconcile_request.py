"""Accepted official slips, and the sentences for refused ones."""

from typing import Any

import pytest

from calculator.api import Calculator
from tests.calculator.conftest import faults

RULE = "要写以元计的金额，最多两位小数，不超过 1000000，例如 350 或 142.50"


@pytest.mark.parametrize(
    ("written", "official"),
    [
        (350, "350.00"),
        ("350", "350.00"),
        ("350.5", "350.50"),
        (" 350.50 ", "350.50"),
        ("+350", "350.00"),
        ("＋３５０．０５", "350.05"),
        ("007.5", "7.50"),
        ("0", "0.00"),
        ("350.", "350.00"),
        ("1,141.00", "1141.00"),
        ("￥350元", "350.00"),
        ("-0", "0.00"),
        (1_000_000, "1000000.00"),
        ("1000000.00", "1000000.00"),
    ],
)
def test_an_amount_is_whole_or_typed(
    calculator: Calculator, month: dict[str, Any], written: object, official: str
) -> None:
    answer = calculator.reconcile({**month, "official": {"base": written}})
    assert answer["lines"][0]["official"] == official


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("abc", f"发放表的基础补助{RULE}（写的是 abc）"),
        ("1.234", f"发放表的基础补助{RULE}（写的是 1.234）"),
        (".5", f"发放表的基础补助{RULE}（写的是 .5）"),
        ("1,63", f"发放表的基础补助{RULE}（写的是 1,63）"),
        ("--5", f"发放表的基础补助{RULE}（写的是 --5）"),
        ("٣", f"发放表的基础补助{RULE}（写的是 ٣）"),
        ("350\t150", f"发放表的基础补助{RULE}（写的是 350〔制表符〕150）"),
        ("1000000.01", f"发放表的基础补助{RULE}（写的是 1000000.01）"),
        (1_000_001, f"发放表的基础补助{RULE}（写的是 1000001）"),
        pytest.param("9" * 5000, f"发放表的基础补助{RULE}（写的是 {'9' * 12}…）", id="typed"),
        pytest.param(10**5000, f"发放表的基础补助{RULE}", id="long"),
        (True, f"发放表的基础补助{RULE}（写的是 True）"),
        ([350], f"发放表的基础补助{RULE}"),
        (142.5, f"发放表的基础补助{RULE}"),
        ("-0.01", "发放表的基础补助不能是负数（写的是 -0.01）"),
        (-5, "发放表的基础补助不能是负数（写的是 -5）"),
    ],
)
def test_text_that_is_not_an_amount_is_refused(
    calculator: Calculator, month: dict[str, Any], written: object, message: str
) -> None:
    found = faults(calculator.reconcile, {**month, "official": {"base": written}})
    assert found == {"official.base": [message]}


def test_an_amount_is_given_or_left_out(calculator: Calculator, month: dict[str, Any]) -> None:
    blank = {"base": None, "report_pay": "", "gross": "  ", "year_end": None}
    answer = calculator.reconcile({**month, "official": {**blank, "payable": "0"}})
    given = [row["id"] for row in [*answer["lines"], *answer["totals"]] if row["official"] is not None]
    assert given == ["payable"]


@pytest.mark.parametrize("official", [{}, None, {"base": None, "payable": ""}, {"gross": " "}])
def test_at_least_one_amount_is_given(
    calculator: Calculator, month: dict[str, Any], official: object
) -> None:
    expected = {"official": ["发放表上的金额至少要填一项，例如本月应发"]}
    assert faults(calculator.reconcile, {**month, "official": official}) == expected
    assert faults(calculator.reconcile, month) == expected


@pytest.mark.parametrize("official", [5, "x", [], [{"base": 1}], True])
def test_a_slip_is_an_object(calculator: Calculator, month: dict[str, Any], official: object) -> None:
    expected = {"official": ["要写一个对象或 null"]}
    assert faults(calculator.reconcile, {**month, "official": official}) == expected


def test_only_payable_and_deductions_may_be_negative(calculator: Calculator, month: dict[str, Any]) -> None:
    rules, totals = calculator.policy.tables.rules, ("gross", "deductions", "payable", "year_end")
    found = faults(calculator.reconcile, {**month, "official": dict.fromkeys((*rules, *totals), "-1")})
    refused = [key.removeprefix("official.") for key in found]
    assert refused == [*(key for key in rules if "deduction" not in key), "gross", "year_end"]


def test_all_faults_are_reported_at_once(calculator: Calculator) -> None:
    request = {
        "month": "2022-04",
        "worker_type": "town",
        "sign_ins": -3,
        "valid_reports": 20,
        "reports": 5,
        "readings": {"base-share": "x"},
        "official": {"base": -5, "report_pay": 1.5, "net": 3, "xyz": 1, "payable": "many"},
    }
    found = faults(calculator.reconcile, request)
    assert list(found) == [
        "reports",
        "month",
        "worker_type",
        "sign_ins",
        "readings.base-share",
        "official.net",
        "official.xyz",
        "official.base",
        "official.report_pay",
        "official.payable",
    ]
    assert found["official.xyz"] == ["不认得这一项：xyz"]
    assert all(len(messages) == 1 for messages in found.values())


@pytest.mark.parametrize("request_", [None, [], 5, "x"])
def test_a_request_is_an_object(calculator: Calculator, request_: object) -> None:
    message = '要写一个 JSON 对象，例如 {"month": "2026-10"}'
    assert faults(calculator.reconcile, request_) == {"": [message]}
    assert faults(calculator.reconcile_page, request_) == {"": ["表单要是一个对象"]}


def test_the_page_leaves_the_grounds_facts_alone(calculator: Calculator, month: dict[str, Any]) -> None:
    form = {**month, "official": {"payable": "500"}}
    facts = {"result": "good", "previous_result": 5, "fabricated": None}
    assert calculator.reconcile_page({**form, **facts}) == calculator.reconcile_page(form)
    assert list(faults(calculator.reconcile, {**form, **facts})) == [*facts]
    assert list(faults(calculator.reconcile_page, {**form, "praised": 1, "sign_ins": ""})) == [
        "praised",
        "sign_ins",
    ]
