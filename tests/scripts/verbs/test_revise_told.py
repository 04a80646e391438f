"""`revise` run again: what it tells of a revision, and the sheet that `check` runs afterwards."""

import csv
import shutil
from pathlib import Path

import pytest

from calculator.errors import PolicyError
from scripts.content.files import ORDER
from scripts.content.pages import FILE_OF
from scripts.content.revision.sheet import FILE as CASES
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY
from tests.scripts.content.revision.county import NEW, OLD, dearer
from tests.scripts.verbs.conftest import run


def test_a_revision_is_compared(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rural: 350 + 150 = 500; one sign-in missing costs 12, before 10; twenty cost 240, before 200."""
    dearer(county)
    assert run(county, NEW) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        f"{OLD} 版 → {NEW} 版，从2027年1月起：",
        "条文：改了 1 处",
        "数：少签到一次扣，各类：10.00 元 → 12.00 元，第十二条第三项",
    ]
    full = "满额的一个月（签到 20 次、有效信息 20 条）500.00 → 500.00 元"
    assert f"农村网格员：{full}" in told
    most = told.index("常见的月份，少得最多的在前：")
    assert told[most + 1] == "农村网格员，全是零（各项都是 0）：150.00 → 110.00 元（−40.00）"
    assert "农村网格员，签到少 1 次（签到 19 次、有效信息 20 条）：490.00 → 488.00 元（−2.00）" in told
    doubt = "少签到一次扣（各类）10.00 元 → 12.00 元，第十二条第三项的条文没有改"
    assert f"提醒：条文没有改：{doubt}。" in told
    columns = "应发（元）、年底另发（元）"
    assert told[-1] == f"{CASES} 里加了 9 行要手算的，照新的原文填上{columns}，再运行 check。"
    text = (tmp_path / "build" / "revise" / "effects.csv").read_text("utf-8-sig")
    row = next(csv.DictReader(text.splitlines()))
    assert (row["类型"], row["情形"], row["差额：本月应发"]) == ("农村网格员", "全是零", "-40.00")
    assert run(county, NEW) == 0
    assert not capsys.readouterr().out.splitlines()[-1].startswith(CASES)


def test_the_month_that_loses_most_is_told_for_each_worker_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Full time: 1141 + 490 − 20 × 10 = 1431; now 100 − 44 − 15 = 41 points, and 490 − 22 × 15 − 60 = 100."""
    run(Path(shutil.copytree(COUNTY, tmp_path / "revised")), NEW)
    told = capsys.readouterr().out.splitlines()
    worst = told.index(
        "表里有 293 个月。每类从满额的一个月起，一项一项改次数，没有试遍；"
        "算过的月份里，各类少得最多的（旧 → 新，连以后另发的）："
    )
    most = "签到 0 次、例会缺席 3 次（有效信息 20 条、例会缺席 3 次）：1431.00 → 100.00 元（−1331.00）"
    assert told[worst + 1] == f"社区专职网格员，{most}"
    names = [line.partition("，")[0] for line in told[worst + 1 : worst + 5]]
    assert names == ["社区专职网格员", "社区兼职网格员", "农村网格员", ""]


def test_a_draft_in_which_nothing_changed_has_no_heading_without_lines(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(county, NEW)
    capsys.readouterr()
    run(county, NEW)
    told = capsys.readouterr().out
    assert "没有试遍；算过的月份里没有少的。\n\n常见的月份都没有变。\n" in told
    assert "少得最多的" not in told


def test_files_whose_sentences_nobody_changed_are_named_once(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dearer(county)
    edit(county, "trainers.toml", "#:schema", "# 改过\n#:schema")
    run(county, NEW)
    (line,) = [each for each in capsys.readouterr().out.splitlines() if "一个字没有改" in each]
    named = line.removeprefix("提醒：一个字没有改的文件：").partition("。")[0]
    told = {"pages.toml", *FILE_OF.values()} - {"trainers.toml"}
    assert named.split("、") == [name for name in ORDER if name in told]


def test_check_runs_the_sheet(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dearer(county)
    for file in ("articles.toml", "source.txt", "readings.toml"):
        edit(county, file, "少一次扣10元", "少一次扣12元")
    price = "values = [{ from = 2022-05-06, value = 12 }]"
    rows = "values = [{ from = 2022-05-06, value = 10 }, { from = 2027-01-01, value = 12 }]"
    edit(county, "parameters.toml", price, rows)
    run(county, NEW)
    assert check.run([str(county)]) == 0
    empty = "第 2、3、4、5、6、7、8、9、10 行"
    told = capsys.readouterr().out
    assert f"提醒：{CASES} 有 9 行没有填应发：{empty}。" in told
    assert f"提醒：{NEW} 版还不能发布，{CASES} 里缺 9 处手算的月份；release 会说是哪些。" in told
    sheet = (county / CASES).read_text("utf-8-sig").splitlines()
    head = sheet[0].split(",")
    cells = sheet[1].split(",")
    cells[head.index("应发（元）")] = "490"
    (county / CASES).write_text("\n".join([sheet[0], ",".join(cells)]), "utf-8-sig")
    with pytest.raises(
        PolicyError, match=r"cases\.csv · 第 2 行：应发手算是 490\.00 元，程序算出来是 488\.00 元"
    ):
        check.run([str(county)])
