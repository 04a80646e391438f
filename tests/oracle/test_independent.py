"""The second opinion is independent: it imports nothing of the engine and reads none of its data."""

import ast
from pathlib import Path

import pytest

OWN = ("figures", "pay", "sums", "elimination", "draws", "duel", "revised", "revised_draws")
KNOWN = {"calendar", "collections", "functools", "itertools", "random", "tests", "typing"}
# Ways to get data: files, processes, the network, and modules imported by a computed name.
WAYS_IN = {"open", "exec", "eval", "compile", "__import__", "input", "globals"}


@pytest.mark.parametrize("name", OWN)
def test_the_oracle_knows_only_itself_and_opens_nothing(name: str) -> None:
    tree = ast.parse(Path(__file__).with_name(f"{name}.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= KNOWN - {"tests"}
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            assert node.module.split(".")[0] in KNOWN
            assert not node.module.startswith("tests") or node.module.startswith("tests.oracle")
        elif isinstance(node, ast.Name):
            assert node.id not in WAYS_IN


def test_every_module_of_the_oracle_is_looked_at() -> None:
    there = {path.stem for path in Path(__file__).parent.glob("*.py")} - {"__init__"}
    assert {name for name in there if not name.startswith("test_")} == set(OWN)
