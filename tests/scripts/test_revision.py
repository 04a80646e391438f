"""The name of the sources' state that results are kept with."""

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.revision import revision


def git(tree: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(tree), *who, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is what is asked")
def test_a_state_is_named_by_its_commit_and_whether_it_was_changed(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert revision(tmp_path) is None
    (tmp_path / "file").write_text("one")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    name = git(tmp_path, "rev-parse", "HEAD")
    found = revision(tmp_path)
    assert found is not None
    assert len(found) >= 4
    assert name.startswith(found)
    (tmp_path / "other").write_text("not of it")
    assert revision(tmp_path) == found
    (tmp_path / "file").write_text("two")
    assert revision(tmp_path) == f"{found}+"
    (tmp_path / "inside").mkdir()
    assert revision(tmp_path / "inside") is None


def test_without_git_there_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revision() is None
