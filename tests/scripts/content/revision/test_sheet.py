"""cases.csv: what an officer types is read, computed and compared, and what is missing is named."""

from pathlib import Path

import pytest

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import load_editions
from scripts.content.revision import coverage, sheet, worked
from scripts.content.revision.sheet import FILE
from tests.scripts.content.revision.county import NEW, dearer, pair_of

# A missed sign-in costs 12 yuan. Rural: 350 + 20 × 7.50 = 500; part-time: 700 + 20 × 15 = 1000; full-time:
# 1141 + 20 × 24.50 = 1631. One sign-in missing: 12 less.
BY_HAND = {
    ("农村网格员", "19"): "488",
    ("农村网格员", "20"): "500.00",
    ("农村网格员", "21"): "500元",
    ("社区兼职网格员", "19"): "988",
    ("社区兼职网格员", "20"): "１０００",
    ("社区兼职网格员", "21"): "1,000.00",
    ("社区专职网格员", "19"): "￥1619",
    ("社区专职网格员", "20"): "1631",
    ("社区专职网格员", "21"): "1631",
}
HEAD = "月份,类型,签到（次）,有效信息（条）,应发（元）,算式,谁核对的"
ROW = "2027年1月,农村网格员,19,20,488,350 + 150 - 12,张三"


@pytest.fixture
def folder(county: Path) -> Path:
    """A county whose edition of 2027 has another price of a missed sign-in."""
    return dearer(county)


def written(folder: Path, *lines: str, encoding: str = "utf-8-sig") -> None:
    """Write the sheet of a county."""
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding)


def problems(folder: Path) -> list[str]:
    """Return the problems of a sheet, with their places."""
    with pytest.raises(PolicyError) as caught:
        worked.run(folder, load_editions(folder))
    return [str(each).removeprefix(f"{FILE} · ") for each in caught.value.problems]


def template(folder: Path) -> list[dict[str, str]]:
    """Add the months to work by hand to the sheet, and return its rows."""
    coverage.asked(folder, load_editions(folder), pair_of(folder))
    head, *lines = (folder / FILE).read_text("utf-8-sig").splitlines()
    return [dict(zip(head.split(","), line.split(","), strict=True)) for line in lines]


def filled(folder: Path, without: tuple[str, str] | None = None) -> None:
    """Fill the template of a county by hand, one row left open."""
    rows = template(folder)
    for row in rows:
        key = (row["类型"], row["签到（次）"])
        row |= {"应发（元）": "" if key == without else f'"{BY_HAND[key]}"', "算式": "手算"}
    written(folder, ",".join(rows[0]), *(",".join(row.values()) for row in rows))


def test_the_template_has_a_row_below_at_and_above_each_threshold(folder: Path) -> None:
    rows = template(folder)
    assert [(row["类型"], row["签到（次）"]) for row in rows] == list(BY_HAND)
    assert {(row["月份"], row["有效信息（条）"], row["应发（元）"]) for row in rows} == {
        ("2027年1月", "20", "")
    }
    assert [row["情形"] for row in rows][:3] == [
        "少签到：签到 19 次（不到 20 次）",
        "少签到：签到 20 次（正好）",
        "少签到：签到 21 次（超过 20 次）",
    ]
    assert coverage.asked(folder, load_editions(folder), pair_of(folder)) == 0  # nothing is added twice


def test_rows_of_the_officer_stay_as_they_are(folder: Path) -> None:
    written(folder, f"{HEAD},少签到（元）", f"{ROW},−12")
    added = coverage.asked(folder, load_editions(folder), pair_of(folder))
    lines = (folder / FILE).read_text("utf-8-sig").splitlines()
    assert added == 8
    assert lines[1].startswith(f"{ROW},−12,")
    assert lines[0].startswith(f"{HEAD},少签到（元）,情形,")
    assert len(worked.run(folder, load_editions(folder)).agreeing) == 1


def test_a_sheet_with_a_fault_is_left_as_it_is(folder: Path) -> None:
    written(folder, HEAD, ROW.replace("488", "四百"))
    before = (folder / FILE).read_bytes()
    with pytest.raises(PolicyError, match="第 2 行"):
        coverage.asked(folder, load_editions(folder), pair_of(folder))
    assert (folder / FILE).read_bytes() == before


