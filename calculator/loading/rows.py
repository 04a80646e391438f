"""Iterate over the rows of a policy file with their keys, and run the checks common to all files."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from calculator.errors import Problem

Row = Mapping[str, Any]
Parsed = Mapping[str, Mapping[str, Any]]

TWICE = "编号重复，两项里改一个"
# Keys that hold a clause or a list of clauses.
_CLAUSES = (
    *("article", "articles", "also"),
    *("in_force_article", "interpreter_article", "assessor_article", "reviewer_article"),
    *("final_article", "duties_article", "categories_article", "elimination_article", "list_article"),
    "kinds",
)


class World(NamedTuple):
    """The names that files may use, by id: worker types, counts with units; and the first day in force."""

    workers: Mapping[str, str]
    counters: Mapping[str, str]
    in_force: date


def key_of(name: str, row: Any, place: int) -> str:
    """Return the key of a row in a list: its id or article, else its place.

    >>> key_of("rules", {"id": "base"}, 3), key_of("patches", {"at": "x"}, 3)
    ('rules.base', 'patches[3]')
    """
    given = row.get("id", row.get("article")) if isinstance(row, Mapping) else None
    return f"{name}.{given}" if isinstance(given, str) and given else f"{name}[{place}]"


def sound(file: str, key: str, problems: Sequence[Problem]) -> bool:
    """Tell whether `problems` has none at a key or inside it."""
    return not any(
        each.file == file and (each.key == key or each.key.startswith((f"{key}.", f"{key}[")))
        for each in problems
    )


def rows(parsed: Parsed, file: str, name: str, problems: Sequence[Problem]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a list with their keys, without the rows that already have a problem."""
    if (file, name) in [(each.file, each.key) for each in problems]:
        return
    for place, row in enumerate(parsed[file][name]):
        key = key_of(name, row, place)
        if sound(file, key, problems):
            yield key, row


def ids(parsed: Parsed, file: str, name: str) -> list[str]:
    """Return the ids of a list's rows, also of faulty rows, which other files may name."""
    return [row["id"] for row in tables(parsed, file, name)]


def tables(parsed: Parsed, file: str, name: str) -> list[Row]:
    """Return the tables of a list that have an id, also faulty ones."""
    listed = parsed.get(file, {}).get(name)
    found = [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []
    return [row for row in found if isinstance(row.get("id"), str)]


def check_ids(parsed: Parsed, problems: list[Problem]) -> None:
    """Note each id that two rows of a list have."""
    for file, table in parsed.items():
        for name in table:
            listed = ids(parsed, file, name)
            twice = [each for each in dict.fromkeys(listed) if listed.count(each) > 1]
            problems += [Problem(file, f"{name}.{each}", TWICE) for each in twice]


def check_clauses(parsed: Parsed, clauses: Collection[str], problems: list[Problem]) -> None:
    """Note each clause that a table names and that is not in the text."""
    for file, table in parsed.items():
        problems += [
            Problem(file, key, f"原文里没有这一条：{clause}")
            for key, clause in _clauses(table, "")
            if not (isinstance(clause, str) and clause in clauses) and sound(file, key, problems)
        ]


def _clauses(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for place, row in enumerate(value):
            yield from _clauses(row, key_of(key, row, place))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            where = f"{key}.{name}" if key else name
            if name not in _CLAUSES:
                yield from _clauses(inner, where)
            elif isinstance(inner, list):
                yield from ((f"{where}[{place}]", each) for place, each in enumerate(inner))
            else:
                yield where, inner


def unknown(value: Any, allowed: Collection[str], what: str) -> str | None:
    """Return the problem of a word that is not one of the allowed words, None if it is."""
    if isinstance(value, str) and value in allowed:
        return None
    near = get_close_matches(str(value), sorted(each for each in allowed if each[:1].isalpha()), 1)
    if near:
        return f"没有这个{what}：{value}，是不是要写 {near[0]}"
    given = f"（可以写：{'、'.join(sorted({*allowed}))}）" if allowed else ""
    return f"没有这个{what}：{value}{given}"
