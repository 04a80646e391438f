"""Readings: the possible interpretations of an unclear clause, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.tables import Patch, PayTables

DEFAULT = "default"

Chosen = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One interpretation of a clause; the default has no patches."""

    id: str
    label: str
    article: str
    patches: Sequence[Patch]


@dataclass(frozen=True, slots=True)
class Reading:
    """An unclear clause: the question, the default and the alternatives, and who can settle it."""

    id: str
    articles: Sequence[str]
    quote: str
    question: str
    why: str
    settles: str
    asked: str
    answered: str
    options: Mapping[str, Alternative]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Reading":
        """Return the reading of a table in readings.toml."""
        default = Alternative(DEFAULT, table["default"], table["articles"][0], ())
        options = {DEFAULT: default}
        for row in table["alternatives"]:
            patches = tuple(Patch(**patch) for patch in row["patches"])
            options[row["id"]] = Alternative(row["id"], row["label"], row["article"], patches)
        rest = {key: value for key, value in table.items() if key not in ("default", "alternatives")}
        return cls(**rest, options=options)


def apply(readings: Mapping[str, Reading], chosen: Chosen, tables: PayTables) -> PayTables:
    """Return the tables under the chosen alternatives, in the order of the register."""
    choice = dict(chosen)
    for key, reading in readings.items():
        tables = tables.patched(reading.options[choice.get(key, DEFAULT)].patches)
    return tables


def varied(readings: Mapping[str, Reading], chosen: Chosen) -> list[tuple[Reading, Alternative, Chosen]]:
    """Return every option that is not chosen, with the choice that contains it instead."""
    choice = dict(chosen)
    found = []
    for key, reading in readings.items():
        present = choice.get(key, DEFAULT)
        for option in reading.options.values():
            if option.id != present:
                others = {**choice, key: option.id}
                found.append((reading, option, tuple(sorted(others.items()))))
    return found
