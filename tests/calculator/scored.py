"""A county that scores its months: shares by bands, seniority, ceilings over deductions, quarterly pay."""

import tomllib
from functools import cache
from typing import Any

from calculator.api import Calculator
from calculator.loading.folder import DEFAULT_FOLDER, tables_of
from calculator.money import Literal
from calculator.policy import Policy, build

_YUAN = {
    "standard": "rural = 600, community_part_time = 1000, community_full_time = 1630",
    "report_price": "rural = 9, community_part_time = 15, community_full_time = 24.5",
    "fixed_performance": "rural = 0, community_part_time = 300, community_full_time = 0",
    "surplus_price": "value = 5",
    "surplus_most": "value = 50",
    "first_year": "value = 50",
    "further_year": "value = 60",
    "seniority_most": "value = 300",
    "hazard_price": "value = 100",
    "sign_in_price": "value = 15",
    "meeting_price": "value = 20",
    "meeting_most": "value = 60",
}
_TIMES = {"priced_reports": 20, "sign_in_quota": 22, "one_year": 1}
_PERCENT = {"base_share": 70, "full": 100, "most_of_it": 90, "some_of_it": 80}
_POINTS = {
    **{"start_points": 100, "no_points": 0, "pass_points": 60, "good_points": 75, "best_points": 90},
    **{"sign_in_points": 2, "report_points": 3, "hazard_points": 10, "meeting_points": 5},
}
PAY = """
[[rules]]
id = "base"
kind = "share_of_standard"
standard = "standard"
share = "base_share"
depends_on_result = false
[[rules]]
id = "report_pay"
kind = "rate_up_to_quota"
counter = "valid_reports"
rate = "report_price"
up_to = "priced_reports"
most = "unlimited_pay"
[[rules]]
id = "fixed_performance"
kind = "fixed_amount"
amount = "fixed_performance"
[[rules]]
id = "surplus_reward"
kind = "rate_above_quota"
paid = "quarter"
counter = "valid_reports"
rate = "surplus_price"
above = "priced_reports"
needs = []
one_a_day = false
[[rules]]
id = "seniority"
kind = "stepped_amount"
paid = "unsaid"
counter = "full_years"
from_count = "one_year"
first = "first_year"
further = "further_year"
most = "seniority_most"
zero = "满 {count}，没有工龄补贴"
[[rules]]
id = "hazard_deduction"
kind = "deduction_per_event"
counter = "missed_hazards"
rate = "hazard_price"
not_again_with = ""
[[rules]]
id = "sign_in_deduction"
kind = "deduction_per_shortfall"
counter = "sign_ins"
required = "sign_in_quota"
rate = "sign_in_price"
one_a_day = false
[[rules]]
id = "meeting_deduction"
kind = "deduction_per_event"
counter = "meetings_missed"
rate = "meeting_price"
not_again_with = ""

[[scores]]
id = "month_score"
label = "月考核得分"
article = "8.1"
start = "start_points"
floor = "no_points"
pass = "pass_points"
items = [
    { kind = "shortfall", counter = "sign_ins", required = "sign_in_quota", points = "sign_in_points" },
    { kind = "shortfall", counter = "valid_reports", required = "priced_reports", points = "report_points" },
    { kind = "event", counter = "missed_hazards", points = "hazard_points" },
    { kind = "event", counter = "meetings_missed", points = "meeting_points" },
]

[[shares]]
id = "base_by_score"
article = "11.1"
by = "month_score"
covers = ["base"]
bands = [
    { at_least = "best_points", share = "full" },
    { at_least = "good_points", share = "most_of_it" },
    { at_least = "pass_points", share = "some_of_it" },
]

[[ceilings]]
id = "surplus"
article = "11.1"
covers = ["surplus_reward"]
most = "surplus_most"
[[ceilings]]
id = "meetings"
article = "12"
covers = ["meeting_deduction"]
most = "meeting_most"
[[ceilings]]
id = "deductions"
article = "12"
covers = ["hazard_deduction", "sign_in_deduction", "meeting_deduction"]
most_of = ["report_pay", "fixed_performance"]

[settlement]
article = "12"
below_zero = "nothing_paid"
"""
LABELS = {
    "base": "基础补助",
    "report_pay": "有效信息",
    "fixed_performance": "固定绩效",
    "surplus_reward": "超额奖励",
    "seniority": "工龄补贴",
    "hazard_deduction": "隐患纠纷未及时上报",
    "sign_in_deduction": "少签到",
    "meeting_deduction": "例会缺席",
}


def parsed() -> dict[str, dict[str, Any]]:
    """Return the tables of the county, before any check."""
    tables = {file: dict(table) for file, table in tables_of(DEFAULT_FOLDER).items()}
    rows = [
        (key, unit, f"{{ from = 2022-05-06, {values if unit == 'yuan' else f'value = {values}'} }}")
        for unit, found in (("yuan", _YUAN), ("times", _TIMES), ("percent", _PERCENT), ("points", _POINTS))
        for key, values in found.items()
    ]
    rows.append(("unlimited_pay", "yuan", '{ from = 2022-05-06, value = "unlimited" }'))
    text = "".join(
        f'[[parameters]]\nid = "{key}"\nlabel = "{key}"\nunit = "{unit}"\narticle = "9"\nvalues = [{row}]\n'
        for key, unit, row in rows
    )
    tables["parameters.toml"] = tomllib.loads(text, parse_float=Literal)
    pay = tomllib.loads(PAY)
    worded = {"article": "11.1", "also": [], "paid": "month", "zero": "没有"}
    pay["rules"] = [{**worded, "label": LABELS[row["id"]], **row} for row in pay["rules"]]
    tables["pay.toml"] = pay
    inputs = tables["inputs.toml"]
    plain = next(row for row in inputs["inputs"] if row["id"] == "missed_hazards")
    added = [
        {**plain, "id": "full_years", "label": "工龄", "unit": "年", "max": 60},
        {**plain, "id": "meetings_missed", "label": "例会缺席"},
    ]
    tables["inputs.toml"] = {**inputs, "inputs": [*inputs["inputs"], *added]}
    tables["readings.toml"] = {
        "readings": [
            {
                **tables["readings.toml"]["readings"][0],
                "alternatives": [
                    _option("reports_later", "rules.report_pay.paid", "month", "quarter"),
                    _option("harder", "scores.month_score.pass", "pass_points", "good_points"),
                    _option("no_bonus", "shares.base_by_score.covers", ["base"], ["base", "seniority"]),
                    _option("meetings_alone", "ceilings.meetings.most", "meeting_most", "surplus_most"),
                ],
            }
        ]
    }
    return tables


def _option(name: str, at: str, was: Any, value: Any) -> dict[str, Any]:
    return {"id": name, "label": name, "article": "9", "patches": [{"at": at, "was": was, "value": value}]}


@cache
def scored() -> Policy:
    """Return the county's policy."""
    return build(parsed())


def calculator() -> Calculator:
    """Return the engine for the county."""
    return Calculator(scored())
