"""The page's Python library: the engine, what it imports, and stand-ins for what it has no use for."""

import ast
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from calculator.errors import ProjectError
from scripts.setup.bootstrap import ROOT

ENGINE = ROOT / "calculator"
PYODIDE = ROOT / "node_modules" / "pyodide"
STDLIB = "python_stdlib.zip"
STANDINS = Path(__file__).with_name("standins")
LISTENER = Path(__file__).parent / "inside" / "calls.py"

# Needed by name although a run without trouble may not import them.
LAZY_MEMBERS = (
    "traceback.py",  # Pyodide formats every Python error with it
    "linecache.py",  # traceback looks for source lines
    "tokenize.py",  # linecache reads source files through it
    "textwrap.py",  # traceback lays out its notes and groups
    "warnings.py",  # the interpreter's C code imports it at the first warning
    "csv.py",  # the engine imports it when a spreadsheet's file is written or read
    "encodings/ascii.py",  # codecs are imported at their first use
    "encodings/latin_1.py",
)

ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class BundleError(ProjectError):
    """Say in one sentence why the runtime could not be built."""


def engine_sources() -> dict[str, bytes]:
    """Return the engine's modules by zip member name, without the command line and the policy's checks."""
    paths = (
        path for path in ENGINE.rglob("*.py") if path.name != "__main__.py" and path.parent.name != "loading"
    )
    return {path.relative_to(ENGINE.parent).as_posix(): path.read_bytes() for path in sorted(paths)}


def undocumented(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return sources without docstrings, which nobody reads in a browser; those of decorated classes stay.

    A dataclass without one would write it at import, from its signature.
    """
    found = {}
    for name, source in sources.items():
        module = ast.parse(source)
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
                and ast.get_docstring(node) is not None
            ):
                if isinstance(node, ast.ClassDef) and node.decorator_list:
                    continue
                node.body = node.body[1:] or [ast.Pass()]
        found[name] = ast.unparse(ast.fix_missing_locations(module)).encode()
    return found


def standins() -> dict[str, bytes]:
    """Return the modules that stand in for Pyodide's and Python's own, by zip member name."""
    return {path.relative_to(STANDINS).as_posix(): path.read_bytes() for path in STANDINS.rglob("*.py")}


def whole_library() -> dict[str, bytes]:
    """Return Pyodide's standard library by member name, with the stand-ins in their places."""
    with zipfile.ZipFile(PYODIDE / STDLIB) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return members | standins()


def listened(library: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the library as one that notes which functions are called, each line where it was."""
    first = "encodings/__init__.py"
    return {
        **library,
        LISTENER.name: LISTENER.read_bytes(),
        first: b"import calls;calls.begin();" + library[first],
    }


def needed(library: Mapping[str, bytes], members: Iterable[str]) -> dict[str, bytes]:
    """Return the members that were imported, and those that may yet be."""
    wanted = {*members, *LAZY_MEMBERS}
    if missing := sorted(wanted - set(library)):
        raise BundleError(f"Pyodide's standard library has no {missing[0]}, which the bundle needs.")
    return {member: library[member] for member in wanted}


def notice(python_copyright: str) -> bytes:
    """Return who wrote what is in the zip, and under which licence, from the packages' own metadata."""
    package = json.loads((PYODIDE / "package.json").read_bytes())
    return (
        f"Pyodide {package['version']}, licence {package['license']}, source: {package['homepage']}\n"
        f"Python standard library, Python Software Foundation License Version 2:\n{python_copyright}\n"
        "Of both only the modules needed here are kept, compiled without assertions and docstrings.\n"
        f"In the place of {', '.join(sorted(standins()))} stand short modules of the handbook's own.\n"
    ).encode()


def stored_zip(contents: Mapping[str, bytes]) -> bytes:
    """Return the contents as an uncompressed zip, the same bytes on every machine and day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.create_system = 3  # the same bytes on Windows
            member.external_attr = 0o644 << 16
            archive.writestr(member, contents[name])
    return target.getvalue()