def test_rows_that_agree_and_rows_still_empty(folder: Path) -> None:
    filled(folder, without=("农村网格员", "21"))
    found = worked.run(folder, load_editions(folder))
    assert len(found.agreeing) == 8
    assert found.reminders == [
        f"{FILE} 有 1 行没有填应发：第 4 行",
        f"{FILE} 有 8 行没有写谁核对的：第 2、3、5、6、7、8、9、10 行",
    ]


def test_a_wrong_total_stands_beside_the_engines_working(folder: Path) -> None:
    written(folder, HEAD, ROW, "", ROW.replace("488", "490").replace("- 12", "- 10"))
    assert problems(folder) == [
        "第 4 行：应发手算是 490.00 元，程序算出来是 488.00 元。程序：基础补助 +350.00（500.00 元 × 70% = "
        "350.00 元），有效信息 +150.00（7.50 元 × 20 条 = 150.00 元），少签到 −12.00（12.00 元 × 1 次 = "
        "12.00 元（本月 19 次，要 20 次））；手算：350 + 150 - 10"
    ]


def test_a_single_line_is_compared_too(folder: Path) -> None:
    head = f"{HEAD},少签到（元）,基础补助"
    written(folder, head, f"{ROW},12,350")
    assert len(worked.run(folder, load_editions(folder)).agreeing) == 1
    written(folder, head, f"{ROW},10,350")
    (problem,) = problems(folder)
    assert problem.startswith(
        "第 2 行：少签到手算是 −10.00 元，程序算出来是 −12.00 元。程序：少签到 −12.00（"
    )
    written(folder, head, f"{ROW.replace(',19,', ',20,').replace('488', '500')},12,350")
    (problem,) = problems(folder)
    assert problem.startswith("第 2 行：少签到手算是 12.00 元，程序算出来是 0.00 元。")


def test_a_row_is_computed_by_the_edition_of_its_month(folder: Path) -> None:
    written(folder, HEAD, ROW, ROW.replace("2027年1月", "2026-12").replace("488", "490"))
    assert len(worked.run(folder, load_editions(folder)).agreeing) == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (ROW.replace("488", "4百"), "第 2 行：应发写的是「4百」，要写以元计的数，例如 490.00"),
        (ROW.replace(",19,", ",十九,"), "第 2 行：签到次数要写 0 到 999 的整数"),
        (ROW.replace(",19,", ",,"), "第 2 行：签到次数要写 0 到 999 的整数"),
        (ROW.replace("农村", "乡村"), "第 2 行：2027年1月没有「乡村网格员」这一类，可以写：农村网格员、"),
        (ROW.replace("2027年1月", "1月"), "第 2 行：月份看不出是哪个月"),
        (f"{ROW},多", "第 2 行：比标题多出来的格子里有「多」"),
        ("2027年1月,农村网格员", "第 2 行：只有 2 格，标题有 7 格，后面的没有了；照标题补上"),
    ],
)
def test_a_cell_that_cannot_be_read_is_one_sentence(folder: Path, line: str, says: str) -> None:
    written(folder, HEAD, line)
    (problem,) = problems(folder)
    assert problem.startswith(says)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (HEAD.replace("算式", "公式"), "第 1 行：不认得「公式」这一列，没有用的列删掉"),
        (HEAD.replace("算式", "算试式"), "第 1 行：不认得「算试式」这一列，是不是要写「算式」"),
        (HEAD.replace("算式", "签到"), "第 1 行：「签到」这一列写了不止一次"),
        (HEAD.replace("应发（元）", "应得"), "第 1 行：不认得「应得」这一列"),
    ],
)
def test_a_column_that_is_not_known_is_one_sentence(folder: Path, head: str, says: str) -> None:
    written(folder, head, ROW)
    assert problems(folder)[0].startswith(says)


def test_columns_that_must_be_there(folder: Path) -> None:
    written(folder, "签到,有效信息", "19,20")
    assert problems(folder) == ["第 1 行：缺「月份」「类型」「应发」这几列"]
    written(folder, HEAD.replace(",类型", ""), ROW.replace(",农村网格员", ""))
    assert problems(folder) == ["第 1 行：缺「类型」这一列"]


def test_a_count_without_a_column_is_one_sentence(folder: Path) -> None:
    """Without the column every row lacks the count."""
    rows = [ROW.replace(",19,", ","), ROW.replace(",19,", ",").replace("488", "500")]
    written(folder, HEAD.replace("签到（次）,", ""), *rows)
    assert problems(folder) == ["第 1 行：缺「签到」这一列"]


