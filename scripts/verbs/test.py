"""`test`: every check and test of the project, in one command, the same here and in CI."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scripts.setup import programs
from scripts.setup.bootstrap import ROOT, node_command

TYPESCRIPT = ROOT / "node_modules" / "typescript" / "bin" / "tsc"


DEEP = "--deep"


def run(argv: list[str]) -> int:
    """Run everything; further arguments go to pytest. Return 1 if anything failed, after all has run.

    With `--deep` the tests marked `deep` run too, which take longer than anybody waits for at a desk.
    """
    deep = DEEP in argv
    argv = [each for each in argv if each != DEEP]
    if deep:
        programs.ensure_office()
        # Each property is tried on ten times as many cases (tests/support/examples.py).
        os.environ["HYPOTHESIS_PROFILE"] = "deep"
    programs.ensure_nginx()
    programs.ensure_shell()
    programs.ensure_firefox()
    python = sys.executable
    typescript = [*node_command(), str(TYPESCRIPT), "--project"]
    steps: dict[str, Sequence[str]] = {
        "代码写法（ruff check）": [python, "-m", "ruff", "check", "."],
        "代码排版（ruff format）": [python, "-m", "ruff", "format", "--check", "."],
        "类型（mypy --strict）": [python, "-m", "mypy"],
        "网页脚本类型（tsc）": [*typescript, "tsconfig.json"],
        "后台脚本类型（tsc）": [*typescript, "tsconfig.worker.json"],
        "政策数据与网站（mkdocs --strict）": [python, "-m", "scripts", "build"],
    }
    pytest = [python, "-m", "pytest"]
    # Last, so that their closing lines are the last ones: who reads CI's output looks for them there.
    if argv:
        # What stands last of several holds, so these arguments may say `-m` themselves.
        steps["测试（pytest）"] = [*pytest, *(("-m", "") if deep else ()), *argv]
    else:
        if deep:
            steps["要很久的测试（pytest -m deep）"] = [*pytest, "-m", "deep", *SIDE_BY_SIDE]
        steps["测试（pytest）"] = [*pytest, "-m", "not deep", *SIDE_BY_SIDE, *COVERED]
    failed = [title for title, command in steps.items() if not _passes(title, command)]
    if failed:
        print(f"没有通过：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


# A process a core. Where one dies, its test has failed and the others go on; with `loadfile` a new process
# would run the same test again, without end.
SIDE_BY_SIDE = ("-n", "auto", "--dist", "worksteal", "--durations=25")
COVERED = ("--cov", "--cov-fail-under=100")


def _passes(title: str, command: Sequence[str]) -> bool:
    print(f"== {title}", flush=True)
    started = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT) as process, _ended_with_us(process):
        passed = process.wait() == 0
    print(
        f"== {title}：{'通过' if passed else '没有通过'}，{time.monotonic() - started:.0f} 秒\n", flush=True
    )
    return passed


@contextmanager
def _ended_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Hand on what is to end us, also where a shell in the background has SIGINT ignored; then end.

    The process is waited for: pytest ends the browsers and servers of its tests first.
    """
    told: list[int] = []

    def hand_on(number: int, _: object) -> None:
        told.append(number)
        process.terminate()

    before = {each: signal.signal(each, hand_on) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    if told:
        raise KeyboardInterrupt
