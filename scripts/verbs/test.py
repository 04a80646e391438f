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
    """Run every check and test, with further arguments for pytest; after all of them return 1 if one failed.

    `--deep` also runs the tests marked `deep`, which take long.
    """
    deep = DEEP in argv
    argv = [each for each in argv if each != DEEP]
    if deep:
        programs.ensure_for_tests(programs.DEEP_PROGRAMS)
        # Each property is tried on ten times as many cases (tests/support/examples.py).
        os.environ["HYPOTHESIS_PROFILE"] = "deep"
    programs.ensure_for_tests(programs.TEST_PROGRAMS)
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
        # pytest uses the last `-m`, so these arguments may have one.
        tests["测试（pytest）"] = [*pytest, *(("-m", "") if deep else ()), *argv]
    else:
        usual = [*pytest, "-m", "not deep", *SIDE_BY_SIDE]
        loading = sorted(str(each.relative_to(ROOT)) for each in ROOT.glob(LOADING))
        # Beside the checks, the longest of which keeps one core busy. These tests wait for no browser.
        checks["引擎的测试和覆盖率（pytest）"] = [*usual, *COVERED, ENGINE, *loading]
        if deep:
            tests["要很久的测试（pytest -m deep）"] = [*pytest, "-m", "deep", *SIDE_BY_SIDE]
        tests["其余的测试（pytest）"] = [*usual, f"--ignore={ENGINE}", f"--ignore-glob={LOADING}"]
    started = time.monotonic()
    failed = _failed(checks)
    # Last: readers of CI's output look for pytest's summary at its end.
    for title, command in tests.items():
        failed += _failed({title: command})
    print(f"== 一共 {time.monotonic() - started:.0f} 秒", flush=True)
    if failed:
        print(f"没有通过：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


CORES = os.cpu_count() or 1
# Two processes more than cores: a test often waits for its browser. With `worksteal` a process that dies
# fails its test; with `loadfile` a new process would repeat that test without end.
SIDE_BY_SIDE = ("-n", str(CORES + 2), "--dist", "worksteal", "--durations=25")
# Coverage slows every test down, and its tracer does not know Playwright's greenlets: it measures only the
# engine's tests, which use no browser. Faults in a county's folder are tested together with the schemas.
COVERED = ("-n", str(CORES), "--cov", "--cov-fail-under=100")
ENGINE, LOADING = "tests/calculator", "tests/scripts/content/test_policy*.py"


def _failed(steps: Mapping[str, Sequence[str]]) -> list[str]:
    """Run steps at the same time; return the titles of those that fail.

    A single step prints at once. Of several, the output of each is printed after that of those before it.
    """
    started = time.monotonic()
    failed = []
    with ExitStack() as stack:
        said = {title: stack.enter_context(TemporaryFile()) for title in steps if len(steps) > 1}
        processes = {
            title: stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, stdout=said.get(title), stderr=said.get(title))
            )
            for title, command in steps.items()
        }
        stack.enter_context(_passing_signals(processes.values()))
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
def _passing_signals(processes: Collection[subprocess.Popen[bytes]]) -> Iterator[None]:
    """Pass SIGINT and SIGTERM on to the processes, and raise KeyboardInterrupt after the block.

    The block waits for the processes: pytest ends the browsers and servers of its tests. A background shell
    starts us with SIGINT ignored, so the handler is set for both signals.
    """
    received: list[int] = []

    def pass_on(number: int, _: object) -> None:
        received.append(number)
        for each in processes:
            each.terminate()

    before = {each: signal.signal(each, pass_on) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    if received:
        raise KeyboardInterrupt
