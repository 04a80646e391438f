"""Whole 分 and spans: the boundaries of reading, writing and arithmetic."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.money import MOST, ZERO, Literal, Span, exactly, parse_yuan, yuan

WHOLE = st.integers(-(10**6), 10**6)
SPANS = st.tuples(WHOLE, WHOLE).map(lambda ends: Span(min(ends), max(ends)))


def inside(span: Span) -> st.SearchStrategy[int]:
    return st.integers(span.least, span.most)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (0, 0),
        (5, 500),
        (Literal("0.01"), 1),
        (Literal("0.1"), 10),
        (Literal("7.5"), 750),
        (Literal("24.45"), 2445),
        (Literal("24.450"), 2445),
        (Literal("24.4500000"), 2445),
        (Literal("1630.00"), 163000),
        (MOST, MOST * 100),
    ],
)
def test_an_amount_in_yuan_is_read_to_the_fen(written: object, fen: int) -> None:
    assert parse_yuan(written) == fen


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (Literal("24.455"), "金额 24.455 不是整分，最多写两位小数"),
        (Literal("0.001"), "金额 0.001 不是整分，最多写两位小数"),
        (-1, "金额要写不小于零的数字，例如 7.5，不能写 -1"),
        (Literal("-7.5"), "金额要写不小于零的数字，例如 7.5，不能写 -7.5"),
        (Literal("1e3"), "金额要写不小于零的数字，例如 7.5，不能写 1e3"),
        (Literal("inf"), "金额要写不小于零的数字，例如 7.5，不能写 inf"),
        (Literal("nan"), "金额要写不小于零的数字，例如 7.5，不能写 nan"),
        (Literal("７.5"), "金额要写不小于零的数字，例如 7.5，不能写 ７.5"),
        (Literal("7.5 "), "金额要写不小于零的数字，例如 7.5，不能写 7.5 "),
        (Literal(".5"), "金额要写不小于零的数字，例如 7.5，不能写 .5"),
        (MOST + 1, "金额太大，最多 1000000"),
        (Literal("1000000.01"), "金额太大，最多 1000000"),
        (Literal("9" * 5000), "金额太大，最多 1000000"),
        (Literal("7."), "金额要写不小于零的数字，例如 7.5，不能写 7."),
        ("7.5", "金额要写数字，例如 7.5，不能写 '7.5'"),
        (True, "金额要写数字，例如 7.5，不能写 True"),
        (None, "金额要写数字，例如 7.5，不能写 None"),
        (float("7.5"), "金额要写数字，例如 7.5，不能写 7.5"),
    ],
)
def test_text_that_is_not_an_exact_amount_is_refused(written: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_yuan(written)


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (99, "0.99"),
        (100, "1.00"),
        (-1, "-0.01"),
        (-100, "-1.00"),
        (-12345, "-123.45"),
        (163000, "1630.00"),
    ],
)
def test_fen_are_written_as_yuan_with_two_decimals(fen: int, written: str) -> None:
    assert yuan(fen) == written


@given(st.integers(0, MOST * 100))
def test_writing_and_reading_an_amount_gives_it_back(fen: int) -> None:
    assert parse_yuan(Literal(yuan(fen))) == fen
    if fen:
        assert yuan(-fen) == f"-{yuan(fen)}"


@given(st.data(), SPANS, SPANS, WHOLE)
def test_every_number_in_a_span_stays_in_the_span_that_is_computed(
    data: Any, one: Span, other: Span, number: int
) -> None:
    a, b = data.draw(inside(one)), data.draw(inside(other))
    for value, span in (
        (a + b, one.plus(other)),
        (a * number, one.times(number)),
        (max(0, a - b), one.less(other)),
        (min(a, b), one.within(other)),
        (min(a, number), one.up_to(number)),
        (a, one.up_to(None)),
        (max(0, a - number), one.above(number)),
        (0, one.above(None)),
    ):
        assert span.least <= value <= span.most


@given(SPANS, SPANS, WHOLE)
def test_both_ends_of_a_computed_span_are_reached(one: Span, other: Span, number: int) -> None:
    corners = [(a, b) for a in one for b in other]
    for span, values in (
        (one.plus(other), [a + b for a, b in corners]),
        (one.times(number), [a * number for a in one]),
        (one.less(other), [max(0, a - b) for a, b in corners]),
        (one.within(other), [min(a, b) for a, b in corners]),
        (one.up_to(number), [min(a, number) for a in one]),
        (one.above(number), [max(0, a - number) for a in one]),
    ):
        assert (span.least, span.most) == (min(values), max(values))


def test_no_limit_changes_nothing_and_nothing_lies_beyond_it() -> None:
    span = Span(3, 30)
    assert span.up_to(None) == span
    assert span.above(None) == ZERO


@pytest.mark.parametrize(
    ("limit", "cut", "beyond"),
    [
        (19, Span(19, 19), Span(1, 2)),
        (20, Span(20, 20), Span(0, 1)),
        (21, Span(20, 21), Span(0, 0)),
        (22, Span(20, 21), Span(0, 0)),
    ],
)
def test_a_limit_cuts_a_span_at_both_ends(limit: int, cut: Span, beyond: Span) -> None:
    assert Span(20, 21).up_to(limit) == cut
    assert Span(20, 21).above(limit) == beyond


def test_a_known_number_is_an_exact_span() -> None:
    assert exactly(7) == Span(7, 7)
    assert exactly(7).exact
    assert not Span(7, 8).exact
    assert Span(0, 0) == ZERO
