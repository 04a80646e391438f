"""A month of a county that scores: its lines, totals, score and words, worked by hand."""

from typing import Any

import pytest

from calculator.api import Calculator
from tests.calculator.scored import calculator

CALCULATOR: Calculator = calculator()
MONTH = {"month": "2026-10", "worker_type": "community_full_time", "sign_ins": 22, "valid_reports": 20}


def ask(**more: Any) -> dict[str, Any]:
    return CALCULATOR.estimate({**MONTH, **more})


def lines(answer: dict[str, Any]) -> dict[str, Any]:
    return {line["id"]: line for line in answer["lines"]}


def exact(amount: str) -> dict[str, str]:
    return {"min": amount, "max": amount}


def test_a_score_pays_a_share_of_the_base() -> None:
    # 100 − 6 × 3 = 82 points: 1630 × 70% = 1141.00; × 90% = 1026.90. 14 × 24.50 = 343.00.
    # Three years: 50 + 2 × 60 = 170. 1026.90 + 343.00 + 170.00 = 1539.90.
    answer = ask(valid_reports=14, full_years=3)
    found = lines(answer)
    assert found["base"]["working"] == "1141.00 元 × 90% = 1026.90 元（月考核得分 82 分）"
    assert found["seniority"]["working"] == "满 3 年：50.00 元 ＋ 60.00 元 × 2 = 170.00 元"
    assert (answer["score"], answer["result"], answer["base_share"]) == (82, "pass", "90%")
    assert answer["totals"]["payable"] == exact("1539.90")


def test_a_line_of_which_nothing_is_paid_says_why() -> None:
    # 100 − 10 × 2 − 8 × 3 = 56 points: nothing of the base.
    answer = ask(sign_ins=12, valid_reports=12)
    assert lines(answer)["base"]["working"] == "1141.00 元 × 0% = 0.00 元（月考核得分 56 分）"
    assert (answer["score"], answer["result"], answer["base_share"]) == (56, "fail", "0%")
    assert lines(answer)["seniority"]["working"] == "满 0 年，没有工龄补贴"


def test_unknown_counts_leave_score_result_and_share_open() -> None:
    # 0 to 20 reports: 100 − 60 = 40 to 100 points.
    answer = ask(valid_reports=None)
    assert (answer["score"], answer["result"]) == ({"min": 40, "max": 100}, None)
    assert answer["base_share"] == {"min": "0%", "max": "100%"}
    # 0 + 0 to 1141.00 + 490.00; from 21 on 5 yuan each a quarter, up to 50.
    assert answer["totals"]["payable"] == {"min": "0.00", "max": "1631.00"}
    assert answer["totals"]["quarter"] == {"min": "0.00", "max": "50.00"}


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        # 100 − 6 × 3; 100 − 10 × 2 − 8 × 3; 0 to 20 reports: 40 to 100 points.
        ({"valid_reports": 14}, "月考核得分 82 分，合格；基础补助发 90%"),
        ({"sign_ins": 12, "valid_reports": 12}, "月考核得分 56 分，不合格；基础补助发 0%"),
        ({"valid_reports": None}, "月考核得分 40～100 分，合不合格还不能定；基础补助发 0～100%"),
    ],
)
def test_the_page_says_the_score_the_result_and_the_share(counts: dict[str, Any], said: str) -> None:
    assert CALCULATOR.page({**MONTH, **counts})["assessed"] == said


def test_what_is_paid_quarterly_is_listed_also_without_an_amount() -> None:
    shown = {total["id"]: total["shown"] for total in CALCULATOR.page(MONTH)["totals"]}
    assert list(shown)[-2:] == ["quarter", "year_end"]
    assert shown["quarter"] == "0.00 元"


def test_a_failed_month_is_left_with_the_count_that_passes_it() -> None:
    # Six reports: 100 − 14 × 3 = 58 points; seven: 61, and 60 pass.
    failed = {"months": [{"month": "2026-09", "result": "fail"}]}
    asked = {**MONTH, "sign_ins": 22, "valid_reports": 6, "history": failed}
    found = CALCULATOR.needed(asked)["leave"]
    assert [(each["input"], each["from"], each["to"], each["change"]) for each in found] == [
        ("valid_reports", 6, 7, 1)
    ] * 2


@pytest.mark.parametrize(
    ("meetings", "deducted", "working"),
    [
        (3, "-60.00", "20.00 元 × 3 次 = 60.00 元"),
        (4, "-60.00", "20.00 元 × 4 次 = 80.00 元，每月最多扣 60.00 元，扣 60.00 元"),
    ],
)
def test_an_inner_ceiling_cuts_one_line(meetings: int, deducted: str, working: str) -> None:
    line = lines(ask(meetings_missed=meetings))["meeting_deduction"]
    assert (line["min"], line["working"]) == (deducted, working)


