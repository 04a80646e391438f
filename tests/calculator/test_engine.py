"""A whole month: the words of each line, the ceilings, and the results under other readings."""

from typing import Any

import pytest

from calculator.api import Calculator
from calculator.clauses import name
from calculator.engine import estimate, estimate_and_changes
from calculator.money import Span
from calculator.policy import Policy
from calculator.situation import Situation


def lines(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["id"]: line for line in answer["lines"]}


def test_an_empty_month_says_why_each_line_is_zero(calculator: Calculator, month: dict[str, Any]) -> None:
    found = lines(calculator.estimate({**month, "valid_reports": 0}))
    assert {key: line["working"] for key, line in found.items()} == {
        "base": "500.00 元 × 70% = 350.00 元",
        "report_pay": "本月有效信息 0 条，每条 7.50 元",
        "surplus_reward": "本月有效信息 0 条，任务 20 条，没有计入的超额",
        "praise_reward": "本月没有被通报表扬的信息",
        "major_reward": "本月没有重大信息",
        "special_major_reward": "本月没有特别重大信息",
        "hazard_deduction": "本月没有这种情形，不扣",
        "order_deduction": "本月没有这种情形，不扣",
        "cooperation_deduction": "本月没有要扣的这种情形",
        "sign_in_deduction": "本月签到 20 次，不扣",
    }


def test_each_line_names_its_article_and_when_it_is_paid(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    found = calculator.estimate(month)["lines"]
    assert [(line["id"], line["article"], line["also"], line["paid"]) for line in found] == [
        ("base", "11.1", ["9"], "month"),
        ("report_pay", "11.1", ["9"], "month"),
        ("surplus_reward", "11.1", ["8.2"], "year_end"),
        ("praise_reward", "11.2", [], "unsaid"),
        ("major_reward", "11.3", [], "unsaid"),
        ("special_major_reward", "11.3", [], "unsaid"),
        ("hazard_deduction", "12.1", [], "month"),
        ("order_deduction", "12.2", [], "month"),
        ("cooperation_deduction", "12.2", [], "month"),
        ("sign_in_deduction", "12.3", ["8.1"], "month"),
    ]
    assert [line["label"] for line in found][:3] == ["基础补助", "有效信息", "超额奖励"]


def test_count_and_rate_are_exact_or_spans(calculator: Calculator, month: dict[str, Any]) -> None:
    found = lines(calculator.estimate({**month, "valid_reports": None, "major_reports": 2}))
    assert (found["base"]["count"], found["base"]["rate"]) == (None, None)
    assert found["report_pay"]["count"] == {"min": 0, "max": 20}
    assert found["report_pay"]["rate"] == "7.50"
    assert found["major_reward"]["count"] == 2
    assert found["major_reward"]["rate"] == {"min": "100.00", "max": "300.00"}


@pytest.mark.parametrize(("reports", "amount"), [(30, "50.00"), (31, "50.00"), (999, "50.00")])
def test_the_surplus_stops_at_its_ceiling(
    calculator: Calculator, month: dict[str, Any], reports: int, amount: str
) -> None:
    line = lines(calculator.estimate({**month, "valid_reports": reports}))["surplus_reward"]
    assert (line["min"], line["max"]) == (amount, amount)
    # 10 × 5 = 50 is just the ceiling and needs no word; 11 × 5 = 55 goes above it.
    assert ("，奖励每月最多 50.00 元，计 50.00 元" in line["working"]) == (reports > 30)


def test_a_ceiling_over_all_rewards_takes_what_the_month_pays_first(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # 30 praised by the province; 50 − 30 = 20 is left for the surplus of 10 × 5 = 50.
    asked = {
        **month,
        "valid_reports": 30,
        "praised_by_province": 1,
        "readings": {"surplus-cap": "all_rewards"},
    }
    found = lines(calculator.estimate(asked))
    assert found["praise_reward"]["min"] == "30.00"
    assert found["praise_reward"]["working"] == "30.00 元 × 1 条 = 30.00 元"
    assert found["surplus_reward"]["max"] == "20.00"
    assert found["surplus_reward"]["working"].endswith("= 50.00 元，奖励每月最多 50.00 元，计 20.00 元")


def test_a_reading_that_changes_nothing_for_this_worker_is_not_listed(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    found = calculator.estimate(month)["readings"]
    # 20 reports, 20 sign-ins, nothing else: the base, when the reports are paid, whether they are
    # paid to a rural full-timer, and whether the sign-ins were days.
    assert [(row["reading"], row["alternative"]) for row in found] == [
        ("base-share", "by_result"),
        ("surplus-time", "whole_item"),
        ("sign-in-shortfall", "one_a_day"),
        ("rural-name", "no_unit_price"),
    ]


def test_a_listed_reading_gives_its_totals_and_how_far_they_move(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    by_reading = {row["reading"]: row for row in calculator.estimate(month)["readings"]}
    row = by_reading["surplus-time"]
    # 20 × 7.50 = 150.00 moves from the month to the year's end; 500 − 150 = 350.
    nothing = {"min": "0.00", "max": "0.00"}
    monthly, later = {"min": "350.00", "max": "350.00"}, {"min": "150.00", "max": "150.00"}
    lower = {"min": "-150.00", "max": "-150.00"}
    assert row["totals"] == {
        "gross": monthly,
        "deductions": nothing,
        "net": monthly,
        "payable": monthly,
        "year_end": later,
    }
    assert row["difference"] == lower
    assert row["label"] == "第一项按条计的部分（三成）也到年底发放"
    assert row["article"] == "11.1"


def test_a_reading_that_only_moves_what_is_paid_out_has_no_difference(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # 350 − 4 × 100 − 20 × 10 = −250: set off against other months instead of 0.
    asked = {**month, "valid_reports": 0, "sign_ins": 0, "missed_hazards": 4}
    answer = calculator.estimate(asked)
    assert answer["totals"]["net"] == {"min": "-250.00", "max": "-250.00"}
    assert answer["totals"]["payable"] == {"min": "0.00", "max": "0.00"}
    row = next(row for row in answer["readings"] if row["reading"] == "below-zero")
    assert row["totals"]["payable"] == {"min": "-250.00", "max": "-250.00"}
    assert row["difference"] == {"min": "0.00", "max": "0.00"}


def test_the_same_question_has_the_same_answer_twice(policy: Policy, month: dict[str, Any]) -> None:
    asked = Situation.read(policy, month)
    assert estimate(policy, asked) == estimate(policy, asked)


def test_the_totals_give_their_changes_under_another_reading(policy: Policy, month: dict[str, Any]) -> None:
    asked = Situation.read(policy, {**month, "valid_reports": 30, "sign_ins": 19})
    statement, others = estimate_and_changes(policy, asked)
    rows = {row.reading: row for row in others}
    # With 19 of 20 sign-ins the surplus of 50 is not earned: the year's end moves, the month does not.
    moved = statement.totals.changes(rows["surplus-condition"].totals)
    assert moved == {"year_end": Span(-5000, -5000)}


def test_every_article_a_line_or_reading_names_can_be_said(policy: Policy) -> None:
    assert policy.articles == 16
    for reading in policy.readings.values():
        for option in reading.options.values():
            assert name(option.article).startswith("第")
