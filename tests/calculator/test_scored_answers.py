"""What is needed, the next steps, the curve and the official slip in a county that scores, worked by hand."""

from dataclasses import replace
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.policy import Policy
from calculator.tables import PayTables
from tests.calculator.scored import calculator, scored
from tests.calculator.worlds import few

CALCULATOR = calculator()
MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": 22, "valid_reports": 20}


def changed(**tables: dict[str, Any]) -> Policy:
    """Return the county with some rows of its pay tables changed, by the section and the row's id."""
    policy = scored()
    found = {
        section: {key: {**row, **rows.get(key, {})} for key, row in getattr(policy.tables, section).items()}
        for section, rows in tables.items()
    }
    return replace(policy, tables=replace(policy.tables, **found))


def needed(target: str, **more: Any) -> dict[str, Any]:
    return CALCULATOR.needed({**MONTH, **more, "target": target})


def rows(answer: dict[str, Any]) -> dict[str, Any]:
    return {row["id"]: row for row in [*answer["lines"], *answer["totals"]]}


def reconcile(official: dict[str, str], **more: Any) -> dict[str, Any]:
    return rows(CALCULATOR.reconcile({**MONTH, **more, "official": official}))


def texts(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(cause["kind"], cause["text"]) for cause in row["causes"]]


def test_the_next_band_reaches_a_target() -> None:
    # 10 reports: 70 points, 420 × 80% = 336, and 90. The next band begins with 75 points, that is 12 reports:
    # 420 × 90% = 378, and 108: 486. With 17 there are 91 points: 420 and 153.
    ways = {row["input"]: row for row in needed("480", valid_reports=10)["inputs"]}
    assert (ways["valid_reports"]["to"], ways["valid_reports"]["payable"]["min"]) == (12, "486.00")
    # One year of service adds 50 to 426; further ones 60 each.
    assert (ways["full_years"]["to"], ways["full_years"]["payable"]["min"]) == (2, "536.00")
    assert ways["meetings_missed"]["reason"].startswith("单靠例会缺席做不到：已经是 0 次")


def test_the_steps_tell_of_jumps_and_of_the_quarter() -> None:
    steps = {row["input"]: row["sentence"] for row in needed("1", valid_reports=17, sign_ins=22)["steps"]}
    # 17 reports: 91 points. One fewer: 88, 420 × 10% and 9.00 less.
    assert steps["valid_reports"] == (
        "有效信息少 1 条：−51.00 元；多 1 条：+9.00 元；第 21 条起本月不再增加，按季另计；第 31 条起不再增加"
    )
    assert steps["full_years"] == "工龄多 1 年：+50.00 元；第 7 年起不再增加"
    # Where the sign-ins are not known, the seventh year still changes nothing: 300 is the most. How much a
    # missed meeting takes also depends on what is left of the pay for reports.
    unknown = {row["input"]: row for row in needed("1", sign_ins=None)["steps"]}
    assert [unknown[key]["flat_from"] for key in ("full_years", "meetings_missed")] == [6, None]
    surplus = {row["input"]: row for row in needed("1", valid_reports=25)["steps"]}["valid_reports"]
    less, more = "少 1 条：本月不变，按季 −5.00 元", "多 1 条：本月不变，按季 +5.00 元"
    assert surplus["sentence"].startswith(f"有效信息{less}；{more}")
    assert surplus["more"]["quarter"] == {"min": "5.00", "max": "5.00"}


def test_the_curve_has_a_point_on_both_sides_of_a_jump() -> None:
    points = {row["count"]: row for row in needed("1")["curve"]["points"]}
    # 420 × 80% and 11 × 9 = 435.00; 420 × 90% and 12 × 9 = 486.00; with 30, 50 more a quarter.
    assert [points[count]["payable"]["min"] for count in (11, 12, 20)] == ["435.00", "486.00", "600.00"]
    assert points[30]["total"]["min"] == "650.00"
    chart = CALCULATOR.further_page(MONTH)["chart"]
    assert "虚线连按季另发" in chart["says"]


def test_the_unknown_count_that_moves_most_is_named() -> None:
    answer = CALCULATOR.estimate({**MONTH, "valid_reports": None, "full_years": None})
    # 0 to 600 by reports, 0 to 300 by years.
    assert (answer["unknown"]["input"], answer["unknown"]["remaining"]) == ("valid_reports", "300.00")
    quarter = CALCULATOR.estimate({**MONTH, "valid_reports": 20, "sign_ins": 22})
    assert quarter["unknown"] is None


