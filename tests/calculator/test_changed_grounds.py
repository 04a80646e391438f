"""Grounds over two editions: each is judged by the values in force in the month that completes it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.policy import Policy
from calculator.versions import Editions
from tests.calculator.conftest import faults
from tests.calculator.ledgers import POLICY, row

NEW = "2027-01-01"
OLD = POLICY.version
SPANNING = (
    f"这几个月不归同一版办法管：2026年12月由 {OLD} 版管，2027年1月由 {NEW} 版管；这一条按 {NEW} 版判断。"
)


def times(*values: tuple[date, int]) -> list[dict[str, Any]]:
    return [{"from": first, "value": value} for first, value in values]


def later(**grounds: dict[str, Any] | None) -> Policy:
    """Return an edition from January 2027 with keys of its grounds replaced; None removes a ground."""
    measure = {**POLICY.measure, "version": NEW, "in_force_from": date(2027, 1, 1)}
    changed = {
        key: {**table, **(grounds.get(key) or {})}
        for key, table in POLICY.grounds.items()
        if grounds.get(key, {}) is not None
    }
    return replace(POLICY, measure=measure, grounds=changed)


def three() -> dict[str, Any]:
    return {"times": times((date(2022, 5, 6), 3))}


def with_runs(dated: dict[str, Any]) -> Policy:
    """Return the first edition with other numbers of failures in a run."""
    changed = {**POLICY.grounds["consecutive_failures"], **dated}
    return replace(POLICY, grounds={**POLICY.grounds, "consecutive_failures": changed})


def found(policy: Policy, months: list[dict[str, Any]], **asked: Any) -> dict[str, dict[str, Any]]:
    """Return the grounds of a ledger over the first edition and another one."""
    calculator = Calculator(Editions([POLICY, policy]))
    return {each["id"]: each for each in calculator.year({"months": months, **asked})["grounds"]}


def failed(*months: str) -> list[dict[str, Any]]:
    return [row(month, result="fail") for month in months]


def test_a_run_across_the_change_joins_both_sides_and_says_by_which_text() -> None:
    ground = found(later(), failed("2026-12", "2027-01"))["consecutive_failures"]
    assert ground["status"] == "met"
    assert ground["reason"] == f"2026年12月、2027年1月 连续 2 次考核不合格，该条所列情形已出现。{SPANNING}"
    one_side = found(later(), [*failed("2026-11", "2026-12"), row("2027-01", result="pass")])
    assert "版" not in one_side["consecutive_failures"]["reason"]


def test_the_months_of_each_text_are_named_once() -> None:
    """Three in a row: one by the first text, two by the later one; a third still open is named too."""
    policy = later(consecutive_failures=three())
    for months, status in ((("2026-12", "2027-01", "2027-02"), "met"), (("2026-12", "2027-01"), "one_more")):
        ground = found(policy, failed(*months))["consecutive_failures"]
        assert ground["status"] == status
        assert ground["reason"].endswith(
            f"这几个月不归同一版办法管：2026年12月由 {OLD} 版管，2027年1月、2027年2月由 {NEW} 版管；"
            f"这一条按 {NEW} 版判断。"
        )


@pytest.mark.parametrize(
    ("months", "status", "said"),
    [
        # Two are enough while the first edition governs, three from January 2027 on.
        (("2026-11", "2026-12"), "met", "连续 2 次"),
        (("2026-12", "2027-01"), "one_more", "再有一次"),
        (("2026-12", "2027-01", "2027-02"), "met", "连续 3 次"),
        (("2027-01", "2027-02"), "one_more", "再有一次"),
        # A year of 2026 with one later month: the run of 2026 was complete before.
        (("2026-11", "2026-12", "2027-02"), "met", "2026年11月、2026年12月 连续 2 次"),
    ],
)
def test_the_month_that_completes_a_run_says_how_long_it_is(
    months: tuple[str, ...], status: str, said: str
) -> None:
    ground = found(later(consecutive_failures=three()), failed(*months))["consecutive_failures"]
    assert ground["status"] == status
    assert said in ground["reason"]


def test_failures_of_two_years_are_never_added() -> None:
    months = failed("2026-09", "2026-11", "2027-02")
    ground = found(later(), [*months, row("2026-12", result="pass")])["failures_in_year"]
    # Two of 2026, whose October is not stated, and one of 2027.
    assert (ground["status"], "2026 年已有 2 次" in ground["reason"]) == ("one_more", True)
    known = [*months, row("2026-10", result="pass"), row("2026-12", result="pass")]
    assert found(later(), known)["failures_in_year"]["status"] == "not_met"
    assert found(later(), [*known, *failed("2027-04", "2027-06")])["failures_in_year"]["status"] == "met"


def test_past_months_are_judged_by_the_dated_value_of_their_time() -> None:
    """From October 2026 on a run takes three; the two months before were one."""
    dated = {"times": times((date(2022, 5, 6), 2), (date(2026, 10, 1), 3))}
    policy = replace(
        POLICY,
        grounds={
            **POLICY.grounds,
            "consecutive_failures": {**POLICY.grounds["consecutive_failures"], **dated},
        },
    )
    for months, status in (
        (("2026-08", "2026-09"), "met"),
        (("2026-09", "2026-10"), "one_more"),
        (("2026-09", "2026-10", "2026-11"), "met"),
    ):
        stated = [*failed(*months), row("2026-12", result="pass")]
        if status == "one_more":
            stated = failed(*months)
        answer = Calculator(policy).year({"months": stated})
        (ground,) = (each for each in answer["grounds"] if each["id"] == "consecutive_failures")
        assert ground["status"] == status


def test_a_dated_value_of_an_edition_ends_with_the_edition() -> None:
    dated = {"times": times((date(2022, 5, 6), 2), (date(2028, 1, 1), 9))}
    old = replace(
        POLICY,
        grounds={
            **POLICY.grounds,
            "consecutive_failures": {**POLICY.grounds["consecutive_failures"], **dated},
        },
    )
    calculator = Calculator(Editions([old, later()]))
    answer = calculator.year({"months": failed("2028-02", "2028-03")})
    (ground,) = (each for each in answer["grounds"] if each["id"] == "consecutive_failures")
    assert ground["status"] == "met"


@pytest.mark.parametrize(
    ("months", "status"),
    [(("2026-11", "2026-12"), "met"), (("2026-12", "2027-01"), "one_more"), (("2026-11",), "not_met")],
)
def test_events_are_counted_by_the_month_of_the_last_one(months: tuple[str, ...], status: str) -> None:
    stated = [row(month, phone_checks_missed=1) for month in months]
    policy = later(phone_checks=three())
    ground = found(policy, [*stated, row("2027-03")])["phone_checks"]
    assert ground["status"] == status
    assert len(ground["counted"]) == len(months)


def test_a_ground_of_one_edition_is_judged_over_its_months_only() -> None:
    """Two zeros across the change are no run where the later edition does not have the ground."""
    policy = later(zero_reports=None, phone_checks=None)
    zero = [row("2026-12", valid_reports=0), row("2027-01", valid_reports=0, phone_checks_missed=2)]
    grounds = found(policy, zero)
    assert list(grounds)[-2:] == ["zero_reports", "phone_checks"]
    assert grounds["zero_reports"]["status"] == "not_met"
    assert grounds["phone_checks"]["status"] == "not_met"
    both = [row("2026-11", valid_reports=0), *zero]
    assert found(policy, both)["zero_reports"]["status"] == "met"
    # Only months of the later edition: its grounds alone.
    assert "zero_reports" not in found(policy, [row("2027-01")])
    # The ground is new, so the month before the change does not count.
    older = replace(POLICY, grounds={k: v for k, v in POLICY.grounds.items() if k != "zero_reports"})
    calculator = Calculator(Editions([older, later()]))
    for months, status in ((zero, "one_more"), ([zero[1], row("2027-02", valid_reports=0)], "met")):
        answer = calculator.year({"months": months})
        (ground,) = (each for each in answer["grounds"] if each["id"] == "zero_reports")
        assert ground["status"] == status


def test_the_grounds_are_those_of_the_editions_of_the_stated_months() -> None:
    old = Calculator(Editions([POLICY, later(zero_reports=None)]))
    new = Calculator(Editions([replace(POLICY, grounds={}), later()]))
    for calculator, month, count in ((old, "2026-12", 9), (old, "2027-01", 8), (new, "2026-12", 0)):
        stated = {"worker_type": "rural", "months": [{"month": month}]}
        assert len(calculator.risk(stated)["grounds"]) == count
        assert len(calculator.year({"months": [row(month)]})["grounds"]) == count
    # Without a month they are those of the newest edition.
    assert len(old.risk({"worker_type": "rural"})["grounds"]) == 8
    assert len(new.year({"year": 2026})["grounds"]) == 9


def test_a_year_that_is_full_is_told_in_the_words_of_its_edition() -> None:
    says = {**POLICY.grounds["failures_in_year"]["says"], "met": "{months}：{count} 次，一年 {times} 次"}
    worded = {**POLICY.grounds["failures_in_year"], "says": says}
    first = replace(POLICY, grounds={**POLICY.grounds, "failures_in_year": worded})
    four = {"times": times((date(2022, 5, 6), 4))}
    calculator = Calculator(Editions([first, later(failures_in_year=four)]))
    stated = [*failed("2026-08", "2026-10", "2026-12"), row("2027-01", result="pass")]
    (ground,) = (
        each for each in calculator.year({"months": stated})["grounds"] if each["id"] == "failures_in_year"
    )
    assert ground["reason"] == "2026年8月、2026年10月、2026年12月：3 次，一年 3 次"


def test_each_event_is_judged_by_the_edition_of_its_month() -> None:
    policy = later(title_misuse={"decided_for": ["rural"]}, serious_case=None)
    for month, status in (("2026-12", "undecided"), ("2027-01", "met")):
        grounds = found(policy, [row(month, title_misuse=True), row("2027-02")])
        assert grounds["title_misuse"]["status"] == status
    happened = [row("2026-12", caused_serious_case=True), row("2027-01")]
    assert found(policy, happened)["serious_case"]["status"] == "met"
    assert found(policy, [row("2026-12"), row("2027-01", caused_serious_case=True)])["serious_case"][
        "status"
    ] == ("not_met")


def test_a_ground_may_apply_to_some_worker_types_only() -> None:
    only = {"applies_to": ["rural"]}
    policy = later(zero_reports=only, stated_neglect=only)
    for worker, status in (("rural", "met"), ("community_full_time", "not_met")):
        months = [
            row(month, worker_type=worker, valid_reports=0, township_statement=True)
            for month in ("2027-01", "2027-02")
        ]
        grounds = found(policy, months)
        assert (grounds["zero_reports"]["status"], grounds["stated_neglect"]["status"]) == (status, status)
    # In the first edition it applies to all.
    months = [
        row(month, worker_type="community_full_time", valid_reports=0) for month in ("2026-11", "2026-12")
    ]
    assert found(policy, months)["zero_reports"]["status"] == "met"


def test_a_fact_that_only_another_edition_asks_is_refused_where_it_is_stated() -> None:
    facts = {key: fact for key, fact in POLICY.facts.items() if key != "township_statement"}
    grounds = {key: table for key, table in POLICY.grounds.items() if key != "stated_neglect"}
    calculator = Calculator(Editions([POLICY, replace(later(), facts=facts, grounds=grounds)]))
    asked = {"worker_type": "rural", "months": [{"month": "2027-01"}]}
    said = f"2027年1月按 {NEW} 版办法算，不问「乡镇已指出工作不认真负责、群众意见大」"
    assert faults(calculator.risk, {**asked, "township_statement": True}) == {"township_statement": [said]}
    assert calculator.risk({**asked, "township_statement": False}) == calculator.risk(asked)
    # A stored month keeps it, and the file too.
    kept = row("2027-01", township_statement=True)
    text = calculator.export_ledger({"months": [kept], "format": "csv"})["text"]
    assert calculator.import_ledger({"text": text})["months"][0]["township_statement"] is True
    (month,) = (each for each in calculator.year({"months": [kept]})["months"] if each["recorded"])
    assert (month["computed"], month["cautions"]) == (True, [f"{said}，没有用上"])
    form = calculator.form_page({"row": kept})["form"]
    assert form["township_statement"] is True
    again = calculator.row_page({"form": form})["row"]
    assert again["township_statement"] is True