@pytest.mark.parametrize(
    ("reports", "deductions"),
    [
        (9, "-220.50"),  # 9 × 24.50 = 220.50 < 15 × 10 + 60 + 100
        (12, "-294.00"),  # 294.00
        (13, "-310.00"),  # 318.50 > 310.00
    ],
)
def test_an_outer_ceiling_is_the_pay_for_reports(reports: int, deductions: str) -> None:
    answer = ask(sign_ins=12, valid_reports=reports, meetings_missed=5, missed_hazards=1)
    assert answer["totals"]["deductions"] == exact(deductions)
    assert sum(float(line["min"]) for line in answer["lines"] if line["min"][0] == "-") == float(deductions)


def test_a_cut_deduction_says_what_cut_it_and_what_is_left() -> None:
    # 9 × 15 = 135.00 are paid for reports. One hazard 100, then 35 of the 150 for sign-ins, nothing of 60.
    answer = ask(worker_type="rural", sign_ins=12, valid_reports=15, meetings_missed=5, missed_hazards=1)
    found = lines(answer)
    assert [found[key]["min"] for key in ("hazard_deduction", "sign_in_deduction", "meeting_deduction")] == [
        "-100.00",
        "-35.00",
        "0.00",
    ]
    limit = "扣款合计不超过有效信息 135.00 元"
    assert found["sign_in_deduction"]["working"].endswith(f"（本月 12 次，要 22 次），{limit}，扣 35.00 元")
    assert found["meeting_deduction"]["working"] == (
        f"20.00 元 × 5 次 = 100.00 元，每月最多扣 60.00 元，扣 60.00 元，{limit}，扣 0.00 元"
    )
    # The page shows the factors alone only where their product is the amount.
    shown = CALCULATOR.page({**MONTH, "worker_type": "rural", "sign_ins": 12, "valid_reports": 15})
    shown_lines = [line for group in shown["groups"] for line in group["lines"]]
    assert [line["product"] for line in shown_lines if line["id"] == "sign_in_deduction"] == [
        "15.00 元 × 10 次 = 150.00 元（本月 12 次，要 22 次），扣款合计不超过有效信息 135.00 元，扣 135.00 元"
    ]
    # The part-timer has 15 × 15 = 225 and a fixed 300: the limit is both.
    both = ask(worker_type="community_part_time", sign_ins=0, valid_reports=15, missed_hazards=3)
    assert "扣款合计不超过有效信息、固定绩效合计 525.00 元" in lines(both)["sign_in_deduction"]["working"]
    # Nothing is paid for reports, so nothing can be taken off.
    none = ask(worker_type="rural", valid_reports=0, missed_hazards=1)
    limited = "扣款合计不超过有效信息、固定绩效合计 0.00 元，扣 0.00 元"
    assert lines(none)["hazard_deduction"]["working"].endswith(limited)


def test_totals_have_a_quarter_only_where_a_line_is_paid_quarterly(calculator: Calculator) -> None:
    # 5 × 3 for 23 reports.
    answer = ask(valid_reports=23)
    assert answer["totals"]["quarter"] == exact("15.00")
    assert lines(answer)["surplus_reward"]["paid"] == "quarter"
    shown = CALCULATOR.page({**MONTH, "valid_reports": 23})
    assert [total["label"] for total in shown["totals"]][-2:] == ["按季另发", "年底另发"]
    assert "按季另发 15.00 元" in shown["summary"]
    paid = {line["id"]: line["paid"] for group in shown["groups"] for line in group["lines"]}
    assert paid["surplus_reward"] == "按季发"
    assert paid["seniority"] == "办法没有写什么时候发，这里计入当月"
    trial = calculator.estimate({**MONTH, "sign_ins": 20})
    assert "quarter" not in trial["totals"]
    assert {key for key in trial if key.endswith("_share")} == set()
    page = calculator.page({**MONTH, "sign_ins": 20})
    assert "quarter" not in [total["id"] for total in page["totals"]]


def test_readings_change_payment_shares_and_ceilings() -> None:
    # 82 points. Reports later: 1539.90 − 343.00. Seniority by the score too: 170 × 90% = 153.00.
    # Meetings up to 50 instead of 60 (77 points less 15 for three: 67, 80 %).
    rows = {row["alternative"]: row for row in ask(valid_reports=14, full_years=3)["readings"]}
    assert rows["reports_later"]["totals"]["payable"] == exact("1196.90")
    assert rows["reports_later"]["totals"]["quarter"] == exact("343.00")
    assert rows["no_bonus"]["totals"]["payable"] == exact("1522.90")
    assert "meetings_alone" not in rows
    rows = {row["alternative"]: row for row in ask(meetings_missed=3)["readings"]}
    assert rows["meetings_alone"]["difference"] == exact("10.00")
    page = CALCULATOR.further_page({**MONTH, "valid_reports": 14})
    effects = [row["effect"] for row in page["readings"]]
    assert "本月应发变动 −343.00 元，按季另发变动 +343.00 元" in effects
