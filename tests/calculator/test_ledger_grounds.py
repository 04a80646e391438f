"""The grounds judged from a ledger: events that count, events never combined, the effect of one more."""

from typing import Any

import pytest
from hypothesis import given

from calculator.api import Calculator
from tests.calculator.ledgers import ELSEWHERE, POLICY, row, rows
from tests.calculator.test_changed_grounds import found as over_editions
from tests.calculator.test_changed_grounds import later
from tests.support.examples import examples

CALCULATOR = Calculator(POLICY)
ALONE = ("stated_neglect", "fabrication", "title_misuse", "serious_case", "higher_criticism")
EVENTS = ("criticised_by", "fabrication", "title_misuse", "caused_serious_case", "township_statement")
SEVERITY = ("not_met", "undecided", "one_more", "met")


def grounds(*months: dict[str, Any], **fields: Any) -> dict[str, dict[str, Any]]:
    answer = CALCULATOR.year({"months": list(months), "year": 2026, **fields})
    return {ground["id"]: ground for ground in answer["grounds"]}


def counted(ground: dict[str, Any]) -> list[str]:
    return [each["text"] for each in ground["counted"]]


def failed(*months: str) -> list[dict[str, Any]]:
    return [row(month, result="fail") for month in months]


def test_an_event_is_told_in_the_words_of_its_own_edition() -> None:
    policy = later(title_misuse={"label": "新的说法"})
    for month, label in (("2026-12", "以专职网格员名义从事其它不正当活动"), ("2027-01", "新的说法")):
        months = [row(month, title_misuse=True), row("2027-02")]
        assert over_editions(policy, months)["title_misuse"]["label"] == label


def test_months_of_other_years_count_and_only_those_of_the_run_are_named() -> None:
    found = grounds(*failed("2024-03", "2025-12", "2026-01"), row("2026-02", result="pass"))
    run = found["consecutive_failures"]
    assert (run["status"], run["next"]) == ("met", None)
    assert run["counted"] == [
        {"month": "2025-12", "text": "2025年12月 考核不合格"},
        {"month": "2026-01", "text": "2026年1月 考核不合格"},
    ]
    # One in each year: none of them is near three.
    yearly = found["failures_in_year"]
    assert (yearly["status"], yearly["counted"]) == ("not_met", [])


@pytest.mark.parametrize(
    ("months", "status", "said", "following"),
    [
        (["2026-02", "2026-05"], "one_more", ["2026年2月 考核不合格", "2026年5月 考核不合格"], "met"),
        (
            ["2025-11", "2026-02", "2026-05", "2026-08"],
            "met",
            ["2026年2月 考核不合格", "2026年5月 考核不合格", "2026年8月 考核不合格"],
            None,
        ),
        (["2026-02"], "not_met", [], "one_more"),
        ([], "not_met", [], "not_met"),
    ],
)
def test_a_year_names_the_months_it_counts(
    months: list[str], status: str, said: list[str], following: str | None
) -> None:
    ground = grounds(*failed(*months))["failures_in_year"]
    assert (ground["status"], counted(ground)) == (status, said)
    assert (ground["next"] and ground["next"]["status"]) == following


def test_a_month_that_was_not_written_down_is_unknown() -> None:
    # June is missing: it may have been the second failure, and one more failure is looked for there too.
    ground = grounds(row("2026-05", result="fail"), row("2026-07", result="pass"))["consecutive_failures"]
    assert (ground["status"], counted(ground)) == ("one_more", ["2026年5月 考核不合格"])
    assert ground["next"] == {"status": "met", "text": "再有一次：该条所列情形即出现"}
    # With June passed, a failure in August would stand alone.
    months = [row("2026-05", result="fail"), row("2026-06", result="pass"), row("2026-07", result="pass")]
    ground = grounds(*months)["consecutive_failures"]
    assert (ground["status"], ground["next"]["status"]) == ("not_met", "one_more")
    assert ground["next"]["text"] == "如果有一次：离该条所列情形还差一次"


