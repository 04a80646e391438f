"""Messages of `check` about changed amounts, dates, editions and stray files, and its refusals."""

from datetime import date
from pathlib import Path

import pytest

from calculator.errors import PolicyError, ProjectError
from scripts.content import handbook
from scripts.content.guards.dates import reminders
from scripts.content.guards.numbers import stages
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.scripts.content.test_handbook import refusal
from tests.support.county import begun

PRICES = "rural = 7.5, community_part_time = 15, community_full_time = 24.5 }"
Captured = pytest.CaptureFixture[str]
TODAY, OLD, NEW = date(2026, 11, 30), "2022-05-06", "2027-01-01"


def row(folder: Path, day: str, rural: str, basis: str = "") -> None:
    """Add a row to the price of a report, whose two other amounts stay."""
    new = PRICES.replace("7.5,", f"{rural},").replace(" }", f"{basis} }}")
    edit(folder, "parameters.toml", PRICES, f"{PRICES}, {{ from = {day}, {new}")


def told(folder: Path, today: date = TODAY) -> tuple[list[str], list[str]]:
    """Return the messages about changes, and those about possible mistakes."""
    book = handbook.load(folder)
    changed = stages(book.policy, book.kept)
    return [str(each) for each in changed], list(reminders(book.policy, book.kept, changed, today))


