"""Every way a choice, a flag, a month, a list or an object of a request can be wrong."""

from typing import Any

import pytest

from calculator.errors import FieldError, InputError
from calculator.month import Month
from calculator.request import Request

OPTIONS = {"rural": "农村", "town": "社区"}


def reader(**fields: Any) -> tuple[Request, list[FieldError]]:
    errors: list[FieldError] = []
    return Request(fields, errors), errors


@pytest.mark.parametrize("written", [None, "Rural", "农村", 1, True, [], {}, ["rural"]])
def test_a_choice_must_be_one_of_the_options(written: object) -> None:
    request, errors = reader(worker_type=written)
    assert request.choice("worker_type", OPTIONS, "类型") == ""
    assert errors == [FieldError("worker_type", "类型要选一个：rural（农村）、town（社区）")]


@pytest.mark.parametrize("written", ["", "  ", "\u200b"])
def test_a_choice_that_is_blank_is_asked_for_by_name(written: str) -> None:
    request, errors = reader(worker_type=written)
    assert request.choice("worker_type", OPTIONS, "类型") == ""
    assert errors == [FieldError("worker_type", "类型空着，要选一个：农村、社区")]


def test_a_choice_that_may_be_left_out_may_be_null_but_not_wrong() -> None:
    request, errors = reader(null=None, good="town", bad="")
    assert request.choice("null", OPTIONS, "类型", required=False) == ""
    assert request.choice("left_out", OPTIONS, "类型", required=False) == ""
    assert request.choice("good", OPTIONS, "类型", required=False) == "town"
    assert errors == []
    assert request.choice("bad", OPTIONS, "类型", required=False) == ""
    assert [error.field for error in errors] == ["bad"]


def test_a_flag_is_true_or_false_and_left_out_is_false() -> None:
    request, errors = reader(yes=True, no=False, null=None)
    assert request.flag("yes", "作弊") is True
    assert request.flag("no", "作弊") is False
    assert request.flag("left_out", "作弊") is False
    assert request.flag("null", "作弊", nullable=True) is None
    assert request.flag("left_out", "作弊", nullable=True) is None
    assert errors == []


@pytest.mark.parametrize("written", [0, 1, "true", "", "yes", [], {}])
def test_a_flag_that_is_neither_is_refused(written: object) -> None:
    request, errors = reader(flag=written)
    assert request.flag("flag", "作弊") is None
    assert request.flag("flag", "作弊", nullable=True) is None
    assert [error.message for error in errors] == [
        "作弊要写 true 或 false",
        "作弊要写 true 或 false，还不清楚写 null",
    ]


def test_a_flag_that_must_be_known_is_not_null() -> None:
    request, errors = reader(flag=None)
    request.flag("flag", "作弊")
    assert errors == [FieldError("flag", "作弊要写 true 或 false")]


@pytest.mark.parametrize("written", ["2026-10", " 2026-10 ", "２０２６-10", "２０２６－１０", "2026年10月"])
def test_a_month_may_be_typed_full_width(written: str) -> None:
    request, errors = reader(month=written)
    assert request.month("month") == Month(2026, 10)
    assert errors == []


@pytest.mark.parametrize("written", [None, "", [], {}])
def test_text_that_is_not_a_month_is_refused(written: object) -> None:
    request, errors = reader(month=written)
    request.month("month")
    assert errors == [FieldError("month", "月份要写成年-月，例如 2026-10")]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("2026", "2026"),
        ("2026-13", "2026-13"),
        (202613, "202613"),
        (True, "True"),
        ("Oct\u00a026", "Oct〔不换行空格〕26"),
    ],
)
def test_a_refused_month_is_quoted(written: object, seen: str) -> None:
    request, errors = reader(month=written)
    request.month("month")
    assert errors == [FieldError("month", f"月份要写成年-月，例如 2026-10（写的是 {seen}）")]


def test_unknown_keys_are_refused_under_the_place_they_stand_in() -> None:
    request, errors = reader(rows=[{"month": 1, "x": 2}, {}], inner={"y": 3})
    request.refuse_unknown(["rows", "inner"])
    assert errors == []
    request.list_of_requests("rows", ["month"])
    request.inner("inner", ["loss"])
    assert errors == [FieldError("rows.0.x", "不认得这一项：x"), FieldError("inner.y", "不认得这一项：y")]


@pytest.mark.parametrize("written", [None, {}, "rows", 5, [5], [{}, None], [[]]])
def test_a_value_that_is_not_a_list_of_objects_is_refused(written: object) -> None:
    request, errors = reader(rows=written)
    assert request.list_of_requests("rows", ["month"]) == []
    assert errors == [FieldError("rows", "要写成列表，每行一个对象")]


def test_a_list_of_requests_left_out_is_empty() -> None:
    request, errors = reader()
    assert request.list_of_requests("rows", ["month"]) == []
    assert errors == []


@pytest.mark.parametrize("written", [[], "x", 5, True])
def test_an_inner_object_is_an_object_or_null(written: object) -> None:
    request, errors = reader(inner=written, null=None)
    assert request.inner("null", ["loss"]) is None
    assert request.inner("left_out", ["loss"]) is None
    assert errors == []
    assert request.inner("inner", ["loss"]) is None
    assert errors == [FieldError("inner", "要写一个对象或 null")]


@pytest.mark.parametrize("written", [None, "rural", {}, 5, ["city"], ["rural", None], [[]], [{}]])
def test_choices_must_be_a_list_of_the_options(written: object) -> None:
    request, errors = reader(levels=written)
    assert request.choices("levels", ("rural", "town"), "级别") == frozenset()
    assert errors == [FieldError("levels", "级别要写成列表，可以有：rural、town")]


def test_choices_may_repeat_and_be_left_out() -> None:
    request, errors = reader(levels=["town", "town", "rural"], none=[])
    assert request.choices("levels", iter(("rural", "town")), "级别") == {"rural", "town"}
    assert request.choices("none", ("rural",), "级别") == frozenset()
    assert request.choices("left_out", ("rural",), "级别") == frozenset()
    assert errors == []


@pytest.mark.parametrize("written", [None, [], "x", 5, True])
def test_a_request_is_an_object(written: object) -> None:
    with pytest.raises(InputError) as caught:
        Request.of(written, ["month"])
    message = '要写一个 JSON 对象，例如 {"month": "2026-10"}'
    assert caught.value.errors == (FieldError("", message),)


def test_finish_raises_all_faults_at_once_in_order() -> None:
    request = Request.of({"b": 1, "n": -1}, ["n"])
    request.flag("n", "作弊")
    with pytest.raises(InputError) as caught:
        request.finish()
    assert [error.field for error in caught.value.errors] == ["b", "n"]
    assert str(caught.value) == "不认得这一项：b；作弊要写 true 或 false"
    Request.of({}, []).finish()


def test_a_field_is_there_when_it_is_not_null() -> None:
    request, _ = reader(zero=0, null=None)
    assert request.has("zero")
    assert not request.has("null")
    assert not request.has("left_out")
