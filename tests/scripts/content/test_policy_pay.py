"""Refusals of `check` in parameters.toml and pay.toml."""

from datetime import date

import pytest

from calculator.errors import Problem
from calculator.money import Literal
from tests.scripts.content.policy_damage import PARSED, damaged, replaced

SURPLUS = "{ from = 2022-05-06, value = 50 }"
WORKERS = "rural、community_part_time、community_full_time"
STANDARD = "rural = 500, community_part_time = 1000, community_full_time = 1630"
HAS_NO_NUMBER = "这里要有数，不能是 unlimited：{}"


@pytest.mark.parametrize("row", [5, "x", []])
@pytest.mark.parametrize(("file", "name"), [("pay.toml", "rules"), ("parameters.toml", "parameters")])
def test_a_row_that_is_no_table_is_refused(file: str, name: str, row: object) -> None:
    found = replaced(PARSED, file, name, [row, *PARSED[file][name]])
    assert found == [Problem(file, f"{name}[0]", "要写成一个表")]


@pytest.mark.parametrize("rows", [5, "x", {}])
@pytest.mark.parametrize(("file", "name"), [("pay.toml", "rules"), ("parameters.toml", "parameters")])
def test_rows_that_are_no_list_are_refused(file: str, name: str, rows: object) -> None:
    assert Problem(file, name, f"要写成 [[{name}]] 的列表") in replaced(PARSED, file, name, rows)


@pytest.mark.parametrize("key", ["priced_reports", "report_pay_most", "report_quota"])
def test_a_limit_may_be_lifted_where_the_rule_can_do_without_one(key: str) -> None:
    lifted = {"values": [{"from": date(2022, 5, 6), "value": "unlimited"}]}
    rows = [{**row, **lifted} if row["id"] == key else row for row in PARSED["parameters.toml"]["parameters"]]
    found = replaced(PARSED, "parameters.toml", "parameters", rows)
    found = [problem for problem in found if problem.file != "readings.toml"]
    # Without a quota there is no surplus reward, and its ceiling does nothing.
    assert [problem.key for problem in found] == ["ceilings.monthly_rewards"] * (key == "report_quota")


@pytest.mark.parametrize(
    ("key", "user"), [("standard", "rules.base.standard"), ("surplus_most", "ceilings.monthly_rewards.most")]
)
def test_a_number_may_not_become_unlimited_where_it_is_needed(key: str, user: str) -> None:
    lifted = {"from": date(2027, 1, 1), "value": "unlimited"}
    rows = [
        {**row, "values": [*row["values"], lifted]} if row["id"] == key else row
        for row in PARSED["parameters.toml"]["parameters"]
    ]
    found = replaced(PARSED, "parameters.toml", "parameters", rows)
    assert found == [Problem("pay.toml", user, HAS_NO_NUMBER.format(key))]


def test_an_unknown_kind_is_the_only_complaint_about_its_rule() -> None:
    found = damaged(PARSED, "pay.toml", 'kind = "rate_up_to_quota"', 'kind = "rate"')
    assert [problem.key for problem in found] == ["rules.report_pay.kind"]


def test_a_share_that_is_not_whole_fen_is_refused_for_its_month_and_type() -> None:
    # 500.01 × 70% = 350.007, not whole 分; 1000 and 1630 stay whole.
    found = damaged(PARSED, "parameters.toml", "rural = 500,", "rural = 500.01,")
    assert found[0] == Problem("pay.toml", "rules.base", "2022年5月起（农村）：500.01 元的 70% 不是整分")


def test_a_share_that_is_not_whole_fen_later_is_refused_for_that_month() -> None:
    # 500.50 × 70% = 350.35 is whole 分; 500.50 × 33% = 165.165 is not; 1000 × 33% and 1630 × 33% are.
    rows = [dict(table) for table in PARSED["parameters.toml"]["parameters"]]
    by_id = {row["id"]: row for row in rows}
    by_id["standard"]["values"] = [{**by_id["standard"]["values"][0], "rural": Literal("500.50")}]
    by_id["base_share"]["values"] = [*by_id["base_share"]["values"], {"from": date(2027, 1, 1), "value": 33}]
    found = replaced(PARSED, "parameters.toml", "parameters", rows)
    assert found[0] == Problem("pay.toml", "rules.base", "2027年1月起（农村）：500.50 元的 33% 不是整分")
