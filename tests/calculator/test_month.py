"""Months: reading, order, neighbours and length."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.month import Month

MONTHS = st.builds(Month, st.integers(2, 9998), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-01", Month(2026, 1)),
        ("2026-12", Month(2026, 12)),
        ("0001-01", Month(1, 1)),
        ("9999-12", Month(9999, 12)),
    ],
)
def test_a_month_is_read_and_written_alike(text: str, month: Month) -> None:
    assert Month.parse(text) == month
    assert str(month) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-00",
        "2026-13",
        "2026-1",
        "26-10",
        "0000-01",
        "2026-10-01",
        "2026-10\n",
        "２０２６-10",
        "2026/10",
    ],
)
def test_text_that_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"not a month: {text}"):
        Month.parse(text)


@given(MONTHS)
def test_the_calendar_agrees(month: Month) -> None:
    first = date(month.year, month.number, 1)
    assert month.days == calendar.monthrange(month.year, month.number)[1]
    assert Month.of(first) == month
    assert Month.of(first + timedelta(days=month.days - 1)) == month
    assert Month.of(first + timedelta(days=month.days)) == month.next
    assert Month.of(first - timedelta(days=1)) == month.previous


@given(MONTHS)
def test_neighbours_are_each_others_neighbours_in_order(month: Month) -> None:
    assert month.next.previous == month.previous.next == month
    assert month.previous < month < month.next


def test_a_year_turns_in_december() -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 11).next == Month(2026, 12)
    assert Month(2027, 1).previous == Month(2026, 12)
    assert Month(2027, 2).previous == Month(2027, 1)


@pytest.mark.parametrize(
    ("year", "days"), [(2024, 29), (2026, 28), (1900, 28), (2000, 29), (2100, 28), (2400, 29)]
)
def test_february_has_29_days_in_a_leap_year_only(year: int, days: int) -> None:
    assert Month(year, 2).days == days


def test_a_month_is_written_without_leading_zeros() -> None:
    assert Month(2026, 9).chinese == "2026年9月"
    assert Month(2026, 10).chinese == "2026年10月"
