"""`revise`: the draft of a new edition, then what it changes."""

import csv
import os
import shutil
from pathlib import Path

import pytest

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import FILES, load_editions
from scripts.content import handbook
from scripts.content.files import ORDER
from scripts.content.pages import FILE_OF
from scripts.content.revision.sheet import FILE as CASES
from scripts.verbs import check, revise
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY
from tests.scripts.content.revision.county import NEW, OLD, dearer
from tests.support.county import begun, in_words


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the effect table to a folder of the test."""
    monkeypatch.setattr(revise, "ROOT", tmp_path)
    monkeypatch.setattr(revise, "FOLDER", tmp_path / "build" / "revise")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file()
    }


def run(county: Path, *more: str) -> int:
    """Run the verb on a county."""
    return revise.run(["--county", str(county), *more])


def test_a_draft_saves_the_files_whole_and_begins_the_edition(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(county)
    assert run(county, NEW) == 0
    after = contents(county)
    for name in (*FILES, *FILE_OF.values(), "pages.toml", "figures.toml", "source.txt"):
        assert after[f"editions/{OLD}/{name}"] == before[name]
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"measure.toml", "versions.toml"}
    measure = before["measure.toml"].decode()
    for old, new in ((f'version = "{OLD}"', f'version = "{NEW}"'), (f"from = {OLD}", f"from = {NEW}")):
        measure = measure.replace(old, new)
    assert after["measure.toml"].decode() == measure  # `checked` is left alone
    assert list(load_editions(county)) == [OLD, NEW]
    told = capsys.readouterr().out
    assert told.startswith(f"{OLD} 版整份存进了 editions/{OLD}，2026年12月和以前的月份照它算。")
    own = f"--county {county}"
    for command in (f"check {own}，", f"revise {own} {NEW}，", f"release {own}。"):
        assert f"运行 python3 -m scripts {command}" in told


def test_the_draft_is_sound_once_the_text_names_its_day(county: Path) -> None:
    run(county, NEW)
    for file in ("articles.toml", "source.txt"):
        edit(county, file, f"自{in_words(OLD)}", f"自{in_words(NEW)}")
    assert list(handbook.load(county).editions) == [OLD, NEW]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2027-01-15", "要从某月 1 日起；2027-01-15 在月中"),
        ("2022-05-01", f"新的一版要晚于现在的 {OLD} 版，它从 {OLD} 起施行；这里写的是 2022-05-01"),
        ("2021-01-01", "新的一版要晚于现在的"),
        ("2027-1-1", "要写新办法从哪天起施行，例如 2027-01-01；写的是 2027-1-1"),
        ("明年", "要写新办法从哪天起施行"),
        (OLD, f"{OLD} 版是第一版，前面没有可以比的"),
    ],
)
def test_a_day_that_cannot_be_is_one_sentence_and_changes_nothing(county: Path, day: str, says: str) -> None:
    before = contents(county)
    with pytest.raises(ProjectError, match=says) as caught:
        run(county, day)
    assert "\n" not in str(caught.value)
    assert contents(county) == before


def test_a_version_that_is_there_is_refused(county: Path) -> None:
    begun(county, NEW)  # it governs from January 2026 on
    before = contents(county)
    with pytest.raises(ProjectError, match=f"已经有 {NEW} 版了"):
        run(county, NEW)
    assert contents(county) == before


def test_an_edition_whose_folder_is_gone_is_named(county: Path) -> None:
    run(county, NEW)
    shutil.rmtree(county / "editions" / OLD)
    with pytest.raises(PolicyError, match=f"editions 文件夹里没有 {OLD} 版"):
        run(county, NEW)


def test_faulty_data_are_not_begun_from(county: Path) -> None:
    edit(county, "pay.toml", 'article = "12.3"', 'article = "12.9"')
    before = contents(county)
    with pytest.raises(ProjectError, match=r"pay\.toml 里有问题"):
        run(county, NEW)
    assert contents(county) == before


def test_a_draft_is_not_saved_as_an_edition_before_it_is_sound(county: Path) -> None:
    """The text still names the first day of the edition before; a saved edition is never edited again."""
    run(county, NEW)
    before = contents(county)
    with pytest.raises(ProjectError, match="in_force_from") as caught:
        run(county, "2028-01-01")
    undo = f"要是 {NEW} 这个日期写错了，撤掉这一版的做法见 policy/README.md「撤掉草稿」。"
    assert str(caught.value).splitlines()[-1] == undo
    assert contents(county) == before


def test_a_draft_is_taken_back_as_the_officers_are_told(county: Path) -> None:
    """The files of the saved edition replace the new ones; its folder and its two places in the list go."""
    before = contents(county)
    run(county, NEW)
    saved = county / "editions" / OLD
    for path in saved.iterdir():
        shutil.copyfile(path, county / path.name)
    shutil.rmtree(saved)
    listed = (county / "versions.toml").read_text("utf-8")
    listed = listed.partition("\n[sealed")[0].replace(f', "{NEW}"', "")
    (county / "versions.toml").write_text(listed, "utf-8")
    assert list(handbook.load(county).editions) == [OLD]
    assert {**contents(county), "versions.toml": b""} == {**before, "versions.toml": b""}
    assert run(county, "2028-01-01") == 0


def test_a_day_may_stand_behind_any_spaces(county: Path) -> None:
    edit(county, "measure.toml", f"in_force_from = {OLD}", f"in_force_from  ={OLD} # 施行")
    assert run(county, NEW) == 0
    assert list(load_editions(county)) == [OLD, NEW]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_fault_of_the_disk_leaves_nothing_half_made(
    county: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before, calls, replace = contents(county), [], os.replace

    def full(one: Path, other: Path) -> None:
        calls.append(one)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        replace(one, other)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ProjectError, match=r"文件写不进去：.*No space"):
        run(county, NEW)
    assert contents(county) == before
    monkeypatch.undo()
    assert run(county, NEW) == 0


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


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="没有这个文件夹："):
        revise.run([f"--county={tmp_path / 'none'}", NEW])