@pytest.mark.parametrize("row", [ROW.replace("农村", '"农村'), f'{ROW[:-2]}"{"x" * 200_000}"'])
def test_a_lost_quote_is_one_sentence_and_hides_no_row(folder: Path, row: str) -> None:
    """A spreadsheet would read all rows behind the quote as one cell."""
    written(folder, HEAD, row, ROW)
    (problem,) = problems(folder)
    assert "有一个引号没有成对" in problem


def test_a_line_of_another_edition_stays_empty(folder: Path) -> None:
    pay = (folder / "pay.toml").read_text("utf-8")
    (folder / "pay.toml").write_text(pay.replace('"cooperation_deduction"', '"help_deduction"'), "utf-8")
    text = (folder / "readings.toml").read_text("utf-8").replace("cooperation_deduction", "help_deduction")
    (folder / "readings.toml").write_text(text, "utf-8")
    written(folder, f"{HEAD},不积极配合（元）", f"{ROW},0")
    assert len(worked.run(folder, load_editions(folder)).agreeing) == 1


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("gb18030", ","), ("utf-8-sig", ";"), ("gb18030", "\t")]
)
def test_what_spreadsheets_write_is_read(folder: Path, encoding: str, separator: str) -> None:
    lines = (line.replace(",", separator) for line in (HEAD, ROW.replace("2027年1月", "Jan-27")))
    written(folder, *lines, encoding=encoding)
    assert len(worked.run(folder, load_editions(folder)).agreeing) == 1


def test_a_sheet_that_is_no_text_is_one_sentence(folder: Path) -> None:
    (folder / FILE).write_bytes(b"PK\x03\x04\xff\xff\xff")
    assert problems(folder) == [f"{FILE}：有读不出来的字，另存为「CSV UTF-8」再查"]
    (folder / FILE).unlink()
    (folder / FILE).mkdir()
    assert problems(folder) == [f"{FILE}：读不出来；用别的程序打开着就先关掉"]


def test_without_a_sheet_there_is_nothing_to_say(folder: Path) -> None:
    assert worked.run(folder, load_editions(folder)) == ([], [])
    (folder / FILE).write_bytes(b"")
    assert sheet.read(folder, load_editions(folder), []) == []


def test_a_revision_without_its_months_is_not_released(folder: Path) -> None:
    editions = load_editions(folder)
    with pytest.raises(ProjectError) as caught:
        coverage.complete(folder, editions)
    told = str(caught.value).splitlines()
    assert told[0].startswith(f"还不能发布 {NEW} 版：{FILE} 里缺这些手算的月份")
    assert told[-1] == f"缺的行用 python3 -m scripts revise --county {folder} {NEW} 加进去。"
    assert told[1:-1] == [
        f"{worker}「少签到」：签到 19 次（不到 20 次）、签到 20 次（正好）、签到 21 次（超过 20 次）"
        for worker in ("农村网格员", "社区兼职网格员", "社区专职网格员")
    ]
    filled(folder, without=("社区兼职网格员", "21"))
    with pytest.raises(ProjectError) as caught:
        coverage.complete(folder, editions)
    # The head is the first line; each worker type has three rows.
    open_ = ["社区兼职网格员「少签到」：签到 21 次（超过 20 次）", "第 7 行没有填，或者没有填全。"]
    assert str(caught.value).splitlines()[1:] == open_
    filled(folder)
    coverage.complete(folder, editions)


def test_rows_of_the_officer_meet_a_threshold_beside_it_alone(folder: Path) -> None:
    """17 sign-ins are not the count below 20; a month of December is not one of the new edition."""
    editions, pair = load_editions(folder), pair_of(folder)
    # 500 − 3 × 12; with 19 sign-ins and 19 reports 350 + 19 × 7.50 − 12.
    far, near = ROW.replace(",19,", ",17,").replace("488", "464"), ROW.replace(",20,488", ",19,480.50")
    for row, left in ((far, 9), (near, 8)):
        written(folder, HEAD, row)
        assert len(coverage.unmet(pair, worked.run(folder, editions).agreeing, agreeing=True)) == left
    written(folder, HEAD, ROW.replace("2027年1月", "2026年12月").replace("488", "490"))
    assert len(coverage.unmet(pair, worked.run(folder, editions).agreeing, agreeing=True)) == 9
