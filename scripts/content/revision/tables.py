"""Which tables of the policy a line of the statement uses, and which of them a revision changes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from calculator.money import ZERO, Span
from scripts.content.revision.pair import Pair, Side
from scripts.content.revision.points import scores
from scripts.content.rows import Table

RULES, SCORES, PARAMETERS, SETTLEMENT = "rules", "scores", "parameters", "settlement"
# Sections of pay.toml whose tables are in force for the rules that `covers` names.
_COVERING = ("shares", "ceilings")
SECTIONS = (RULES, SCORES, *_COVERING)
# Keys whose values are words or places in the text; they change no amount.
WORDS = ("id", "label", "article", "also", "zero", "paid_unsaid")


class Node(NamedTuple):
    """A table of the policy by its section and its id."""

    section: str
    id: str


def section(side: Side, name: str) -> Mapping[str, Table]:
    """Return the tables of a section by id; empty for a section that the edition does not have."""
    found: Mapping[str, Table] = getattr(side.policy.tables, name, {})
    return found


def table(side: Side, node: Node) -> Table | None:
    """Return the table of a node, None if the edition does not have it."""
    if node.section == SETTLEMENT:
        return side.policy.tables.settlement
    return section(side, node.section).get(node.id)


def own(side: Side, rule: str) -> list[Node]:
    """Return a rule, and the shares, scores and ceilings through which its amount goes, in their order."""
    if rule not in section(side, RULES):
        return []
    found = [Node(RULES, rule)]
    for name in _COVERING:
        for key, each in section(side, name).items():
            if rule in each["covers"]:
                found.append(Node(name, key))
                if each.get("by") in section(side, SCORES):
                    found.append(Node(SCORES, each["by"]))
    return found


def used(side: Side, rule: str) -> set[Node]:
    """Return everything on which a line depends: its tables, those of lines beside it, and all parameters."""
    found: set[Node] = set()
    rules, done = [rule], set[str]()
    while rules:
        if (each := rules.pop()) not in done:
            done.add(each)
            for node in own(side, each):
                found.add(node)
                whole = table(side, node) or {}
                found |= {Node(PARAMETERS, name) for name, _ in _parameters(side, whole)}
                rules += [*whole.get("covers", ()), *whole.get("most_of", ())]
    return found


def reshaped(pair: Pair) -> set[Node]:
    """Return the tables of pay.toml that differ beyond their words, also those of one edition only."""
    sides = (pair.old, pair.new)
    nodes = {Node(name, key) for name in SECTIONS for side in sides for key in section(side, name)}
    return {
        node
        for node in (*nodes, Node(SETTLEMENT, ""))
        if _shape(table(pair.old, node)) != _shape(table(pair.new, node))
    }


def changed(pair: Pair, worker: str) -> set[Node]:
    """Return the tables that differ or that an answer changes, and the parameters that differ for a type."""
    parameters = {*section(pair.old, PARAMETERS), *section(pair.new, PARAMETERS)}
    moved = [key for key in parameters if _value(pair.old, key, worker) != _value(pair.new, key, worker)]
    answers = _answered(pair.old) ^ _answered(pair.new)
    return reshaped(pair) | {Node(PARAMETERS, key) for key in moved} | answers


def changed_rules(pair: Pair, worker: str) -> list[str]:
    """Return the rules of the new edition whose amounts the revision can change for a worker type."""
    return [
        rule
        for rule in section(pair.new, RULES)
        if _bound(pair.old, own(pair.old, rule), worker) != _bound(pair.new, own(pair.new, rule), worker)
    ]


def changed_scores(pair: Pair, worker: str) -> list[str]:
    """Return the scores of the new edition that the revision can change for a worker type."""
    nodes = [Node(SCORES, key) for key in section(pair.new, SCORES)]
    return [each.id for each in nodes if _bound(pair.old, [each], worker) != _bound(pair.new, [each], worker)]


def counted_in(side: Side, parameter: str) -> str:
    """Return the unit of the count beside which a parameter stands in pay.toml, empty if there is none."""
    tables = (each for kind in SECTIONS for each in section(side, kind).values())
    beside = (count for each in tables for name, count in _parameters(side, each) if name == parameter)
    return next((side.policy.units[count] for count in beside if count in side.policy.units), "")


@lru_cache(maxsize=64)
def unused(side: Side, worker: str) -> frozenset[str]:
    """Return the parameters that only lines and points name which no count makes other than 0 for a type."""
    month = side.standing(worker, {})
    if month is None:
        return frozenset()
    wide = {key: Span(0, item.max) for key, item in side.policy.inputs.items()}
    nothing = {bound.id for bound in month.plan.rules if bound.rule.amount(wide) == ZERO}
    bound = scores(side.policy, month)
    named, live = set[str](), set[str]()
    for kind in SECTIONS:
        for key, each in section(side, kind).items():
            named |= {name for name, _ in _parameters(side, each)}
            whole = each
            if kind == SCORES:
                parts = zip(each["items"], bound[key].items, strict=True)
                whole = {**each, "items": [item for item, part in parts if part.lost(wide) != ZERO]}
            lines = {key} if kind == RULES else {*each.get("covers", ())}
            if not lines or lines - nothing:
                live |= {name for name, _ in _parameters(side, whole)}
    return frozenset(named - live)


def _answered(side: Side) -> set[Node]:
    """Return the tables that the answers in force change."""
    found = set()
    for reading in side.policy.readings.values():
        for patch in reading.options[choice].patches if (choice := reading.settled(side.month)) else ():
            kind, name, *key = patch.at.split(".")
            found.add(Node(kind, name if key else ""))
    return found


def _value(side: Side, name: str, worker: str) -> tuple[int | None, str] | None:
    """Return a parameter's value and unit, None if the edition does not have it for the worker type."""
    if worker not in side.policy.workers or name not in section(side, PARAMETERS):
        return None
    parameter = side.policy.tables.parameter(name)
    return parameter.at(side.month, worker), parameter.unit


def _bound(side: Side, nodes: Sequence[Node], worker: str) -> list[Any]:
    """Return what decides a line's amount or a score, with values in place of parameters."""
    if worker not in side.policy.workers:
        return []
    return [_shape(table(side, node), side, worker) for node in nodes]


def _shape(given: Any, side: Side | None = None, worker: str = "") -> Any:
    """Return a table without its words; with a side, each parameter is its value and unit."""
    if isinstance(given, Mapping):
        return {
            key: "month" if (key, inner) == ("paid", "unsaid") else _shape(inner, side, worker)
            for key, inner in given.items()
            if key not in WORDS and not (side and key == "covers")
        }
    if isinstance(given, list):
        return [_shape(each, side, worker) for each in given]
    if side and isinstance(given, str) and given in section(side, PARAMETERS):
        return _value(side, given, worker)
    return given


def _parameters(side: Side, given: Any, counter: str = "") -> Iterator[tuple[str, str]]:
    """Yield the parameters that a table names, each with the count of its part of the table, or empty."""
    if isinstance(given, Mapping):
        counter = given.get("counter") or given.get("by") or counter
        given = [inner for key, inner in given.items() if key not in WORDS]
    if isinstance(given, list):
        for each in given:
            yield from _parameters(side, each, counter)
    elif isinstance(given, str) and given in section(side, PARAMETERS):
        yield given, counter
