"""The texts of the earlier editions that the pages print beside the newest one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator.errors import PolicyError, Problem
from calculator.loading.folder import EDITIONS, Tables
from calculator.versions import Editions
from scripts.content.months import FILE as EXAMPLES
from scripts.content.months import check_examples
from scripts.content.reading import parse, read
from scripts.content.rows import Table
from scripts.content.shapes import check_shapes


class Earlier(NamedTuple):
    """The articles of an earlier edition as tables, and its example months."""

    articles: Table
    examples: Sequence[Table]


def texts_of(folder: Path, editions: Editions, tables: Mapping[str, Tables]) -> dict[str, Earlier]:
    """Return the texts of the earlier editions by version; PolicyError with every problem of their examples.

    An edition without a file of examples has none.
    """
    problems: list[Problem] = []
    found = {}
    for version, files in tables.items():
        place = folder / EDITIONS / version
        own: list[Problem] = []
        parsed = parse(read(place, own, (EXAMPLES,)), own) if (place / EXAMPLES).exists() else {}
        check_shapes(parsed, own)
        if parsed and not own:
            check_examples(parsed, editions[version], own)
        problems += [each._replace(file=f"{EDITIONS}/{version}/{each.file}") for each in own]
        examples = parsed.get(EXAMPLES, {}).get("examples", [])
        found[version] = Earlier(files["articles.toml"], examples)
    if problems:
        raise PolicyError(problems)
    return found
