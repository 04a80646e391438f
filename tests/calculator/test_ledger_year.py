"""The year view: twelve months, their sums, the months not included, and the text for the page."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from calculator.api import Calculator
from tests.calculator.conftest import faults
from tests.calculator.ledgers import ELSEWHERE, POLICY, PRESENT, row, rows
from tests.support.examples import examples

CALCULATOR = Calculator(POLICY)
SUMS = ("gross", "deductions", "payable", "year_end")
MONTH_KEYS = [
    *("month", "number", "recorded", "computed", "note", "cautions"),
    *(*SUMS, "result", "policy"),
]
# Rural: 500 × 70 % = 350, 7.50 a report up to 20, 10 off for each sign-in below 20, 5 for each report above.
# Full-time: 1630 × 70 % = 1141, 24.50 a report up to 20.
ROWS = [
    row("2026-04", worker_type="community_full_time", valid_reports=None, note="<b>"),
    row("2026-01"),
    row("2026-02", sign_ins=18, valid_reports=25, result="pass"),
    row("2025-12", valid_reports=0),
]
# 350 + 150; 350 + 150 − 2 × 10 and 5 × 5 later; 1141 + 0 to 490 (20 × 24.50) and 0 to 50 later.
HAND = {
    "2026-01": {"gross": "500.00", "deductions": "0.00", "payable": "500.00", "year_end": "0.00"},
    "2026-02": {"gross": "500.00", "deductions": "-20.00", "payable": "480.00", "year_end": "25.00"},
}


def span(least: str, most: str = "") -> dict[str, str]:
    return {"min": least, "max": most or least}


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    """The year of the rows."""
    return CALCULATOR.year({"months": ROWS})


def test_the_answer_has_its_keys(answer: dict[str, Any]) -> None:
    assert list(answer) == [
        *("year", "years", "months", "recorded", "totals", "unrecorded", "cautions", "grounds", "policy")
    ]
    assert [list(month) for month in answer["months"]] == [MONTH_KEYS] * 12
    assert answer["policy"]["version"] == PRESENT
    keys = [*CALCULATOR.risk({"worker_type": "rural"})["grounds"][0], "counted", "next"]
    assert [list(ground) for ground in answer["grounds"]] == [keys] * 9


def test_the_year_is_that_of_the_latest_month(answer: dict[str, Any]) -> None:
    assert (answer["year"], answer["years"], answer["recorded"]) == (2026, [2025, 2026], 3)


def test_each_month_has_its_amounts(answer: dict[str, Any]) -> None:
    months = {month["month"]: month for month in answer["months"]}
    assert list(months) == [f"2026-{number:02d}" for number in range(1, 13)]
    for month, amounts in HAND.items():
        assert {name: months[month][name] for name in SUMS} == {k: span(v) for k, v in amounts.items()}
    assert months["2026-04"]["gross"] == months["2026-04"]["payable"] == span("1141.00", "1631.00")
    assert months["2026-04"]["year_end"] == span("0.00", "50.00")
    assert (months["2026-02"]["result"], months["2026-04"]["note"]) == ("pass", "<b>")
    empty = {"month": "2026-03", "number": 3, "recorded": False, "computed": False, **dict.fromkeys(SUMS)}
    assert months["2026-03"] == {**empty, "result": None, "policy": None, "note": "", "cautions": []}


def test_the_sums_cover_one_year_and_name_the_months_left_out(answer: dict[str, Any]) -> None:
    assert answer["totals"] == {
        "gross": span("2141.00", "2631.00"),
        "deductions": span("-20.00"),
        "payable": span("2121.00", "2611.00"),
        "year_end": span("25.00", "75.00"),
    }
    assert answer["unrecorded"] == ["2026-03"]
    assert answer["cautions"] == ["2026年3月没有记，合计里没有算上"]


def test_a_month_of_an_edition_that_is_not_there_is_listed_and_not_computed() -> None:
    shown = CALCULATOR.year({"months": [*ROWS, row("2026-03", policy=ELSEWHERE, result="fail")]})
    march = shown["months"][2]
    assert (march["recorded"], march["computed"], march["policy"]) == (True, False, ELSEWHERE)
    assert [march[name] for name in SUMS] == [None] * 4
    assert march["cautions"] == ["没有 2021-01-01 版的政策数据，这个月不计入合计"]
    assert shown["totals"]["payable"] == span("2121.00", "2611.00")
    assert (shown["recorded"], shown["unrecorded"]) == (4, [])
    assert shown["cautions"] == ["2026年3月没有计算，合计里没有算上"]
    # The events of the month still count for the grounds.
    assert shown["grounds"][0]["counted"] == [{"month": "2026-03", "text": "2026年3月 考核不合格"}]


def test_the_first_month_of_the_measures_has_its_caution() -> None:
    (may,) = [m for m in CALCULATOR.year({"months": [row("2022-05")]})["months"] if m["recorded"]]
    assert len(may["cautions"]) == 1


def test_months_left_out_are_named_one_by_one() -> None:
    months = [row("2026-01"), row("2026-04")]
    assert CALCULATOR.year({"months": months})["cautions"] == ["2026年2月、2026年3月没有记，合计里没有算上"]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_year_may_be_asked_for(year: int) -> None:
    assert CALCULATOR.year({"months": [], "year": year})["year"] == year
    assert CALCULATOR.year_page({"months": [], "year": year})["leave"] == []


@pytest.mark.parametrize("year", [2024, "2024", "２０２４", " 2024 "])
def test_another_year_may_be_asked_for(year: object) -> None:
    shown = CALCULATOR.year({"months": ROWS, "year": year})
    assert (shown["year"], shown["years"], shown["recorded"]) == (2024, [2025, 2026], 0)
    assert shown["totals"] == dict.fromkeys(SUMS, span("0.00"))
    assert shown["unrecorded"] == shown["cautions"] == []


def test_without_months_the_year_is_required() -> None:
    asked = "还没有写下哪个月，要写看哪一年，例如 2026"
    assert faults(CALCULATOR.year, {}) == {"year": [asked]}
    assert faults(CALCULATOR.year, {"months": [], "year": None}) == {"year": [asked]}
    shown = CALCULATOR.year({"year": 2026})
    assert (shown["year"], shown["years"], shown["recorded"]) == (2026, [], 0)
    assert {ground["status"] for ground in shown["grounds"]} == {"not_met"}
    (checks,) = (ground for ground in shown["grounds"] if ground["id"] == "phone_checks")
    assert checks["next"] == {"status": "one_more", "text": "如果有一次：离该条所列情形还差一次"}


@pytest.mark.parametrize(
    "year", [0, -1, 10_000, pytest.param(10**5000, id="huge"), True, 2026.0, "26", "x", [], "2026-10"]
)
def test_a_year_has_four_digits(year: object) -> None:
    assert faults(CALCULATOR.year, {"year": year}) == {"year": ["年份要写四位数字，例如 2026"]}


def test_all_faults_are_reported_at_once() -> None:
    request = {"months": [row("2026-10", sign_ins="x")], "year": 0, "worker_type": "x", "page": 1}
    found = faults(CALCULATOR.year, request)
    assert list(found) == ["page", "months.0.sign_ins", "year", "worker_type"]
    assert found["worker_type"][0].startswith("网格员类型要选一个：")


@examples(10)
@given(rows(most=8))
def test_the_sums_are_those_of_estimate_month_by_month(months: list[dict[str, Any]]) -> None:
    shown = CALCULATOR.year({"months": months, "year": 2025})
    own = ("month", "worker_type", "readings", *POLICY.inputs)
    computed = [
        CALCULATOR.estimate({key: value for key, value in each.items() if key in own})["totals"]
        for each in months
        if each["month"].startswith("2025") and each["policy"] == PRESENT
    ]
    for name in SUMS:
        for end in ("min", "max"):
            expected = sum((Decimal(totals[name][end]) for totals in computed), Decimal(0))
            assert Decimal(shown["totals"][name][end]) == expected
    assert sum(month["computed"] for month in shown["months"]) == len(computed)
    stated = sorted(each["month"] for each in months if each["month"].startswith("2025"))
    assert [month["month"] for month in shown["months"] if month["recorded"]] == stated
    if stated:
        first, last = (int(month[5:]) for month in (stated[0], stated[-1]))
        between = [f"2025-{number:02d}" for number in range(first, last + 1)]
        assert shown["unrecorded"] == [month for month in between if month not in stated]


def test_the_page_shows_the_year_as_text() -> None:
    months = [*ROWS, row("2026-05", policy=ELSEWHERE, result="fail")]
    shown = CALCULATOR.year_page({"months": months})
    assert (shown["title"], shown["recorded_text"]) == ("2026年", "2026年写下了 4 个月")
    assert shown["judged"] == "按记下的各月判断。"
    strip = {month["month"]: month for month in shown["months"]}
    assert [strip[f"2026-0{number}"]["shown"] for number in range(1, 7)] == [
        *("500.00", "480.00", "没有记", "1141.00～1631.00", "没有计算", "没有记")
    ]
    assert strip["2026-02"]["text"] == "2026年2月，应发 480.00 元，考核合格"
    assert strip["2026-03"]["text"] == "2026年3月，没有记"
    assert strip["2026-04"]["text"] == "2026年4月，应发 1141.00～1631.00 元"
    assert strip["2026-05"]["text"] == "2026年5月，没有计算，考核不合格"
    assert (strip["2026-05"]["result"], strip["2026-05"]["result_label"]) == ("fail", "考核不合格")
    assert strip["2026-04"]["note"] == "<b>"
    # The line of a month is for paper too: it has no note.
    assert [strip[f"2026-0{number}"]["line"] for number in (2, 3, 4)] == [
        "2月：签到 18 次，有效信息 25 条；应发 480.00 元；年底另发 25.00 元；考核合格",
        "",
        "4月：签到 20 次，有效信息还不清楚；应发 1141.00～1631.00 元；年底另发 0.00～50.00 元",
    ]
    assert strip["2026-05"]["line"].startswith("5月：没有计算；考核不合格；")
    assert [(total["id"], total["label"], total["shown"]) for total in shown["totals"]] == [
        ("gross", "应得合计", "2141.00～2631.00 元"),
        ("deductions", "扣款合计", "−20.00 元"),
        ("payable", "应发合计", "2121.00～2611.00 元"),
        ("year_end", "年底另发累计", "25.00～75.00 元"),
    ]
    assert (shown["totals"][0]["min"], shown["totals"][0]["max"]) == ("2141.00", "2631.00")
    assert shown["cautions"] == ["2026年3月没有记，合计里没有算上", "2026年5月没有计算，合计里没有算上"]
    failures = shown["grounds"][0]
    assert (failures["status_label"], failures["counted"]) == ("再出现一次即符合", ["2026年5月 考核不合格"])
    assert failures["next"] == "再有一次：该条所列情形即出现"


def test_a_year_without_months_says_so_and_a_ground_met_has_no_next() -> None:
    shown = CALCULATOR.year_page({"year": 2026, "months": [row("2025-10", criticised_by=["city"])]})
    assert shown["recorded_text"] == "2026年还没有记"
    assert {month["text"][5:] for month in shown["months"]} >= {"1月，没有记", "12月，没有记"}
    (met,) = [ground for ground in shown["grounds"] if ground["status"] == "met"]
    assert (met["counted"], met["next"]) == (["2025年10月 市级通报批评"], "")


def test_the_worker_reaches_both_forms_of_the_year() -> None:
    asked = json.dumps({"months": ROWS})
    assert json.loads(CALCULATOR.answer(asked, "year")) == CALCULATOR.year({"months": ROWS})
    assert json.loads(CALCULATOR.answer(asked, "year_page")) == CALCULATOR.year_page({"months": ROWS})
    with pytest.raises(KeyError):
        CALCULATOR.verb("year_page")
    with pytest.raises(KeyError):
        CALCULATOR.answer("{}", "__init__")


@examples(8)
@given(rows())
def test_the_year_never_tells_a_worker_that_he_is_out(months: list[dict[str, Any]]) -> None:
    stated = [{**each, "note": ""} for each in months]
    for answer in (CALCULATOR.year, CALCULATOR.year_page):
        said = json.dumps(answer({"months": stated, "year": 2025}), ensure_ascii=False)
        assert "被淘汰" not in said
        assert "系统错误" not in said


def test_a_year_lists_the_years_end_where_only_a_reading_pays_so() -> None:
    """All is paid with the month; under the reading, 20 × 7.50 = 150 are paid at the year's end."""
    tables = replace(
        POLICY.tables, rules={key: {**table, "paid": "month"} for key, table in POLICY.tables.rules.items()}
    )
    calculator = Calculator(replace(POLICY, tables=tables))
    for readings, sums in (({}, {}), ({"surplus-time": "whole_item"}, {"year_end": span("150.00")})):
        totals = calculator.year({"months": [row("2026-10", readings=readings)]})["totals"]
        assert {name: total for name, total in totals.items() if name == "year_end"} == sums
