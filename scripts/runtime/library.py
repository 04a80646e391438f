"""Assemble the page's Python library: the engine, the modules it imports, and stand-ins for unused ones."""

import ast
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from calculator.errors import ProjectError
from scripts.setup.bootstrap import NODE_MODULES, ROOT

ENGINE = ROOT / "calculator"
PYODIDE = NODE_MODULES / "pyodide"
STDLIB = "python_stdlib.zip"
STANDINS = Path(__file__).with_name("standins")
CALL_RECORDER = Path(__file__).parent / "inside" / "calls.py"

# Modules that are imported late, so a rehearsal may not see them.
LAZY_MEMBERS = (
    "traceback.py",  # Pyodide formats every Python error with it
    "linecache.py",  # traceback looks for source lines
    "tokenize.py",  # linecache reads source files through it
    "textwrap.py",  # traceback indents notes and exception groups with it
    "warnings.py",  # C code imports it at the first warning
    "csv.py",  # the engine imports it when a spreadsheet's file is written or read
    "encodings/ascii.py",  # codecs are imported at their first use
    "encodings/latin_1.py",
)

ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class BundleError(ProjectError):
    """Say in one sentence why the runtime cannot be built."""


def engine_sources() -> dict[str, bytes]:
    """Return the engine's modules by zip member name, without `__main__` and `loading`."""
    paths = (
        path for path in ENGINE.rglob("*.py") if path.name != "__main__.py" and path.parent.name != "loading"
    )
    return {path.relative_to(ENGINE.parent).as_posix(): path.read_bytes() for path in sorted(paths)}


def without_words(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return sources without docstrings, except those of decorated classes, and without types of parameters.

    A dataclass without a docstring computes one from its signature at every import.

    >>> without_words({"a.py": b"def f(x: int) -> str:\\n    'Return it.'\\n    return x"})["a.py"]
    b'def f(x):\\n    return x'
    """
    found = {}
    for name, source in sources.items():
        module = ast.parse(source)
        for node in ast.walk(module):
            if not isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
                continue
            if isinstance(node, ast.FunctionDef):
                node.returns = None
                for each in ast.walk(node.args):
                    if isinstance(each, ast.arg):
                        each.annotation = None
            decorated_class = isinstance(node, ast.ClassDef) and node.decorator_list
            if ast.get_docstring(node) is not None and not decorated_class:
                node.body = node.body[1:] or [ast.Pass()]
        found[name] = ast.unparse(ast.fix_missing_locations(module)).encode()
    return found


def standins() -> dict[str, bytes]:
    """Return the modules that replace some of Pyodide's and Python's, by zip member name."""
    return {path.relative_to(STANDINS).as_posix(): path.read_bytes() for path in STANDINS.rglob("*.py")}


def whole_library() -> dict[str, bytes]:
    """Return Pyodide's whole standard library with the stand-ins, by zip member name."""
    with zipfile.ZipFile(PYODIDE / STDLIB) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return members | standins()


def recording_calls(library: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the library so changed that it records calls; functions keep their line numbers."""
    first = "encodings/__init__.py"
    return {
        **library,
        CALL_RECORDER.name: CALL_RECORDER.read_bytes(),
        first: b"import calls;calls.begin();" + library[first],
    }


def needed(library: Mapping[str, bytes], members: Iterable[str]) -> dict[str, bytes]:
    """Return the given members of the library and those of `LAZY_MEMBERS`."""
    wanted = {*members, *LAZY_MEMBERS}
    if missing := sorted(wanted - set(library)):
        raise BundleError(f"Pyodide 的标准库里没有 {missing[0]}：装的是另一个版本，请再运行一次 npm ci")
    return {member: library[member] for member in wanted}


def notice(python_copyright: str) -> bytes:
    """Return the origins and licences of the zip's content, from the metadata of the packages."""
    package = json.loads((PYODIDE / "package.json").read_bytes())
    return (
        f"Pyodide {package['version']}, licence {package['license']}, source: {package['homepage']}\n"
        f"Python standard library, Python Software Foundation License Version 2:\n{python_copyright}\n"
        "Of both only the modules needed here are kept, compiled without assertions and docstrings.\n"
        f"In the place of {', '.join(sorted(standins()))} stand short modules of the handbook's own.\n"
    ).encode()


def stored_zip(contents: Mapping[str, bytes]) -> bytes:
    """Return the contents as an uncompressed zip whose bytes depend on nothing else."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.create_system = 3  # the same bytes on Windows
            member.external_attr = 0o644 << 16
            archive.writestr(member, contents[name])
    return target.getvalue()
