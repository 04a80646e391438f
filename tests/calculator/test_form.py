"""The page's form is split into the requests of `estimate` and `risk` and the target."""

from dataclasses import replace
from typing import Any

import pytest

from calculator import form as page_form
from calculator.api import Calculator
from calculator.history import History, MonthRecord
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from tests.calculator.conftest import faults

PHONE = "手机抽查未接听也未回拨次数要写 0 到 999 的整数，例如 18；没有就写 0"

UNTOUCHED = {
    "month": "2026-10",
    "worker_type": "community_full_time",
    "sign_ins": "20",
    "valid_reports": "20",
    "result": "",
    "previous_result": "",
    "previous_valid_reports": "",
    "phone_checks_missed": "0",
    "criticised_by": [],
    "fabricated": False,
    "fabrication_loss": "",
    "fabrication_bad_effect": "",
    "title_misuse": False,
    "caused_serious_case": False,
    "township_statement": False,
}
EARLY = "办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"


def read(policy: Policy, **fields: Any) -> tuple[Situation, History]:
    situation, history, _ = page_form.read(policy, {**UNTOUCHED, **fields})
    return situation, history


def test_an_untouched_form_states_one_month(policy: Policy) -> None:
    situation, history = read(policy)
    assert situation.month == Month(2026, 10)
    assert situation.counts["sign_ins"] == exactly(20)
    assert history.worker_type == "community_full_time"
    facts = {"no_reports": False, "failed": None}
    assert history.months == (MonthRecord(Month(2026, 10), facts, "community_full_time"),)
    assert not any(history.events.values())


def test_only_the_counts_of_the_month_are_required(policy: Policy, month: dict[str, Any]) -> None:
    _, history, _ = page_form.read(policy, month)
    assert history == History.read(
        policy, {"worker_type": "rural", "months": [{"month": "2026-10", "valid_reports": 20}]}
    )


@pytest.mark.parametrize(
    ("written", "known"), [("0", True), (0, True), ("1", False), (None, None), ("20", False)]
)
def test_the_reports_of_the_month_are_also_what_the_ground_counts(
    policy: Policy, written: object, known: bool | None
) -> None:
    _, history = read(policy, valid_reports=written, result="fail")
    assert history.months[0].facts == {"no_reports": known, "failed": True}


@pytest.mark.parametrize(
    ("fields", "no_reports", "failed"),
    [
        ({"previous_valid_reports": "0"}, True, None),
        ({"previous_valid_reports": 0}, True, None),
        ({"previous_valid_reports": "5"}, False, None),
        ({"previous_result": "fail"}, None, True),
        ({"previous_result": "pass", "previous_valid_reports": "0"}, True, False),
    ],
)
def test_the_month_before_is_sent_when_one_of_its_fields_is_filled(
    policy: Policy, fields: dict[str, Any], no_reports: bool | None, failed: bool | None
) -> None:
    _, history = read(policy, month="2027-01", **fields)
    assert history.months[0].month == Month(2026, 12)
    assert history.months[0].facts == {"no_reports": no_reports, "failed": failed}
    assert len(history.months) == 2


@pytest.mark.parametrize("blank", ["", None])
def test_an_empty_month_before_is_left_out(policy: Policy, blank: object) -> None:
    _, history = read(policy, previous_valid_reports=blank, previous_result=blank, result=blank)
    assert [record.month for record in history.months] == [Month(2026, 10)]


@pytest.mark.parametrize(
    ("loss", "bad_effect", "stated"),
    [
        ("yes", "yes", (True, True)),
        ("no", "no", (False, False)),
        ("", "yes", (None, True)),
        ("no", None, (False, None)),
    ],
)
def test_a_fabrication_is_stated_with_its_consequences(
    policy: Policy, loss: object, bad_effect: object, stated: tuple[bool | None, ...]
) -> None:
    _, history = read(policy, fabricated=True, fabrication_loss=loss, fabrication_bad_effect=bad_effect)
    assert history.events["fabrication"] == stated
    _, history = read(policy, fabricated=False, fabrication_loss=loss, fabrication_bad_effect=bad_effect)
    assert history.events["fabrication"] is None


def test_consequences_not_asked_are_unknown(policy: Policy, month: dict[str, Any]) -> None:
    _, history, _ = page_form.read(policy, {**month, "fabricated": True})
    assert history.events["fabrication"] == (None, None)


