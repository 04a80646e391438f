"""Operations whose functions the lean Python keeps for all data: the engine's are among them."""

import ast

from scripts.runtime.inside import ways
from scripts.runtime.library import engine_sources
from scripts.runtime.node import INSIDE

TYPES = (dict, frozenset, int, list, set, str, tuple)
# json's encoder, not a text's method.
OTHERS = {"encode"}


def attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def operations(tree: ast.AST) -> set[str]:
    """Return the operators by name, and what is done to a part of a list or dict: Load, Store or Del."""
    nodes = list(ast.walk(tree))
    operators = (ast.operator, ast.unaryop, ast.cmpop)
    found = {type(node).__name__ for node in nodes if isinstance(node, operators)}
    found |= {f"{type(node.op).__name__}=" for node in nodes if isinstance(node, ast.AugAssign)}
    # These ask nothing of the data.
    found -= {"Is", "IsNot", "Not"}
    return found | {type(node.ctx).__name__ for node in nodes if isinstance(node, ast.Subscript)}


def defined(tree: ast.AST) -> set[str]:
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_method_of_texts_numbers_and_collections_that_the_engine_calls_is_called_in_all_ways() -> None:
    trees = [ast.parse(source) for source in engine_sources().values()]
    methods = {name for each in TYPES for name in dir(each) if not name.startswith("_")}
    called = set[str]().union(*map(attributes, trees)) - set[str]().union(*map(defined, trees))
    in_ways = attributes(ast.parse((INSIDE / "ways.py").read_bytes()))
    assert sorted((called & methods) - OTHERS - in_ways) == []


def test_each_operator_of_the_engine_is_used_in_all_ways() -> None:
    used = set[str]().union(*(operations(ast.parse(source)) for source in engine_sources().values()))
    assert sorted(used - operations(ast.parse((INSIDE / "ways.py").read_bytes()))) == []


def test_all_ways_can_be_gone() -> None:
    ways.every_way()


def test_every_type_is_listed_once_with_its_flags() -> None:
    class Own:
        pass

    found = ways.addresses_and_flags()
    assert found.count((id(Own), Own.__flags__)) == found.count((id(object), object.__flags__)) == 1
    assert len({address for address, _ in found}) == len(found)
