"""The set-up on a new machine: each step is done once, and not again."""

import os
import sys
from pathlib import Path

import pytest

from scripts import __main__ as command
from scripts.__main__ import VERBS
from scripts.setup import bootstrap
from tests.support.newcomer import ABSENT_WHEEL, POSIX, run

pytestmark = POSIX


def test_help_lists_every_verb_without_setting_anything_up(bare: Path) -> None:
    """Reading the help costs nothing."""
    status, out, err = run(bare, "--help")
    assert (status, err) == (0, "")
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    verbs = "build serve test bench mutate check revise release shots"
    assert " ".join(listed) == " ".join(VERBS) == verbs
    assert not (bare / ".venv").exists()


def test_unknown_verb_is_one_sentence_and_status_2(bare: Path) -> None:
    """After a mistyped verb the existing verbs are listed."""
    status, out, err = run(bare, "biuld")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "biuld" in err
    assert "build" in err
    assert not (bare / ".venv").exists()


def test_a_verb_and_its_processes_store_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a container that forbids it."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(command, "run_verb", lambda *_: 0)
    assert command.main(["check"]) == 0
    assert ("PYTHONDONTWRITEBYTECODE" in os.environ, sys.dont_write_bytecode) == (False, False)


@pytest.mark.parametrize("own_venv", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_first_run_sets_up_and_second_run_does_not(bare: Path, own_venv: bool) -> None:
    """One progress line a step the first time, none the second; the verb's own status comes back."""
    if own_venv:
        (bare / "venv.py").unlink()
    status, out, err = run(bare, "check", "--all")
    assert (status, err) == (3, "")
    *steps, last = out.splitlines()
    assert [step.partition(" …")[0] for step in steps] == [
        "建立 Python 环境 .venv",
        "安装 Python 软件包（requirements.lock）",
        "安装 Python 软件包（words.lock）",
    ]
    assert last == "checked --all"
    assert run(bare, "check", "--all") == (3, "checked --all\n", "")


def test_an_environment_is_current_with_the_stamp_of_each_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    for lock in bootstrap.PYTHON_LOCKS:
        (tmp_path / lock).touch()
        assert not bootstrap.venv_is_current()
        (tmp_path / f"{lock}.sha256").write_text(bootstrap.fingerprint(lock))
    assert bootstrap.venv_is_current()
    for lock in bootstrap.PYTHON_LOCKS:
        stamp = (tmp_path / f"{lock}.sha256").rename(tmp_path / "taken")
        assert not bootstrap.venv_is_current()
        stamp.rename(tmp_path / f"{lock}.sha256")


@pytest.mark.deep
@pytest.mark.parametrize("stamp", ["requirements.lock", "words.lock"])
def test_half_made_environment_is_made_anew(project: Path, stamp: str) -> None:
    """An interrupted installation leaves no stamp, so nothing of it is trusted."""
    leftover = project / ".venv" / "leftover"
    leftover.touch()
    assert run(project, "check") == (3, "checked\n", "")
    (project / ".venv" / f"{stamp}.sha256").unlink()
    status, out, _ = run(project, "check")
    assert status == 3
    assert "建立 Python 环境" in out
    assert not leftover.exists()


def test_changed_lock_is_noticed_by_the_environments_own_python(project: Path) -> None:
    """After an update of the lock an activated .venv hands over to the Python it was made with."""
    python = str(project / ".venv" / "bin" / "python")
    assert run(project, "check", python=python) == (3, "checked\n", "")
    leftover = project / ".venv" / "leftover"
    leftover.touch()
    (project / "requirements.lock").write_text("# changed\n")
    status, out, err = run(project, "check", python=python)
    assert (status, err, "安装 Python 软件包" in out) == (3, "", True)
    assert not leftover.exists()


@pytest.mark.parametrize("lost", ["bin/python", f"lib/python{sys.version_info[0]}.{sys.version_info[1]}"])
def test_environment_of_a_replaced_python_is_not_trusted(
    project: Path, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stamp alone is not enough: the interpreter must start and see its packages."""
    monkeypatch.setattr(bootstrap, "VENV", project / ".venv")
    assert bootstrap.venv_runs()
    (project / ".venv" / lost).rename(project / "lost")
    assert not bootstrap.venv_runs()


def test_packages_for_tests_are_installed_at_the_first_test_run(project: Path) -> None:
    """`build` does not install packages for tests, and an environment without them counts as complete."""
    (project / ".venv" / "tests.lock.sha256").unlink()
    assert "tests.lock" not in run(project, "build")[1]
    assert run(project, "test")[1].startswith("安装测试用的 Python 软件包（tests.lock） …")
    assert run(project, "test")[1] == ""
    (project / "tests.lock").write_text(ABSENT_WHEEL)
    status, _, err = run(project, "test")
    assert (status, err.count("\n"), "tests.lock" in err) == (1, 1, True)
    assert run(project, "build") == (0, "built\n", "")


def test_npm_packages_are_installed_once_a_lock(project: Path) -> None:
    """A new package-lock.json is the only reason to install again."""
    calls = project / "npm-calls"
    assert run(project, "build")[0] == 0
    assert run(project, "build") == (0, "built\n", "")
    assert calls.read_text() == "ci --ignore-scripts --no-audit --no-fund\n"
    (project / "package-lock.json").write_text('{"lockfileVersion": 3}')
    assert run(project, "build")[0] == 0
    assert calls.read_text().count("ci ") == 2
