"""Make the library smaller: stubs for functions that no rehearsal called, bytecode without line tables."""

import ast
import json
import marshal
import zipfile
from collections.abc import Callable, Container, Iterator
from types import CodeType

# The library does not catch KeyboardInterrupt, so the page gets it and starts again with the whole library.
TRAP = ast.parse("raise KeyboardInterrupt('unreachable')").body
YIELD = ast.parse("yield").body
# A .pyc file begins with 16 bytes: magic number, flags, and a hash of the source.
HEADER = 16
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class _Stubs(ast.NodeTransformer):
    def __init__(self, called: Container[int]) -> None:
        self.called = called

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self._stub(node)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        self._stub(node)
        return node

    def _stub(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Replace the body unless the function was called; functions inside a called one are not visited."""
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        if first not in self.called:
            # A generator must remain a generator: callers and decorators may depend on it.
            node.body = [*TRAP, *YIELD] if any(_yields(node)) else [*TRAP]


def stub_uncalled(archive: str, target: str, called: str) -> None:
    """Write the sources of a zip to another one, with a stub for each function that was not called.

    `called` is the JSON text of `calls.found`. Members that it does not name are copied unchanged.
    """
    lines = json.loads(called)

    def stubbed(name: str, source: bytes) -> bytes:
        if name not in lines:
            return source
        return ast.unparse(_Stubs(set(lines[name])).visit(ast.parse(source))).encode()

    _copy(archive, target, stubbed)


def strip_line_tables(archive: str, target: str) -> None:
    """Write the bytecode of a zip to another one, without the line numbers that a traceback shows."""

    def stripped(name: str, content: bytes) -> bytes:
        del name
        return content[:HEADER] + marshal.dumps(_without_lines(marshal.loads(content[HEADER:])))

    _copy(archive, target, stripped)


def _without_lines(code: CodeType) -> CodeType:
    constants = tuple(_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=constants, co_linetable=b"", co_firstlineno=1)


def _yields(function: ast.AST) -> Iterator[bool]:
    for node in ast.iter_child_nodes(function):
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield True
        elif not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            yield from _yields(node)


def _copy(archive: str, target: str, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as after:
        for member in before.infolist():
            after.writestr(member, change(member.filename, before.read(member)))
