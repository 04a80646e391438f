"""The files of an earlier edition with entries that have anchors on the pages, as they were printed."""

from collections.abc import Mapping
from pathlib import Path

from calculator.errors import PolicyError, Problem
from calculator.loading.folder import EDITIONS, Tables
from calculator.versions import Editions
from scripts.content.files import GLOSSARY, PAGES, QUESTIONS
from scripts.content.placeholders import check_braces, filled
from scripts.content.reading import one_table
from scripts.content.rows import Problems, Table

# `revise` saves all files of an edition; a folder that was saved before it did so has none of these.
FILES = (GLOSSARY, QUESTIONS, PAGES)


def told_of(folder: Path, editions: Editions, tables: Mapping[str, Tables]) -> dict[str, Table]:
    """Return by version the files of the earlier editions that `FILES` names, filled with their own values.

    Raise PolicyError with every problem of these files.
    """
    problems: Problems = []
    found = {}
    for version, policy_files in tables.items():
        place = folder / EDITIONS / version
        own: Problems = []
        read = {name: one_table(place, name, own) for name in FILES if (place / name).exists()}
        if not own:
            own += check_braces({**policy_files, **read}, FILES)
        problems += [Problem(f"{EDITIONS}/{version}/{each.file}", each.key, each.message) for each in own]
        found[version] = {} if own else filled(read, editions[version])
    if problems:
        raise PolicyError(problems)
    return found
