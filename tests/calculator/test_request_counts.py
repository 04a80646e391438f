"""Every way a count can be typed, and every way it can be wrong."""

from typing import Any, NamedTuple

import pytest

from calculator.errors import FieldError
from calculator.money import Span, exactly
from calculator.request import Request


class Counted(NamedTuple):
    """A count field for the tests."""

    label: str = "签到"
    unit: str = "次"
    max: int = 999


NOT_GIVEN = "；没有就写 0，还不清楚就用「不清楚」"


def reader(**fields: Any) -> tuple[Request, list[FieldError]]:
    errors: list[FieldError] = []
    return Request(fields, errors), errors


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (0, 0),
        (1, 1),
        (999, 999),
        ("0", 0),
        ("18", 18),
        ("１２", 12),
        ("０９", 9),
        (" 7 ", 7),
        ("　７　", 7),
        ("007", 7),
        pytest.param("0" * 5000, 0, id="5000-zeros"),
        pytest.param("0" * 5000 + "999", 999, id="999-after-5000-zeros"),
        ("999", 999),
        ("18次", 18),
        ("18.0", 18),
    ],
)
def test_a_count_is_read_in_every_spelling(written: object, number: int) -> None:
    request, errors = reader(sign_ins=written)
    assert request.count("sign_ins", Counted(), None) == exactly(number)
    assert errors == []


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (-1, "（写的是 -1）"),
        ("-1", "（写的是 -1）"),
        ("－１", "（写的是 －１）"),
        ("+1", "（写的是 +1）"),
        (float("18"), ""),
        (1000, "（写的是 1000）"),
        ("1000", "（写的是 1000）"),
        (999999999999, "（写的是 999999999999）"),
        (9999999999999, "（写的是 999999999999…）"),
        (10**30, "（写的是 100000000000…）"),
        pytest.param(10**5000, "", id="5001-digits"),
        pytest.param("9" * 5000, "（写的是 999999999999…）", id="5000-nines"),
        ("", NOT_GIVEN),
        (" ", NOT_GIVEN),
        ("\u200b", NOT_GIVEN),
        ("2\u200bx", "（写的是 2〔零宽空格〕x）"),
        ("1,63", "（写的是 1,63）"),
        ("18条", "（写的是 18条）"),
        (True, "（写的是 True）"),
        (False, "（写的是 False）"),
        ("十二", "（写的是 十二）"),
        ("1e2", "（写的是 1e2）"),
        ("²", "（写的是 ²）"),
        ("٣", "（写的是 ٣）"),
        ("1 2", "（写的是 1 2）"),
        ([], ""),
        ([5], ""),
        ({}, ""),
        ({"a": 1}, ""),
    ],
)
def test_an_invalid_count_is_refused_and_quoted(written: object, seen: str) -> None:
    request, errors = reader(sign_ins=written)
    assert request.count("sign_ins", Counted(), None) == exactly(0)
    assert errors == [FieldError("sign_ins", f"签到次数要写 0 到 999 的整数，例如 18{seen}")]


def test_a_deeply_nested_value_is_refused_and_not_printed() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    request, errors = reader(sign_ins=nested)
    request.count("sign_ins", Counted(), None)
    assert [error.message for error in errors] == ["签到次数要写 0 到 999 的整数，例如 18"]


@pytest.mark.parametrize(("bits", "seen"), [(128, "（写的是 340282366920…）"), (129, "")])
def test_a_number_beyond_128_bits_is_not_printed(bits: int, seen: str) -> None:
    request, errors = reader(sign_ins=2**bits - 1)
    request.count("sign_ins", Counted(), None)
    assert errors[0].message == f"签到次数要写 0 到 999 的整数，例如 18{seen}"


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (Counted("签到", "次", 5), "签到次数要写 0 到 5 的整数"),
        (Counted("有效信息", "条", 5), "有效信息条数要写 0 到 5 的整数"),
        (Counted("工作", "天", 5), "工作的数要写 0 到 5 的整数"),
    ],
)
def test_a_count_is_named_with_its_unit_and_its_own_greatest_value(counted: Counted, words: str) -> None:
    request, errors = reader(n=6)
    request.count("n", counted, None)
    assert errors[0].message == f"{words}，例如 18（写的是 6）"
    request, errors = reader(n=5)
    assert request.count("n", counted, None) == exactly(5)
    assert errors == []


def test_null_is_any_number_and_left_out_is_the_default() -> None:
    request, errors = reader(known=None)
    assert request.count("known", Counted(max=31), 0) == Span(0, 31)
    assert request.count("left_out", Counted(), 4) == exactly(4)
    assert errors == []
    assert request.count("left_out", Counted(), None) == exactly(0)
    assert errors == [FieldError("left_out", f"签到次数要写 0 到 999 的整数，例如 18{NOT_GIVEN}")]
