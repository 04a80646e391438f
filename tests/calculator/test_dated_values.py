"""A row with a later date changes only the months that begin on or after it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.loading.folder import load
from calculator.month import Month
from calculator.parameters import Parameter, in_force
from tests.calculator.conftest import edit

YEAR_2027 = "{ from = 2027-01-01, rural = 600, community_part_time = 1000, community_full_time = 1630 }"


@pytest.fixture
def raised(county: Path) -> Calculator:
    """The engine where the rural standard goes from 500 to 600 and the surplus from 5 to 6 in 2027."""
    edit(
        county,
        "parameters.toml",
        "community_full_time = 1630 }]",
        f"community_full_time = 1630 }}, {YEAR_2027}]",
    )
    edit(county, "parameters.toml", "value = 5 }]", "value = 5 }, { from = 2027-01-01, value = 6 }]")
    return Calculator(load(county))


@pytest.mark.parametrize(
    ("when", "payable", "year_end"),
    [
        # 500×70% + 20×7.50 = 350 + 150 = 500.00; 22−20 = 2 条 × 5.00 = 10.00
        ("2022-05", "500.00", "10.00"),
        ("2026-12", "500.00", "10.00"),
        # 600×70% + 20×7.50 = 420 + 150 = 570.00; 2 条 × 6.00 = 12.00
        ("2027-01", "570.00", "12.00"),
        ("2030-06", "570.00", "12.00"),
    ],
)
def test_a_raise_holds_from_its_month_on(
    raised: Calculator, month: dict[str, Any], when: str, payable: str, year_end: str
) -> None:
    totals = raised.estimate({**month, "month": when, "valid_reports": 22})["totals"]
    assert totals["payable"] == {"min": payable, "max": payable}
    assert totals["year_end"] == {"min": year_end, "max": year_end}


@pytest.mark.parametrize(("when", "gross"), [("2026-12", "1000.00"), ("2027-01", "1000.00")])
def test_a_raise_for_one_worker_type_leaves_the_others(
    raised: Calculator, month: dict[str, Any], when: str, gross: str
) -> None:
    # 1000×70% + 20×15.00 = 700 + 300 = 1000.00 before and after.
    asked = {**month, "worker_type": "community_part_time", "month": when}
    assert raised.estimate(asked)["totals"]["gross"] == {"min": gross, "max": gross}


@pytest.mark.parametrize(
    ("months", "status"),
    [
        # Two checks are enough until the end of 2026, three are needed from 2027 on.
        ([{"month": "2026-12"}], "met"),
        ([{"month": "2027-01"}], "one_more"),
        ([{"month": "2027-01"}, {"month": "2026-11"}], "one_more"),
        # No month is stated: the latest values count.
        ([], "one_more"),
    ],
)
def test_a_ground_counts_by_the_values_of_the_last_month(
    county: Path, months: list[dict[str, str]], status: str
) -> None:
    old = "times = [{ from = 2022-05-06, value = 2 }]"
    # Several grounds have this row; only the phone checks' is changed.
    text = (county / "elimination.toml").read_text(encoding="utf-8")
    head, phone = text.split('id = "phone_checks"')
    phone = phone.replace(old, f"{old[:-1]}, {{ from = 2027-01-01, value = 3 }}]", 1)
    (county / "elimination.toml").write_text(f'{head}id = "phone_checks"{phone}', encoding="utf-8")
    asked = {"worker_type": "rural", "months": months, "phone_checks_missed": 2}
    grounds = {ground["id"]: ground for ground in Calculator(load(county)).risk(asked)["grounds"]}
    assert grounds["phone_checks"]["status"] == status


def test_a_patch_meant_for_an_amount_leaves_a_later_one_alone(county: Path, month: dict[str, Any]) -> None:
    # special_as_major lowers the least from 500 to 100; from 2027 it is 550 and stays 550.
    edit(county, "parameters.toml", "value = 500 }]", "value = 500 }, { from = 2027-01-01, value = 550 }]")
    calculator = Calculator(load(county))
    chosen = {**month, "special_major_reports": 1, "readings": {"major-range": "special_as_major"}}
    for when, least in (("2026-12", "100.00"), ("2027-01", "550.00")):
        lines = {line["id"]: line for line in calculator.estimate({**chosen, "month": when})["lines"]}
        assert lines["special_major_reward"]["min"] == least
        assert lines["special_major_reward"]["max"] == "1000.00"


def test_the_first_row_holds_before_its_own_day_too() -> None:
    rows = [{"from": date(2022, 5, 6), "value": 1}, {"from": date(2027, 1, 1), "value": 2}]
    found = [
        in_force(rows, month)["value"]
        for month in (Month(2022, 4), Month(2022, 5), Month(2026, 12), Month(2027, 1))
    ]
    assert found == [1, 1, 1, 2]
    parameter = Parameter("x", "x", "times", "9", rows)
    assert parameter.days() == [date(2022, 5, 6), date(2027, 1, 1)]
    assert parameter.at(Month(2027, 1), "rural") == 2
