"""Every number of the policy is compared with the text: a mistyped number is reported."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.errors import PolicyError, Problem
from calculator.loading.folder import DEFAULT_FOLDER, FILES
from calculator.money import Literal
from calculator.policy import build
from scripts.content import handbook
from scripts.content.files import FIGURES
from scripts.content.guards.figures import check_figures
from scripts.content.reading import parse, read
from tests.calculator.conftest import edit
from tests.scripts.content.test_handbook import refusal
from tests.support.examples import examples

NOTED: list[Problem] = []
PARSED = parse(read(DEFAULT_FOLDER, NOTED, (*FILES, FIGURES)), NOTED)
PARAMETERS = PARSED["parameters.toml"]["parameters"]
# Each number with the worker type it is for, or "value"; what has no limit has no digits to slip on.
PLACES = [
    (row["id"], column)
    for row in PARAMETERS
    for column, value in row["values"][0].items()
    if column != "from" and value != "unlimited"
]


def scaled(value: str, places: int) -> str:
    """Return a decimal with its point moved, no zeros to spare: 7.5 by one place is 75.

    >>> scaled("7.5", 1), scaled("500", -1), scaled("7.5", -1)
    ('75', '50', '0.75')
    """
    whole, _, decimals = value.partition(".")
    digits, point = whole + decimals, len(whole) + places
    digits, point = digits.rjust(len(digits) + max(0, 1 - point), "0"), max(point, 1)
    digits = digits.ljust(point, "0")
    said = f"{digits[:point]}.{digits[point:].rstrip('0')}".rstrip(".")
    return said


def slips(value: str) -> set[str]:
    """Return mistyped forms of a number: a digit too many or too few, a digit one higher, two exchanged."""
    whole, point, decimals = value.partition(".")
    found = {
        scaled(value, 1),
        scaled(value, -1),
        f"{int(whole) + 1}{point}{decimals}",
    }
    for place in range(len(value) - 1):
        swapped = [*value]
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        said = "".join(swapped)
        if not said.startswith(".") and not said.endswith("."):
            found.add(said.lstrip("0") if "." not in said else said)
    return {each for each in found if each and Literal(each) != value and float(each) != float(value)}


def found(key: str, column: str, value: str) -> list[Problem]:
    """Return the problems where one number stands otherwise in its first row."""
    written = Literal(value) if "." in value else int(value)
    rows = [
        {**row, "values": [{**row["values"][0], column: written}]} if row["id"] == key else row
        for row in PARAMETERS
    ]
    problems: list[Problem] = []
    no_readings: Mapping[str, Any] = {"readings": []}
    policy = build({**PARSED, "parameters.toml": {"parameters": rows}, "readings.toml": no_readings})
    try:
        check_figures(PARSED[FIGURES], policy, problems)
    except ValueError:  # 20.0 of something that is counted, which the loader refuses before
        return [Problem("parameters.toml", key, "")]
    return problems


def test_the_files_are_sound_before_they_are_damaged() -> None:
    problems: list[Problem] = []
    check_figures(PARSED[FIGURES], build(PARSED), problems)
    assert NOTED == problems == []
    assert len({key for key, _ in PLACES}) == 19  # of 20: none of the limits of the reports' pay is a number


@pytest.mark.parametrize(("key", "column"), PLACES)
def test_a_mistake_in_any_number_is_reported(key: str, column: str) -> None:
    """Ten times as much, a tenth, one more, two digits changed."""
    (row,) = (row for row in PARAMETERS if row["id"] == key)
    value = str(row["values"][0][column])
    assert scaled(value, 1) in slips(value)
    for slip in slips(value):
        assert any(
            problem.key.startswith(f"parameters.{key}.") or problem.key == key
            for problem in found(key, column, slip)
        ), slip


@examples(40)
@given(st.sampled_from(PLACES), st.integers(0, 10**7))
def test_no_other_number_passes(place: tuple[str, str], number: int) -> None:
    """Whatever is written, in hundredths up to 100,000 yuan, only the text's own passes."""
    key, column = place
    (row,) = (row for row in PARAMETERS if row["id"] == key)
    value = f"{number // 100}.{number % 100:02d}" if row["unit"] == "yuan" else str(number)
    same = float(value) == float(row["values"][0][column])
    assert (found(key, column, value) == []) == same


