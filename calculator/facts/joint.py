"""An event with parts that are asked for one by one, such as a fabrication with its consequences."""

from collections.abc import Mapping
from typing import Any

from calculator.facts.base import CELLS, NO, UNKNOWN, YES, Event, answer, one_of
from calculator.policy import Fact
from calculator.request import Request

_FORM = {"yes": True, "no": False, "": None}
_SAID = {True: "有", False: "没有", None: "还不清楚"}


class Joint(Event):
    """An event with parts, each of which occurred, did not, or is not known."""

    none = None

    def __init__(self, fact: Fact, asked: Mapping[str, Fact]) -> None:
        super().__init__(fact)
        self.controls = {key: asked[key] for key in (fact.asks, *part_controls(fact))}
        self._words = {part["id"]: part for part in fact.parts}

    def read(self, fields: Request) -> tuple[bool | None, ...] | None:
        """Return whether each part occurred, None if there was no event."""
        inner = fields.inner(self.id, self._words)
        if inner is None:
            return None
        return tuple(inner.flag(key, words["asks"], nullable=True) for key, words in self._words.items())

    def as_json(self, value: Any) -> Any:
        """Return the parts by id."""
        return value and dict(zip(self._words, value, strict=True))

    def of_form(self, form: Mapping[str, Any]) -> Any:
        """Return the parts of a form, None if the event is not stated."""
        if not form.get(self.fact.asks):
            return None
        said = {part: form.get(f"{self.id}_{part}") for part in self._words}
        return {part: _answered(given) for part, given in said.items()}

    def to_form(self, value: Any) -> dict[str, Any]:
        """Return the event and its parts."""
        given = {answer: said for said, answer in _FORM.items()}
        parts = value or [None] * len(self._words)
        return {
            self.fact.asks: value is not None,
            **{f"{self.id}_{part}": given[each] for part, each in zip(self._words, parts, strict=True)},
        }

    def cells(self, value: Any) -> dict[str, str]:
        """Return whether there was an event, and its parts."""
        asked, *others = self.controls
        parts = map(answer, value) if value else [""] * len(others)
        return {asked: answer(value is not None), **dict(zip(others, parts, strict=True))}

    def of_cells(self, cells: Mapping[str, str]) -> Any:
        """Return the parts, None without an event."""
        asked, *others = self.controls
        if not one_of(CELLS, cells.get(asked, NO).upper(), f"要写 {YES} 或 {NO}"):
            if any(key in cells for key in others):
                raise ValueError(f"后面写了后果，这一格就要写 {YES}")
            return None
        answers = {**CELLS, UNKNOWN: None}
        hint = f"的后果要写 {YES}、{NO} 或 {UNKNOWN}"
        given = (one_of(answers, cells.get(key, UNKNOWN).upper(), hint) for key in others)
        return dict(zip(self._words, given, strict=True))

    def supposed(self, value: Any) -> str:
        """Return that all parts are supposed."""
        return f"（{self.fact.all_parts}）"

    def said(self, value: Any) -> str:
        """Return the event with its parts."""
        words = (each["label"] for each in self._words.values())
        parts = (f"{label}：{_SAID[part]}" for label, part in zip(words, value, strict=True))
        return f"{self.fact.label}（{'；'.join(parts)}）"


def part_controls(joint: Fact) -> list[str]:
    """Return the ids of the questions that ask for the parts of a joint fact."""
    return [f"{joint.id}_{part['id']}" for part in joint.parts]


def _answered(given: Any) -> Any:
    """Return a choice of the form as a request writes it; `Joint.read` refuses other values."""
    return _FORM.get(given, given) if isinstance(given, str) else given
