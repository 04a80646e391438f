"""`revise`: the draft of a new edition, then what it changes."""

import os
import shutil
from pathlib import Path

import pytest

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import FILES, load_editions
from scripts.content import handbook
from scripts.content.pages import FILE_OF
from scripts.verbs import revise
from tests.calculator.conftest import edit
from tests.scripts.content.revision.county import NEW, OLD
from tests.scripts.verbs.conftest import run
from tests.support.county import begun, in_words


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file()
    }


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


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="没有这个文件夹："):
        revise.run([f"--county={tmp_path / 'none'}", NEW])
