"""How long a build takes after one changed amount: the whole build and MkDocs alone, in turn."""

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.month import Month
from scripts.measure.bench.report import spreads
from scripts.setup.bootstrap import NODE_MODULES, ROOT, VENV
from scripts.site.build import RUNTIME

TREE = ROOT / "build" / "bench" / "tree"
# Generated, linked or not needed. Hidden files are not copied either.
NOT_COPIED = ("site", "mutants", "tests", NODE_MODULES.name)
# Of build/ the slowest parts of the browser's Python are copied, which amounts do not change.
PARTS = f"{RUNTIME.name}.parts"
CACHE = "__pycache__"
COUNTY = DEFAULT_FOLDER.relative_to(ROOT)
AMOUNTS = COUNTY / "parameters.toml"
AMOUNT = "sign_in_price"
# The Python from which the environment was made: `python3` on PATH may be a version manager's script, whose
# time would be counted too.
_PYTHON: str = sys._base_executable  # type: ignore[attr-defined]
COMMANDS: Mapping[str, Sequence[str]] = {
    "build": (_PYTHON, "-m", "scripts", "build"),
    "mkdocs": (sys.executable, "-m", "mkdocs", "build", "-q", "-d", "build/alone"),
}


def building(turns: int) -> dict[str, Any]:
    """Return the seconds of both builds and of their difference, and the same in processor seconds.

    Each figure is a median over the turns, with its spread. A first turn fills the caches and does not count.
    The amount changes in a copy of the tree.
    """
    rows = []
    with _copied_tree() as tree:
        text = (tree / AMOUNTS).read_text("utf-8")
        checked = tomllib.loads((tree / COUNTY / "measure.toml").read_text("utf-8"))["checked"]
        for turn in range(turns + 1):
            print(f"第 {turn} 次，共 {turns} 次" if turn else "先生成一次，不算在内", flush=True)
            (tree / AMOUNTS).write_text(with_amount(text, Month.of(checked), turn + 1), "utf-8")
            (built, built_cpu), (alone, alone_cpu) = (timed(command, tree) for command in COMMANDS.values())
            rows.append(
                {
                    **{"build_s": built, "mkdocs_s": alone, "extra_s": built - alone},
                    **{"build_cpu_s": built_cpu, "mkdocs_cpu_s": alone_cpu},
                    "extra_cpu_s": built_cpu - alone_cpu,
                }
            )
    return spreads(rows[1:])


def with_amount(text: str, checked: Month, more: int) -> str:
    """Return the amounts with a new row for one of them, `more` whole yuan higher than its last row.

    The row begins after `checked`, the month of the last check: `policy/daning/proofs.toml` pins the earlier
    months, so the build would refuse it there.

    >>> old = 'id = "sign_in_price"\\nvalues = [{ from = 2022-05-06, value = 10 }]'
    >>> with_amount(old, Month(2026, 11), 2)[66:]
    '{ from = 2026-12-01, value = 12, basis = "bench" }]'
    """
    head, named, rest = text.partition(f'id = "{AMOUNT}"')
    own, mark, others = rest.partition("[[")
    rows = re.findall(r"\bfrom = (\d{4}-\d\d)-\d\d, value = (\d+)", own)
    if not rows:
        raise ProjectError(f"{AMOUNTS.as_posix()} 里没有找到 {AMOUNT} 的数，没有量")
    last, amount = rows[-1]
    month = max(Month.parse(last), checked).next
    row = f'{{ from = {month}-01, value = {int(amount) + more}, basis = "bench" }}'
    raised = re.sub(r"},?\s*]", f"}}, {row}]", own, count=1)
    return f"{head}{named}{raised}{mark}{others}"


@contextmanager
def _copied_tree() -> Iterator[Path]:
    """Copy the sources, link the environment and the npm packages, and delete the copy at the end."""
    shutil.rmtree(TREE, ignore_errors=True)
    try:
        shutil.copytree(ROOT, TREE, ignore=_not_copied)
        for linked in (VENV, NODE_MODULES):
            (TREE / linked.name).symlink_to(linked.resolve(), target_is_directory=True)
        yield TREE
    finally:
        # Deletes the links, not their targets.
        shutil.rmtree(TREE, ignore_errors=True)


def _not_copied(folder: str, names: Sequence[str]) -> list[str]:
    if Path(folder) == RUNTIME.parent:
        return [name for name in names if name != PARTS]
    hidden = [name for name in names if name[0] == "." or name in NOT_COPIED]
    return [CACHE, *hidden] if Path(folder) == ROOT else [CACHE]


def timed(command: Sequence[str], tree: Path) -> tuple[float, float]:
    """Run a build; return its seconds and its processor seconds (0 on Windows), child processes included."""
    started, before = time.monotonic(), os.times()
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    took, after = time.monotonic() - started, os.times()
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["没有说明"]
        raise ProjectError(f"量到一半，网站没有生成：{said[-1]}")
    user = after.children_user - before.children_user
    return took, user + after.children_system - before.children_system
