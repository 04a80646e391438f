"""Grounds that a change of this month's counts would end."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.elimination import assess
from calculator.grounds.base import MET, NOT_MET, ONE_MORE
from calculator.history import History
from calculator.leave import leaving
from calculator.policy import Policy
from calculator.situation import Situation
from tests.calculator.test_properties import POLICY
from tests.support.examples import examples


def rows(number_of_reports: dict[str, int | None]) -> list[dict[str, Any]]:
    return [{"month": month, "valid_reports": count} for month, count in number_of_reports.items()]


def zero_reports(
    calculator: Calculator, month: dict[str, Any], reports: int | None, stated: dict[str, int | None]
) -> dict[str, Any] | None:
    """Return the row about two months without reports (art. 13(2)); None if that ground is not met."""
    history = {"months": rows(stated)}
    answer = calculator.needed({**month, "valid_reports": reports, "history": history})
    found = {row["ground"]: row for row in answer["leave"]}
    assert found.keys() <= {"zero_reports"}
    return found.get("zero_reports")


def test_a_second_month_without_reports_is_left_with_the_first_report(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    assert zero_reports(calculator, month, 0, {"2026-09": 0}) == {
        "ground": "zero_reports",
        "label": "连续两个月有效信息为零",
        "article": "13.2",
        "status": "met",
        "input": "valid_reports",
        "label_input": "有效信息",
        "from": 0,
        "to": 1,
        "change": 1,
        "after": "not_met",
        "reason": "本月有效信息达到 1 条，这一项就没有出现（第十三条第二项）",
    }


@pytest.mark.parametrize(
    ("reports", "stated", "status", "to", "after"),
    [
        # One month without: the next one would make two.
        (0, {}, "one_more", 1, "not_met"),
        (0, {"2026-09": None}, "one_more", 1, "not_met"),
        # September without, October not known: a zero would complete it, a report ends it.
        (None, {"2026-09": 0}, "one_more", 1, "not_met"),
        # October and November without: with a report in October December could still make two.
        (0, {"2026-11": 0}, "met", 1, "one_more"),
        # A run of months in the past stays met with any count of October.
        (5, {"2026-07": 0, "2026-08": 0, "2026-09": 3}, "met", None, None),
        (0, {"2026-08": 0, "2026-09": 0}, "met", None, None),
    ],
)
def test_the_smallest_count_that_eases_the_ground_most(
    calculator: Calculator,
    month: dict[str, Any],
    reports: int | None,
    stated: dict[str, int | None],
    status: str,
    to: int | None,
    after: str | None,
) -> None:
    found = zero_reports(calculator, month, reports, stated)
    assert found is not None
    assert (found["status"], found["to"], found["after"]) == (status, to, after)
    assert found["change"] == (None if to is None or reports is None else to - reports)
    assert found["from"] == ({"min": 0, "max": 999} if reports is None else reports)
    if to is None:
        assert found["reason"] == "本月有效信息是多少，这一项都不会减轻"
    if after == "one_more":
        assert found["reason"] == "本月有效信息达到 1 条，这一项减轻为「再出现一次即符合」（第十三条第二项）"


def test_a_ground_that_is_not_met_is_not_listed(calculator: Calculator, month: dict[str, Any]) -> None:
    assert zero_reports(calculator, month, 1, {"2026-09": 0}) is None


def test_this_months_row_comes_from_the_month_itself(calculator: Calculator, month: dict[str, Any]) -> None:
    for row in ({"month": "2026-10"}, {"month": "2026-10", "valid_reports": "２０"}):
        history = {"months": [{"month": "2026-09", "valid_reports": 0}, row]}
        assert calculator.needed({**month, "history": history})["leave"] == []


def test_a_ground_that_no_count_of_the_month_affects_gets_a_calm_sentence(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    history = {
        "months": [{"month": "2026-10", "result": "fail"}],
        "phone_checks_missed": 2,
        "title_misuse": True,
    }
    found = calculator.needed({**month, "history": history})["leave"]
    assert [(row["ground"], row["status"]) for row in found] == [
        ("consecutive_failures", "one_more"),
        ("phone_checks", "met"),
        ("title_misuse", "undecided"),
    ]
    for row in found:
        assert row["reason"] == "这一项不随本月次数变"
        nothing = ("input", "label_input", "from", "to", "change", "after")
        assert [row[key] for key in nothing] == [None] * len(nothing)


def test_without_a_history_there_is_nothing_to_leave(calculator: Calculator, month: dict[str, Any]) -> None:
    for request in (month, {**month, "history": None}):
        assert calculator.needed({**request, "valid_reports": 0})["leave"] == []


def test_the_page_shows_only_what_a_count_of_the_month_can_leave(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    form = {**month, "valid_reports": "0", "previous_valid_reports": "0", "phone_checks_missed": "2"}
    assert calculator.further_page(form)["leave"] == [
        {
            "ground": "zero_reports",
            "label": "连续两个月有效信息为零",
            "sentence": "本月有效信息达到 1 条，这一项就没有出现（第十三条第二项）",
            "clause": {"name": "第十三条第二项", "anchor": "art-13-2"},
        }
    ]


ORDER = (NOT_MET, ONE_MORE, MET)
REPORTS = st.none() | st.integers(0, 2)


@examples(20)
@given(st.lists(REPORTS, min_size=6, max_size=6), st.integers(0, 5), REPORTS)
def test_no_smaller_count_eases_a_ground_as_much(
    months: list[int | None], place: int, own: int | None
) -> None:
    stated = {f"2026-{number:02d}": count for number, count in enumerate(months, start=7)}
    now = f"2026-{place + 7:02d}"
    (found, ends) = (
        leaving(POLICY, *asked(stated, now, own)),
        {count: status(stated, now, count) for count in range(4)},
    )
    present = status(stated, now, own)
    assert [each.finding.status for each in found] == ([] if present == NOT_MET else [present])
    for each in found:
        best = min(ends.values(), key=ORDER.index)
        if ORDER.index(best) >= ORDER.index(present):
            assert (each.to, each.after) == (None, None)
        else:
            assert each.after == best
            assert each.to == min(count for count, after in ends.items() if after == best)


def asked(stated: dict[str, int | None], now: str, own: int | None) -> tuple[Situation, History]:
    request = {"month": now, "worker_type": "rural", "sign_ins": 20, "valid_reports": own}
    history = {"worker_type": "rural", "months": rows({**stated, now: own})}
    return Situation.read(POLICY, request), History.read(POLICY, history)


def status(stated: dict[str, int | None], now: str, own: int | None) -> str:
    _, history = asked(stated, now, own)
    (found,) = (each for each in assess(POLICY, history) if each.id == "zero_reports")
    return found.status


def test_a_history_takes_another_record_of_one_month_only(policy: Policy) -> None:
    history = History.read(policy, {"worker_type": "rural", "months": rows({"2026-09": 0, "2026-10": 0})})
    this = history.months[1]
    changed = history.with_month(this._replace(facts={**this.facts, "no_reports": False}))
    assert [row.facts["no_reports"] for row in changed.months] == [True, False]
    assert changed.with_month(this) == history
