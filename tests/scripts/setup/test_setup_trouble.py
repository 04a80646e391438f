"""Set-up that fails: one sentence saying what to do, and nothing half-made that the next run uses."""

import errno
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.machine import LIMIT_S
from tests.support.newcomer import ABSENT_WHEEL, POSIX, run, start, write_program

pytestmark = POSIX


def test_failed_installation_is_one_sentence_naming_the_log(bare: Path) -> None:
    """The sentence names the step and the log; without a stamp the next run tries again."""
    (bare / "requirements.lock").write_text(ABSENT_WHEEL)
    status, _, err = run(bare, "check")
    assert status == 1
    assert err.count("\n") == 1
    assert "requirements.lock" in err
    assert "build/setup.log" in err
    assert "absent-1.0" in (bare / "build" / "setup.log").read_text()
    assert (bare / ".venv" / "bin" / "python").exists()
    assert list((bare / ".venv").glob("*.sha256")) == []


def test_failing_npm_is_one_sentence_and_leaves_no_stamp(project: Path) -> None:
    """A failed npm has another sentence than a failed installation of Python packages."""
    write_program(project / "programs" / "npm", "mkdir -p node_modules; echo ETIMEDOUT >&2; exit 1")
    for _ in range(2):
        status, _, err = run(project, "build")
        assert status == 1
        assert err.count("\n") == 1
        assert "npm" in err
    assert "ETIMEDOUT" in (project / "build" / "setup.log").read_text()


def test_npm_without_disk_space_counts_as_failed_also_with_status_0(project: Path) -> None:
    """npm ends with status 0 and empty files on a full disk (findings/npm-full-disk.sh)."""
    said = "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write"
    write_program(project / "programs" / "npm", f"mkdir -p node_modules; echo '{said}' >&2")
    for _ in range(2):
        status, _, err = run(project, "build")
        assert (status, err.count("\n"), "磁盘满了" in err) == (1, 1, True)


def test_npm_of_a_user_without_a_home_keeps_its_cache_in_the_project(project: Path) -> None:
    """A system user's home folder does not exist, and npm cannot make its cache there."""
    assert run(project, "build", home=project / "nowhere")[0] == 0
    assert (project / "npm-calls").read_text().endswith(f"--cache {project / 'build' / 'npm'}\n")


def test_log_that_cannot_be_written_is_left_out_of_the_sentence(bare: Path) -> None:
    """A full or read-only disk takes no log either."""
    (bare / "requirements.lock").write_text(ABSENT_WHEEL)
    (bare / "build").touch()
    status, _, err = run(bare, "check")
    assert (status, err.count("\n"), "setup.log" in err) == (1, 1, False)


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.ENOSPC, "磁盘满了"), (errno.EROFS, "不能写入"), (errno.EACCES, "没有权限")],
)
def test_write_that_fails_in_a_verb_is_one_sentence(project: Path, number: int, advice: str) -> None:
    """A full disk, a read-only checkout and files of another user need no traceback."""
    page = str(project / "site" / "index.html")
    verb = f"import os\ndef run(argv):\n    raise OSError({number}, os.strerror({number}), {page!r})\n"
    (project / "scripts" / "verbs" / "check.py").write_text(verb)
    status, _, err = run(project, "check")
    assert (status, err.count("\n")) == (1, 1)
    assert advice in err
    assert page in err


def test_known_trouble_of_a_verb_is_its_sentence_alone(project: Path) -> None:
    """An intended refusal of a verb is printed without a traceback."""
    status, _, err = run(project, "test")
    assert (status, err) == (1, "pay.toml · base：缺少数值\n")


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let processes that a test starts hear Ctrl-C: a shell has those it puts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_keyboard_stop_is_silent(project: Path) -> None:
    """Ctrl-C ends a verb with status 130 and no words."""
    with start(project, "mutate") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=LIMIT_S)
        finally:
            process.kill()
    assert (process.returncode, err) == (130, "")
