"""Numbers in sentences: of another thing, of another worker type, in no clause; a wrong number to call."""

from pathlib import Path

import pytest

from scripts.content import handbook
from tests.calculator.conftest import edit
from tests.scripts.content.test_guards import said
from tests.scripts.content.test_handbook import refusal

# The file, the old text, the new text, and words of the message.
SLIPS = [
    ("consequences.toml", "少一次扣 {sign_in_price}", "少一次扣 {order_price}", "{order_price} 是「不服从"),
    ("consequences.toml", "{major_most}", "{special_major_most}", "{special_major_most} 是「特别重大信息"),
    ("sheet.toml", "{major_most}", "{special_major_most}", "不是这一项的数"),
    ("consequences.toml", "农村是 {report_quota.rural} 条", "农村是 {sign_in_quota} 条", "每月签到次数"),
    (
        "consequences.toml",
        "农村是 {report_quota.rural} 条",
        "农村是 {report_quota.community_part_time} 条",
        "前面说的是农村",
    ),
    ("faq.toml", "{standard.community_full_time}", "{standard.rural}", "前面说的是社区专职"),
    ("duties.toml", "着火打 119", "着火打 110", "着火打 119，这里写的是 110"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), SLIPS)
def test_a_number_of_something_else_is_refused(
    file: str, old: str, new: str, says: str, county: Path
) -> None:
    edit(county, file, old, new)
    (problem,) = refusal(county)
    assert problem.file == file
    assert says in problem.message


TIMES = [
    ("faq.toml", "是两次未接听", "是三次未接听", "说「三次」"),
    ("review.toml", "每月 3 日前", "每月 5 日前", "说「5日」"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), TIMES)
def test_a_count_in_words_that_no_clause_has_is_asked_about(
    file: str, old: str, new: str, says: str, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer may tell of something else, so nothing is refused."""
    assert "看看是不是写错了" not in said(county, capsys)
    edit(county, file, old, new)
    (reminder,) = [line for line in said(county, capsys).splitlines() if "看看是不是写错了" in line]
    assert reminder.startswith(f"提醒：{file} 的 ")
    assert says in reminder


def test_marks_alone_are_no_basis(county: Path) -> None:
    row, before = "{ from = 2022-05-06, value = 50 }", "大平安办第9号"
    edit(county, "parameters.toml", row, f'{row}, {{ from = 2027-01-01, value = 500, basis = "{before}" }}')
    handbook.load(county)
    for basis in ("。", "——", "x", " "):
        edit(county, "parameters.toml", f'basis = "{before}"', f'basis = "{basis}"')
        (problem,) = [each for each in refusal(county) if each.key.endswith("basis")]
        assert problem.message == "要写明依据，例如文件的名称和文号", basis
        before = basis


# One mistake with effects in many places: the file, the edit, and the only place that is reported.
ONCE = [
    ("measure.toml", "in_force_from = 2022-05-06", "in_force_from = 2020-05-06", "in_force_from", "24 个数"),
    ("measure.toml", "in_force_from = 2022-05-06", "in_force_from = 2028-05-06", "in_force_from", "这里是"),
    ("workers.toml", 'id = "rural"', 'id = "country"', "workers.country.id", "改回 rural"),
    ("workers.toml", 'id = "rural"', 'id = "Rural"', "workers.Rural.id", "改回 rural"),
    (
        "workers.toml",
        'id = "community_full_time"',
        'id = "full_time"',
        "workers.full_time.id",
        "改回 community_full_time",
    ),
    (
        "figures.toml",
        'not_in_text = "unlimited"',
        "not_in_text = 489",
        "report_pay_most.value.not_in_text",
        "两处有一处写错了",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "says"), ONCE)
def test_consequences_of_one_error_are_not_reported(
    file: str, old: str, new: str, key: str, says: str, county: Path
) -> None:
    edit(county, file, old, new)
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == (file, key)
    assert says in problem.message
