"""Results name the commit they were made on, and say if tracked files differed from it."""

import subprocess
from pathlib import Path

import pytest

from scripts.measure.bench.verb import revision


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of one file, which is committed."""
    (tmp_path / "program.py").write_text("1\n", "utf-8")
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@handbook.example")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "first")):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    return tmp_path


def named(repository: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "HEAD"], check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def test_the_revision_is_the_commit(repository: Path) -> None:
    (repository / "notes.txt").write_text("not tracked\n", "utf-8")
    assert len(revision(root=repository)) >= 7
    assert named(repository).startswith(revision(root=repository))


def test_a_changed_tracked_file_is_marked(repository: Path) -> None:
    plain = revision(root=repository)
    (repository / "program.py").write_text("2\n", "utf-8")
    assert revision(root=repository) == f"{plain}+"


def test_a_copy_without_git_history_has_no_revision(repository: Path) -> None:
    inside = repository / "copy"
    inside.mkdir()
    assert revision(root=inside) == ""


def test_without_git_there_is_no_revision(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    assert revision(root=repository) == ""