def test_a_count_explains_a_share() -> None:
    found = reconcile({"base": "378"})
    # 90 % for 75 to 89 points: 11 to 25 points less, that is 6 to 12 sign-ins or 4 to 8 reports less.
    causes = {cause["input"]: cause["count"] for cause in found["base"]["causes"]}
    assert causes["sign_ins"] == {"min": 10, "max": 16}
    assert causes["valid_reports"] == {"min": 12, "max": 16}
    assert causes["missed_hazards"] == 2


def test_a_ceiling_explains_a_line_and_the_deductions() -> None:
    # 15 × 14 = 210 and 60 of 100, but only 180.
    month = {"sign_ins": 8, "meetings_missed": 5}
    limit = "不受扣款合计不超过有效信息 180.00 元的限制时扣 {}，和发放表对得上；条文写了这个限制。"
    found = reconcile({"sign_in_deduction": "210"}, **month)
    assert ("limit", limit.format("210.00 元")) in texts(found["sign_in_deduction"])
    found = reconcile({"deductions": "270"}, **month)
    assert ("limit", limit.format("270.00 元")) in texts(found["deductions"])
    # 200 is neither with a limit nor without one, and the page says whom to ask.
    unexplained = (
        "从条文看不出原因。可以问乡镇平安办：这个数是不是只有这一个月的，里面有没有别的发放或者扣款。"
    )
    found = reconcile({"deductions": "200"}, **month)
    assert texts(found["deductions"]) == [("unexplained", unexplained)]
    shown = CALCULATOR.reconcile_page({**MONTH, **month, "official": {"deductions": "200"}})["totals"]
    assert [row["causes"] for row in shown if row["id"] == "deductions"] == [[unexplained]]
    # 100 without their own 60.
    found = reconcile({"meeting_deduction": "100"}, meetings_missed=5, sign_ins=22)
    said = "不受每月最多扣 60.00 元的限制时扣 100.00 元，和发放表对得上；条文写了这个限制。"
    assert ("limit", said) in texts(found["meeting_deduction"])


def test_a_count_explains_what_a_ceiling_of_other_lines_leaves() -> None:
    # 135 are left of 210 where 15 reports are paid.
    found = reconcile({"sign_in_deduction": "135"}, sign_ins=8)
    counts = {cause["input"]: cause["count"] for cause in found["sign_in_deduction"]["causes"]}
    assert counts["valid_reports"] == 15
    assert counts["sign_ins"] == 13


def test_a_line_paid_quarterly_may_be_missing_on_the_slip() -> None:
    found = reconcile({"surplus_reward": "0"}, valid_reports=23)
    (cause,) = [each for each in found["surplus_reward"]["causes"] if each["kind"] == "paid"]
    assert cause["text"] == "超额奖励 15.00 元，这里按季发算，这个月的发放表上可能还没有。"
    assert cause["paid"] == "quarter"
    # 600 and the 15 of the quarter.
    found = reconcile({"payable": "615"}, valid_reports=23)
    assert "paid" in {cause["kind"] for cause in found["payable"]["causes"]}
    assert found["quarter"]["status"] == "not_given"
    assert reconcile({"quarter": "15"}, valid_reports=23)["quarter"]["status"] == "same"
    # The reading pays reports later, so this month's slip shows none.
    found = reconcile({"report_pay": "0"})
    said = "换一种理解「reports_later」，有效信息按季发，这个月的发放表上就没有。"
    assert ("reading", said) in texts(found["report_pay"])


def test_a_line_without_a_time_may_be_missing_too() -> None:
    found = reconcile({"seniority": "0"}, full_years=1)
    (cause,) = [each for each in found["seniority"]["causes"] if each["kind"] == "paid"]
    assert cause["paid"] is None
    assert cause["text"].startswith("工龄补贴 50.00 元，办法没有写它什么时候发")


@pytest.fixture
def torn() -> Calculator:
    """A county in which a missed hazard costs 100, of which only a share by the score is taken."""
    return Calculator(changed(shares={"base_by_score": {"covers": ["hazard_deduction"]}}))


