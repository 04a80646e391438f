"""The sentences about each ground, and edge cases of the kinds that the scenarios do not have."""

import dataclasses
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.elimination import bind
from calculator.grounds import KINDS
from calculator.grounds.consecutive_months import ConsecutiveMonths
from calculator.grounds.count_in_year import CountInYear
from calculator.grounds.level_at_least import LevelAtLeast
from calculator.grounds.nth_event import NthEvent
from calculator.history import History, MonthRecord
from calculator.month import Month
from calculator.policy import Policy
from tests.calculator.ledgers import always


def grounds(calculator: Calculator, **fields: Any) -> dict[str, dict[str, Any]]:
    answer = calculator.risk({"worker_type": "rural", **fields})
    return {ground["id"]: ground for ground in answer["grounds"]}


def results(*stated: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [{"month": month, "result": result} for month, result in stated]


def test_a_ground_not_met_says_so_and_leaves_nothing_to_settle(calculator: Calculator) -> None:
    found = grounds(calculator)
    assert {key: ground["reason"] for key, ground in found.items()} == {
        "consecutive_failures": "填写的月份里没有连续 2 次不合格。",
        "failures_in_year": "填写的月份里，没有哪一年累计到 3 次不合格。",
        "stated_neglect": "乡镇没有指出这一情形。",
        "zero_reports": "填写的月份里没有连续 2 个月为零。",
        "phone_checks": "没有未接听也未回拨的抽查。",
        "fabrication": "没有捏造事实、弄虚作假造成损失和不良影响的情形。",
        "title_misuse": "没有以专职网格员名义从事其它不正当活动。",
        "serious_case": "没有因这一项所列的情形导致恶性案（事）件。",
        "higher_criticism": "没有被市级或以上通报批评。",
    }
    assert all(ground["settles"] is None for ground in found.values())


def test_a_ground_that_is_met_names_the_months_and_what_would_settle_it(calculator: Calculator) -> None:
    months = results(("2026-12", "fail"), ("2027-01", "fail"))
    ground = grounds(calculator, months=months)["consecutive_failures"]
    assert ground == {
        "id": "consecutive_failures",
        "article": "13.1",
        "label": "连续两次考核不合格",
        "status": "met",
        "reason": "2026年12月、2027年1月 连续 2 次考核不合格，该条所列情形已出现。",
        "settles": "怎样算合格，办法没有写；这里只看你填的已公布结果，不从次数推断合格不合格。"
        "要问清：乡镇平安办公布的考核结果。",
        "decides": "乡镇平安办考核并提出拟调整淘汰名单，报县综治中心（第七条、第十三条末段）",
    }


@pytest.mark.parametrize(
    ("stated", "status", "reason"),
    [
        (
            [("2026-09", "fail"), ("2026-11", "fail")],
            "one_more",
            "2026年11月 考核不合格，相邻的月份再有一次不合格即符合。",
        ),
        (
            [("2026-09", "fail"), ("2026-10", "pass"), ("2026-11", "fail")],
            "one_more",
            "2026年11月 考核不合格，相邻的月份再有一次不合格即符合。",
        ),
        (
            [("2026-09", "fail"), ("2026-10", "fail"), ("2026-11", "fail")],
            "met",
            "2026年10月、2026年11月 连续 2 次考核不合格，该条所列情形已出现。",
        ),
        (
            [("2026-09", "fail"), ("2026-10", "fail"), ("2026-11", "pass"), ("2026-12", "fail")],
            "met",
            "2026年9月、2026年10月 连续 2 次考核不合格，该条所列情形已出现。",
        ),
    ],
)
def test_the_latest_run_is_named(
    calculator: Calculator, stated: list[tuple[str, str | None]], status: str, reason: str
) -> None:
    ground = grounds(calculator, months=results(*stated))["consecutive_failures"]
    assert (ground["status"], ground["reason"]) == (status, reason)


@pytest.mark.parametrize(
    ("stated", "status", "reason"),
    [
        (
            [("2026-01", "fail"), ("2026-05", "fail"), ("2026-12", "fail")],
            "met",
            "2026 年累计 3 次考核不合格（2026年1月、2026年5月、2026年12月），该条所列情形已出现。",
        ),
        (
            [("2026-01", "fail"), ("2026-05", "fail"), ("2026-11", "pass")],
            "one_more",
            "2026 年已有 2 次考核不合格（2026年1月、2026年5月），当年再有一次即符合。",
        ),
        # December is stated, and the next month is in 2027: no further failure can be added to these two.
        (
            [("2026-11", "fail"), ("2026-12", "fail")],
            "not_met",
            "填写的月份里，没有哪一年累计到 3 次不合格。",
        ),
        # Two years come near; the later one is named.
        (
            [("2026-01", "fail"), ("2026-03", "fail"), ("2027-01", "fail"), ("2027-03", "fail")],
            "one_more",
            "2027 年已有 2 次考核不合格（2027年1月、2027年3月），当年再有一次即符合。",
        ),
    ],
)
def test_failures_are_counted_by_the_calendar_year(
    calculator: Calculator, stated: list[tuple[str, str | None]], status: str, reason: str
) -> None:
    ground = grounds(calculator, months=results(*stated))["failures_in_year"]
    assert (ground["status"], ground["reason"]) == (status, reason)


@pytest.mark.parametrize(
    ("missed", "status", "reason"),
    [
        (0, "not_met", "没有未接听也未回拨的抽查。"),
        (1, "one_more", "已有 1 次未接听也未回拨，再有一次即符合。"),
        (2, "met", "已有 2 次未接听也未回拨，该条所列情形已出现。"),
        (3, "met", "已有 3 次未接听也未回拨，该条所列情形已出现。"),
    ],
)
def test_phone_checks_are_counted(calculator: Calculator, missed: int, status: str, reason: str) -> None:
    ground = grounds(calculator, phone_checks_missed=missed)["phone_checks"]
    assert (ground["status"], ground["reason"]) == (status, reason)


def history(*failed: bool | None) -> History:
    month, months = Month(2026, 1), []
    for value in failed:
        months.append(MonthRecord(month, {"failed": value}))
        month = month.next
    return History("rural", tuple(months), {})


@pytest.mark.parametrize(
    ("failed", "times", "status"),
    [
        ((True, True, True), 3, "met"),
        ((True, True), 3, "one_more"),
        ((True, None, True), 3, "one_more"),
        ((None, True, True), 3, "one_more"),
        ((True, None, None, True), 3, "not_met"),
        ((True, False, True), 3, "not_met"),
        ((True,), 3, "not_met"),
        ((False, True), 1, "met"),
        ((False, None), 1, "not_met"),
    ],
)
def test_a_longer_or_shorter_run_may_be_asked_for(
    failed: tuple[bool | None, ...], times: int, status: str
) -> None:
    assert ConsecutiveMonths("failed", always(times)).find(history(*failed)).status == status


def test_one_month_more_is_the_month_after_or_one_not_known_yet() -> None:
    stated = history(True, None, False, None)
    supposed = [
        [(record.month.number, record.facts["failed"]) for record in each.months]
        for each in ConsecutiveMonths("failed", always(2)).another(stated)
    ]
    # January to April are stated; May first, then the latest unknown one.
    assert supposed == [
        [(1, True), (2, None), (3, False), (4, None), (5, True)],
        [(1, True), (2, None), (3, False), (4, True)],
        [(1, True), (2, True), (3, False), (4, None)],
    ]
    (first,) = CountInYear("failed", always(1)).another(history())
    assert [record.facts["failed"] for record in first.months] == [True]


def test_a_ground_names_the_months_it_rests_on() -> None:
    run = ConsecutiveMonths("failed", always(2)).find(history(True, True, False, True, True, False))
    assert run.months == [Month(2026, 4), Month(2026, 5)]
    year = CountInYear("failed", always(3)).find(history(True, False, True))
    assert (year.status, year.months) == ("one_more", [Month(2026, 1), Month(2026, 3)])
    assert tuple(CountInYear("failed", always(3)).find(history(True)).months) == ()


def test_a_year_counts_what_it_has_at_least() -> None:
    assert CountInYear("failed", always(1)).find(history(True)).status == "met"
    assert CountInYear("failed", always(1)).find(history(None)).status == "not_met"
    assert CountInYear("failed", always(2)).find(history(*[True] * 3)).says["count"] == 3
    assert NthEvent("phone_checks_missed", always(1)).find(history()).status == "one_more"


@pytest.mark.parametrize(("level", "status"), [("county", "not_met"), ("city", "met"), ("province", "met")])
def test_a_level_counts_from_its_own_up(level: str, status: str) -> None:
    stated = History("rural", (), {"criticised_by": (level,)})
    levels = ("county", "city", "province")
    assert LevelAtLeast("criticised_by", levels, "city").find(stated).status == status
    assert LevelAtLeast("criticised_by", levels, "county").find(stated).status == "met"


def test_every_kind_declares_a_field_for_each_of_its_keys(policy: Policy) -> None:
    for kind in KINDS.values():
        assert set(kind.KEYS) == {field.name for field in dataclasses.fields(kind)}
    assert {table["kind"] for table in policy.grounds.values()} == set(KINDS)


@pytest.mark.parametrize("worker_type", ["rural", "community_full_time"])
@pytest.mark.parametrize("failed", [(), (True,), (False, None), (True, True), (True, False, True, True)])
@pytest.mark.parametrize("event", [False, True])
def test_every_sentence_of_a_ground_may_use_every_name_of_its_kind(
    policy: Policy, worker_type: str, failed: tuple[bool | None, ...], event: bool
) -> None:
    stated = dataclasses.replace(
        history(*failed),
        worker_type=worker_type,
        events={
            "phone_checks_missed": len(failed),
            "criticised_by": ("city",) if event else (),
            "fabrication": (True, failed[0]) if failed else None,
            **dict.fromkeys(("title_misuse", "caused_serious_case", "township_statement"), event),
        },
    )
    for key, table in policy.grounds.items():
        found = bind(policy, key).find(stated)
        assert found.status in KINDS[table["kind"]].STATUSES
        assert set(found.says) == set(KINDS[table["kind"]].FILLS)


def test_a_kind_that_finds_nothing_adds_no_words() -> None:
    assert CountInYear("failed", always(3)).find(history()).says == {
        "times": 3,
        "months": "",
        "year": "",
        "count": 0,
    }
    assert ConsecutiveMonths("failed", always(3)).find(history()).says == {"times": 3, "months": ""}


def test_a_kind_binds_what_its_table_leaves_out_as_none(policy: Policy) -> None:
    ground = bind(policy, "stated_neglect")
    assert ground.decided_for is None  # type: ignore[attr-defined]
