"""The answers that the page shows, and the engine loaded from packed tables."""

import json
from typing import Any

import pytest

from calculator.api import Calculator, from_packed
from calculator.loading.folder import DEFAULT_FOLDER, stamped, tables_of
from calculator.packing import pack


@pytest.fixture
def form(month: dict[str, Any]) -> dict[str, Any]:
    """A form as the page would send it, with a little of everything."""
    return {
        **month,
        "sign_ins": "18",
        "valid_reports": "22",
        "major_reports": "1",
        "result": "fail",
        "previous_result": "fail",
        "fabricated": True,
    }


def test_the_page_shows_lines_with_words_ready(calculator: Calculator, form: dict[str, Any]) -> None:
    lines = {line["id"]: line for group in calculator.page(form)["groups"] for line in group["lines"]}
    assert lines["report_pay"] == {
        "id": "report_pay",
        "label": "有效信息",
        "shown": "+150.00",
        "min": "150.00",
        "max": "150.00",
        "product": "7.50 元 × 20 条",
        "working": "7.50 元 × 20 条 = 150.00 元（本月 22 条，按单价计到第 20 条）",
        "clause": {"name": "第十一条第一项", "anchor": "art-11-1"},
        "text": calculator.policy.text["11.1"],
        "paid": "当月发",
        "zero": False,
    }
    assert (lines["surplus_reward"]["shown"], lines["surplus_reward"]["paid"]) == ("+10.00", "年底发")
    assert lines["major_reward"]["shown"] == "+100.00～+300.00"
    assert lines["sign_in_deduction"]["shown"] == "−20.00"
    assert (lines["praise_reward"]["shown"], lines["praise_reward"]["zero"]) == ("0.00", True)
    # A zero line shows its reason in the place where other lines show the multiplication.
    assert (
        lines["praise_reward"]["product"] == lines["praise_reward"]["working"] == "本月没有被通报表扬的信息"
    )
    assert lines["base"]["product"] == "500.00 元 × 70%"