def test_the_other_facts_go_through(policy: Policy) -> None:
    stated = {"phone_checks_missed": "２", "criticised_by": ["city"], "caused_serious_case": True}
    _, history = read(policy, **stated)
    assert history.events["phone_checks_missed"] == 2
    assert history.events["criticised_by"] == ("city",)
    assert history.events["caused_serious_case"]
    situation, _ = read(policy, major_reports=None, readings={"base-share": "by_result"})
    assert situation.counts["major_reports"] == Span(0, 999)
    assert situation.readings == (("base-share", "by_result"),)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"result": "good"}, "result", "考核结果要选一个：pass（合格）、fail（不合格）"),
        ({"result": 0}, "result", "考核结果要选一个：pass（合格）、fail（不合格）"),
        ({"previous_result": []}, "previous_result", "上月考核结果要选一个：pass（合格）、fail（不合格）"),
        (
            {"previous_valid_reports": "-1"},
            "previous_valid_reports",
            "上月有效信息条数要写 0 到 999 的整数，例如 18（写的是 -1）",
        ),
        ({"month": "2022-05", "previous_result": "pass"}, "previous_valid_reports", EARLY),
        (
            {"fabricated": True, "fabrication_loss": "maybe"},
            "fabrication_loss",
            "是否造成损失要写 true 或 false，还不清楚写 null",
        ),
        (
            {"fabricated": True, "fabrication_bad_effect": []},
            "fabrication_bad_effect",
            "是否造成不良影响要写 true 或 false，还不清楚写 null",
        ),
        ({"fabricated": "no"}, "fabricated", "被认定捏造事实、弄虚作假要写 true 或 false"),
        ({"fabricated": None}, "fabricated", "被认定捏造事实、弄虚作假要写 true 或 false"),
        ({"phone_checks_missed": None}, "phone_checks_missed", PHONE),
        (
            {"criticised_by": ["x"]},
            "criticised_by",
            "通报批评的级别要写成列表，可以有：county、city、province",
        ),
        ({"title_misuse": "on"}, "title_misuse", "以专职网格员名义从事其它不正当活动要写 true 或 false"),
        ({"month": "10月"}, "month", "月份要写成年-月，例如 2026-10（写的是 10月）"),
        ({"praised": 1}, "praised", "不认得这一项：praised"),
        (
            {"readings": {"base-share": "x"}},
            "readings.base-share",
            "这条理解没有这种选法，可以写：default、by_result",
        ),
    ],
)
def test_a_fault_is_named_as_the_form_names_it(
    calculator: Calculator, fields: dict[str, Any], field: str, message: str
) -> None:
    assert faults(calculator.page, {**UNTOUCHED, **fields}) == {field: [message]}


@pytest.mark.parametrize(
    ("typed", "fen"), [("480.5", 48050), ("", None), (None, None), ("　", None), ("４８０．５０", 48050)]
)
def test_the_target_is_read_as_typed(policy: Policy, typed: object, fen: int | None) -> None:
    assert page_form.read(policy, {**UNTOUCHED, "target": typed}).target == fen
    assert page_form.read(policy, UNTOUCHED).target is None


def test_a_wrong_month_before_is_a_fault_of_its_number_in_any_order_of_questions(policy: Policy) -> None:
    asked = replace(policy, facts=dict(reversed(list(policy.facts.items()))))
    early = {**UNTOUCHED, "month": "2022-05", "previous_result": "pass"}
    assert list(faults(Calculator(asked).page, early)) == ["previous_valid_reports"]


def test_a_wrong_worker_type_is_reported_once(calculator: Calculator) -> None:
    found = faults(calculator.page, {**UNTOUCHED, "worker_type": ""})
    assert list(found) == ["worker_type"]
    assert len(found["worker_type"]) == 1


def test_faults_of_both_requests_are_reported_at_once(calculator: Calculator) -> None:
    wrong = {"month": "", "sign_ins": "", "previous_result": "x", "phone_checks_missed": "", "fabricated": 1}
    found = faults(calculator.page, {**UNTOUCHED, **wrong, "target": "五百"})
    fields = ["fabricated", "month", "sign_ins", "previous_result", "phone_checks_missed", "target"]
    assert list(found) == fields
    assert found["target"] == [
        "想要的金额要写以元计的金额，最多两位小数，不超过 1000000，例如 350 或 142.50（写的是 五百）"
    ]


@pytest.mark.parametrize("written", [None, [], "x", 5])
def test_a_form_is_an_object(calculator: Calculator, written: object) -> None:
    assert faults(calculator.page, written) == {"": ["表单要是一个对象"]}
