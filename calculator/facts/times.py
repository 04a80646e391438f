"""A number of events."""

from collections.abc import Mapping
from typing import Any

from calculator.facts.base import Event
from calculator.request import Request


class Times(Event):
    """A number of events, which are judged together."""

    none = 0
    alone = False

    def read(self, fields: Request) -> int:
        """Return the number."""
        return fields.count(self.id, self.fact, 0, known=True).least

    def cells(self, value: Any) -> dict[str, str]:
        """Return the number as text."""
        return {self.id: str(value)}

    to_form = cells

    def of_cells(self, cells: Mapping[str, str]) -> Any:
        """Return the cell unchanged; `read` reads it."""
        return cells[self.id]

    def said(self, value: Any) -> str:
        """Return the number of events in words."""
        return f"{self.fact.label} {value} {self.fact.unit}"