def test_the_page_shows_the_counts_and_readings_of_the_request(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    shown = calculator.page({**month, "valid_reports": None, "major_reports": 2})
    assert shown["given"] == "签到 20 次，有效信息还不清楚，重大信息 2 条"
    assert shown["chosen"] == []
    readings = {"major-range": "special_as_major", "surplus-cap": "default"}
    assert calculator.page({**month, "readings": readings})["chosen"] == [
        {
            "reading": "major-range",
            "label": "按另一种理解：特别重大信息也可能按重大信息给，最少 100 元",
            "clause": {"name": "第十一条第三项", "anchor": "art-11-3"},
        }
    ]


def test_the_page_shows_totals_and_a_summary(calculator: Calculator, form: dict[str, Any]) -> None:
    # 350 + 150 + 100～300 = 600～800; 2 × 10 = 20 off; 2 × 5 = 10 at the year's end.
    shown = calculator.page(form)
    assert [(total["id"], total["label"], total["shown"]) for total in shown["totals"]] == [
        ("gross", "当月应得", "600.00～800.00 元"),
        ("deductions", "扣款合计", "−20.00 元"),
        ("net", "相抵之后", "580.00～780.00 元"),
        ("payable", "本月应发", "580.00～780.00 元"),
        ("year_end", "年底另发", "10.00 元"),
    ]
    assert (shown["totals"][0]["min"], shown["totals"][0]["max"]) == ("600.00", "800.00")
    assert (shown["month"], shown["month_said"]) == ("2026-10", "2026年10月")
    assert shown["worker"] == "农村网格员"
    assert shown["cautions"] == []
    assert (
        shown["summary"]
        == "本月应发 580.00 到 780.00 元；年底另发 10.00 元；少签到扣 20.00 元（第十二条第三项）。"
    )


def test_a_plain_month_has_a_plain_summary(calculator: Calculator, month: dict[str, Any]) -> None:
    shown = calculator.page({**month, "month": "2022-05"})
    assert shown["summary"] == "本月应发 500.00 元。"
    assert len(shown["cautions"]) == 1


def quiet(shown: dict[str, Any]) -> list[str]:
    return [total["id"] for total in shown["totals"] if total["quiet"]]


def test_the_groups_show_what_the_total_is_made_of(calculator: Calculator, month: dict[str, Any]) -> None:
    assert quiet(calculator.page({**month, "sign_ins": 18})) == ["gross", "deductions", "net"]


def test_the_page_has_a_headline_and_says_how_many_places_are_unclear(
    calculator: Calculator, form: dict[str, Any]
) -> None:
    assert calculator.page(form)["headline"] == "580.00～780.00 元"
    # base-share, report-quota-stop (22 reports), surplus-cap (310 of rewards above 50), surplus-condition
    # (18 sign-ins), surplus-time, sign-in-shortfall, rural-name: seven places.
    note = calculator.further_page(form)["readings_note"]
    assert note == "办法有 7 处没有写清楚，会改变这个结果。下面每条是只改这一处的数"


def test_two_ways_to_take_one_place_are_one_place(calculator: Calculator, month: dict[str, Any]) -> None:
    shown = calculator.further_page({**month, "worker_type": "community_full_time"})
    # 24.45 each and 489.00 at most are both of full-time-price; base-share, surplus-time, sign-in-shortfall.
    rows = [(row["reading"], row["alternative"]) for row in shown["readings"]]
    assert rows == [
        ("base-share", "by_result"),
        ("full-time-price", "lower_price"),
        ("full-time-price", "capped"),
        ("surplus-time", "whole_item"),
        ("sign-in-shortfall", "one_a_day"),
    ]
    assert shown["readings_note"].startswith("办法有 4 处没有写清楚，会改变这个结果")


def test_a_reading_that_changes_only_the_year_end_shows_that_total(
    calculator: Calculator, form: dict[str, Any]
) -> None:
    rows = {row["reading"]: row for row in calculator.further_page(form)["readings"]}
    # 18 of 20 sign-ins: the surplus of 2 × 5 is not earned.
    assert rows["surplus-condition"]["effect"] == "年底另发变动 −10.00 元"


def test_the_page_shows_how_a_reading_would_move_what_is_paid(
    calculator: Calculator, form: dict[str, Any]
) -> None:
    readings = {(row["reading"], row["label"]): row for row in calculator.further_page(form)["readings"]}
    later = next(row for key, row in readings.items() if key[0] == "surplus-time")
    assert later["effect"] == "本月应发变动 −150.00 元，年底另发变动 +150.00 元"
    assert later["question"] == "「一般性奖励」只是多报的奖励，还是第一项的全部？"
    assert later["settles"] == "县委政法委解释（第十五条）；县综治中心的发放表"
    assert later["clause"] == {"name": "第十一条第一项", "anchor": "art-11-1"}
    base = next(row for key, row in readings.items() if key[0] == "base-share")
    assert base["effect"] == "本月应发变动 −350.00～0.00 元"


def test_a_reading_that_moves_nothing_paid_shows_what_it_moves(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    # Nothing is paid either way (350 − 10 × 100 below 0), but the balance moves by the 10 of a sign-in.
    asked = {**month, "valid_reports": 0, "missed_hazards": 10, "poor_cooperation": 1}
    rows = [row for row in calculator.further_page(asked)["readings"] if row["reading"] == "poor-cooperation"]
    assert rows[0]["effect"] == "扣款合计变动 +30.00 元，相抵之后变动 +30.00 元"


def test_the_page_shows_the_grounds(calculator: Calculator, form: dict[str, Any]) -> None:
    grounds = {ground["id"]: ground for ground in calculator.further_page(form)["grounds"]}
    assert grounds["consecutive_failures"] == {
        "id": "consecutive_failures",
        "label": "连续两次考核不合格",
        "status": "met",
        "status_label": "已出现",
        "reason": "2026年9月、2026年10月 连续 2 次考核不合格，该条所列情形已出现。",
        "settles": "怎样算合格，办法没有写；这里只看你填的已公布结果，不从次数推断合格不合格。"
        "要问清：乡镇平安办公布的考核结果。",
        "decides": "乡镇平安办考核并提出拟调整淘汰名单，报县综治中心（第七条、第十三条末段）",
        "clause": {"name": "第十三条第一项", "anchor": "art-13-1"},
    }
    assert grounds["fabrication"]["status_label"] == "办法没有写明"
    assert grounds["failures_in_year"]["status_label"] == "再出现一次即符合"
    assert (grounds["phone_checks"]["status_label"], grounds["phone_checks"]["settles"]) == ("未出现", "")


def test_the_answer_to_a_form_is_the_page_as_json_text(calculator: Calculator, form: dict[str, Any]) -> None:
    text = calculator.answer(json.dumps(form), "page")
    assert json.loads(text) == calculator.page(form)
    assert "本月应发" in text


def test_the_worker_may_ask_as_programs_do(calculator: Calculator, month: dict[str, Any]) -> None:
    assert json.loads(calculator.answer(json.dumps(month), "estimate")) == calculator.estimate(month)
    asked = {"worker_type": "rural"}
    assert json.loads(calculator.answer(json.dumps(asked), "risk")) == calculator.risk(asked)


def test_there_is_no_verb_but_those_named(calculator: Calculator) -> None:
    with pytest.raises(KeyError, match="page_"):
        calculator.verb("page_")


def test_the_answer_to_a_wrong_form_is_its_faults(calculator: Calculator, form: dict[str, Any]) -> None:
    message = "签到次数要写 0 到 999 的整数，例如 18（写的是 x）"
    for verb in ("page", "further_page"):
        text = calculator.answer(json.dumps({**form, "sign_ins": "x"}), verb)
        assert json.loads(text) == {"errors": [{"field": "sign_ins", "message": message}]}
        assert message in text


def test_packed_tables_give_the_same_engine(calculator: Calculator, form: dict[str, Any]) -> None:
    packed = pack({"editions": stamped([tables_of(DEFAULT_FOLDER)])})
    unpacked = from_packed(packed)
    assert unpacked.page(form) == calculator.page(form)
    assert unpacked.further_page(form) == calculator.further_page(form)
