"""Checks that several content files share."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculator.errors import Problem

Table = Mapping[str, Any]
Problems = list[Problem]


def tables(rows: Any) -> list[Table]:
    """Return the tables of a list as it is written, faulty ones too: a faulty one is not a missing one."""
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def keys(rows: Any, name: str = "article") -> list[str]:
    """Return the keys of a list's tables as they are written."""
    return [str(row.get(name)) for row in tables(rows)]


def check_complete(
    file: str, name: str, listed: Sequence[str], wanted: Sequence[str], problems: Problems
) -> None:
    """Note what is wanted and not listed."""
    for key in wanted:
        if key not in listed:
            problems.append(Problem(file, name, f"缺 {key} 这一项"))


def check_once(file: str, name: str, listed: Sequence[str], problems: Problems) -> None:
    """Note what is listed more than once: on a page the two would have the same place."""
    for key in dict.fromkeys(listed):
        if listed.count(key) > 1:
            problems.append(Problem(file, name, f"{key} 写了不止一次"))
