"""The benchmark's measurements of the machine: memory, processor time, idleness, and the quota."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.measure.bench import usage
from scripts.measure.bench.quota import Quota
from scripts.measure.bench.usage import (
    PROCESSES,
    await_rest,
    processor_seconds,
    renderer_memory,
)
from tests.support.machine import LIMIT_S


def test_no_browser_has_no_memory(tmp_path: Path) -> None:
    assert renderer_memory(tmp_path) is None


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="only Linux tells of processes like that")
def test_the_processor_time_of_a_browser_is_that_of_it_and_what_it_started(tmp_path: Path) -> None:
    """A process counts as a browser by its profile folder; here it is a Python with a busy child process."""
    busy = [sys.executable, "-c", "import os; theirs = os.getppid()\nwhile os.getppid() == theirs: pass"]
    source = f"import subprocess\nchild = subprocess.Popen({busy!r})\ninput()\nchild.kill()\nchild.wait()"
    command = [sys.executable, "-c", source, f"--user-data-dir={tmp_path}", ""]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as browser:
        own = Path(f"/proc/{browser.pid}/stat")
        until = time.monotonic() + LIMIT_S
        while processor_seconds(tmp_path) <= seconds_of(own):  # until the child has begun
            assert time.monotonic() < until
            time.sleep(0.05)
        browser.communicate("\n")
    assert processor_seconds(tmp_path) == 0


def seconds_of(stat: Path) -> float:
    """Return a process's own processor time."""
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(
    ("spent", "calm"), [([1.0, 1.0], True), ([1.0, 2.0, 3.0, 3.0], True), ([1.0, 2.0, 3.0, 4.0], False)]
)
def test_a_browser_is_at_rest_once_it_needs_the_processor_no_more(
    spent: list[float], calm: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its processor time is read before and after each pause; the time is over after the second pause."""
    looks, clock = iter(spent), iter([0.0, 0.5, 1.0])
    monkeypatch.setattr(usage, "processor_seconds", lambda _: next(looks))
    pauses = SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda _: None)
    monkeypatch.setattr("scripts.measure.bench.usage.time", pauses)
    assert await_rest(tmp_path, most=1) is calm


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
