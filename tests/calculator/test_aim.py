"""Requests that `needed` accepts, and those that it refuses."""

from typing import Any

import pytest

from calculator.aim import Aim
from calculator.api import Calculator
from calculator.policy import Policy
from tests.calculator.conftest import faults

WRONG = "想要的金额要写以元计的金额，最多两位小数，不超过 1000000，例如 350 或 142.50"
NEGATIVE = "想要的金额不能是负数"


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (480, 48000),
        ("480", 48000),
        ("480.5", 48050),
        ("480.50", 48050),
        ("４８０．５", 48050),
        (" 480 ", 48000),
        ("0", 0),
        ("0.01", 1),
        (0, 0),
        ("1000000", 100_000_000),
        ("1000000.00", 100_000_000),
        (None, None),
        ("", None),
        ("480元", 48000),
        ("￥1,000.00", 100_000),
        ("480。", 48000),
        ("480．5", 48050),
        ("￥", None),
        ("\u200b", None),
        ("  ", None),
    ],
)
def test_a_target_is_an_amount_of_yuan(
    policy: Policy, month: dict[str, Any], written: object, fen: int | None
) -> None:
    assert Aim.read(policy, {**month, "target": written}).target == fen


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (-1, f"{NEGATIVE}（写的是 -1）"),
        ("-0.01", f"{NEGATIVE}（写的是 -0.01）"),
        ("1000000.01", f"{WRONG}（写的是 1000000.01）"),
        (1_000_001, f"{WRONG}（写的是 1000001）"),
        ("480.505", f"{WRONG}（写的是 480.505）"),
        # A program in Python may pass a float; the engine refuses it.
        (480.5, WRONG),
        ("1,00", f"{WRONG}（写的是 1,00）"),
        ("4\u200b80x", f"{WRONG}（写的是 4〔零宽空格〕80x）"),
        ("5e2", f"{WRONG}（写的是 5e2）"),
        (".5", f"{WRONG}（写的是 .5）"),
        (True, f"{WRONG}（写的是 True）"),
        ([], WRONG),
        ({}, WRONG),
    ],
)
def test_an_invalid_target_is_refused_with_an_example(
    calculator: Calculator, month: dict[str, Any], written: object, sentence: str
) -> None:
    assert faults(calculator.needed, {**month, "target": written}) == {"target": [sentence]}


def test_a_number_of_thousands_of_digits_is_refused_too(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    assert faults(calculator.needed, {**month, "target": 10**5000}) == {"target": [WRONG]}
    seen = f"（写的是 {'9' * 12}…）"
    assert faults(calculator.needed, {**month, "target": "9" * 5000}) == {"target": [WRONG + seen]}


@pytest.mark.parametrize("request_", [None, [], "x", 5])
def test_a_request_is_an_object(calculator: Calculator, request_: object) -> None:
    message = '要写一个 JSON 对象，例如 {"month": "2026-10"}'
    assert faults(calculator.needed, request_) == {"": [message]}


@pytest.mark.parametrize("history", [[], "x", 5, True, ""])
def test_a_history_is_an_object(calculator: Calculator, month: dict[str, Any], history: object) -> None:
    message = "要写一个对象，写法和 risk 的请求一样；没有就不写"
    assert faults(calculator.needed, {**month, "history": history}) == {"history": [message]}


@pytest.mark.parametrize(
    ("history", "field", "message"),
    [
        ({"worker_type": "rural"}, "history.worker_type", "网格员类型已写在外面，这里不用再写"),
        ({"x": 1}, "history.x", "不认得这一项：x"),
        ({"months": {}}, "history.months", "要写成列表，每行一个对象"),
        ({"months": [5]}, "history.months", "要写成列表，每行一个对象"),
        (
            {"months": [{"month": "10月"}]},
            "history.months.0.month",
            "月份要写成年-月，例如 2026-10（写的是 10月）",
        ),
        (
            {"months": [{"month": "2026-10"}, {"month": "2026-10"}]},
            "history.months.1.month",
            "2026年10月写了两次，每个月只写一行",
        ),
        (
            {"months": [{"month": "2026-10", "valid_reports": -1}]},
            "history.months.0.valid_reports",
            "有效信息条数要写 0 到 999 的整数，例如 18（写的是 -1）",
        ),
        (
            {"months": [{"month": "2026-09"}, {"month": "2026-10", "valid_reports": 19}]},
            "history.months.1.valid_reports",
            "2026年10月的有效信息，这里写的是 19 条，外面写的是 20 条，两处要写得一样",
        ),
        (
            {"fabrication": {"loss": 1}},
            "history.fabrication.loss",
            "是否造成损失要写 true 或 false，还不清楚写 null",
        ),
    ],
)
def test_a_fault_of_the_history_is_named_inside_it(
    calculator: Calculator, month: dict[str, Any], history: object, field: str, message: str
) -> None:
    assert faults(calculator.needed, {**month, "history": history}) == {field: [message]}


def test_a_month_cannot_be_known_in_one_place_and_unknown_in_the_other(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    history = {"months": [{"month": "2026-10", "valid_reports": 0}]}
    found = faults(calculator.needed, {**month, "valid_reports": None, "history": history})
    message = "2026年10月的有效信息，这里写的是 0 条，外面写的是还不清楚，两处要写得一样"
    assert found == {"history.months.0.valid_reports": [message]}
    unknown = {"months": [{"month": "2026-10", "valid_reports": None}]}
    assert Aim.read(calculator.policy, {**month, "history": unknown}).history is not None


def test_all_faults_are_reported_at_once_and_the_worker_type_once(calculator: Calculator) -> None:
    wrong = {"month": "", "worker_type": "x", "target": "x", "extra": 1, "history": {"months": 5, "y": 1}}
    fields = ["extra", "month", "worker_type", "sign_ins", "valid_reports", "target"]
    found = faults(calculator.needed, wrong)
    assert list(found) == [*fields, "history.y", "history.months"]
    assert len(found["worker_type"]) == 1