def test_a_limit_that_the_text_does_not_have_is_reported(county: Path) -> None:
    """The text has no limit of the reports' pay for rural workers; readings may, the number may not."""
    edit(county, "parameters.toml", 'rural = "unlimited"', "rural = 150")
    assert [problem.key for problem in refusal(county)] == ["parameters.report_pay_most.values[0].rural"]


# One edit each, and the file and key of the reported problem.
EDITS = [
    (
        "parameters.toml",
        "rural = 7.5,",
        "rural = 75,",
        "parameters.toml",
        "parameters.report_price.values[0].rural",
    ),
    # A figure is compared with its clause in articles.toml, so a mistake there is reported too.
    (
        "articles.toml",
        "月奖励金额不超过50元",
        "月奖励金额不超过500元",
        "articles.toml",
        "text.11.1",
    ),
    ("articles.toml", "省级的奖励30元", "省级奖励30元", "articles.toml", "text.11.2"),
    (
        "elimination.toml",
        "value = 3 }",
        "value = 2 }",
        "elimination.toml",
        "grounds.failures_in_year.times[0].value",
    ),
    ("readings.toml", "value = 489 }", "value = 4890 }", "readings.toml", "readings.full-time-price.capped"),
    (
        "readings.toml",
        "value = 24.45 }",
        "value = 24.54 }",
        "readings.toml",
        "readings.full-time-price.lower_price",
    ),
    (
        "examples.toml",
        "有效信息 12 条",
        "有效信息 21 条",
        "examples.toml",
        "examples.part_time_some_reports.title",
    ),
    (FIGURES, "每人每月{}元", "每人每月500元", FIGURES, "standard.rural.text"),
    (FIGURES, "[surplus_price]", "[surplus]", FIGURES, "surplus"),
    (
        FIGURES,
        'same_as = "report_quota.rural"',
        'same_as = "report_quota.town"',
        FIGURES,
        "report_quota.community_part_time.same_as",
    ),
    (FIGURES, 'rural = { text = "农村网格员每人', 'town = { text = "农村网格员每人', FIGURES, "standard"),
    (FIGURES, 'text = "市级的', 'says = "市级的', FIGURES, "praise_by_city.value.says"),
]


@pytest.mark.parametrize(("file", "old", "new", "told_in", "key"), EDITS)
def test_a_number_that_differs_from_its_clause_is_reported(
    file: str, old: str, new: str, told_in: str, key: str, county: Path
) -> None:
    edit(county, file, old, new)
    assert (told_in, key) in {(problem.file, problem.key) for problem in refusal(county)}


def test_a_clause_may_be_reworded_if_figures_toml_follows(county: Path) -> None:
    """If a clause is worded differently, its line in figures.toml changes, and the number stays."""
    for file, old, new in (
        ("source.txt", "少一次扣10元", "每少一次扣除10元"),
        ("articles.toml", "少一次扣10元", "每少一次扣除10元"),
        ("readings.toml", "少一次扣10元", "每少一次扣除10元"),
        (FIGURES, "少一次扣{}元", "每少一次扣除{}元"),
    ):
        edit(county, file, old, new)
    assert handbook.load(county)


def test_figures_of_either_width_are_the_same(county: Path) -> None:
    """An amount typed with an input method that is set to wide characters is that amount."""
    for file in ("source.txt", "articles.toml"):
        edit(county, file, "每人每月1630元", "每人每月１６３０元")
    assert handbook.load(county)


def test_the_message_quotes_the_text(county: Path) -> None:
    edit(county, "parameters.toml", "rural = 500,", "rural = 5000,")
    with pytest.raises(PolicyError, match="第九条写的是「农村网格员每人每月500元」，这里是 5000；照原文改回"):
        handbook.load(county)
