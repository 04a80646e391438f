"""Memory and processor time of a browser's processes, from Linux's /proc."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

PROCESSES = Path("/proc")
# Renderers of the browser's own interface.
NOT_THE_PAGE = ("--top-chrome-webui", "--extension-process")
# Seconds between two looks at whether a browser is idle, and the most in all.
WATCHED_S, MOST_S = 0.5, 10
# Below this share of one core a browser is idle.
CALM = 0.05
# Positions of user and kernel time in /proc/PID/stat, counted after the process's name.
_OWN, _KERNEL = 11, 12


def processes(profile: Path) -> dict[int, str]:
    """Return the commands of a profile's browser and of all processes it started, by their ids."""
    children: dict[int, list[int]] = {}
    commands: dict[int, str] = {}
    for folder in PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            commands[int(folder.name)] = (folder / "cmdline").read_text(errors="replace").replace("\0", " ")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    waiting = [process for process, command in commands.items() if f"--user-data-dir={profile} " in command]
    seen: dict[int, str] = {}
    while waiting:
        process = waiting.pop()
        if process not in seen:
            seen[process] = commands.get(process, "")
            waiting += children.get(process, [])
    return seen


def renderer_memory(profile: Path, counted: str = "VmHWM") -> int | None:
    """Return the peak in bytes of the largest renderer of a profile's browser; None where unknown.

    This renderer has the page and its workers. With `counted` VmRSS, return what it has at present.
    """
    found = []
    for process, command in processes(profile).items():
        if "--type=renderer" in command and not any(kind in command for kind in NOT_THE_PAGE):
            with suppress(OSError):
                status = (PROCESSES / str(process) / "status").read_text()
                if line := re.search(rf"^{counted}:\s+(\d+) kB$", status, re.MULTILINE):
                    found.append(int(line[1]) * 1024)
    return max(found, default=None)


def processor_seconds(profile: Path) -> float:
    """Return the processor seconds of all processes of a profile's browser."""
    ticks = 0
    for process in processes(profile):
        with suppress(OSError):
            told = (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(told[_OWN]) + int(told[_KERNEL])
    # Windows has neither /proc nor sysconf.
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def await_rest(profile: Path, most: float = MOST_S) -> bool:
    """Wait until a profile's browser is idle, or `most` seconds; return whether it is."""
    until = time.monotonic() + most
    while True:
        before = processor_seconds(profile)
        time.sleep(WATCHED_S)
        if processor_seconds(profile) - before <= CALM * WATCHED_S:
            return True
        if time.monotonic() >= until:
            return False
