"""Events at levels, such as a criticism by the county."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.facts.base import Event, one_of
from calculator.policy import Fact
from calculator.request import Request

_SEPARATORS = "、，,；; \t\r\n"


class Levels(Event):
    """Events at one or more levels, which have an order from the lowest on."""

    none: tuple[str, ...] = ()

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.names = {option["id"]: option["label"] for option in fact.options}

    def read(self, fields: Request) -> tuple[str, ...]:
        """Return the levels in their order."""
        chosen = fields.choices(self.id, self.names, self.fact.called)
        return tuple(level for level in self.names if level in chosen)

    def as_json(self, value: Any) -> Any:
        """Return the levels as a list."""
        return list(value)

    def cells(self, value: Any) -> dict[str, str]:
        """Return the names of the levels."""
        return {self.id: "、".join(self.names[level] for level in value)}

    def of_cells(self, cells: Mapping[str, str]) -> Any:
        """Return the levels of the names in a cell."""
        levels = {label: level for level, label in self.names.items()}
        hint = f"要写 {'、'.join(levels)}，可以写几个，没有就空着"
        parted = cells[self.id].translate(dict.fromkeys(map(ord, _SEPARATORS), " "))
        return [one_of(levels, name, hint) for name in parted.split()]

    def events(self, value: Any) -> Iterator[Any]:
        """Yield each level."""
        yield from ((level,) for level in value)

    def supposed(self, value: Any) -> str:
        """Return the level."""
        return f"（{self.said(value)}）"

    def said(self, value: Any) -> str:
        """Return the event at a level."""
        return f"{self.names[value[0]]}通报批评"