def said(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """Return what `check` prints of a folder."""
    capsys.readouterr()
    assert check.run([str(folder), *more]) == 0
    return capsys.readouterr().out


def test_a_change_is_reported_with_both_values_and_the_full_month(county: Path, capsys: Captured) -> None:
    """500 × 70% + 20 × 7.50 = 500.00; with 8.00 it is 350 + 160 = 510.00."""
    row(county, NEW, "8")
    line = "2027-01 起农村：每条有效信息 7.50→8.00 元，满额月 500.00→510.00 元"
    assert told(county) == ([line], [])
    printed = said(county, capsys)
    assert f"改动：{line}。\n" in printed
    assert f"改动：{line}。" in Path("policy/README.md").read_text(encoding="utf-8")


def test_changes_of_a_day_are_reported_together_and_equal_ones_once(county: Path) -> None:
    """600 × 70% + 20 × 7.50 = 570.00; a sign-in's price changes the full month of no worker type."""
    edit(
        county,
        "parameters.toml",
        "community_full_time = 1630 }",
        "community_full_time = 1630 }, { from = 2027-01-01, rural = 600, community_part_time = 1000,"
        " community_full_time = 1630 }",
    )
    tables = (county / "parameters.toml").read_text(encoding="utf-8").partition('id = "sign_in_price"')
    later = tables[2].replace("value = 10 }", "value = 10 }, { from = 2027-01-01, value = 12 }")
    (county / "parameters.toml").write_text("".join((*tables[:2], later)), encoding="utf-8")
    assert told(county)[0] == [
        "2027-01 起农村：补助标准 500.00→600.00 元、少签到一次扣 10.00→12.00 元，满额月 500.00→570.00 元",
        "2027-01 起社区兼职、社区专职：少签到一次扣 10.00→12.00 元，满额月不变",
    ]


def test_the_full_month_follows_the_quotas(county: Path) -> None:
    """From 2027 on 24 reports are asked for and priced: 350 + 24 × 7.50 = 530.00."""
    for _ in range(2):
        edit(
            county,
            "parameters.toml",
            "rural = 20, community_part_time = 20, community_full_time = 20 }]",
            "rural = 20, community_part_time = 20, community_full_time = 20 },"
            " { from = 2027-01-01, rural = 24, community_part_time = 20, community_full_time = 20 }]",
        )
    assert told(county)[0] == [
        "2027-01 起农村：按单价计的条数 20→24、每月任务条数 20→24，满额月 500.00→530.00 元"
    ]


@pytest.mark.parametrize("rural", ["75", "0", "0.75", "11.26", "3.74"])
def test_more_than_half_as_much_again_needs_a_written_basis(county: Path, rural: str) -> None:
    """7.50 may become 3.75 to 11.25; beyond that the message has the line to write, which is accepted."""
    row(county, NEW, rural)
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == ("parameters.toml", "parameters.report_price.values[1]")
    line = problem.message.partition("写上依据：")[2]
    assert line.endswith(', basis = "文件的名称和文号" }')
    before = f"{{ from = {NEW}, {PRICES.replace('7.5,', f'{rural},')}"
    named = line.replace("文件的名称和文号", "大平安办第9号")
    edit(county, "parameters.toml", before, named)
    assert told(county)[0][0].startswith("2027-01 起农村：每条有效信息 7.50→")


@pytest.mark.parametrize("rural", ["3.75", "11.25"])
def test_a_change_by_half_is_accepted(county: Path, rural: str) -> None:
    row(county, NEW, rural)
    assert len(told(county)[0]) == 1


def test_no_limit_and_a_grounds_number_are_asked_about_too(county: Path) -> None:
    quotas = "rural = 20, community_part_time = 20, community_full_time = 20 }"
    edit(county, "parameters.toml", quotas, f'{quotas}, {{ from = 2027-01-01, value = "unlimited" }}')
    edit(county, "elimination.toml", "value = 2 }", "value = 2 }, { from = 2027-01-01, value = 20 }")
    assert [(problem.file, problem.key) for problem in refusal(county)] == [
        ("parameters.toml", "parameters.priced_reports.values[1]"),
        ("elimination.toml", "grounds.consecutive_failures.times[1]"),
    ]


def test_a_changed_number_of_a_ground_is_reported_with_both_values(county: Path) -> None:
    edit(county, "elimination.toml", "value = 3 }", "value = 3 }, { from = 2027-01-01, value = 4 }")
    line = "2027-01 起农村、社区兼职、社区专职：一年累计三次考核不合格 3→4，满额月不变"
    assert told(county) == ([line], [])


def test_changed_past_months_are_reported_with_both_values(county: Path) -> None:
    row(county, "2022-06-01", "8")
    (reminder,) = told(county)[1]
    assert reminder.startswith("2022年6月至2026年11月已经过去，农村的满额月会从 500.00 变成 510.00 元。")
    row(county, "2022-06-01", "8")  # two rows with the same day are a problem
    with pytest.raises(PolicyError, match="日期要从早到晚排"):
        handbook.load(county)


def test_past_months_end_where_the_next_row_begins_and_a_basis_settles_it(county: Path) -> None:
    row(county, "2026-08-01", "8.5")
    row(county, "2026-06-01", "8")
    first, second = told(county)[1]
    assert first.startswith("2026年6月至2026年7月已经过去，农村的满额月会从 500.00 变成 510.00 元。")
    assert second.startswith("2026年8月至2026年11月已经过去，农村的满额月会从 510.00 变成 520.00 元。")
    edit(county, "parameters.toml", "rural = 8,", 'basis = "某文", rural = 8,')
    assert told(county)[1] == [second]


def test_a_past_change_without_effect_on_a_full_month_is_reported(county: Path) -> None:
    edit(county, "parameters.toml", "value = 30 }", "value = 30 }, { from = 2026-11-01, value = 31 }")
    (reminder,) = told(county)[1]
    assert reminder.startswith(
        "2026年11月已经过去，农村、社区兼职、社区专职的省级通报表扬，每条 30.00→31.00 元。"
    )


@pytest.mark.parametrize("argv", [["--strict"], ["a", "b"], ["-x", "--help-me"]])
def test_check_refuses_an_unknown_argument(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        check.run(argv)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("不认得：")


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["nowhere", "--help"]])
def test_help_helps_and_checks_nothing(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        check.run(argv)
    assert not ended.value.code
    assert "没有问题" not in capsys.readouterr().out


def test_the_folder_that_is_named_is_checked(county: Path) -> None:
    edit(county, "parameters.toml", "value = 70", "value = 7")
    with pytest.raises(PolicyError):
        check.run([str(county)])
    with pytest.raises(ProjectError, match=r"这里没有 measure\.toml，不是一个县的文件夹"):
        check.run([str(county / "parameters.toml")])
    assert check.run([]) == 0


MADE = [
    "parameters - 副本.toml",
    "parameters.toml.bak",
    "~$ay.toml",
    "notes.toml",
    "categories/crimes - 副本.toml",
    "categories/Persons2.toml",
    "categories/~$crimes.toml",
]
HIDDEN = [".DS_Store", ".~lock.pay.toml#", "categories/._crimes.toml", "categories/.DS_Store"]


def test_stray_files_are_named_and_hidden_ones_are_not(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of a category beside it is no second category."""
    for name in (*MADE, *HIDDEN):
        (county / name).write_bytes(b"\x00x")
    begun(county, NEW)
    (county / "editions" / "old.zip").write_bytes(b"x")
    (county / "editions" / ".git").mkdir()
    reminders = [line for line in said(county, capsys).splitlines() if line.startswith("提醒：")]
    named = sorted(
        line.removeprefix("提醒：").partition(" 没有用上")[0].partition(" 是 Word")[0] for line in reminders
    )
    assert named == sorted([*MADE, "editions/old.zip"])
    for name, exactly in (
        ("parameters.toml.bak", "parameters.toml"),
        ("categories/Persons2.toml", "persons2.toml"),
    ):
        wanted = f"{name} 没有用上，名字要正好是 {exactly} 才会读；是备份就移出这个文件夹"
        assert f"提醒：{wanted}。" in reminders
