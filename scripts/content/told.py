"""The files of an earlier edition with entries that have anchors on the pages, as they were printed."""

from collections.abc import Mapping
from pathlib import Path

from calculator.loading.folder import Tables
from calculator.versions import Editions
from scripts.content.files import GLOSSARY, PAGES, QUESTIONS
from scripts.content.placeholders import check_braces, filled
from scripts.content.reading import of_earlier, one_table
from scripts.content.rows import Problems, Table

# `revise` saves all files of an edition; a folder that was saved before it did so has none of these.
FILES = (GLOSSARY, QUESTIONS, PAGES)


def told_of(folder: Path, editions: Editions, tables: Mapping[str, Tables]) -> dict[str, Table]:
    """Return by version the files of the earlier editions that `FILES` names, filled with their own values.

    Raise PolicyError with every problem of these files.
    """

    def read(version: str, place: Path, problems: Problems) -> Table:
        found = {name: one_table(place, name, problems) for name in FILES if (place / name).exists()}
        if not problems:
            problems += check_braces({**tables[version], **found}, FILES)
        return {} if problems else filled(found, editions[version])

    return of_earlier(folder, tables, read)
