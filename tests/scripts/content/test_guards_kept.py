"""Versions, old rows and names, which links and stored months need, are compared with earlier editions."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.errors import PolicyError, Problem
from calculator.loading.folder import DEFAULT_FOLDER, load
from scripts.content import files, handbook
from scripts.content.guards import figures, kept
from scripts.content.guards.editions import gone
from scripts.content.reading import parse, read
from scripts.content.revision.draft import begin
from scripts.content.shapes import check_shapes
from tests.calculator.conftest import edit
from tests.scripts.content.test_guards import NEW, OLD, PRICES, told
from tests.scripts.content.test_handbook import refusal
from tests.support.county import begun, in_force_from
from tests.support.examples import examples


@pytest.fixture
def revised(county: Path) -> Path:
    """The county after a new edition was begun, nothing in it changed yet."""
    begun(county, NEW)
    return county


def amended(folder: Path) -> None:
    """Have the text of art. 11(1), and the reading that quotes it, say 8 yuan where it said 7.5."""
    for file in ("source.txt", "articles.toml", "readings.toml"):
        edit(folder, file, "农村兼职网格员每上报1条有效信息7.5元", "农村兼职网格员每上报1条有效信息8元")


def keys(folder: Path) -> list[tuple[str, str]]:
    """Return file and key of each problem of a folder."""
    return [(problem.file, problem.key) for problem in refusal(folder)]


def test_an_edition_is_begun_by_the_command_alone(county: Path) -> None:
    """If the version were changed by hand, old links would name a version that does not exist."""
    edit(county, "measure.toml", f'version = "{OLD}"', f'version = "{NEW}"')
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == ("measure.toml", "version")
    assert f'改回 version = "{OLD}"' in problem.message
    assert f"python3 -m scripts revise --county {county} {NEW}" in problem.message
    with pytest.raises(PolicyError, match="手改成了"):
        begin("2028-01-01", county)
    edit(county, "measure.toml", f'version = "{NEW}"', f'version = "{OLD}"')
    begun(county, NEW)
    assert handbook.load(county).kept is not None
    written = (county / files.VERSIONS).read_text("utf-8")
    assert f'\nversions = ["{OLD}", "{NEW}"]\n' in written
    assert written.startswith("#:schema ../schema/versions.schema.json\n# ")


def test_editions_are_where_they_were_kept(revised: Path) -> None:
    shutil.move(revised / "editions" / OLD, revised / "elsewhere")
    assert keys(revised) == [(files.VERSIONS, "versions")]
    shutil.move(revised / "elsewhere", revised / "editions" / OLD)
    handbook.load(revised)
    copy = revised / "editions" / "2020-01-01"
    shutil.copytree(revised / "editions" / OLD, copy)
    edit(copy, "measure.toml", f'version = "{OLD}"', 'version = "2020-01-01"')
    assert keys(revised) == [("editions/2020-01-01", "")]


def test_a_version_is_begun_once(revised: Path) -> None:
    edit(revised, files.VERSIONS, f'"{NEW}"', f'"{OLD}", "{NEW}"')
    assert refusal(revised) == (Problem(files.VERSIONS, "versions", f"{OLD} 写了不止一次"),)


def test_an_old_row_must_equal_that_of_the_stored_edition(revised: Path) -> None:
    """Earlier months are computed with it, so it must not change even if text and readings change alike."""
    amended(revised)
    edit(revised, "parameters.toml", "rural = 7.5,", "rural = 8,")
    edit(revised, "readings.toml", "was = 7.5,", "was = 8,")
    (problem,) = refusal(revised)
    assert (problem.file, problem.key) == ("parameters.toml", "parameters.report_price.values[0]")
    assert f"{OLD} 版里是 {{ from = 2022-05-06, rural = 7.5, " in problem.message
    assert "这里是 { from = 2022-05-06, rural = 8, " in problem.message


def test_two_editions_of_one_day_are_one_sentence(county: Path) -> None:
    """The amended text has another price, but the day is the mistake."""
    begin(NEW, county)
    in_force_from(county, OLD)
    amended(county)
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == ("measure.toml", "in_force_from")
    assert f"{OLD} 版和 {NEW} 版都从2022年5月起用，一个月只能有一版" in problem.message


def test_new_measures_are_reported_with_the_old_values(revised: Path) -> None:
    """New measures begin in 2027 with their own rows: 350 + 20 × 7.50 = 500.00; 350 + 20 × 8 = 510.00."""
    amended(revised)
    for file, old, new in (
        ("source.txt", "本办法自2026年1月1日起试行", "本办法自2027年1月1日起试行"),
        ("articles.toml", "本办法自2026年1月1日起试行", "本办法自2027年1月1日起试行"),
        ("measure.toml", "in_force_from = 2026-01-01", "in_force_from = 2027-01-01"),
        ("measure.toml", "checked = 2026-11-23", "checked = 2027-01-04"),
        ("readings.toml", "was = 7.5,", "was = 8,"),
        (
            "parameters.toml",
            f"from = 2022-05-06, {PRICES}",
            f"from = 2027-01-01, {PRICES.replace('7.5', '8')}",
        ),
    ):
        edit(revised, file, old, new)
    changed, reminders = told(revised)
    assert changed == ["2027-01 起农村：每条有效信息 7.50→8.00 元，满额月 500.00→510.00 元"]
    assert [each for each in reminders if "已经过去" in each] == []
    edit(revised, "parameters.toml", "rural = 8,", "rural = 80,")
    assert keys(revised) == [("parameters.toml", "parameters.report_price.values[0].rural")]


RENAMED = [
    ("readings.toml", 'id = "rural-name"', 'id = "rural_name"', "有的理解 rural-name，"),
    (
        "readings.toml",
        'id = "by_result"',
        'id = "by-result"',
        "版有的理解 base-share 的选法 「随月绩效考核结果变，从 0 到全额都有可能」（by_result），",
    ),
    (
        "inputs.toml",
        'id = "previous_result"\nkind = "choice"\nof = "result"\nlabel = "上月',
        'id = "last_result"\nkind = "choice"\nof = "result"\nlabel = "上个月',
        "有的问题 「上月考核结果」（previous_result），",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), RENAMED)
def test_a_removed_name_is_reported_with_the_consequence(
    revised: Path, file: str, old: str, new: str, says: str
) -> None:
    edit(revised, file, old, new)
    book = handbook.load(revised)
    assert book.kept is not None
    (reminder,) = gone(book.policy, book.kept)
    assert says in reminder
    assert f"，{NEW} 版没有了：2025年12月和以前的月份照旧" in reminder
    assert reminder.endswith("编号改了就改回去")


def test_without_changes_no_removed_name_is_reported(revised: Path) -> None:
    book = handbook.load(revised)
    assert book.kept is not None
    assert list(gone(book.policy, book.kept)) == []


NOTED: list[Problem] = []
PARSED = parse(read(DEFAULT_FOLDER, NOTED, (files.FIGURES, files.VERSIONS)), NOTED)
POLICY = load()
ODD: list[Any] = [
    0,
    True,
    "",
    "x",
    "{}",
    [],
    [5],
    [[]],
    ["x"],
    {},
    {"x": 1},
    {"value": 5},
    {"value": {"text": 5}},
]


@examples(30)
@given(st.sampled_from([*PARSED[files.FIGURES], "versions"]), st.sampled_from(ODD))
def test_odd_guards_are_told_and_break_nothing(name: str, odd: object) -> None:
    problems: list[Problem] = []
    file = files.VERSIONS if name == "versions" else files.FIGURES
    table = {**PARSED[file], name: odd}
    check_shapes({file: table}, problems)
    if not problems and name == "versions":
        kept.check_versions(DEFAULT_FOLDER, table, OLD, [], problems)
    elif not problems:
        figures.check_figures(table, POLICY, problems)
    assert problems
    assert all(problem.message for problem in problems)
