"""Checks that several content files share."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from calculator.errors import Problem
from calculator.schema import Check

Table = Mapping[str, Any]
Problems = list[Problem]

_PLACE = re.compile(r"([a-z]+)(?:#([a-z0-9][a-z0-9-]*))?")


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


def place_on(pages: Sequence[str]) -> Check:
    """Check an address inside the handbook, `pay#rates`; that the anchor is there, the build sees."""

    def check(value: Any) -> str | None:
        found = _PLACE.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return f"要写页名，或者「页名#位置」，例如 pay#rates，不能写 {value!r}"
        return None if found[1] in pages else f"没有这一页：{found[1]}（可以写：{'、'.join(pages)}）"

    return check
