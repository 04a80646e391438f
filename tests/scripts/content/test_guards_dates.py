"""Days in the county's files that may be a slip, or cannot have come."""

from pathlib import Path

import pytest

from calculator.errors import PolicyError
from scripts.content import handbook
from scripts.content.guards.dates import impossible
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.scripts.content.test_guards import PRICES, TODAY, told
from tests.scripts.content.test_handbook import refusal


def checked(day: str) -> tuple[str, str, str]:
    return "measure.toml", "checked = 2026-11-23", f"checked = {day}"


def answered(on: str, since: str) -> str:
    """Return the line of an answer that confirms the default."""
    return f'answered = {{ on = {on}, by = "县委", document = "9号", from = {since}, choice = "default" }}'


REMINDED = [
    (checked("2026-12-01"), "checked 是 2026-12-01，还没有到"),
    (checked("2024-11-23"), "checked 是 2024-11-23，已经过了 2 年"),
    (
        ("parameters.toml", PRICES, f"{PRICES}, {{ from = 2072-01-01, {PRICES.replace('7.5,', '8,')}"),
        "还有 46 年才到",
    ),
    (
        ("parameters.toml", "{ from = 2022-05-06, value = 70", "{ from = 1022-05-06, value = 70"),
        "比办法施行早得多",
    ),
    (
        ("readings.toml", 'asked = ""', "asked = 2062-01-01"),
        "理解 base-share 的 asked 是 2062-01-01，还没有到",
    ),
    (
        ("readings.toml", 'asked = ""', f"asked = 2026-10-01\n{answered('2026-09-01', '2026-10-01')}"),
        "理解 base-share 的答复 2026-09-01 早于去问的 2026-10-01",
    ),
    (
        ("readings.toml", 'asked = ""', f'asked = ""\n{answered("2026-09-01", "2062-10-01")}'),
        "理解 base-share 的答复从 2062-10-01 起才管",
    ),
    (
        ("readings.toml", 'asked = ""', f'asked = ""\n{answered("2062-09-01", "2026-10-01")}'),
        "理解 base-share 的 answered 是 2062-09-01，还没有到",
    ),
    (checked("2022-04-30"), "checked 是 2022-04-30，早于施行的 2022-05-06：页面先印 2022年5月的数"),
]


@pytest.mark.parametrize(("slip", "says"), REMINDED)
def test_a_day_that_may_be_a_slip_is_told(county: Path, slip: tuple[str, str, str], says: str) -> None:
    edit(county, *slip)
    (reminder,) = told(county)[1]
    assert says in reminder


def test_a_day_that_cannot_have_come_is_refused(county: Path) -> None:
    edit(county, *checked("2062-11-23"))
    assert [problem.key for problem in impossible(handbook.load(county).policy, TODAY)] == ["checked"]
    with pytest.raises(PolicyError, match="checked：核对原文的日期 2062-11-23 还有"):
        check.run([str(county)])


def test_a_text_checked_years_before_it_began_is_refused(county: Path) -> None:
    """2022 − 1926: the date of the sitemap and of a release's files cannot be in 1926."""
    edit(county, *checked("1926-11-23"))
    with pytest.raises(PolicyError, match="checked：核对原文的日期 1926-11-23 比施行早 96 年"):
        check.run([str(county)])


def test_the_beginning_is_the_day_the_text_names(county: Path) -> None:
    edit(county, "measure.toml", "in_force_from = 2022-05-06", "in_force_from = 2022-06-05")
    (problem,) = refusal(county)
    assert problem.message == "第十六条写的是「本办法自2022年5月6日起试行。」，这里是 2022-06-05"
