"""How long a build takes after one changed amount: the whole build and MkDocs alone, in turn."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.month import Month
from scripts.measure.bench.report import spread
from scripts.runtime.bundle import NODE_MODULES
from scripts.setup.bootstrap import ROOT, VENV

TREE = ROOT / "build" / "bench" / "tree"
# Made by a build, linked to, or not needed; hidden files are not copied either.
NOT_COPIED = ("build", "site", "mutants", "tests", NODE_MODULES.name)
CACHE = "__pycache__"
AMOUNTS = DEFAULT_FOLDER.relative_to(ROOT) / "parameters.toml"
AMOUNT = "sign_in_price"
TURNS = 5
# As a user types it, with the Python that the environment was made with: on PATH there may be a version
# manager's script, whose time would be counted too.
_PYTHON: str = sys._base_executable  # type: ignore[attr-defined]
COMMANDS: Mapping[str, Sequence[str]] = {
    "build_s": (_PYTHON, "-m", "scripts", "build"),
    "mkdocs_s": (sys.executable, "-m", "mkdocs", "build", "-q", "-d", "build/alone"),
}


def building(turns: int = TURNS) -> dict[str, Any]:
    """Return the seconds of both, and of each turn's difference, as medians with their spread.

    A first turn fills the caches and does not count. The amounts change in a copy of the tree.
    """
    rows = []
    with _copied_tree() as tree:
        text = (tree / AMOUNTS).read_text("utf-8")
        for turn in range(turns + 1):
            print(f"第 {turn} 次，共 {turns} 次" if turn else "先生成一次，不算在内", flush=True)
            (tree / AMOUNTS).write_text(with_amount(text, turn + 1), "utf-8")
            rows.append({name: _seconds(command, tree) for name, command in COMMANDS.items()})
    counted = [{**row, "extra_s": row["build_s"] - row["mkdocs_s"]} for row in rows[1:]]
    return {name: spread([row[name] for row in counted]) for name in counted[0]}


def with_amount(text: str, more: int) -> str:
    """Return the amounts with a new row for one of them, that many whole yuan higher than its last row.

    It begins the month after that row; old rows stay.

    >>> with_amount('id = "sign_in_price"\\nvalues = [{ from = 2022-05-06, value = 10 }]', 2)[66:]
    '{ from = 2022-06-01, value = 12, basis = "bench" }]'
    """
    head, named, rest = text.partition(f'id = "{AMOUNT}"')
    own, mark, others = rest.partition("[[")
    rows = re.findall(r"\bfrom = (\d{4}-\d\d)-\d\d, value = (\d+)", own)
    if not rows:
        raise ProjectError(f"{AMOUNTS.as_posix()} 里没有找到 {AMOUNT} 的数，没有量")
    month, amount = rows[-1]
    row = f'{{ from = {Month.parse(month).next}-01, value = {int(amount) + more}, basis = "bench" }}'
    raised = re.sub(r"},?\s*]", f"}}, {row}]", own, count=1)
    return f"{head}{named}{raised}{mark}{others}"


@contextmanager
def _copied_tree() -> Iterator[Path]:
    """Copy the sources of the build, link the environment and the packages, and delete all in the end."""
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
    hidden = [name for name in names if name[0] == "." or name in NOT_COPIED]
    return [CACHE, *hidden] if Path(folder) == ROOT else [CACHE]


def _seconds(command: Sequence[str], tree: Path) -> float:
    started = time.monotonic()
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    took = time.monotonic() - started
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["没有说明"]
        raise ProjectError(f"量到一半，网站没有生成：{said[-1]}")
    return took