def test_an_early_gap_of_the_year_is_looked_at_when_december_is_over() -> None:
    # Two failures in 2026 and an unknown March; a month after December belongs to another year.
    months = [row(f"2026-{n:02d}", result="fail" if n in (1, 5) else "pass") for n in range(1, 13) if n != 3]
    ground = grounds(*months)["failures_in_year"]
    assert (ground["status"], ground["next"]["status"]) == ("one_more", "met")


def test_zero_months_are_counted_by_the_valid_reports() -> None:
    months = [row("2026-09", valid_reports=0), row("2026-10", valid_reports=None)]
    ground = grounds(*months)["zero_reports"]
    assert (ground["status"], counted(ground)) == ("one_more", ["2026年9月 有效信息为零"])
    assert grounds(months[0], row("2026-10", valid_reports=0))["zero_reports"]["status"] == "met"
    assert grounds(months[0], row("2026-10", valid_reports=1))["zero_reports"]["status"] == "not_met"


@pytest.mark.parametrize(
    ("missed", "status", "said", "following"),
    [
        ((0, 0), "not_met", [], "one_more"),
        ((1, 0), "one_more", ["2026年5月 手机抽查未接听也未回拨 1 次"], "met"),
        (
            (1, 1),
            "met",
            ["2026年5月 手机抽查未接听也未回拨 1 次", "2026年9月 手机抽查未接听也未回拨 1 次"],
            None,
        ),
        ((0, 2), "met", ["2026年9月 手机抽查未接听也未回拨 2 次"], None),
    ],
)
def test_phone_checks_of_all_months_go_together(
    missed: tuple[int, int], status: str, said: list[str], following: str | None
) -> None:
    months = [
        row(f"2026-0{n}", phone_checks_missed=count) for n, count in zip((9, 5), missed[::-1], strict=True)
    ]
    ground = grounds(*months)["phone_checks"]
    assert (ground["status"], counted(ground)) == (status, said)
    assert (ground["next"] and ground["next"]["status"]) == following


def fabricated(month: str, loss: bool | None, bad_effect: bool | None) -> dict[str, Any]:
    return row(month, fabrication={"loss": loss, "bad_effect": bad_effect})


def test_the_consequences_of_two_fabrications_are_not_put_together() -> None:
    ground = grounds(fabricated("2026-01", True, False), fabricated("2026-02", False, True))["fabrication"]
    assert ground["status"] == "undecided"
    assert counted(ground) == [
        "2026年1月 捏造事实、弄虚作假（造成损失：有；不良影响：没有）",
        "2026年2月 捏造事实、弄虚作假（造成损失：没有；不良影响：有）",
    ]
    assert ground["next"] == {"status": "met", "text": "再有一次（损失和不良影响都有）：该条所列情形即出现"}


def test_the_gravest_fabrication_is_the_grounds() -> None:
    months = [
        fabricated("2026-01", True, True),
        fabricated("2026-02", None, True),
        fabricated("2026-03", False, False),
    ]
    ground = grounds(*months)["fabrication"]
    assert (ground["status"], ground["next"]) == ("met", None)
    assert counted(ground) == ["2026年1月 捏造事实、弄虚作假（造成损失：有；不良影响：有）"]
    ground = grounds(*months[1:])["fabrication"]
    assert counted(ground) == ["2026年2月 捏造事实、弄虚作假（造成损失：还不清楚；不良影响：有）"]
    ground = grounds(months[2])["fabrication"]
    assert (ground["status"], ground["counted"], ground["settles"]) == ("not_met", [], None)
    assert ground["next"]["text"] == "如果有一次（损失和不良影响都有）：该条所列情形即出现"


