"""Readings: the possible interpretations of an unclear clause, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from calculator.month import Month
from calculator.tables import Patch, PayTables

DEFAULT = "default"
# The key of an answer in the table of a reading, and the fields of `Answer` whose keys are Python's words.
ANSWERED, _FIELDS = "answered", {"from": "since"}

Chosen = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One interpretation of a clause; the default has no patches."""

    id: str
    label: str
    article: str
    patches: Sequence[Patch]


class Answer(NamedTuple):
    """The written answer to an unclear clause; from the month of `since` on, `choice` is its only option."""

    on: date
    by: str
    document: str
    since: date
    choice: str

    @property
    def first(self) -> Month:
        """Return the first month with a single option."""
        return Month.of(self.since)

    def __str__(self) -> str:
        day = self.on
        return f"{self.by}{day.year}年{day.month}月{day.day}日的答复（{self.document}）"


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
    answered: Answer | None
    options: Mapping[str, Alternative]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Reading":
        """Return the reading of a table in readings.toml."""
        default = Alternative(DEFAULT, table["default"], table["articles"][0], ())
        options = {DEFAULT: default}
        for row in table["alternatives"]:
            patches = tuple(Patch(**patch) for patch in row["patches"])
            options[row["id"]] = Alternative(row["id"], row["label"], row["article"], patches)
        rest = {
            key: value for key, value in table.items() if key not in ("default", "alternatives", ANSWERED)
        }
        given = table.get(ANSWERED)
        answer = Answer(**{_FIELDS.get(key, key): value for key, value in given.items()}) if given else None
        return cls(**rest, answered=answer, options=options)

    def settled(self, month: Month) -> str | None:
        """Return the option that an answer states for a month; None if the month has every option."""
        return self.answered.choice if self.answered and self.answered.first <= month else None

    def against(self, option: str, month: Month) -> str:
        """Return what the answer of a month says against an option; empty if it says nothing."""
        answer = self.answered
        if answer is None or self.settled(month) in (None, option):
            return ""
        return f"「{self.question}」按{answer}，{answer.first.chinese}起：{self.options[answer.choice].label}"


def apply(readings: Mapping[str, Reading], chosen: Chosen, tables: PayTables, month: Month) -> PayTables:
    """Return the tables of a month under the chosen alternatives, in the order of the register.

    An answer that holds in the month takes the place of a choice.
    """
    choice = dict(chosen)
    for key, reading in readings.items():
        option = reading.settled(month) or choice.get(key, DEFAULT)
        tables = tables.patched(reading.options[option].patches)
    return tables


def varied(
    readings: Mapping[str, Reading], chosen: Chosen, month: Month
) -> list[tuple[Reading, Alternative, Chosen]]:
    """Return every option that a month has and that is not chosen, with the choice that contains it."""
    choice = dict(chosen)
    found = []
    for key, reading in readings.items():
        if reading.settled(month):
            continue
        present = choice.get(key, DEFAULT)
        for option in reading.options.values():
            if option.id != present:
                others = {**choice, key: option.id}
                found.append((reading, option, tuple(sorted(others.items()))))
    return found
