"""Limit the whole browser to a share of one core, by a Linux control group."""

import os
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PERIOD_US = 20_000
SHARE = 0.4
VERSION_1 = Path("/sys/fs/cgroup/cpu")
VERSION_2 = Path("/sys/fs/cgroup")
WHY_NOT = "这台机器不让本程序限制浏览器能用的处理器时间（需要 Linux 和管理员权限），所以没有量慢手机的情形"


class Quota:
    """A control group whose processes get a share of a core while `tight`, and no limit otherwise.

    Its high weight gives them this share even if other processes want the core.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if (folder / "cpu.max").exists():
            (folder / "cpu.weight").write_text("10000")
            self._file, self._tight, self._loose = "cpu.max", f"{_quota_us()} {PERIOD_US}", f"max {PERIOD_US}"
        else:
            (folder / "cpu.shares").write_text("262144")
            (folder / "cpu.cfs_period_us").write_text(str(PERIOD_US))
            self._file, self._tight, self._loose = "cpu.cfs_quota_us", str(_quota_us()), "-1"

    def limit(self, *, tight: bool) -> None:
        """Set or remove the limit."""
        (self._folder / self._file).write_text(self._tight if tight else self._loose)

    def launcher(self, program: str, place: Path) -> Path:
        """Write a script that starts a program and its child processes in the group; return its path."""
        joins = f"echo $$ > {shlex.quote(str(self._folder / 'cgroup.procs'))}"
        place.write_text(f'#!/bin/sh\n{joins} && exec {shlex.quote(program)} "$@"\n', "utf-8")
        place.chmod(0o755)
        return place


def _quota_us() -> int:
    return round(PERIOD_US * SHARE)


@contextmanager
def quota() -> Iterator[Quota | None]:
    """Create the group and remove it at the end; None if this machine does not allow it."""
    made = _group()
    if made:
        # This process sends the files: with a normal priority it would wait for the group.
        with suppress(OSError):
            os.nice(-10)
    try:
        yield Quota(made) if made else None
    finally:
        if made:
            _remove(made)


def _group() -> Path | None:
    name = f"handbook-bench-{os.getpid()}"
    with suppress(OSError):
        if (VERSION_1 / "cpu.cfs_quota_us").exists():
            folder = VERSION_1 / name
            folder.mkdir()
            return folder
        if "cpu" in (VERSION_2 / "cgroup.controllers").read_text().split():
            (VERSION_2 / "cgroup.subtree_control").write_text("+cpu")
            folder = VERSION_2 / name
            folder.mkdir()
            return folder
    return None


def _remove(folder: Path) -> None:
    """Remove the group once the browser's last processes have left it."""
    for _ in range(50):
        with suppress(OSError):
            folder.rmdir()
            return
        time.sleep(0.1)
