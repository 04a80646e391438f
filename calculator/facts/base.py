"""The base class of the kinds of facts, and the answers that the cells of a table have."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

from calculator import typed
from calculator.policy import Fact
from calculator.request import Request

UNKNOWN, YES, NO = "不清楚", "是", "否"
# Spreadsheets write TRUE and FALSE.
CELLS = {YES: True, "TRUE": True, "真": True, NO: False, "FALSE": False, "假": False}


class Event(ABC):
    """A fact that a worker states of a month; `none` is its value where nothing happened.

    `controls` are the names of its controls and the keys of its columns; `alone` tells whether each event is
    judged alone.
    """

    none: Any
    alone = True

    def __init__(self, fact: Fact) -> None:
        self.fact, self.id = fact, fact.id
        self.controls: Mapping[str, Fact] = {fact.id: fact}

    @abstractmethod
    def read(self, fields: Request) -> Any:
        """Return the value in a request or a row, and note its faults."""

    def as_json(self, value: Any) -> Any:
        """Return the value as a request and a row state it."""
        return value

    def of_form(self, form: Mapping[str, Any]) -> Any:
        """Return the value of a form as a request states it."""
        return form.get(self.id, self.as_json(self.none))

    def to_form(self, value: Any) -> dict[str, Any]:
        """Return the values of the controls."""
        return {self.id: self.as_json(value)}

    @abstractmethod
    def cells(self, value: Any) -> dict[str, str]:
        """Return the cells of the value by column."""

    @abstractmethod
    def of_cells(self, cells: Mapping[str, str]) -> Any:
        """Return the value of the filled cells as a row states it; ValueError (Chinese)."""

    def events(self, value: Any) -> Iterator[Any]:
        """Yield a value for each event that is judged alone."""
        if value != self.none:
            yield value

    def supposed(self, value: Any) -> str:
        """Return which event is supposed, in brackets; empty if there is only one kind of it."""
        return ""

    def said(self, value: Any) -> str:
        """Return an event in words."""
        return self.fact.label


def answer(value: bool | None) -> str:
    """Return an answer as a cell."""
    return UNKNOWN if value is None else YES if value else NO


def one_of(options: Mapping[str, Any], cell: str, hint: str) -> Any:
    """Return what a cell means; ValueError with the hint (Chinese) if it is none of the options."""
    if cell not in options:
        raise ValueError(f"{hint}（写的是 {typed.shown(cell)}）")
    return options[cell]