def test_a_title_is_misused_by_the_worker_of_that_month() -> None:
    then = row("2026-01", worker_type="community_full_time", title_misuse=True)
    now = row("2026-02", title_misuse=True)
    ground = grounds(then, now)["title_misuse"]
    assert (ground["status"], counted(ground)) == ("met", ["2026年1月 以专职网格员名义从事其它不正当活动"])
    ground = grounds(row("2026-01", worker_type="community_full_time"), now)["title_misuse"]
    assert (ground["status"], ground["next"]["status"]) == ("undecided", "undecided")
    assert ground["next"]["text"] == "再有一次：算不算，办法没有写明"


def test_a_further_event_meets_the_latest_worker_or_the_one_asked_for() -> None:
    then, now = row("2026-01", worker_type="community_full_time"), row("2026-02")
    assert grounds(now, then)["title_misuse"]["next"]["status"] == "undecided"
    asked = grounds(now, then, worker_type="community_full_time")["title_misuse"]
    assert asked["next"] == {"status": "met", "text": "如果有一次：该条所列情形即出现"}


def test_levels_of_all_months_go_together_and_only_those_that_are_enough_count() -> None:
    months = [row("2026-01", criticised_by=["county"]), row("2026-05", criticised_by=["county", "province"])]
    ground = grounds(*months)["higher_criticism"]
    assert (ground["status"], counted(ground)) == ("met", ["2026年5月 省级通报批评"])
    ground = grounds(months[0])["higher_criticism"]
    assert (ground["status"], ground["counted"]) == ("not_met", [])
    assert ground["next"] == {"status": "met", "text": "如果有一次（市级通报批评）：该条所列情形即出现"}


def test_flags_count_in_the_policys_own_words() -> None:
    found = grounds(row("2026-03", caused_serious_case=True, township_statement=True))
    assert counted(found["serious_case"]) == ["2026年3月 迟报、漏报或隐瞒不报，导致恶性案（事）件"]
    assert counted(found["stated_neglect"]) == ["2026年3月 乡镇已指出工作不认真负责、群众意见大"]


def test_rows_of_another_edition_count_for_the_grounds() -> None:
    months = [row("2026-01", result="fail"), row("2026-02", result="fail", policy=ELSEWHERE)]
    assert grounds(*months)["consecutive_failures"]["status"] == "met"


@examples(15)
@given(rows())
def test_the_grounds_agree_with_risk(months: list[dict[str, Any]]) -> None:
    """Against `risk`: months and counts all together, events row by row and the gravest of them."""
    found = grounds(*months)
    stated = [{key: each.get(key) for key in ("month", "valid_reports", "result")} for each in months]
    missed = sum(each.get("phone_checks_missed", 0) for each in months)
    asked = {"worker_type": "rural", "months": stated, "phone_checks_missed": missed}
    together = {ground["id"]: ground for ground in CALCULATOR.risk(asked)["grounds"]}
    alone: dict[str, list[str]] = {key: ["not_met"] for key in ALONE}
    for each in months:
        events = {key: each[key] for key in EVENTS if key in each}
        for ground in CALCULATOR.risk({"worker_type": each["worker_type"], **events})["grounds"]:
            if ground["id"] in ALONE:
                alone[ground["id"]].append(ground["status"])
    for key, ground in found.items():
        if key in ALONE:
            assert ground["status"] == max(alone[key], key=SEVERITY.index)
            assert bool(ground["counted"]) == (ground["status"] != "not_met")
        else:
            shown = {name: value for name, value in ground.items() if name not in ("counted", "next")}
            assert shown == together[key]
            assert all(each["text"].split(" ")[0] in ground["reason"] for each in ground["counted"]) or (
                key == "phone_checks"
            )


@examples(15)
@given(rows())
def test_one_more_is_never_milder_and_meets_what_lacks_one(months: list[dict[str, Any]]) -> None:
    for ground in grounds(*months).values():
        if ground["status"] == "met":
            assert ground["next"] is None
        elif ground["status"] == "one_more":
            assert ground["next"]["status"] == "met"
        else:
            assert SEVERITY.index(ground["next"]["status"]) >= SEVERITY.index(ground["status"])
