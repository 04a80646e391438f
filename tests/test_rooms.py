"""The imports between the folders of `scripts/` are those that CONTRIBUTING.md lists, without a cycle."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in ROOT.glob("scripts/**/*.py")
}


def imports(path: Path) -> set[str]:
    """Return the modules of this project that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                found.add(name if name in MODULES else f"{node.module}")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] in ("calculator", "scripts", "tests")}


def room(name: str) -> str:
    """Return the folder of `scripts/` a module lies in, or the package it belongs to."""
    package, *rest = name.split(".")
    return rest[0] if package == "scripts" and rest else package


def test_the_rooms_import_from_each_other_as_drawn() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^    (\w+) +← (.+)$", contributing, flags=re.MULTILINE)
    rooms = {room(name) for name in MODULES} - {"scripts", "__main__", "__init__"}
    arrows: dict[str, set[str]] = {name: set() for name in rooms}
    for name, path in MODULES.items():
        if room(name) in rooms:
            arrows[room(name)] |= {room(each) for each in imports(path)} - {room(name), "scripts"}
    assert {name: {*known.split()} for name, known in drawn} == arrows
    above = ["calculator"]
    for name, known in drawn:  # a room imports only from rooms that the list names before it
        assert {*known.split()} <= {*above}
        above.append(name)


def test_there_is_no_import_cycle() -> None:
    graph = {name: {each for each in imports(path) if each in MODULES} for name, path in MODULES.items()}
    assert [*TopologicalSorter(graph).static_order()]  # CycleError names a circle
