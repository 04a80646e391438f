"""answers.toml: check the answers about readings of earlier editions, and add them to the editions."""

from collections.abc import Mapping
from pathlib import Path

from calculator.errors import Problem
from calculator.loading.answers import FILE, check_answers, in_order, with_answers
from calculator.loading.folder import Tables
from scripts.content.reading import parse, read
from scripts.content.rows import Problems
from scripts.content.shapes import check_shapes


def answered(
    folder: Path, earlier: Mapping[str, Tables], newest: Tables, problems: Problems
) -> dict[str, Tables]:
    """Return the earlier editions with their answers; note each problem of the file, which may be missing."""
    if not (folder / FILE).exists():
        return dict(earlier)
    found: list[Problem] = []
    parsed = parse(read(folder, found, (FILE,)), found)
    check_shapes(parsed, found)
    if not found:
        check_answers(parsed[FILE]["answers"], [*in_order(earlier.values()), newest], found)
    problems += found
    if found:
        return dict(earlier)
    return {version: with_answers(tables, parsed[FILE]["answers"]) for version, tables in earlier.items()}
