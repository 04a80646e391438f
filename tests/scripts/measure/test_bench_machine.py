"""What the benchmark reads from the machine: memory, processor time, rest, and the limit on it."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.measure.bench.quota import Quota
from scripts.measure.bench.usage import PROCESSES, Spent, await_rest, peak_memory, processor_seconds, spent_by


def test_no_browser_has_no_memory(tmp_path: Path) -> None:
    assert peak_memory(tmp_path) is None


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="only Linux tells of processes like that")
def test_a_browser_is_at_rest_once_it_and_what_it_started_stand_still(tmp_path: Path) -> None:
    """It is one by its profile alone; here a Python with a child that is busy until it is told to end."""
    busy = [sys.executable, "-c", "import os; theirs = os.getppid()\nwhile os.getppid() == theirs: pass"]
    source = (
        f"import subprocess\nchild = subprocess.Popen({busy!r})\ninput()\nchild.kill()\nchild.wait()\ninput()"
    )
    command = [sys.executable, "-c", source, f"--user-data-dir={tmp_path}", ""]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as browser:
        assert browser.stdin is not None
        assert not await_rest(tmp_path, most=2)
        assert processor_seconds(tmp_path) > 0
        browser.stdin.write("\n")
        browser.stdin.flush()
        assert await_rest(tmp_path)
        browser.communicate("\n")
    assert processor_seconds(tmp_path) == 0


@pytest.mark.parametrize(("moment", "spent"), [(9.5, 0.25), (10.0, 0.5), (10.5, 1.0), (12.0, 1.5)])
def test_the_processor_is_counted_up_to_the_moment_and_not_to_the_look(moment: float, spent: float) -> None:
    """Half a second of it in the second before 10, one in the second after; nobody looked after 11."""
    assert spent_by(moment, [Spent(9.0, 2.0), Spent(10.0, 2.5), Spent(11.0, 3.5)]) == spent


@pytest.mark.parametrize(
    ("there", "file", "tight", "loose"),
    [("cpu.max", "cpu.max", "8000 20000", "max 20000"), ("tasks", "cpu.cfs_quota_us", "8000", "-1")],
)
def test_the_quota_is_two_fifths_of_a_core(
    tmp_path: Path, there: str, file: str, tight: str, loose: str
) -> None:
    """8 of every 20 ms, in the words of either version of control groups."""
    (tmp_path / there).touch()
    quota = Quota(tmp_path)
    quota.limit(tight=True)
    assert (tmp_path / file).read_text() == tight
    quota.limit(tight=False)
    assert (tmp_path / file).read_text() == loose


def test_the_launcher_joins_the_group_before_it_becomes_the_browser(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").touch()
    launcher = Quota(tmp_path).launcher("echo", tmp_path / "launch.sh")
    said = subprocess.run([launcher, "one", "two words"], capture_output=True, text=True, check=True)
    assert said.stdout == "one two words\n"
    assert (tmp_path / "cgroup.procs").read_text().strip().isdigit()
