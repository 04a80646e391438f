"""Months and versions that a spreadsheet changed into dates: read if they have one meaning, else quoted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.ledger import dates
from calculator.month import Month
from tests.calculator.ledger_tables import CALCULATOR, HEADERS, changed, read, refused, text_of
from tests.calculator.ledgers import ELSEWHERE, PRESENT, row

SINCE = Month(2022, 5)
AS_TEXT = "表格软件会把它改成日期：先把这一列的格式设成「文本」，再写一次"
UNTOLD = "第 2 行：「月份」看不出是哪个月，要写成年-月，例如 2026-10"
ENGLISH = "January February March April May June July August September October November December".split()  # noqa: SIM905


@pytest.mark.parametrize(
    "written",
    [
        *(
            "Oct-26",
            "oct-2026",
            "October 2026",
            "2026-Oct",
            "Oct. 2026",
            "1-Oct-26",
            "1-Oct-2026",
            "01-Oct-2026 0:00",
        ),
        *("46296", "46296.0", "４６２９６", "10/2026", "13/10/2026", "10/13/2026", "10/10/2026", "26-10-13"),
        *(
            "二〇二六年十月",
            "二○二六年十月",
            "2026年十月",
            "二〇二六年10月",
            "2026 年 十月份",
            "'2026-10",
            "\u200b2026/10/1 0:00",
            "2026.10",
            "2026.10.1",
            "2026-10-15",
        ),
    ],
)
def test_a_cell_that_can_be_october_only(written: str) -> None:
    assert read(text_of(HEADERS, changed(month=written)))[0]["month"] == "2026-10"


@pytest.mark.parametrize(
    "written",
    [
        # The 26th of this October, or October 2026; the 10th of January or the 1st of October.
        *("Oct 26", "Oct. 26", "Oct, 26", "Oct/26", "October 26"),
        *("26-Oct", "10-26", "26-10", "10/1/2026", "01/10/26", "26-Oct-27", "1/2/3"),
        # A day in the middle of a month, counted from 1900; from 1904 it may be another month's first.
        *("46297", "44834"),
        # April of that year was before the measures, but the cell can still mean it.
        *("4/6/2022", "4/6/22", "6/4/2022", "4.6.2022"),
        *("Oct-1926", "31/31/2026", "Foo-26", "Oc-26", "2026-13", "1/2/345", "13/2026", "99999"),
    ],
)
def test_a_cell_that_can_be_two_months_is_refused(written: str) -> None:
    found = refused(text_of(HEADERS, changed(month=written)))
    if written == "Oct-1926":
        early = "办法自2022年5月6日起试行，1926年10月还没有这份办法，不能按它估算"
        assert found == {"line.2.month": [f"第 2 行：{early}"]}
    else:
        assert found == {"line.2.month": [f"{UNTOLD}（写的是 {written}）。{AS_TEXT}"]}


def test_a_decimal_that_lost_its_zero_is_either_of_two_months() -> None:
    (said,) = refused(text_of(HEADERS, changed(month="2026.1")))["line.2.month"]
    both = "可能是 2026-01，也可能是末尾的 0 被表格软件去掉了的 2026-10，请写成其中一个"
    assert said == f"第 2 行：「月份」看不出是哪个月：{both}（写的是 2026.1）。{AS_TEXT}"
    # No other month loses one.
    assert dates.month("2026.2", SINCE) == "2026-02"


def test_a_refused_text_is_quoted_once() -> None:
    rule = "第 2 行：「月份」要写成年-月，例如 2026-10"
    assert refused(text_of(HEADERS, changed(month="十月\u200b"))) == {
        "line.2.month": [f"{rule}（写的是 十月）"]
    }
    empty = refused(text_of(HEADERS, changed(month=" \u200b")))
    assert empty == {"line.2.month": ["第 2 行：月份要写成年-月，例如 2026-10"]}


def test_a_column_that_was_too_narrow_is_reported() -> None:
    wide = "这一格存成了 ###，多半是列太窄：请把这一列拉宽，再另存一次"
    found = refused(text_of(HEADERS, changed(month="#######", policy="###")))
    assert found == {
        "line.2.month": [f"第 2 行：「月份」{wide}"],
        "line.2.policy": [f"第 2 行：「政策版本」{wide}"],
    }


def test_the_last_day_and_the_last_month_are_read_and_two_letters_are_no_month() -> None:
    for written in ("12/2026", "31/12/2026", "12/31/2026", "31-Dec-2026"):
        assert dates.month(written, SINCE) == "2026-12"
    # 2020-01-01 is day 43831; no number before it is a day.
    assert dates.version("43831", []) == "2020-01-01"
    assert dates.version("43830", []) == "43830"
    for written in ("1-Oc-2026", "32/12/2026", "13/13/2026"):
        with pytest.raises(ValueError, match="看不出是哪个月"):
            dates.month(written, SINCE)


@given(st.integers(2022, 2099), st.integers(1, 12))
def test_every_month_a_spreadsheet_writes_in_english_or_counts(year: int, number: int) -> None:
    month = Month(year, number)
    if month < SINCE:
        return
    name = ENGLISH[number - 1]
    written = [f"{name[:3]}-{year % 100:02d}", f"{name} {year}", f"1-{name[:3]}-{year}"]
    written.append(str((date(year, number, 1) - date(1899, 12, 30)).days))
    assert {dates.month(each, SINCE) for each in written} == {str(month)}


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2022/5/6",
            "2022-5-6",
            "２０２２-05-06",
            "2022/5/6 0:00",
            "2022.5.6",
            "2022年5月6日",
            "44687",
            "44687.0",
        ),
        *(
            "5/6/2022",
            "06.05.2022",
            "6-May-22",
            "6-May-2022",
            "May 6, 2022",
            "22-5-6",
            "5/6/22",
            "'2022-05-06",
            "",
        ),
    ],
)
def test_a_version_in_another_form_is_the_one_at_hand(written: str) -> None:
    assert read(text_of(HEADERS, changed(policy=written)))[0]["policy"] == PRESENT


@pytest.mark.parametrize("written", ["5/7/2022", "7/5/22", "26-Oct", "May-22", "10/2026", "May 22"])
def test_a_version_that_can_be_several_days_is_quoted(written: str) -> None:
    said = f"看不出是哪一天，要写成 2022-05-06 这样（写的是 {written}）。{AS_TEXT}"
    assert refused(text_of(HEADERS, changed(policy=written))) == {
        "line.2.policy": [f"第 2 行：「政策版本」{said}"]
    }


@pytest.mark.parametrize(
    ("written", "version"), [("2027/1/1", "2027-01-01"), ("46388", "2027-01-01"), ("town-2", "town-2")]
)
def test_a_version_from_elsewhere_is_kept_and_its_months_are_named(written: str, version: str) -> None:
    lines = [changed(policy=written), changed(month="2026/11/1", policy=written), changed(month="2026-12")]
    answer = CALCULATOR.import_ledger({"text": text_of(HEADERS, *lines)})
    assert [each["policy"] for each in answer["months"]] == [version, version, PRESENT]
    why = f"没有 {version} 版的政策数据，有的是：{PRESENT}"
    assert answer["cautions"] == [f"2026年10月、2026年11月会记下，但是不计算，也不计入合计：{why}"]


def test_json_says_which_months_are_not_computed_too() -> None:
    months = [row("2026-10", policy=ELSEWHERE), row("2026-11", policy="２０２２/5/6")]
    text = CALCULATOR.export_ledger({"months": months, "format": "json"})["text"]
    answer = CALCULATOR.import_ledger({"text": text})
    assert [each["policy"] for each in answer["months"]] == [ELSEWHERE, PRESENT]
    why = f"没有 {ELSEWHERE} 版的政策数据，有的是：{PRESENT}"
    assert answer["cautions"] == [f"2026年10月会记下，但是不计算，也不计入合计：{why}"]
