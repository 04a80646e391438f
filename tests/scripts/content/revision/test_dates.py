"""A value of an edition that changes in a later month: its own date, with its own effects."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest

from calculator.loading.folder import load_editions
from calculator.money import exactly
from scripts.content import handbook
from scripts.content.revision import differences
from scripts.content.revision.effects import effects, full_months, unexplained, worst, written
from scripts.content.revision.numbers import dates, numbers
from scripts.content.revision.pair import Pair, pair
from scripts.pages import render
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY
from tests.scripts.content.revision.county import NEW, dearer, effect, pair_of
from tests.support.county import begun

JULY = "2027-07-01"


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    """The exam's county, in which a report of a rural worker pays 9.50 yuan from July 2027 on, before 9."""
    folder = Path(shutil.copytree(COUNTY, tmp_path / "exam"))
    rest = "community_part_time = 15, community_full_time = 24.5, area_leader = 0 }"
    row = f"{{ from = {NEW}, rural = 9, {rest}"
    edit(folder, "parameters.toml", row, f"{row}, {{ from = {JULY}, rural = 9.5, {rest}")
    return folder


def test_each_date_has_its_own_old_and_new_values(county: Path) -> None:
    dearer(county)
    edit(county, "parameters.toml", "value = 12 }]", f"value = 12 }}, {{ from = {JULY}, value = 13 }}]")
    both = pair_of(county)
    found = [(each.old, each.new, str(each.month)) for each in numbers(both)]
    assert found == [("10.00 元", "12.00 元", "2027-01"), ("12.00 元", "13.00 元", "2027-07")]
    assert [_months(each) for each in dates(both)] == [("2026-12", "2027-01"), ("2027-06", "2027-07")]


def test_a_later_date_has_its_own_effects(exam: Path) -> None:
    """Rural: 420 + 20 × 9 = 600, from July 420 + 20 × 9.50 = 610; no other worker type is paid otherwise.

    19 reports take 3 of 100 points, so 420 stays whole: 420 + 19 × 9 = 591, and 600.50 from July.
    """
    january, july = dates(pair_of(exam))
    months = effects(july)
    assert {each.worker for each in months if each.moves} == {"rural"}
    for reports, gain in ((20, 10_00), (19, 9_50)):
        assert effect(months, "rural", sign_ins=22, valid_reports=reports).whole == exactly(gain)
    assert full_months(july, months)[0] == (
        "农村网格员：满额的一个月（签到 22 次、有效信息 20 条）600.00 → 610.00 元"
    )
    assert worst(months) == []
    assert not list(unexplained(july, months))
    rows = list(csv.DictReader(StringIO(written([(january, effects(january)), (july, months)]))))
    assert {row["从哪个月起"] for row in rows} == {"2027-01", "2027-07"}
    wanted = ("2027-07", "农村网格员", "有效信息少 1 条")
    one = next(row for row in rows if tuple(row.values())[: len(wanted)] == wanted)
    assert [one[f"{when}本月应发"] for when in ("旧：", "新：", "差额：")] == ["591.00", "600.50", "9.50"]


def test_the_page_has_a_table_for_each_date(exam: Path) -> None:
    """A worker type of which no month moves has no table of the later date."""
    page = render.render(handbook.load(exam), None)["changes.md"]
    first, later = page.split("### 2027年1月起")[1].split("### 2027年7月起")
    later = later.partition("\n## ")[0]
    assert "| 9.00&nbsp;元 | 9.50&nbsp;元（2027年7月起） |" in page
    assert "- 农村网格员：满额的一个月（签到 22 次、有效信息 20 条）600.00 → 610.00 元" in later
    assert "| 有效信息少 1 条：签到 22 次、有效信息 19 条 | 591.00 | 600.50 | +9.50 |" in later
    assert (first.count("<details"), later.count("<details")) == (4, 1)


def test_a_date_of_the_next_edition_is_none_of_this_one(county: Path) -> None:
    """The row of 2029 stands in the edition of 2027 too, but in 2029 another edition governs."""
    dearer(county)
    edit(county, "parameters.toml", "value = 12 }]", "value = 12 }, { from = 2029-01-01, value = 13 }]")
    begun(county, "2028-01-01", "2028-01-01")
    editions = load_editions(county)
    found = {version: pair(editions, version) for version in (NEW, "2028-01-01")}
    assert {version: [_months(each) for each in dates(both)] for version, both in found.items() if both} == {
        NEW: [("2026-12", "2027-01")],
        "2028-01-01": [("2027-12", "2028-01"), ("2028-12", "2029-01")],
    }


def test_an_answer_has_its_own_date(county: Path) -> None:
    """Full time 1141 + 20 × 24.50 = 1631; by the answer a report pays 24.45 from July: 1141 + 489 = 1630."""
    begun(county, NEW, NEW)
    answer = f'on = 2027-06-20, by = "县委政法委", document = "2号", from = {JULY}, choice = "lower_price"'
    readings = (county / "readings.toml").read_text("utf-8").partition('id = "full-time-price"')[2]
    edit(county, "readings.toml", readings, readings.replace('"\n', f'"\nanswered = {{ {answer} }}\n', 1))
    january, july = dates(pair_of(county))
    assert _months(july) == ("2027-06", "2027-07")
    months = effects(july)
    full = effect(months, "community_full_time", sign_ins=20, valid_reports=20)
    assert full.whole == exactly(-1_00)
    assert not list(unexplained(july, months))
    assert differences.others(january)["理解"] == []
    (said,) = differences.others(july)["理解"]
    assert said.how == "2027年7月起有了答复：县委政法委2027年6月20日的答复（2号）"


def _months(both: Pair) -> tuple[str, str]:
    return str(both.old.month), str(both.new.month)
