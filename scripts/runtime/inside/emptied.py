"""Leave out of the library what no rehearsal called: bodies of functions, and where code was written."""

import ast
import json
import marshal
import zipfile
from collections.abc import Callable, Container, Iterator
from types import CodeType

# Nothing catches it on its way to the page, which then starts the whole library.
TRAP = ast.parse("raise KeyboardInterrupt('unreachable')").body
YIELD = ast.parse("yield").body
# A module's bytecode comes after four words: the interpreter's, flags, and a hash of the source.
HEADER = 16
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class _Emptying(ast.NodeTransformer):
    def __init__(self, called: Container[int]) -> None:
        self.called = called

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self._empty(node)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        self._empty(node)
        return node

    def _empty(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Take the body of a function that was not called; one that was stays whole, with all inside it."""
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        if first not in self.called:
            # What kind of function it is shows in its body.
            node.body = [*TRAP, *YIELD] if any(_yields(node)) else [*TRAP]


def without_uncalled(archive: str, target: str, called: str) -> None:
    """Write the sources of a zip to another, a trap for the body of each function that was not called.

    `called` is JSON text: the first lines of those that were, by member. Members it does not name stay whole.
    """
    lines = json.loads(called)

    def emptied(name: str, source: bytes) -> bytes:
        if name not in lines:
            return source
        return ast.unparse(_Emptying(set(lines[name])).visit(ast.parse(source))).encode()

    _copied(archive, target, emptied)


def without_places(archive: str, target: str) -> None:
    """Write the bytecode of a zip to another, without what tells the lines of a traceback."""

    def placeless(name: str, content: bytes) -> bytes:
        del name
        return content[:HEADER] + marshal.dumps(_placeless(marshal.loads(content[HEADER:])))

    _copied(archive, target, placeless)


def _placeless(code: CodeType) -> CodeType:
    constants = tuple(_placeless(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=constants, co_linetable=b"", co_firstlineno=1)


def _yields(function: ast.AST) -> Iterator[bool]:
    for node in ast.iter_child_nodes(function):
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield True
        elif not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            yield from _yields(node)


def _copied(archive: str, target: str, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as after:
        for member in before.infolist():
            after.writestr(member, change(member.filename, before.read(member)))
