"""The sheet of `tests/counties/revised`, worked by hand from its text: what it lets through and what not."""

import re
import shutil
from pathlib import Path

import pytest

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import load_editions
from scripts.content import handbook
from scripts.content.revision import worked
from scripts.content.revision.coverage import complete, unmet
from scripts.content.revision.pair import pair
from scripts.content.revision.sheet import FILE
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY

REPORTS = """    { kind = "shortfall", counter = "valid_reports", required = "score_reports", \
points = "score_report_points" },
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the county."""
    return Path(shutil.copytree(COUNTY, tmp_path / "revised"))


def test_every_row_agrees_and_the_revision_can_be_released() -> None:
    editions = load_editions(COUNTY)
    assert worked.run(COUNTY, editions).reminders == []
    complete(COUNTY, editions)


def test_a_row_cannot_be_left_out(folder: Path) -> None:
    """The first, a middle and the last row each are alone in having some month that is wanted."""
    editions = load_editions(folder)
    both = pair(editions)
    assert both is not None
    rows = worked.run(folder, editions).agreeing
    assert len(rows) == 156
    three = [rows[0], rows[20], rows[-1]]
    # The whole sheet is complete: what neither the other rows nor the other two have, this one has.
    missing = unmet(both, [row for row in rows if row not in three], agreeing=True)
    for place in range(3):
        without = unmet(both, three[:place] + three[place + 1 :], agreeing=True)
        assert any(each in missing for each in without)


def test_a_row_of_nine_sign_ins_is_not_replaced_by_three(folder: Path) -> None:
    """A rural worker's deductions are at most 180 yuan, 12 × 15: the price shows from 10 sign-ins on."""
    lines = (folder / FILE).read_text("utf-8-sig").splitlines()
    near = re.compile("2027年1月,农村网格员,[^,]*,9,20,")
    # 22 − 3 = 19: 100 − 2 × 19 = 62 points, 420 × 80 % = 336; 336 + 180 − 180.
    far = "2027年1月,农村网格员,少签到,3,20,0,0,0,0,0,0,0,0,0,336,62,合格,336 + 180 - 180,张三"
    kept = [far if near.match(line) else line for line in lines]
    assert kept != lines
    (folder / FILE).write_text("\n".join(kept), "utf-8-sig")
    with pytest.raises(ProjectError, match=r"农村网格员「少签到」：签到 9 次（不到 10 次）"):
        complete(folder, load_editions(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        # 100 − 1 × 3 = 97 with 19 reports.
        ("pay.toml", REPORTS, "", "月考核得分手算是 97 分，程序算出来是 100 分"),
        ("points", "score_report_points", "2", "月考核得分手算是 97 分，程序算出来是 98 分"),
        ("points", "score_hazard_points", "9", "月考核得分手算是 90 分，程序算出来是 91 分"),
        ("points", "score_least", "1", "月考核得分手算是 0 分，程序算出来是 1 分"),
        # 60 points are a pass, 59 are not; 75 points pay 90 %: 420 × 90 % = 378, × 80 % = 336.
        (
            "pay.toml",
            'pass = "score_pass"',
            'pass = "score_start"',
            "考核结果手算是 合格，程序算出来是 不合格",
        ),
        ("points", "score_pass", "61", "考核结果手算是 合格，程序算出来是 不合格"),
        ("points", "score_pass", "59", "考核结果手算是 不合格，程序算出来是 合格"),
        ("points", "high_share_from", "76", "应发手算是 408.00 元，程序算出来是 366.00 元"),
        ("points", "full_share_from", "89", "应发手算是 510.00 元，程序算出来是 552.00 元"),
    ],
)
def test_a_slip_in_the_score_contradicts_a_row(
    folder: Path, file: str, old: str, new: str, says: str
) -> None:
    if file == "points":
        file, key = "parameters.toml", f'id = "{old}"'
        whole = (folder / file).read_text("utf-8").partition(key)[2].partition("[[")[0]
        old, new = f"{key}{whole}", f"{key}{re.sub('value = [0-9]+', f'value = {new}', whole)}"
    edit(folder, file, old, new)
    with pytest.raises(PolicyError) as caught:
        complete(folder, load_editions(folder))
    assert any(says in each.message for each in caught.value.problems)


def without_column(folder: Path, head: str) -> None:
    """Take a column out of the sheet."""
    path = folder / FILE
    table = [line.split(",") for line in path.read_text("utf-8-sig").splitlines()]
    place = table[0].index(head)
    path.write_text("\n".join(",".join(row[:place] + row[place + 1 :]) for row in table), "utf-8-sig")


def test_a_count_that_the_rows_are_about_needs_its_column(folder: Path) -> None:
    """The count is not required, but without its column every row about a meeting would differ."""
    without_column(folder, "例会缺席（次）")
    with pytest.raises(PolicyError) as caught:
        worked.run(folder, load_editions(folder))
    assert [str(each) for each in caught.value.problems] == [f"{FILE} · 第 1 行：缺「例会缺席」这一列"]


@pytest.mark.parametrize("head", ["月考核得分（分）", "考核结果"])
def test_a_sheet_without_the_score_or_the_result_is_not_complete(folder: Path, head: str) -> None:
    without_column(folder, head)
    with pytest.raises(ProjectError, match="农村网格员「月考核得分」：月考核得分"):
        complete(folder, load_editions(folder))


def test_a_number_with_which_nothing_is_computed_is_named(folder: Path) -> None:
    """The pass mark stands in two sentences, but the score takes another number as its pass mark."""
    edit(folder, "pay.toml", 'pass = "score_pass"', 'pass = "score_start"')
    with pytest.raises(PolicyError) as caught:
        handbook.load(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == ("parameters.toml", "parameters.score_pass")
    assert "没有一处用到「合格的最低分」" in problem.message


def test_a_county_with_one_edition_needs_no_sheet(county: Path) -> None:
    complete(county, load_editions(county))


def test_points_below_the_floor_are_told_as_those_before_it(folder: Path) -> None:
    """100 points less 101 are −1, and the score is 0: the officer writes 0."""
    (folder / FILE).unlink()
    with pytest.raises(ProjectError) as caught:
        complete(folder, load_editions(folder))
    below = re.findall("月考核得分[^、：]*扣到 -[^、]*", str(caught.value))
    assert below
    assert all(re.fullmatch(r"月考核得分按最低分记以前扣到 -\d+ 分（不到 0 分）", each) for each in below)


def test_a_count_that_the_sheet_lacks_is_meant_before_a_line_of_a_similar_name(folder: Path) -> None:
    """Under the head of the line 工龄补贴, the years of every row would be compared with an amount."""
    edit(folder, FILE, "工龄整年数（年）", "工龄")
    with pytest.raises(PolicyError) as raised:
        worked.run(folder, load_editions(folder))
    (problem,) = raised.value.problems
    assert problem.message == "不认得「工龄」这一列，是不是要写「工龄整年数（年）」"


def test_a_row_without_its_working_gets_a_reminder(folder: Path) -> None:
    edit(folder, FILE, "得分100；应得420、9×20＝180、超额5×1＝5，合605", " ")
    (reminder,) = worked.run(folder, load_editions(folder)).reminders
    assert reminder == f"{FILE} 有 1 行没有写算式：第 4 行"
