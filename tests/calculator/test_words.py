"""Numbers, units and clauses in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import clauses, words
from calculator.money import Span, exactly


@pytest.mark.parametrize(
    ("span", "plain", "signed"),
    [
        (exactly(0), "0.00 元", "0.00"),
        (exactly(1), "0.01 元", "+0.01"),
        (exactly(-1), "−0.01 元", "−0.01"),
        (exactly(35000), "350.00 元", "+350.00"),
        (Span(10000, 30000), "100.00～300.00 元", "+100.00～+300.00"),
        (Span(-20000, 0), "−200.00～0.00 元", "−200.00～0.00"),
        (Span(0, 5000), "0.00～50.00 元", "0.00～+50.00"),
        (Span(-1000, 34000), "−10.00～340.00 元", "−10.00～+340.00"),
        (Span(-3000, -1000), "−30.00～−10.00 元", "−30.00～−10.00"),
    ],
)
def test_an_amount_is_written_with_its_unit_and_on_the_slip_with_its_sign(
    span: Span, plain: str, signed: str
) -> None:
    assert words.amount(span) == plain
    assert words.signed(span) == signed


def test_a_count_is_written_with_its_unit() -> None:
    assert words.times(exactly(18), "条") == "18 条"
    assert words.times(Span(0, 999), "次") == "0～999 次"


def test_a_percentage_may_be_none() -> None:
    assert words.percent(exactly(70)) == "70%"
    assert words.percent(Span(80, 100)) == {"min": "80%", "max": "100%"}
    assert words.percent(None) is None


def test_a_product_names_the_rate_first() -> None:
    assert words.product(Span(10000, 30000), Span(0, 2), "条") == "100.00～300.00 元 × 0～2 条"


def test_a_limit_is_named_or_called_unlimited() -> None:
    assert words.limit(20, "条") == "20 条"
    assert words.limit(0, "条") == "0 条"
    assert words.limit(None, "条") == "不设"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (16, "十六"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
    ],
)
def test_a_number_is_written_in_chinese_numerals(number: int, said: str) -> None:
    assert clauses.numeral(number) == said


@given(st.integers(0, 99), st.integers(0, 99))
def test_no_two_numbers_are_said_alike(one: int, other: int) -> None:
    assert (clauses.numeral(one) == clauses.numeral(other)) == (one == other)


@pytest.mark.parametrize(
    ("key", "name", "anchor"),
    [
        ("9", "第九条", "art-9"),
        ("16", "第十六条", "art-16"),
        ("6.3", "第六条第三项", "art-6-3"),
        ("12.3", "第十二条第三项", "art-12-3"),
        ("13.end", "第十三条末段", "art-13-end"),
        ("14", "第十四条", "art-14"),
        ("14.1", "第十四条第一类", "art-14-1"),
        ("14.1.2", "第十四条第一类第二项", "art-14-1-2"),
        ("14.5.text", "第十四条第五类", "art-14-5-text"),
        ("14.5.10", "第十四条第五类第十项", "art-14-5-10"),
    ],
)
def test_a_place_has_a_name_and_an_anchor(key: str, name: str, anchor: str) -> None:
    assert clauses.name(key, ["14"]) == name
    assert clauses.anchor(key) == anchor


def test_every_place_of_the_measures_has_its_own_anchor(policy_places: list[str]) -> None:
    anchors = [clauses.anchor(key) for key in policy_places]
    assert len(set(anchors)) == len(anchors) > 16
