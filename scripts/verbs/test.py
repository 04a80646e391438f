"""`test`: every check and test of the project, in one command, the same here and in CI."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile

from scripts.setup import programs
from scripts.setup.bootstrap import NODE_MODULES, ROOT, node_command

TYPESCRIPT = NODE_MODULES / "typescript" / "bin" / "tsc"


DEEP = "--deep"


def run(argv: list[str]) -> int:
    """Run everything; further arguments go to pytest. Return 1 if anything failed, after all has run.

    With `--deep` the tests marked `deep` run too, which take longer than anybody waits for at a desk.
    """
    deep = DEEP in argv
    argv = [each for each in argv if each != DEEP]
    if deep:
        programs.ensure_office()
        programs.ensure_firefox()
        # Each property is tried on ten times as many cases (tests/support/examples.py).
        os.environ["HYPOTHESIS_PROFILE"] = "deep"
    programs.ensure_nginx()
    programs.ensure_shell()
    python = sys.executable
    typescript = [*node_command(), str(TYPESCRIPT), "--project"]
    checks: dict[str, Sequence[str]] = {
        "代码写法（ruff check）": [python, "-m", "ruff", "check", "."],
        "代码排版（ruff format）": [python, "-m", "ruff", "format", "--check", "."],
        "类型（mypy --strict）": [python, "-m", "mypy"],
        "网页脚本类型（tsc）": [*typescript, "tsconfig.json"],
        "后台脚本类型（tsc）": [*typescript, "tsconfig.worker.json"],
        "政策数据与网站（mkdocs --strict）": [python, "-m", "scripts", "build"],
    }
    pytest = [python, "-m", "pytest"]
    tests: dict[str, Sequence[str]] = {}
    if argv:
        # What stands last of several holds, so these arguments may say `-m` themselves.
        tests["测试（pytest）"] = [*pytest, *(("-m", "") if deep else ()), *argv]
    else:
        if deep:
            tests["要很久的测试（pytest -m deep）"] = [*pytest, "-m", "deep", *SIDE_BY_SIDE]
        tests["测试（pytest）"] = [*pytest, "-m", "not deep", *SIDE_BY_SIDE, *COVERED]
    started = time.monotonic()
    failed = _failed(checks)
    # Last, so that their closing lines are the last ones: who reads CI's output looks for them there.
    for title, command in tests.items():
        failed += _failed({title: command})
    print(f"== 一共 {time.monotonic() - started:.0f} 秒", flush=True)
    if failed:
        print(f"没有通过：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


# One process more than cores: a test often waits for its browser, which waits for the next frame. Where a
# process dies, its test has failed and the others go on; with `loadfile` a new process would run the same
# test again, without end.
SIDE_BY_SIDE = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal", "--durations=25")
COVERED = ("--cov", "--cov-fail-under=100")


def _failed(steps: Mapping[str, Sequence[str]]) -> list[str]:
    """Run steps at the same time; return the titles of those that fail.

    A single step prints as it goes. Of several, each prints what it has said once those before it have ended.
    """
    started = time.monotonic()
    failed = []
    with ExitStack() as open_until_done:
        said = {title: open_until_done.enter_context(TemporaryFile()) for title in steps if len(steps) > 1}
        processes = {
            title: open_until_done.enter_context(
                subprocess.Popen(command, cwd=ROOT, stdout=said.get(title), stderr=said.get(title))
            )
            for title, command in steps.items()
        }
        open_until_done.enter_context(_ended_with_us(processes.values()))
        for title, process in processes.items():
            print(f"== {title}", flush=True)
            if process.wait() != 0:
                failed.append(title)
            if title in said:
                said[title].seek(0)
                print(said[title].read().decode("utf-8", "replace"), end="", flush=True)
            print(f"== {title}：{'没有通过' if title in failed else '通过'}", flush=True)
    print(f"== {len(steps)} 步，{time.monotonic() - started:.0f} 秒\n", flush=True)
    return failed


@contextmanager
def _ended_with_us(processes: Collection[subprocess.Popen[bytes]]) -> Iterator[None]:
    """Hand on what is to end us, also where a shell in the background has SIGINT ignored; then end.

    The processes are waited for: pytest ends the browsers and servers of its tests first.
    """
    told: list[int] = []

    def hand_on(number: int, _: object) -> None:
        told.append(number)
        for each in processes:
            each.terminate()

    before = {each: signal.signal(each, hand_on) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    if told:
        raise KeyboardInterrupt
