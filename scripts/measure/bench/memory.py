"""The memory a page takes: its renderer process, workers included, as Linux counts it."""

import re
from contextlib import suppress
from pathlib import Path

PROCESSES = Path("/proc")
# The browser's own surface, which is drawn by renderers too.
NOT_THE_PAGE = ("--top-chrome-webui", "--extension-process")


def peak_memory(profile: Path) -> int | None:
    """Return the peak in bytes of the largest renderer of a profile's browser; None where unknown."""
    return _largest(profile, "VmHWM")


def memory_now(profile: Path) -> int | None:
    """Return the bytes in memory of the largest renderer of a profile's browser; None where unknown."""
    return _largest(profile, "VmRSS")


def processes(profile: Path) -> dict[int, str]:
    """Return the commands of a profile's browser and of all that it started, by their processes."""
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


def _largest(profile: Path, counted: str) -> int | None:
    peaks = []
    for process, command in processes(profile).items():
        if "--type=renderer" in command and not any(kind in command for kind in NOT_THE_PAGE):
            with suppress(OSError):
                status = (PROCESSES / str(process) / "status").read_text()
                if found := re.search(rf"^{counted}:\s+(\d+) kB$", status, re.MULTILINE):
                    peaks.append(int(found[1]) * 1024)
    return max(peaks, default=None)
