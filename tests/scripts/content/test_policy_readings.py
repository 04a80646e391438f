"""Refusals of `check` in readings.toml."""

import tomllib

import pytest

from calculator.errors import Problem
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.loading.shapes import misshapen
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


DOCUMENT = ', document = "平安办〔2026〕9号"'
ANSWER = f'on = 2026-12-20, by = "县委政法委"{DOCUMENT}, from = 2027-01-01, choice = "default"'


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("2027-01-01", "2027-01-15", ".from", "要从某月 1 日起；2027-01-15 在月中"),
        ('"default"', '"by_results"', ".choice", "没有这个选法：by_results，是不是要写 by_result"),
        (DOCUMENT, "", ".document", "缺这个键"),
        ("on = 2026-12-20", 'on = "2026-12-20"', ".on", "要写日期，例如 2022-05-06，不加引号"),
        ('by = "县委政法委"', 'by = ""', ".by", "要写文字，不能空着"),
        (f"{{ {ANSWER} }}", "2026-12-20", "", "要写成 { on = 日期, by ="),
    ],
)
def test_a_faulty_answer_is_refused(old: str, new: str, key: str, says: str) -> None:
    answered = f'asked = ""\nanswered = {{ {ANSWER} }}'
    assert old in answered
    (found,) = damaged(PARSED, "readings.toml", 'asked = ""', answered.replace(old, new))
    assert (found.file, found.key) == ("readings.toml", f"{BASE}.answered{key}")
    assert found.message.startswith(says)


def test_a_date_asked_and_an_answer_are_taken_by_check_and_engine() -> None:
    asked = f"asked = 2026-11-01\nanswered = {{ {ANSWER} }}"
    assert damaged(PARSED, "readings.toml", 'asked = ""', asked) == []
    text = (DEFAULT_FOLDER / "readings.toml").read_text("utf-8").replace('asked = ""', asked, 1)
    assert misshapen({"readings.toml": tomllib.loads(text)}) is None


def test_readings_are_tried_on_sound_tables_only() -> None:
    # While the rules are faulty, readings are not applied to them.
    found = damaged(PARSED, "pay.toml", "depends_on_result = false", 'depends_on_result = "no"')
    assert {problem.file for problem in found} == {"pay.toml"}
