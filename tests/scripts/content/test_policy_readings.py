"""Refusals of `check` in readings.toml."""

import pytest

from calculator.errors import Problem
from tests.scripts.content.policy_damage import PARSED, damaged, replaced

BASE = "readings.base-share"
FIRST = f"{BASE}.alternatives.by_result"
PATCH = '{ at = "rules.base.depends_on_result", was = false, value = true }'
UNCHANGED = (
    "没有改动任何地方：{} 现在不是 {!r}，或者改前改后一样；这条理解没有动过，就看 {} 里的它是不是写错了"
)


@pytest.mark.parametrize(
    "place",
    [
        "rules",
        "rules.base",
        "rules.bonus.paid",
        "rules.base.depends_on_result.deeper",
        "bonus.base.paid",
        "patched.base.paid",
        "settlement",
        "settlement.below_zero.deeper",
        "parameters.bonus.value",
        "ceilings",
    ],
)
def test_a_place_that_does_not_exist_is_refused(place: str) -> None:
    found = damaged(PARSED, "readings.toml", 'at = "rules.base.depends_on_result"', f'at = "{place}"')
    assert found == [Problem("readings.toml", f"{FIRST}.patches[0].at", f"没有这个位置：{place}")]


@pytest.mark.parametrize(
    "place",
    ["rules.base.bonus", "settlement.bonus", "parameters.standard.values", "ceilings.monthly_rewards.id"],
)
def test_a_key_that_does_not_exist_changes_nothing(place: str) -> None:
    found = damaged(PARSED, "readings.toml", 'at = "rules.base.depends_on_result"', f'at = "{place}"')
    file = "parameters.toml" if place.startswith("parameters") else "pay.toml"
    assert found == [Problem("readings.toml", f"{FIRST}.patches[0]", UNCHANGED.format(place, False, file))]


def test_each_patch_that_changes_nothing_is_named() -> None:
    # The second of three patches of report-quota-stop.
    old = 'parameters.priced_reports.community_part_time", was = 20'
    found = damaged(PARSED, "readings.toml", old, old.replace("20", "21"))
    assert [problem.key for problem in found] == [
        "readings.report-quota-stop.alternatives.every_report.patches[1]"
    ]


@pytest.mark.parametrize("options", [5, []])
def test_a_reading_has_an_alternative(options: object) -> None:
    rows = [{**row, "alternatives": options} for row in PARSED["readings.toml"]["readings"][:1]]
    found = replaced(PARSED, "readings.toml", "readings", rows)
    assert found == [Problem("readings.toml", f"{BASE}.alternatives", "至少要有一种别的理解")]


def test_two_alternatives_have_two_ids() -> None:
    found = damaged(PARSED, "readings.toml", 'id = "capped"', 'id = "lower_price"')
    assert found == [
        Problem(
            "readings.toml",
            "readings.full-time-price.alternatives.lower_price.id",
            "编号重复或已作他用：lower_price",
        )
    ]


def test_two_readings_have_two_ids() -> None:
    found = damaged(PARSED, "readings.toml", 'id = "report-quota-stop"', 'id = "base-share"')
    assert found == [Problem("readings.toml", BASE, "编号重复，两项里改一个")]


def test_a_date_asked_and_answered_is_kept() -> None:
    assert (
        damaged(
            PARSED, "readings.toml", 'asked = ""\nanswered = ""', "asked = 2026-11-01\nanswered = 2026-12-01"
        )
        == []
    )


def test_readings_are_tried_on_sound_tables_only() -> None:
    # While the rules are faulty, readings are not applied to them.
    found = damaged(PARSED, "pay.toml", "depends_on_result = false", 'depends_on_result = "no"')
    assert {problem.file for problem in found} == {"pay.toml"}
