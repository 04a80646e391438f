"""The revised county: what is still needed for an amount, and a year across the change."""

import json
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.errors import InputError
from calculator.loading.folder import load_editions
from tests.scenarios.revised import COUNTY

# Six reports of 20: 100 − 14 × 3 = 58 points, so no base; 9 × 6 = 54.
SHORT = {"month": "2027-01", "worker_type": "rural", "sign_ins": 22, "valid_reports": 6}
# No sign-ins: 100 − 44 = 56 points, no base; 180 paid by reports, 330 off, at most 180: 0.
AWAY = {"month": "2027-01", "worker_type": "rural", "sign_ins": 0, "valid_reports": 20}


@pytest.fixture(scope="module")
def county() -> Calculator:
    """The engine over the exam's county with its two editions."""
    return Calculator(load_editions(COUNTY))


def alone(county: Calculator, request: dict[str, Any], target: str) -> dict[str, dict[str, Any]]:
    return {row["input"]: row for row in county.needed({**request, "target": target})["inputs"]}


@pytest.mark.parametrize(
    ("target", "to", "payable"),
    [
        # 7: 61 points, 420 × 80 % = 336, + 63. 8: 64 points, 336 + 72.
        ("54.01", 7, "399.00"),
        ("399.01", 8, "408.00"),
        # 11: 73 points, 336 + 99 = 435. 12: 76 points, 420 × 90 % = 378, + 108.
        ("435.01", 12, "486.00"),
        # 16: 88 points, 378 + 144 = 522. 17: 91 points, 420 + 153.
        ("522.01", 17, "573.00"),
        # 20: 420 + 180. 21: + 5, paid in the month. 30 and more: + 50.
        ("573.01", 18, "582.00"),
        ("600.01", 21, "605.00"),
        ("650.00", 30, "650.00"),
        ("650.01", None, None),
    ],
)
def test_reports_alone_rise_over_the_steps_of_the_score(
    county: Calculator, target: str, to: int | None, payable: str | None
) -> None:
    row = alone(county, SHORT, target)["valid_reports"]
    assert (row["from"], row["to"]) == (6, to)
    assert row["payable"] == (payable and {"min": payable, "max": payable})


@pytest.mark.parametrize(
    ("target", "to", "payable"),
    [
        # 1: 58 points, 180 − 180 = 0. 2: 60 points, 336 + 180 − 180. 9: 74 points, the same.
        ("0.01", 2, "336.00"),
        # 10: 76 points, 378 + 180 − 12 × 15 = 180.
        ("336.01", 10, "378.00"),
        ("378.01", 11, "393.00"),
        # 16: 88 points, 378 + 180 − 90 = 468. 17: 90 points, 420 + 180 − 75.
        ("468.01", 17, "525.00"),
        ("600.00", 22, "600.00"),
        ("600.01", None, None),
    ],
)
def test_sign_ins_alone_rise_over_the_steps_of_the_score(
    county: Calculator, target: str, to: int | None, payable: str | None
) -> None:
    row = alone(county, AWAY, target)["sign_ins"]
    assert (row["from"], row["to"]) == (0, to)
    assert row["payable"] == (payable and {"min": payable, "max": payable})


def test_no_advice_tells_anybody_to_raise_the_years(county: Calculator) -> None:
    answer = county.needed({**SHORT, "full_years": 1, "target": "120"})
    assert "full_years" not in [row["input"] for row in answer["inputs"]]
    assert "full_years" not in str(answer["together"])


# 2026 by the trial text: 350 + 150, 26 − 20 = 6 reports at 5 for the end of the year; 350 + 150 − 10 − 30.
# 2027 by the revision: 420 + 180 − 15, 6 × 5 in the month, 50 + 60 for two years; and 58 points, 54.
ROWS = [
    {"month": "2026-11", "worker_type": "rural", "sign_ins": 20, "valid_reports": 26, "policy": "2022-05-06"},
    {
        "month": "2026-12",
        "worker_type": "rural",
        "sign_ins": 19,
        "valid_reports": 20,
        "poor_cooperation": 1,
        "result": "fail",
        "policy": "2022-05-06",
    },
    {
        "month": "2027-01",
        "worker_type": "rural",
        "sign_ins": 21,
        "valid_reports": 26,
        "full_years": 2,
        "policy": "2027-01-01",
    },
    {
        "month": "2027-02",
        "worker_type": "rural",
        "sign_ins": 22,
        "valid_reports": 6,
        "policy": "2027-01-01",
    },
]


@pytest.mark.parametrize(
    ("year", "gross", "deductions", "payable", "later"),
    [
        (2026, "1000.00", "-40.00", "960.00", {"year_end": "30.00"}),
        # 420 + 180 + 30 + 110 + 54 = 794, less 15. The revised text pays nothing later.
        (2027, "794.00", "-15.00", "779.00", {}),
    ],
)
def test_a_year_is_the_sum_of_its_months_by_their_own_texts(
    county: Calculator, year: int, gross: str, deductions: str, payable: str, later: dict[str, str]
) -> None:
    answer = county.year({"months": ROWS, "year": year})
    found = {name: amounts["min"] for name, amounts in answer["totals"].items()}
    assert found == {"gross": gross, "deductions": deductions, "payable": payable, **later}
    assert found == {name: amounts["max"] for name, amounts in answer["totals"].items()}


