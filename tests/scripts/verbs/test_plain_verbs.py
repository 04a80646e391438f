"""Verbs that take a county's folder: asked how they are used, they say it and do nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER
from scripts.setup.bootstrap import ROOT
from scripts.verbs import arguments, build, release, serve, shots
from scripts.verbs.revise import run

TOWN = "tests/counties/town"
RUNS = {"build": build.run, "serve": serve.run, "release": release.run, "shots": shots.run}


@pytest.mark.parametrize("verb", RUNS)
@pytest.mark.parametrize(
    ("more", "status"),
    [
        (["--help"], 0),
        (["policy/daning", "-h"], 0),
        (["--force"], 2),
        (["policy/daning", "policy/daning"], 2),
        (["--port"], 2),
    ],
)
def test_a_verb_says_how_it_is_used_and_does_nothing(
    verb: str,
    more: list[str],
    status: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (release, shots, sys.modules["scripts.site.build"]):
        monkeypatch.setattr(module, "build", None)
    with pytest.raises(SystemExit) as ended:
        RUNS[verb](more)
    assert (ended.value.code or 0) == status
    said = capsys.readouterr()
    assert f"用法：python3 -m scripts {verb} [文件夹]" in (said.err if status else said.out)
    unknown = [each for each in more if each.startswith("--") and status] or more[1:] * (status // 2)
    assert said.err.startswith(f"不认得：{' '.join(unknown)}\n" if status else "")


@pytest.mark.parametrize("verb", RUNS)
def test_a_folder_that_is_not_there_is_named(verb: str) -> None:
    with pytest.raises(ProjectError, match="没有这个文件夹：policy/elsewhere"):
        RUNS[verb](["policy/elsewhere"])


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        ([], arguments.Asked(DEFAULT_FOLDER, {})),
        ([TOWN], arguments.Asked(Path(TOWN), {})),
        (["--county", TOWN], arguments.Asked(Path(TOWN), {})),
        ([f"--policy={TOWN}"], arguments.Asked(Path(TOWN), {})),
        (
            ["--page", "pay", TOWN, "--page=text"],
            arguments.Asked(Path(TOWN), {"--page": ["pay", "text"]}),
        ),
    ],
)
def test_a_folder_and_options_are_read(
    argv: list[str], wanted: arguments.Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert arguments.read(argv, "用法", ["--page"]) == wanted


def test_pictures_of_a_page_that_is_not_printed_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        shots.run(["--page", "pays", "--state", "asleep"])
    assert capsys.readouterr().err.startswith("不认得：pays asleep\n")


def test_a_verb_whose_output_is_no_longer_read_ends_quietly() -> None:
    """As in `check | head -1`."""
    with subprocess.Popen(
        [sys.executable, "-m", "scripts", "check", TOWN],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("port", ["x", "-1", "65536", "８０００"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        serve.run([f"--port={port}"])
    assert capsys.readouterr().err.startswith(f"端口要写 0 到 65535 的整数：{port}\n")


@pytest.mark.parametrize(
    ("argv", "status"), [(["--help"], 0), ([], 2), (["2027-01-01", "2028-01-01"], 2), (["--force"], 2)]
)
def test_a_revision_is_of_one_day(argv: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(argv)
    assert (ended.value.code or 0) == status
    said = capsys.readouterr()
    assert "用法：python3 -m scripts revise [--county 文件夹] 新办法施行的日期" in (
        said.err if status else said.out
    )
