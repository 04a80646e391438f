"""The loaded policy contains everything that is in the files."""

from datetime import date
from typing import Any

from calculator.errors import PolicyError, Problem
from calculator.month import Month
from calculator.policy import Policy
from calculator.readings import DEFAULT, apply, varied
from calculator.tables import Patch


def test_the_text_and_the_groups_are_those_of_the_files(policy: Policy, parsed: dict[str, Any]) -> None:
    assert policy.text == parsed["articles.toml"]["text"]
    assert policy.groups == parsed["inputs.toml"]["groups"]
    assert policy.measure == parsed["measure.toml"]
    assert policy.in_force == date(2022, 5, 6)
    assert policy.articles == 16


def test_inputs_and_facts_keep_their_order_and_words(policy: Policy, parsed: dict[str, Any]) -> None:
    assert list(policy.inputs) == [row["id"] for row in parsed["inputs.toml"]["inputs"]]
    facts = [row["id"] for row in parsed["inputs.toml"]["facts"]]
    assert sorted([*policy.facts, *policy.joints]) == sorted(facts)
    assert policy.inputs["sign_ins"].label == "签到"
    assert policy.units["sign_ins"] == "次"
    assert policy.facts["result"].options[1] == {"id": "pass", "label": "合格"}
    assert (policy.facts["result"].unit, policy.facts["result"].max) == ("", 0)


def test_each_reading_offers_its_default_first(policy: Policy, parsed: dict[str, Any]) -> None:
    for row in parsed["readings.toml"]["readings"]:
        options = list(policy.readings[row["id"]].options.values())
        assert (options[0].id, options[0].label, options[0].article) == (
            DEFAULT,
            row["default"],
            row["articles"][0],
        )
        assert tuple(options[0].patches) == ()
        assert [(option.id, option.label, option.article) for option in options[1:]] == [
            (other["id"], other["label"], other["article"]) for other in row["alternatives"]
        ]
        assert policy.readings[row["id"]].quote == row["quote"]


def test_the_options_not_chosen_are_the_others(policy: Policy) -> None:
    chosen = (("full-time-price", "capped"),)
    found = varied(policy.readings, chosen, Month(2026, 10))
    others = {(reading.id, option.id): choice for reading, option, choice in found}
    assert ("full-time-price", "capped") not in others
    assert ("base-share", "default") not in others
    assert others["full-time-price", "default"] == (("full-time-price", "default"),)
    assert others["base-share", "by_result"] == (("base-share", "by_result"), ("full-time-price", "capped"))


def test_readings_are_applied_in_the_order_of_the_register(policy: Policy) -> None:
    # Both lift the part-timer's 20: the second finds nothing left to change and the tables are the same.
    both = (("part-time-quota", "every_report"), ("report-quota-stop", "every_report"))
    tables = apply(policy.readings, both, policy.tables, Month(2026, 10))
    assert tables.parameter("priced_reports").at(Month(2026, 10), "community_part_time") is None
    assert tables.parameter("report_quota").at(Month(2026, 10), "community_part_time") is None
    assert policy.tables.parameter("report_quota").at(Month(2026, 10), "community_part_time") == 20


def test_a_patch_changes_only_its_own_place(policy: Policy) -> None:
    tables = policy.tables
    patched = tables.patched([Patch("rules.base.paid", "month", "year_end")])
    assert patched.rules["base"] == {**tables.rules["base"], "paid": "year_end"}
    assert {**patched.rules, "base": 0} == {**tables.rules, "base": 0}
    assert (patched.parameters, patched.ceilings, patched.settlement) == (
        tables.parameters,
        tables.ceilings,
        tables.settlement,
    )
    settled = tables.patched([Patch("settlement.below_zero", "nothing_paid", "carried")])
    assert settled.settlement == {"article": "12", "below_zero": "carried"}
    assert settled.rules == tables.rules
    assert tables.patched([Patch("rules.base.paid", "week", "year_end")]) == tables


def test_refused_data_are_told_with_every_problem() -> None:
    problems = [Problem("pay.toml", "rules.0.rate", "没有这个值"), Problem("workers.toml", "", "空着")]
    error = PolicyError(problems)
    assert error.problems == tuple(problems)
    said = "政策数据有 2 处问题：\npay.toml · rules.0.rate：没有这个值\nworkers.toml：空着"
    assert str(error) == said
