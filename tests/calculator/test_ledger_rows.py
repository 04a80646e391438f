"""A month's row: accepted values, their canonical form, and refused values."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from calculator.ledger.row import Row
from calculator.ledger.rows import read_rows
from calculator.month import Month
from calculator.policy import Policy
from calculator.versions import Editions
from tests.calculator.conftest import faults
from tests.calculator.ledgers import ELSEWHERE, POLICY, PRESENT, row, rows

EDITIONS = Editions([POLICY])

VERSION_RULE = "政策版本要写 1 到 20 个字母、数字、点或横线，例如 2022-05-06"


def read(*given: Any) -> tuple[Row, ...]:
    return read_rows(EDITIONS, list(given))


def refused(*given: Any) -> dict[str, list[str]]:
    return faults(lambda these: read_rows(EDITIONS, these), list(given))


def test_a_missing_key_has_its_default() -> None:
    (one,) = read({"month": "2026-10", "worker_type": "rural", "sign_ins": None, "valid_reports": 3})
    assert one.as_json() == {
        "month": "2026-10",
        "worker_type": "rural",
        "sign_ins": None,
        "valid_reports": 3,
        "praised_by_province": 0,
        "praised_by_city": 0,
        "praised_by_county": 0,
        "major_reports": 0,
        "special_major_reports": 0,
        "missed_hazards": 0,
        "refused_orders": 0,
        "poor_cooperation": 0,
        "readings": {},
        "result": None,
        "phone_checks_missed": 0,
        "criticised_by": [],
        "fabrication": None,
        "title_misuse": False,
        "caused_serious_case": False,
        "township_statement": False,
        "note": "",
        "policy": "2022-05-06",
    }


def test_a_typed_value_gets_its_canonical_form() -> None:
    (one,) = read(
        row(
            "２０２６-10",
            sign_ins="１９",
            valid_reports=" 019",
            phone_checks_missed="2",
            criticised_by=["city", "county", "city"],
            fabrication={"loss": True},
            readings={"surplus-cap": "all_rewards", "base-share": "default"},
        )
    )
    shown = one.as_json()
    assert (shown["month"], shown["sign_ins"], shown["valid_reports"]) == ("2026-10", 19, 19)
    assert (shown["phone_checks_missed"], shown["criticised_by"]) == (2, ["county", "city"])
    assert shown["fabrication"] == {"loss": True, "bad_effect": None}
    assert shown["readings"] == {"surplus-cap": "all_rewards"}


@given(rows())
def test_a_canonical_row_is_read_as_itself(given: list[dict[str, Any]]) -> None:
    once = read(*given)
    assert read(*[one.as_json() for one in once]) == once
    assert [one.month for one in once] == sorted(Month.parse(one["month"]) for one in given)
    for one, stated in zip(once, sorted(given, key=lambda row: str(row["month"])), strict=True):
        kept = {key: value for key, value in one.as_json().items() if key in stated}
        stated["readings"] = {k: v for k, v in stated.get("readings", {}).items() if v != "default"}
        stated["criticised_by"] = sorted(
            {*stated.get("criticised_by", [])}, key=["county", "city", "province"].index
        )
        if stated.get("fabrication") is not None:
            stated["fabrication"] = {"loss": None, "bad_effect": None, **stated["fabrication"]}
        assert kept == {key: value for key, value in stated.items() if key in kept}


@pytest.mark.parametrize(
    ("fields", "key", "message"),
    [
        (
            {"valid_reports": -1},
            "valid_reports",
            "有效信息条数要写 0 到 999 的整数，例如 18（写的是 -1）",
        ),
        (
            {"worker_type": "x"},
            "worker_type",
            "网格员类型要选一个：rural（农村网格员）、community_part_time（社区兼职网格员）、"
            "community_full_time（社区专职网格员）",
        ),
        ({"result": "x"}, "result", "考核结果要选一个：pass（合格）、fail（不合格）"),
        ({"readings": {"x": "y"}}, "readings.x", "没有这条理解：x"),
        ({"fabrication": {"loss": 1}}, "fabrication.loss", "是否造成损失要写 true 或 false，还不清楚写 null"),
        ({"title_misuse": 1}, "title_misuse", "以专职网格员名义从事其它不正当活动要写 true 或 false"),
        ({"bonus": 1}, "bonus", "不认得这一项：bonus"),
        ({"bonus": 1, "policy": ELSEWHERE}, "bonus", "不认得这一项：bonus"),
        (
            {"bonus": 1, "praised": 1, "policy": "2099-01-01"},
            "bonus",
            "这一份是更新的网页记的，请先把这个网页更新到最新",
        ),
        ({"note": 5}, "note", '备注要写文字，没有就写 ""'),
        ({"note": "好" * 201}, "note", "备注最多 200 个字，现在有 201 个，请写短一些"),
        ({"note": "a\tb"}, "note", "备注里有换行、制表符或者显示不出来的字符，请删掉它们"),
        ({"note": "\x85"}, "note", "备注里有换行、制表符或者显示不出来的字符，请删掉它们"),
        ({"note": "\ud800"}, "note", "备注里有换行、制表符或者显示不出来的字符，请删掉它们"),
        ({"note": "a\ufffd"}, "note", "备注里有换行、制表符或者显示不出来的字符，请删掉它们"),
        ({"policy": ""}, "policy", VERSION_RULE),
        ({"policy": "1" * 21}, "policy", f"{VERSION_RULE}（写的是 111111111111…）"),
        ({"policy": "20\n22"}, "policy", f"{VERSION_RULE}（写的是 20〔换行〕22）"),
        ({"policy": None}, "policy", VERSION_RULE),
        (
            {"policy": ELSEWHERE, "readings": {"a": 1}},
            "readings",
            "理解要写成 {理解的编号: 选法的编号}",
        ),
        (
            {"policy": ELSEWHERE, "readings": {"": "b"}},
            "readings",
            "理解要写成 {理解的编号: 选法的编号}",
        ),
        ({"policy": ELSEWHERE, "readings": []}, "readings", "理解要写成 {理解的编号: 选法的编号}"),
    ],
)
def test_a_fault_is_named_by_row_and_begins_with_its_month(
    fields: dict[str, Any], key: str, message: str
) -> None:
    assert refused(row("2026-09"), row("2026-10", **fields)) == {
        f"months.1.{key}": [f"2026年10月：{message}"]
    }


def test_notes_may_hold_anything_that_can_be_shown() -> None:
    long = "好" * 200
    for note in (long, "<b>1</b>", "=1+1", "'", " 空格 ", "\u202e", "\u2028", "😀"):
        assert read(row("2026-10", note=note))[0].note == note


def test_a_row_without_a_month_is_named_by_its_place_alone() -> None:
    found = refused({"month": "Oct-26"}, 5, row("2026-10"))
    assert found["months.0.month"] == ["月份要写成年-月，例如 2026-10（写的是 Oct-26）"]
    assert found["months.0.sign_ins"][0].startswith("签到次数要写 0 到 999 的整数")
    assert found["months.1"] == ['每行要写成一个对象，例如 {"month": "2026-10", …}']
    assert not any(key.startswith("months.2") for key in found)


def test_a_month_before_the_measures_is_refused_under_their_own_edition_only() -> None:
    early = "办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"
    assert refused(row("2022-04")) == {"months.0.month": [f"2022年4月：{early}"]}
    assert read(row("2022-05"))[0].month == Month(2022, 5)
    assert read(row("2022-04", policy=ELSEWHERE))[0].month == Month(2022, 4)


def test_a_row_is_read_under_the_edition_of_its_month() -> None:
    inputs = {key: item for key, item in POLICY.inputs.items() if key != "major_reports"}
    later = {**POLICY.measure, "version": "b", "in_force_from": date(2026, 1, 1)}
    other: Policy = replace(POLICY, measure=later, inputs=inputs)
    editions = Editions([POLICY, other])
    (one,) = read_rows(editions, [row("2026-10")])
    assert ("major_reports" in one.as_json(), one.policy) == (False, "b")
    # What the edition of the month does not know is kept as it is stated, also with another edition's name.
    stated = [row("2025-12", policy="b"), row("2026-10", major_reports=1, policy=PRESENT)]
    before, after = (each.as_json() for each in read_rows(editions, stated))
    assert (before["policy"], before["major_reports"]) == ("b", 0)
    assert (after["policy"], after["major_reports"]) == (PRESENT, 1)
    found = faults(
        lambda these: read_rows(editions, these),
        [row("2026-10", policy="b", major_reports=-1), row("2022-04", policy="b")],
    )
    assert list(found) == ["months.0.major_reports", "months.1.month"]


def test_two_rows_of_one_month_are_a_fault_at_the_second() -> None:
    twice = ["2026年9月：这个月前面已经写过，每个月只写一行"]
    assert refused(row("2026-09"), row("2026-10"), row("２０２６-０９")) == {"months.2.month": twice}


def months_from(year: int, count: int) -> list[dict[str, Any]]:
    return [row(f"{year + place // 12}-{place % 12 + 1:02d}") for place in range(count)]


def test_more_rows_than_fifty_years_are_refused_before_they_are_read() -> None:
    many = {"months": ["一次最多 600 行（50 年），请分开"]}
    assert len(read(*months_from(2023, 600))) == 600
    assert refused(*months_from(2023, 601)) == many
    assert refused(*[None] * 1_000_000) == many


def test_months_that_lie_further_apart_than_fifty_years_are_a_fault() -> None:
    # 600 months from January 2023 end with December 2072.
    assert len(read(row("2023-01"), row("2072-12"))) == 2
    wrong = "最早和最晚的月份相差超过 600 个月（50 年），请看看有没有写错的年份"
    assert refused(row("2023-01"), row("2073-01")) == {"months": [wrong]}


@pytest.mark.parametrize("given", [None, {}, "x", 5])
def test_months_are_a_list(given: object) -> None:
    found = faults(lambda these: read_rows(EDITIONS, these), given)
    assert found == {"months": ["要写成列表，每行一个对象"]}
