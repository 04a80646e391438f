"""What one changed amount costs whoever builds: the whole build, and MkDocs alone, in turn."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.month import Month
from scripts.measure.bench.summary import spread
from scripts.runtime.bundle import NODE_MODULES
from scripts.setup.bootstrap import ROOT, VENV
from scripts.setup.revision import revision

TREE = ROOT / "build" / "bench" / "tree"
# What a build makes itself, what is linked to instead, and what it does without; what is hidden besides.
NOT_COPIED = ("build", "site", "mutants", "tests", NODE_MODULES.name, "__pycache__")
AMOUNTS = DEFAULT_FOLDER.relative_to(ROOT) / "parameters.toml"
AMOUNT = "sign_in_price"
TURNS = 5
# As somebody types it: Python starts twice and looks at its environment. The Python that the environment was
# made with is meant; what PATH calls so may be a script of a manager of versions, whose time is not ours.
_PYTHON: str = sys._base_executable  # type: ignore[attr-defined]
COMMANDS: Mapping[str, Sequence[str]] = {
    "build_s": (_PYTHON, "-m", "scripts", "build"),
    "mkdocs_s": (sys.executable, "-m", "mkdocs", "build", "-q", "-d", "build/alone"),
}


def building(turns: int = TURNS) -> dict[str, Any]:
    """Return the seconds of both, and of each turn's difference, as medians with their spread.

    One turn more comes first and does not count: it makes what is kept by content. Nothing of the project's
    own files is changed, however this ends: amounts change in a copy of the tree.
    """
    rows = []
    state = revision()
    with _copied_tree() as tree:
        text = (tree / AMOUNTS).read_text("utf-8")
        for turn in range(turns + 1):
            print(f"第 {turn} 次，共 {turns} 次" if turn else "先生成一次，不算在内", flush=True)
            (tree / AMOUNTS).write_text(with_amount(text, turn + 1), "utf-8")
            rows.append({name: _seconds(command, tree) for name, command in COMMANDS.items()})
    counted = [{**row, "extra_s": row["build_s"] - row["mkdocs_s"]} for row in rows[1:]]
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "turns": turns,
        "cores": os.cpu_count(),
        **({"revision": state} if state else {}),
        **{name: spread([row[name] for row in counted]) for name in counted[0]},
    }


def with_amount(text: str, more: int) -> str:
    """Return the amounts with a row for one of them that is that many whole yuan higher.

    It begins the month after the last row: old rows are those of the text, and stay.

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
    """Copy what is built from, with the environment and the packages linked; nothing of it stays."""
    shutil.rmtree(TREE, ignore_errors=True)
    try:
        TREE.mkdir(parents=True)
        for path in ROOT.iterdir():
            if path.name[0] == "." or path.name in NOT_COPIED:
                continue
            if path.is_dir():
                shutil.copytree(path, TREE / path.name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, TREE / path.name)
        for linked in (VENV, NODE_MODULES):
            (TREE / linked.name).symlink_to(linked.resolve(), target_is_directory=True)
        yield TREE
    finally:
        # Links go, not what they lead to.
        shutil.rmtree(TREE, ignore_errors=True)


def _seconds(command: Sequence[str], tree: Path) -> float:
    started = time.monotonic()
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    took = time.monotonic() - started
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["没有说明"]
        raise ProjectError(f"量到一半，网站没有生成：{said[-1]}")
    return took