def test_a_count_that_pays_more_here_and_less_there_is_tried_at_its_bends(torn: Calculator) -> None:
    # 420 + 180, less the share of 100 for each hazard: 1 → 90 points, 100; 2 → 80 points, 180; 3 → 70 points,
    # 240, cut to 180; 4 → 60 points, 320 cut to 180; 5 → 50 points, nothing.
    pays = [
        torn.estimate({**MONTH, "missed_hazards": count})["totals"]["payable"]["min"] for count in range(7)
    ]
    assert pays == ["600.00", "500.00", "420.00", "420.00", "420.00", "600.00", "600.00"]
    spans = torn.estimate({**MONTH, "missed_hazards": None})["totals"]["payable"]
    assert (spans["min"], spans["max"]) == ("420.00", "600.00")
    for own, to in ((2, 0), (3, 5), (4, 5)):
        answer = torn.needed({**MONTH, "missed_hazards": own, "target": "550"})
        row = {each["input"]: each for each in answer["inputs"]}["missed_hazards"]
        assert (row["to"], row["change"], row["payable"]["min"]) == (to, to - own, "600.00")
        step = {each["input"]: each for each in answer["steps"]}["missed_hazards"]
        assert (step["flat_from"], "第 6 次起不再变" in step["sentence"]) == (5, True)
    row = {each["input"]: each for each in torn.needed({**MONTH, "target": "700"})["inputs"]}
    assert row["missed_hazards"]["reason"] == "单靠明显隐患或纠纷未及时上报做不到：最多到 600.00 元"


def way(calculator: Calculator, key: str, target: str, **more: Any) -> tuple[Any, str]:
    """Return the count of an input alone that reaches a target, and its sentence on the page."""
    asked = {**MONTH, **more, "target": target}
    (to,) = (row["to"] for row in calculator.needed(asked)["inputs"] if row["input"] == key)
    shown = calculator.further_page(asked)["needed"]["rows"]
    (sentence,) = (row["sentence"] for row in shown if row["input"] == key)
    return to, sentence


def test_between_two_bends_the_nearest_count_is_found(torn: Calculator) -> None:
    # Two hazards: 420 + 9 a report, and nothing off below 60 points: 100 − 20 − 3 × 7 = 59 with 13 reports,
    # 537.
    # With 14 to 19 reports the deduction is as much as the reports pay, or nearly.
    hazards = {"missed_hazards": 2}
    assert way(torn, "valid_reports", "480", **hazards, valid_reports=5) == (
        7,  # 420 + 7 × 9 = 483
        "有效信息再多 2 条（共 7 条），是 483.00 元",
    )
    assert way(torn, "valid_reports", "430", **hazards, valid_reports=18) == (
        13,
        "如果少 5 条有效信息（第八条第二项），是 537.00 元",
    )
    # Meetings at 20, at most 60, of which a share is taken: 600, 580, 560 with 100 to 90 points, 600 − 54,
    # then 540 up to 8 meetings, and 600 again from 9 on, 55 points.
    # Of an unknown number each is tried for each other count, so none goes beyond 22.
    meetings = Calculator(few(changed(shares={"base_by_score": {"covers": ["meeting_deduction"]}}), 22))
    for own, target, found in (
        (4, "580", (1, "如果少 3 次例会缺席（第十二条第一项），是 580.00 元")),
        (4, "590", (0, "如果少 4 次例会缺席（第十二条第一项），是 600.00 元")),
        (7, "590", (9, "如果再有 2 次例会缺席（第十二条第一项），是 600.00 元")),
        (None, "550", (0, "如果例会缺席一共 0 次（第十二条第一项），是 600.00 元")),
    ):
        assert way(meetings, "meetings_missed", target, meetings_missed=own) == found


def test_the_nearest_of_the_counts_that_fit_is_told(torn: Calculator) -> None:
    for own, count in ((1, 0), (4, {"min": 5, "max": 999})):
        request = {**MONTH, "missed_hazards": own, "official": {"hazard_deduction": "0"}}
        causes = rows(torn.reconcile(request))["hazard_deduction"]["causes"]
        assert [cause["count"] for cause in causes if cause.get("input") == "missed_hazards"] == [count]


def test_tables_without_scores_share_nothing() -> None:
    policy = scored()
    plain = PayTables(**{name: getattr(policy.tables, name) for name in PayTables.__slots__} | {"shares": {}})
    assert (plain.shared, policy.tables.shared) == ([], ["base"])
