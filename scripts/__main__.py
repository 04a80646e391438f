"""Run one verb inside the project's environment, after installing what the verb needs.

An older Python must be able to parse this file, which then says that the version is too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (the only code that an older Python runs)
    sys.exit("本项目需要 Python 3.11 或更新版本，现在用的是 %d.%d" % sys.version_info[:2])  # noqa: UP031

import importlib
import os
import subprocess
from typing import NamedTuple, NoReturn

from calculator.errors import ProjectError
from scripts.setup import bootstrap


class Verb(NamedTuple):
    """A verb's module, its line in the help, and what must be installed first."""

    module: str
    summary: str
    node: bool = False
    tests: bool = False
    browser: bool = False


VERBS = {
    "build": Verb("verbs.build", "生成网站，放在 site/", node=True),
    "serve": Verb("verbs.serve", "生成网站并在本机打开服务（--port 8000）", node=True),
    "test": Verb("verbs.test", "做全部检查和测试", node=True, tests=True, browser=True),
    "bench": Verb(
        "measure.bench.verb", "和别的做法、以前的一版比快慢、轻重", node=True, tests=True, browser=True
    ),
    "mutate": Verb("verbs.mutate", "改动计算程序，看测试能不能发现", tests=True),
    "check": Verb("verbs.check", "查 policy/ 里的数据有没有问题"),
    "revise": Verb("verbs.revise", "办法修订了：开始新的一版，再看改了什么、谁多谁少（revise 2027-01-01）"),
    "release": Verb(
        "verbs.release",
        "做出能交出去的，放在 build/release/：PDF、压缩包、单个网页、部署配置、清单",
        node=True,
        tests=True,
        browser=True,
    ),
    "shots": Verb("verbs.shots", "给每一页截图，供人查看", node=True, tests=True, browser=True),
}


def usage() -> str:
    """Return the help text, with one line for each verb."""
    verbs = "\n".join(f"  {name:<8}{verb.summary}" for name, verb in VERBS.items())
    command = "python3 -m scripts 命令"
    return f"用法：{command} [选项]\n\n{verbs}\n\n某个命令的选项：{command} --help"


def rerun(python: str, argv: list[str]) -> NoReturn:
    """Start again with the given interpreter and the same arguments."""
    command = [python, "-m", "scripts", *argv]
    sys.stdout.flush()
    if os.name == "nt":  # on Windows execv returns to the shell before the new process ends
        sys.exit(subprocess.call(command))
    os.execv(python, command)


def run_verb(verb: Verb, argv: list[str]) -> int:
    """Install what the verb needs, run it, and return its exit status."""
    if verb.node:
        bootstrap.require_writable()
        bootstrap.ensure_node()
    if verb.tests:
        bootstrap.ensure_tests()
    if verb.browser:
        from scripts.setup import programs

        programs.ensure_browser()
    status: int = importlib.import_module(f"scripts.{verb.module}").run(argv)
    return status


def main(argv: list[str]) -> int:
    """Return the exit status: 0 success, 1 expected error, 2 unknown verb.

    130 is stopped by the keyboard, 141 by the end of the program that read the output.
    """
    if argv and argv[0] in ("-h", "--help"):
        print(usage())
        return 0
    if not argv:
        print(usage(), file=sys.stderr)
        return 2
    verb = VERBS.get(argv[0])
    if verb is None:
        print(f"没有「{argv[0]}」这个命令，可用的有：{'、'.join(VERBS)}", file=sys.stderr)
        return 2
    # Containers often forbid bytecode; without it each process compiles all modules anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    try:
        if bootstrap.inside_venv():
            if not bootstrap.venv_is_current():  # a running environment cannot replace itself
                rerun(sys._base_executable, argv)  # type: ignore[attr-defined]
            status = run_verb(verb, argv[1:])
            sys.stdout.flush()
            return status
        rerun(str(bootstrap.ensure_venv()), argv)
    except BrokenPipeError:
        # The reader of the pipe, such as `head`, has read enough; at its end Python would flush once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (ProjectError, OSError) as error:
        advice = bootstrap.advice_on(str(error))
        if advice is None and isinstance(error, OSError):
            raise
        print(f"没有做完：{advice}，再运行一次（{error}）" if advice else error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
