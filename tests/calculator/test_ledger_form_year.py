"""The grounds judged from the stored months together with the form."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.engine import stand
from calculator.ledger.row import Row
from calculator.ledger.rows import Placed, collect
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.versions import Editions
from tests.calculator.conftest import faults
from tests.calculator.ledger_form import CALCULATOR, form, kept
from tests.calculator.ledgers import ELSEWHERE, PRESENT, row
from tests.calculator.revision import NEW


def seen(*months: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return CALCULATOR.year_page({"months": list(months), "form": form(**fields)})


def ground(answer: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [each for each in answer["grounds"] if each["id"] == name]
    assert isinstance(found, dict)
    return found


def total(answer: dict[str, Any], name: str) -> str:
    (found,) = [each["shown"] for each in answer["totals"] if each["id"] == name]
    assert isinstance(found, str)
    return found


# 350 + 0 × 7.50 = 350 in September, which is kept; October stands in the form alone.
def test_the_grounds_are_judged_with_the_form_and_the_sums_without() -> None:
    answer = seen(row("2026-09", valid_reports=0), valid_reports="0")
    zero = ground(answer, "zero_reports")
    assert zero["status"] == "met"
    assert zero["counted"] == ["2026年9月 有效信息为零", "2026年10月 有效信息为零"]
    assert (answer["recorded"], total(answer, "payable")) == (1, "350.00 元")
    assert answer["judged"] == "按记下的各月和上面填的这个月判断。"
    # With one report October is no month of zero, and September's is left alone.
    assert [(each["ground"], each["sentence"]) for each in answer["leave"]] == [
        ("zero_reports", "本月有效信息达到 1 条，这一项就没有出现（第十三条第二项）")
    ]


def test_the_forms_month_stands_in_for_the_kept_one_in_the_grounds_only() -> None:
    months = [row("2026-09", result="fail"), row("2026-10", result="pass", sign_ins=18)]
    answer = seen(*months, result="fail")
    failures = ground(answer, "consecutive_failures")
    assert (failures["status"], failures["counted"]) == (
        "met",
        ["2026年9月 考核不合格", "2026年10月 考核不合格"],
    )
    # The sums are those of the kept months: 500 + (500 − 2 × 10).
    assert total(answer, "payable") == "980.00 元"
    assert answer["months"][9]["result"] == "pass"


def test_a_month_kept_as_it_stands_is_not_told_as_the_forms() -> None:
    plain = {**kept(result="fail"), "note": "雨天"}
    assert seen(plain, result="fail")["judged"] == "按记下的各月判断。"
    assert seen(plain, result="pass")["judged"] == "按记下的各月和上面填的这个月判断。"


def test_the_month_before_is_the_forms_only_where_it_is_not_kept() -> None:
    said = {"result": "fail", "previous_result": "fail", "previous_valid_reports": "0"}
    alone = seen(**said)
    assert ground(alone, "consecutive_failures")["status"] == "met"
    # Not in October: its 20 reports are no zero.
    assert ground(alone, "zero_reports")["status"] == "not_met"
    # September is kept as passed: October is the first of a run that November could complete.
    with_september = seen(row("2026-09", result="pass"), **said)
    assert ground(with_september, "consecutive_failures")["status"] == "one_more"
    # The form's statement about September is not stored, so the answer does not rest on stored months alone.
    assert seen(kept(result="fail"), **said)["judged"] == "按记下的各月和上面填的这个月判断。"


def test_one_more_event_is_judged_for_the_worker_type_of_the_form_or_of_the_last_month() -> None:
    # The text names full-time workers alone, so for others it leaves the point open.
    for worker, text in (
        ("community_full_time", "如果有一次：该条所列情形即出现"),
        ("rural", "如果有一次：算不算，办法没有写明"),
    ):
        months = [row("2026-09", worker_type="community_part_time"), row("2026-10", worker_type=worker)]
        for answer in (
            seen(months[0], worker_type=worker),
            CALCULATOR.year_page({"months": months}),
            CALCULATOR.year_page({"months": months[:1], "worker_type": worker}),
        ):
            assert ground(answer, "title_misuse")["next"] == text


def test_the_month_before_january_is_december() -> None:
    failures = ground(seen(month="2027-01", result="fail", previous_result="fail"), "consecutive_failures")
    assert failures["counted"] == ["2026年12月 考核不合格", "2027年1月 考核不合格"]


def test_the_year_is_the_forms_unless_another_is_asked_for() -> None:
    assert seen(row("2025-03"))["year"] == 2026
    other = CALCULATOR.year_page({"months": [row("2025-03")], "form": form(), "year": 2025})
    assert (other["year"], other["recorded"]) == (2025, 1)


def test_a_month_far_from_the_kept_ones_is_a_fault_of_the_month() -> None:
    # 50 years are 600 months: from January 2026 to December 2075.
    assert seen(row("2026-01"), month="2075-12")["year"] == 2075
    found = faults(CALCULATOR.year_page, {"months": [row("2026-01")], "form": form(month="2076-01")})
    assert list(found) == ["month"]
    assert found["month"][0].startswith("最早和最晚的月份相差超过")


def test_an_edition_that_is_not_here_is_kept_and_judged_but_its_counts_leave_nothing() -> None:
    answer = seen(row("2026-09", valid_reports=0), valid_reports="0", policy=ELSEWHERE)
    assert ground(answer, "zero_reports")["status"] == "met"
    assert answer["leave"] == []
    assert CALCULATOR.form_page({"row": kept(policy=ELSEWHERE)})["form"]["policy"] == ELSEWHERE


def test_each_month_is_kept_and_computed_under_its_edition(several: Calculator) -> None:
    new_form = {**form(sign_ins="18", month="2027-01"), "meetings": "0"}
    del new_form["poor_cooperation"]
    old = several.row_page({"form": form(sign_ins="18", month="2026-12")})["row"]
    new = several.row_page({"form": new_form})["row"]
    assert (old["policy"], new["policy"]) == (PRESENT, NEW)
    assert ("poor_cooperation" in old, "poor_cooperation" in new) == (True, False)
    assert ("meetings" in old, "meetings" in new) == (False, True)
    for each in (old, new):
        assert "policy" not in several.form_page({"row": each})["form"]
    assert several.form_page({"row": {**new, "policy": PRESENT}})["form"]["policy"] == PRESENT
    # 500 − 2 × 10 = 480 and 500 − 2 × 12 = 476.
    shown = [
        several.year_page({"months": [old, new], "form": form(month="2027-02"), "year": year})["months"]
        for year in (2026, 2027)
    ]
    assert (shown[0][11]["shown"], shown[1][0]["shown"]) == ("480.00", "476.00")
    # The month before, as the form speaks of it, is read under the edition of that month.
    with_before = form(month="2027-01", previous_result="fail", result="fail")
    judged = several.year_page({"months": [], "form": with_before})
    assert ground(judged, "consecutive_failures")["status"] == "met"


def test_a_key_that_is_not_known_is_refused_with_the_form_as_without() -> None:
    asked = {"months": [], "form": form()}
    for key in ("worker_type", "monthes"):
        found = faults(CALCULATOR.year_page, {**asked, key: "rural"})
        assert found == {key: [f"不认得这一项：{key}"]}
    # All faults of the request at once; faults of a row have its place.
    month = {**row("2026-09"), "month": "前年"}
    assert set(faults(CALCULATOR.year_page, {**asked, "months": [month], "year": "前年", "other": 1})) == {
        "months.0.month",
        "year",
        "other",
    }


def test_required_counts_of_the_month_before_are_unknown() -> None:
    # Another county asks for refused orders too; of the month before the form says the reports alone.
    inputs = {
        key: replace(item, required=item.required or key == "refused_orders")
        for key, item in CALCULATOR.policy.inputs.items()
    }
    county = Calculator(replace(CALCULATOR.policy, inputs=inputs))
    said = form(valid_reports="0", refused_orders="0", previous_valid_reports="0")
    answer = county.year_page({"months": [], "form": said})
    assert ground(answer, "zero_reports")["counted"] == ["2026年9月 有效信息为零", "2026年10月 有效信息为零"]
    # If the policy has no sign-ins, none are added, so there is nothing to refuse.
    less = {key: item for key, item in inputs.items() if key != "sign_ins"}
    without = replace(CALCULATOR.policy, inputs=less)
    del said["sign_ins"]
    edition = Calculator(without).year_page({"months": [], "form": {**said, "policy": ELSEWHERE}})
    assert ground(edition, "zero_reports")["status"] == "met"


def test_a_year_with_the_form_reads_each_row_and_computes_each_month_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed: list[Month] = []
    read: list[int] = []

    def counted(policy: Policy, situation: Situation) -> Standing:
        computed.append(situation.month)
        return stand(policy, situation)

    def counting(editions: Editions, placed: Iterable[Placed], errors: Any, unread: Any) -> tuple[Row, ...]:
        found = collect(editions, placed, errors, unread)
        read.append(len(found))
        return found

    monkeypatch.setattr("calculator.ledger.year.stand", counted)
    monkeypatch.setattr("calculator.ledger.rows.collect", counting)
    months = [row(f"{year}-{number:02}") for year in (2024, 2025, 2026) for number in range(1, 13)]
    answer = seen(*months, sign_ins="18")
    # 12 × 500, October as it is kept.
    assert total(answer, "payable") == "6000.00 元"
    assert computed == [Month(2026, number) for number in range(1, 13)]
    # The 36 that are kept, and the form's own.
    assert read == [36, 1]