def test_a_year_joins_the_results_of_both_texts(county: Calculator) -> None:
    # 2026-12 announced, 2027-01 98 points, 2027-02 58 points: not in a row; one more in 2027-03 would be.
    grounds = {row["id"]: row["status"] for row in county.year({"months": ROWS, "year": 2027})["grounds"]}
    assert grounds["consecutive_failures"] == "one_more"
    assert grounds["failures_in_year"] == "not_met"
    # Without January's 20 reports: 100 − 60 − 2 = 38 points, beside the announced December.
    worse = [*ROWS[:2], {**ROWS[2], "valid_reports": 0}, ROWS[3]]
    grounds = {row["id"]: row["status"] for row in county.year({"months": worse, "year": 2027})["grounds"]}
    assert grounds["consecutive_failures"] == "met"
    assert grounds["failures_in_year"] == "one_more"


@pytest.mark.parametrize(
    "reports", [{}, {"valid_reports": ""}, {"valid_reports": " \u200b"}, {"valid_reports": "12"}]
)
def test_a_leader_may_leave_the_reports_out_or_blank(county: Calculator, reports: dict[str, str]) -> None:
    form = {"month": "2027-01", "worker_type": "area_leader", "sign_ins": "22", **reports}
    # 1700 + 300.
    assert county.page(form)["headline"] == "2000.00 元"
    stored = county.row_page({"form": form, "note": ""})["row"]
    assert stored["valid_reports"] == int(reports.get("valid_reports", "").strip(" \u200b") or 0)
    with pytest.raises(InputError, match="有效信息"):
        county.page({**form, "worker_type": "rural", "valid_reports": ""})


@pytest.mark.parametrize(("missed", "status"), [(0, "not_met"), (None, "one_more"), (9, "met")])
def test_a_month_whose_score_an_unknown_count_leaves_open_has_no_result(
    county: Calculator, missed: int | None, status: str
) -> None:
    # 100 points without a missed meeting, a pass; 100 − 9 × 5 = 55 with nine, the second failure in a row.
    december = {
        "month": "2026-12",
        "worker_type": "rural",
        "sign_ins": 20,
        "valid_reports": 20,
        "result": "fail",
    }
    january = {"month": "2027-01", "worker_type": "rural", "sign_ins": 22, "valid_reports": 20}
    answer = county.year({"months": [december, {**january, "meetings_missed": missed}]})
    (found,) = [each for each in answer["grounds"] if each["id"] == "consecutive_failures"]
    assert found["status"] == status


@pytest.mark.parametrize(
    ("uncomputed", "said"),
    [
        ({"policy": "2028-01-01"}, "没有 2028-01-01 版的政策数据"),
        ({"policy": "2022-05-06"}, "这个月记的是 2022-05-06 版"),
        ({"poor_cooperation": 1}, "不问「不积极配合"),
    ],
)
def test_a_month_that_is_not_computed_has_no_computed_result(
    county: Calculator, uncomputed: dict[str, Any], said: str
) -> None:
    # 6 reports are 58 points in February. March would have 58 points too, if it were computed.
    march = {**ROWS[3], "month": "2027-03", **uncomputed}
    for stated, label, status in ((None, "", "one_more"), ("pass", "考核合格", "not_met")):
        row = {**march, "result": stated}
        answer = county.year({"months": [ROWS[3], row]})
        assert said in answer["months"][2]["cautions"][0]
        assert answer["months"][2]["result"] == stated
        grounds = {each["id"]: each for each in answer["grounds"]}
        assert grounds["failures_in_year"]["counted"] == []
        assert grounds["consecutive_failures"]["status"] == status
        page = county.year_page({"months": [ROWS[3], row]})
        assert page["months"][2]["result_label"] == label
    # A stated result counts: the second failure in a row.
    answer = county.year({"months": [ROWS[3], {**march, "result": "fail"}]})
    assert {each["id"]: each["status"] for each in answer["grounds"]}["consecutive_failures"] == "met"


def test_what_one_more_report_eases_is_not_said_of_a_month_that_is_not_computed(county: Calculator) -> None:
    form = {**ROWS[3], "month": "2027-03", "poor_cooperation": "1", "result": "fail"}
    assert county.year_page({"months": [ROWS[3]], "form": form})["leave"] == []


@pytest.mark.parametrize(
    ("stated", "reports", "result", "label", "said"),
    [
        # 20 reports are 100 points, 6 are 58.
        (None, 20, "pass", "考核合格", []),
        (None, 6, "fail", "考核不合格", []),
        ("fail", 6, "fail", "考核不合格", []),
        ("pass", 6, "fail", "考核不合格", ["考核结果写的是合格，按得分是不合格：以得分为准，写的没有用上"]),
        ("fail", 20, "pass", "考核合格", ["考核结果写的是不合格，按得分是合格：以得分为准，写的没有用上"]),
        # 0 to 999 reports leave the score open: the stated result counts.
        ("pass", None, "pass", "考核合格", []),
        (None, None, None, "", []),
    ],
)
def test_the_year_shows_the_result_that_the_grounds_use(
    county: Calculator,
    stated: str | None,
    reports: int | None,
    result: str | None,
    label: str,
    said: list[str],
) -> None:
    rows = [{**ROWS[3], "valid_reports": reports, "result": stated}]
    answer = county.year({"months": rows})
    assert (answer["months"][1]["result"], answer["months"][1]["cautions"]) == (result, said)
    shown = county.year_page({"months": rows})["months"][1]
    assert (shown["result"], shown["result_label"], shown["cautions"]) == (result or "", label, said)
    (ground,) = [each for each in answer["grounds"] if each["id"] == "failures_in_year"]
    assert len(ground["counted"]) == 0
    (ground,) = [each for each in answer["grounds"] if each["id"] == "consecutive_failures"]
    assert ground["status"] == ("one_more" if result == "fail" else "not_met")
    # What the worker wrote stays in the file.
    assert (
        f'"result": {json.dumps(stated)}' in county.export_ledger({"months": rows, "format": "json"})["text"]
    )
