"""What `check` says of the county's policy files after some damage."""

from collections.abc import Mapping
from typing import Any

from calculator.errors import Problem
from calculator.loading.checks import check
from calculator.loading.folder import DEFAULT_FOLDER, tables_of
from scripts.content.reading import parse
from scripts.content.shapes import check_shapes
from tests.support.county import first_rows

PARSED = tables_of(DEFAULT_FOLDER)


def checked(tables: Mapping[str, Any], file: str) -> list[Problem]:
    """Return the problems of tables of which one file is not the county's own."""
    problems: list[Problem] = []
    check_shapes({file: tables[file]}, problems)
    check(tables, problems)
    return problems


def damaged(parsed: Mapping[str, Any], file: str, old: str, new: str) -> list[Problem]:
    """Return the problems after the first `old` of a policy file is replaced."""
    text = first_rows((DEFAULT_FOLDER / file).read_text(encoding="utf-8"))
    assert old in text
    problems: list[Problem] = []
    edited = parse({file: text.replace(old, new, 1)}, problems)
    assert problems == []
    return checked({**parsed, **edited}, file)


def replaced(parsed: Mapping[str, Any], file: str, name: str, value: object) -> list[Problem]:
    """Return the problems after a table of a policy file is replaced."""
    return checked({**parsed, file: {**parsed[file], name: value}}, file)
