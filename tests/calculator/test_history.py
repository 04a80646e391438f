"""Requests that `risk` accepts, and those that it refuses."""

from typing import Any

import pytest

from calculator.api import Calculator
from calculator.history import History, MonthRecord
from calculator.month import Month
from calculator.policy import Policy
from tests.calculator.conftest import faults

PHONE = "手机抽查未接听也未回拨次数要写 0 到 999 的整数，例如 18；没有就写 0"

FLAGS = ("title_misuse", "caused_serious_case", "township_statement")


def history(policy: Policy, **fields: Any) -> History:
    return History.read(policy, {"worker_type": "rural", **fields})


def test_everything_but_the_worker_type_may_be_left_out(policy: Policy) -> None:
    nothing = {
        "phone_checks_missed": 0,
        "criticised_by": (),
        "fabrication": None,
        **dict.fromkeys(FLAGS, False),
    }
    assert history(policy) == History("rural", (), nothing)


def test_a_gap_between_months_is_unknown_across_new_year_too(policy: Policy) -> None:
    rows = [
        {"month": "2027-01", "valid_reports": None, "result": "pass"},
        {"month": "2026-11", "valid_reports": 0, "result": "fail"},
    ]
    assert history(policy, months=rows).months == (
        MonthRecord(Month(2026, 11), {"no_reports": True, "failed": True}, "rural"),
        MonthRecord(Month(2026, 12), {}),
        MonthRecord(Month(2027, 1), {"no_reports": None, "failed": False}, "rural"),
    )


@pytest.mark.parametrize(
    ("row", "no_reports", "failed"),
    [
        ({}, None, None),
        ({"valid_reports": None, "result": None}, None, None),
        ({"valid_reports": 0, "result": "fail"}, True, True),
        ({"valid_reports": "0"}, True, None),
        ({"valid_reports": 1, "result": "pass"}, False, False),
        ({"valid_reports": 999}, False, None),
    ],
)
def test_a_month_has_its_known_facts(
    policy: Policy, row: dict[str, Any], no_reports: bool | None, failed: bool | None
) -> None:
    months = history(policy, months=[{"month": "2026-10", **row}]).months
    facts = {"no_reports": no_reports, "failed": failed}
    assert months == (MonthRecord(Month(2026, 10), facts, "rural"),)


@pytest.mark.parametrize("loss", [True, False, None])
@pytest.mark.parametrize("bad_effect", [True, False, None])
def test_the_consequences_of_a_fabrication_may_be_unknown(
    policy: Policy, loss: bool | None, bad_effect: bool | None
) -> None:
    stated = {"loss": loss, "bad_effect": bad_effect}
    assert history(policy, fabrication=stated).events["fabrication"] == (loss, bad_effect)
    assert history(policy, fabrication={}).events["fabrication"] == (None, None)


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_is_kept_as_it_is_stated(policy: Policy, flag: str) -> None:
    events = history(policy, **{flag: True}).events
    assert {key: events[key] for key in FLAGS} == {**dict.fromkeys(FLAGS, False), flag: True}


def test_a_month_stated_twice_is_refused_where_it_stands_again(calculator: Calculator) -> None:
    rows = [{"month": "2026-09"}, {"month": "2026-10"}, {"month": "２０２６-09"}]
    found = faults(calculator.risk, {"worker_type": "rural", "months": rows})
    assert found == {"months.2.month": ["2026年9月写了两次，每个月只写一行"]}


def test_invalid_months_are_not_also_reported_as_repeated(calculator: Calculator) -> None:
    rows = [{"month": "x"}, {}, {"month": "2022-04"}, {"month": "2022-04"}]
    found = faults(calculator.risk, {"worker_type": "rural", "months": rows})
    wrong = "月份要写成年-月，例如 2026-10"
    early = ["办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"]
    assert found == {
        "months.0.month": [f"{wrong}（写的是 x）"],
        "months.1.month": [wrong],
        "months.2.month": early,
        "months.3.month": early,
    }


def test_the_first_month_of_the_measures_counts(policy: Policy) -> None:
    assert history(policy, months=[{"month": "2022-05"}]).months[0].month == Month(2022, 5)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"phone_checks_missed": None}, "phone_checks_missed", PHONE),
        (
            {"phone_checks_missed": -1},
            "phone_checks_missed",
            "手机抽查未接听也未回拨次数要写 0 到 999 的整数，例如 18（写的是 -1）",
        ),
        (
            {"criticised_by": ["town"]},
            "criticised_by",
            "通报批评的级别要写成列表，可以有：county、city、province",
        ),
        (
            {"criticised_by": "city"},
            "criticised_by",
            "通报批评的级别要写成列表，可以有：county、city、province",
        ),
        ({"fabrication": True}, "fabrication", "要写一个对象或 null"),
        (
            {"fabrication": {"loss": "yes"}},
            "fabrication.loss",
            "是否造成损失要写 true 或 false，还不清楚写 null",
        ),
        (
            {"fabrication": {"bad_effect": 1}},
            "fabrication.bad_effect",
            "是否造成不良影响要写 true 或 false，还不清楚写 null",
        ),
        ({"fabrication": {"lost": True}}, "fabrication.lost", "不认得这一项：lost"),
        ({"title_misuse": None}, "title_misuse", "以专职网格员名义从事其它不正当活动要写 true 或 false"),
        ({"caused_serious_case": 1}, "caused_serious_case", "导致恶性案（事）件要写 true 或 false"),
        ({"township_statement": "yes"}, "township_statement", "乡镇已指出要写 true 或 false"),
        ({"months": {}}, "months", "要写成列表，每行一个对象"),
        ({"months": [5]}, "months", "要写成列表，每行一个对象"),
        (
            {"months": [{"month": "2026-10", "result": "合格"}]},
            "months.0.result",
            "考核结果要选一个：pass（合格）、fail（不合格）",
        ),
        ({"months": [{"month": "2026-10", "results": "pass"}]}, "months.0.results", "不认得这一项：results"),
        (
            {"months": [{"month": "2026-10", "valid_reports": 1000}]},
            "months.0.valid_reports",
            "有效信息条数要写 0 到 999 的整数，例如 18（写的是 1000）",
        ),
        ({"sign_ins": 0}, "sign_ins", "不认得这一项：sign_ins"),
    ],
)
def test_a_wrong_value_is_refused_under_its_field(
    calculator: Calculator, fields: dict[str, Any], field: str, message: str
) -> None:
    assert faults(calculator.risk, {"worker_type": "rural", **fields}) == {field: [message]}


def test_all_faults_are_reported_at_once(calculator: Calculator) -> None:
    request = {
        "months": [{"month": "2026-13", "valid_reports": -1, "result": 1}],
        "phone_checks_missed": "x",
        "criticised_by": [None],
        "fabrication": [],
        "title_misuse": 0,
        "x": 1,
    }
    assert list(faults(calculator.risk, request)) == [
        "x",
        "worker_type",
        "months.0.month",
        "months.0.valid_reports",
        "months.0.result",
        "phone_checks_missed",
        "criticised_by",
        "fabrication",
        "title_misuse",
    ]
