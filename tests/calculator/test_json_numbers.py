"""Numbers of JSON are read as characters, like typed text, and never converted to floats."""

import json
from typing import Any

import pytest

from calculator import json_text
from calculator.api import Calculator
from calculator.errors import InputError
from calculator.ledger.files import KIND

MONTH = '{"month": "2026-10", "worker_type": "rural", "sign_ins": %s, "valid_reports": 20%s}'
COUNT = "签到次数要写 0 到 999 的整数，例如 18"
AMOUNT = "要写以元计的金额，最多两位小数，不超过 1000000，例如 350 或 142.50"
NO_COUNTS = ("20.5", "-0.0", "1e2", "1E999", "-1e-999", "18.000", "0.1", "NaN", "Infinity", "-Infinity")


def ask(calculator: Calculator, verb: str, request: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(calculator.answer(request, verb))
    return answer


def of_a_file(calculator: Calculator, count: str) -> dict[str, Any]:
    text = f'{{"format": "{KIND}", "version": 1, "months": [{MONTH % (count, "")}]}}'
    return ask(calculator, "import_ledger", json.dumps({"text": text}))


@pytest.mark.parametrize("written", ["18.0", "18.00", "18", '"18.0"'])
def test_a_whole_number_with_decimals_is_that_number(calculator: Calculator, written: str) -> None:
    # 350 + 20 × 7.50 − 2 × 10 (articles 9, 11(1), 12(3)).
    answer = ask(calculator, "estimate", MONTH % (written, ""))
    assert answer["totals"]["payable"] == {"min": "480.00", "max": "480.00"}
    assert of_a_file(calculator, written)["months"][0]["sign_ins"] == 18


@pytest.mark.parametrize("written", NO_COUNTS)
def test_a_number_that_is_not_a_count_is_quoted_as_written(calculator: Calculator, written: str) -> None:
    sentence = f"{COUNT}（写的是 {written}）"
    fault = {"field": "sign_ins", "message": sentence}
    assert ask(calculator, "estimate", MONTH % (written, ""))["errors"] == [fault]
    in_a_file = of_a_file(calculator, written)["errors"]
    if written.strip("-").isalpha():
        said = f"文件里有「{written}」，它不是次数；还不清楚请写 null"
        assert in_a_file == [{"field": "text", "message": said}]
    else:
        assert in_a_file == [{"field": "months.0.sign_ins", "message": f"2026年10月：{sentence}"}]


def test_an_amount_with_decimals_is_exact(calculator: Calculator) -> None:
    slip = ', "official": {"report_pay": 142.5, "payable": 482.10}'
    answer = ask(calculator, "reconcile", MONTH % ("20", slip))
    official = {line["id"]: line["official"] for line in answer["lines"]}
    assert official["report_pay"] == "142.50"
    assert ask(calculator, "needed", MONTH % ("20", ', "target": 0.3'))["target"] == "0.30"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("480.505", "480.505"),
        ("0.30000000000000004", "0.3000000000…"),
        ("5e2", "5e2"),
        ("1e22", "1e22"),
        ("NaN", "NaN"),
    ],
)
def test_a_number_that_is_not_an_amount_is_quoted_as_written(
    calculator: Calculator, written: str, seen: str
) -> None:
    answer = ask(calculator, "needed", MONTH % ("20", f', "target": {written}'))
    assert answer["errors"] == [{"field": "target", "message": f"想要的金额{AMOUNT}（写的是 {seen}）"}]


def test_lists_and_objects_may_be_nested_twenty_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    # More brackets than that, but never more than 20 inside each other.
    beside = "[" + "[], {}," * 10 + "[" * 19 + "]" * 20
    assert json_text.depth(beside) == 20
    assert not json_text.is_too_deep(beside)
    assert json_text.is_too_deep(f"[{beside}]")
    monkeypatch.setattr(json_text, "LONGEST", 5)
    assert json_text.parsed("[1,2]") == [1, 2]
    with pytest.raises(InputError, match="内容太长：最多 5 个字，这里有 6 个"):
        json_text.parsed("[1,20]")


@pytest.mark.parametrize("written", ["202610", "20261001", "2026.10"])
def test_a_month_written_as_a_number_is_read_like_its_text(calculator: Calculator, written: str) -> None:
    request = f'{{"month": {written}, "worker_type": "rural", "sign_ins": 20, "valid_reports": 0}}'
    assert ask(calculator, "estimate", request)["month"] == "2026-10"


@pytest.mark.parametrize("written", ["2026", "2026.1", "202613", "-202610", "9" * 400, "true"])
def test_a_number_that_is_no_month_is_refused(calculator: Calculator, written: str) -> None:
    request = f'{{"month": {written}, "worker_type": "rural", "sign_ins": 20, "valid_reports": 0}}'
    [fault] = ask(calculator, "estimate", request)["errors"]
    assert fault["field"] == "month"
    assert fault["message"].startswith("月份要写成年-月，例如 2026-10")
