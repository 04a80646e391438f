"""The policy of one county: its text and tables, built once and then constant."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.money import Literal
from calculator.month import Month
from calculator.readings import Reading
from calculator.tables import PayTables


@dataclass(frozen=True, slots=True)
class Input:
    """One count that a worker enters: its words, its greatest value, and its article.

    `counted_by` names whose number is valid. `uncounted` is a possible reason why an event is missing. An
    event counted `by_day` can belong to the neighbouring month.
    """

    id: str
    group: str
    label: str
    unit: str
    max: int
    required: bool
    start: int
    article: str
    hint: str
    counted_by: str = ""
    uncounted: str = ""
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One question of the elimination check; `options` are the choices' ids and names."""

    id: str
    kind: str
    label: str
    article: str
    hint: str
    unit: str = ""
    max: int = 0
    options: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, eq=False)
class Policy:
    """All data of a county's measures that the engine uses."""

    measure: Mapping[str, Any]
    text: Mapping[str, str]
    workers: Mapping[str, Mapping[str, Any]]
    groups: Sequence[Mapping[str, Any]]
    inputs: Mapping[str, Input]
    units: Mapping[str, str]
    facts: Mapping[str, Fact]
    honesty: Mapping[str, str]
    tables: PayTables
    readings: Mapping[str, Reading]
    grounds: Mapping[str, Mapping[str, Any]]

    @property
    def in_force(self) -> date:
        """Return the first day the measures are in force (art. 16)."""
        day: date = self.measure["in_force_from"]
        return day

    @property
    def articles(self) -> int:
        """Return how many articles the measures have."""
        return sum(1 for key in self.text if key.isdigit())

    @property
    def worker_names(self) -> dict[str, str]:
        """Return the worker types' names by id."""
        return {key: worker["name"] for key, worker in self.workers.items()}

    def cautions(self, month: Month) -> list[str]:
        """Return the cautions for a month: the first one is only part of a month (art. 16)."""
        day = self.in_force
        if month == Month.of(day) and day.day > 1:
            return [
                f"办法自{day.year}年{day.month}月{day.day}日起试行，{month.chinese}不是整月；"
                "办法没有写这个月怎样折算，这里按整月估算。"
            ]
        return []


def build(parsed: Mapping[str, Mapping[str, Any]]) -> Policy:
    """Return the policy of checked tables."""

    def by_id(file: str, name: str) -> dict[str, Any]:
        return {table["id"]: table for table in parsed[file][name]}

    inputs = parsed["inputs.toml"]
    return Policy(
        measure=parsed["measure.toml"],
        text=parsed["articles.toml"]["text"],
        workers=by_id("workers.toml", "workers"),
        groups=inputs["groups"],
        inputs={table["id"]: Input(**table) for table in inputs["inputs"]},
        units={table["id"]: table["unit"] for table in inputs["inputs"]},
        facts={table["id"]: Fact(**table) for table in inputs["facts"]},
        honesty=inputs["honesty"],
        tables=PayTables.of({**parsed["parameters.toml"], **parsed["pay.toml"]}),
        readings={table["id"]: Reading.of(table) for table in parsed["readings.toml"]["readings"]},
        grounds=by_id("elimination.toml", "grounds"),
    )


_DAY, _DECIMAL = "day", "decimal"


def pack(parsed: Mapping[str, Mapping[str, Any]]) -> str:
    """Return checked tables as JSON text, which loads faster than TOML; days and decimals are marked."""
    return json.dumps(_packed(parsed), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> dict[str, dict[str, Any]]:
    """Return the tables that `pack` has written.

    >>> unpack(pack({"a.toml": {"from": date(2022, 5, 6), "price": Literal("24.5")}}))
    {'a.toml': {'from': datetime.date(2022, 5, 6), 'price': '24.5'}}
    """
    tables: dict[str, dict[str, Any]] = json.loads(text, object_hook=_unpacked)
    return tables


def _packed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _packed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_packed(inner) for inner in value]
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    return {_DECIMAL: value} if isinstance(value, Literal) else value


def _unpacked(table: dict[str, Any]) -> Any:
    if len(table) == 1:
        if _DAY in table:
            return date.fromisoformat(table[_DAY])
        if _DECIMAL in table:
            return Literal(table[_DECIMAL])
    return table
