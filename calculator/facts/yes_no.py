"""An event that happened or not."""

from collections.abc import Mapping
from typing import Any

from calculator.facts.base import CELLS, NO, YES, Event, answer, one_of
from calculator.request import Request


class YesNo(Event):
    """An event that happened or not."""

    none = False

    def read(self, fields: Request) -> bool:
        """Return whether it happened."""
        return bool(fields.flag(self.id, self.fact.called))

    def cells(self, value: Any) -> dict[str, str]:
        """Return the answer."""
        return {self.id: answer(value)}

    def of_cells(self, cells: Mapping[str, str]) -> Any:
        """Return the answer."""
        return one_of(CELLS, cells[self.id].upper(), f"要写 {YES} 或 {NO}")
