"""The structure of the code: permitted imports, the module that opens files, and the length of files."""

import ast
import doctest
import importlib
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "calculator"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ENGINE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
COMMAND_LINE = "calculator.__main__"
READING = "calculator.loading.folder"
OUTSIDE = {".git", ".venv", "node_modules", "site", "build", "mutants", "__pycache__"}
CODE = {".py", ".js", ".mjs", ".css", ".j2", ".ts"}
# The parts of the engine, modules and folders, layer by layer: a part imports from earlier ones only.
LAYERS = (
    *("errors", "money", "month", "json_text", "typed", "parameters", "tables", "readings", "clauses"),
    *("packing", "policy", "words", "versions", "request", "unasked", "situation", "facts"),
    *("score", "rules", "ceiling", "plan", "totals", "slopes", "bearings", "extremes", "binding", "standing"),
    *(
        "variants",
        "combined",
        "cuts",
        "groups",
        "along",
        "unknowns",
        "changes",
        "statement",
        "engine",
        "steps",
    ),
    *("results", "history", "grounds", "elimination", "aim", "form"),
    *("curve", "together", "needed", "leave", "reconcile", "ledger", "api", "loading", "__main__"),
)


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the modules a tree imports, wherever in it, as absolute names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES else node.module


def part(name: str) -> str:
    """Return the engine's part a module belongs to: its own name, or that of its folder."""
    return name.split(".")[1] if "." in name else name


def calls(tree: ast.AST) -> Iterator[str]:
    """Yield the last name of each function that a tree calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def test_the_engine_imports_the_standard_library_and_itself_only() -> None:
    own = {"calculator", *sys.stdlib_module_names}
    tops = {name: {each.split(".")[0] for each in imports(tree)} for name, tree in TREES.items()}
    assert {name: found - own for name, found in tops.items() if found - own} == {}


def test_a_part_imports_from_earlier_layers_only() -> None:
    for name in MODULES.keys() - {"calculator"}:
        own = part(name)
        known = {part(found) for found in imports(TREES[name]) if found.split(".")[0] == "calculator"} - {own}
        assert known <= {*LAYERS[: LAYERS.index(own)]}, name


def test_the_engine_has_no_import_cycle() -> None:
    graph = {name: {found for found in imports(tree) if found in MODULES} for name, tree in TREES.items()}
    assert [*TopologicalSorter(graph).static_order()]  # CycleError names a circle


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports(TREES["calculator"])) == []


def test_the_engine_reads_no_clock_network_environment_or_stream() -> None:
    modules = {"time", "os", "sys", "socket", "urllib", "http", "random", "secrets", "subprocess", "locale"}
    functions = {"now", "today", "utcnow", "getenv", "input", "print", "eval", "exec"}
    found = {
        name: (modules & {each.split(".")[0] for each in imports(tree)}) | (functions & {*calls(tree)})
        for name, tree in TREES.items()
        if name != COMMAND_LINE
    }
    assert {name: names for name, names in found.items() if names} == {}


def test_files_are_opened_in_one_place() -> None:
    opening = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob"}
    assert [name for name, tree in TREES.items() if opening & {*calls(tree)}] == [READING]


def test_the_engine_knows_no_float() -> None:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), name
            divides = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
            assert not divides or joins_paths(node), name
        named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert {"float", "round"}.isdisjoint(named), name


def joins_paths(node: ast.AST) -> bool:
    """Tell whether a division is one of paths: its leftmost part ends in .parent, or is a folder."""
    while isinstance(node, ast.BinOp):
        node = node.left
    return getattr(node, "attr", getattr(node, "id", "")) in ("parent", "folder")


def test_the_examples_in_docstrings_hold() -> None:
    failed = [name for name in MODULES if doctest.testmod(importlib.import_module(name)).failed]
    assert failed == []


def test_there_are_examples() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    examples = [test for module in modules for test in doctest.DocTestFinder().find(module) if test.examples]
    assert len(examples) > 15


def sources() -> list[Path]:
    """Return the project's own source files, nothing installed or made."""
    found, folders = [], [ROOT]
    while folders:
        for path in folders.pop().iterdir():
            if path.is_dir() and path.name not in OUTSIDE and not path.name.startswith("."):
                folders.append(path)
            elif path.is_file() and path.suffix in CODE:
                found.append(path)
    return found


def test_no_source_file_is_above_250_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > 250} == {}


def test_no_file_has_a_vague_or_non_ascii_name() -> None:
    assert ENGINE / "api.py" in sources()
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [path for path in sources() if path.stem.strip("_") in vague or not path.name.isascii()] == []
