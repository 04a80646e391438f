"""Checks of rows that several content files use."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from calculator.errors import Problem
from calculator.loading.rows import key_of

Table = Mapping[str, Any]
Problems = list[Problem]


def tables(rows: Any) -> list[Table]:
    """Return the tables of a list, with the faulty ones: a faulty entry is not a missing entry."""
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def keys(rows: Any, name: str = "article") -> list[str]:
    """Return the value of one key in each table of a list."""
    return [str(row.get(name)) for row in tables(rows)]


def texts(value: Any, but: Collection[str] = (), key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts inside a value with their keys, without those under the keys of `but`."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in but:
                yield from texts(inner, but, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, but, key_of(key, inner, place))


def parts(table: Table) -> list[Table]:
    """Return a table of pay.toml and the tables inside it: levels, items of a score, bands."""
    return [table, *(part for name in ("levels", "items", "bands") for part in table.get(name, ()))]


def check_complete(
    file: str, name: str, listed: Sequence[str], wanted: Sequence[str], problems: Problems
) -> None:
    """Note each wanted entry that is not in the list."""
    for key in wanted:
        if key not in listed:
            problems.append(Problem(file, name, f"缺 {key} 这一项"))


def check_once(file: str, name: str, listed: Sequence[str], problems: Problems) -> None:
    """Note each repeated entry: both would have the same anchor on the page."""
    for key in dict.fromkeys(listed):
        if listed.count(key) > 1:
            problems.append(Problem(file, name, f"{key} 写了不止一次"))
