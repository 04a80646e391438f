"""Dated values: the numbers of the measures, each valid from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.money import MOST, parse_yuan
from calculator.month import Month

UNLIMITED = "unlimited"
ALL_WORKERS = "value"
# Keys of a row besides its values: its first day, and the document that a large change is based on.
FROM, BASIS = "from", "basis"

Row = Mapping[str, Any]


def in_force(rows: Sequence[Row], month: Month) -> Row:
    """Return the row in force in a month: the last that has begun; before the first, the first."""
    found = rows[0]
    for row in rows:
        if Month.of(row["from"]) <= month:
            found = row
    return found


def number(value: object, unit: str) -> int | None:
    """Return a value of the policy as 分, a count or a percentage; None if it is unlimited.

    ValueError (Chinese) if it is no such number.
    """
    if value == UNLIMITED:
        return None
    if unit == "yuan":
        return parse_yuan(value)
    if isinstance(value, int) and value > MOST:
        raise ValueError(f"数太大，最多 {MOST}")
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"要写不小于零的整数，不能写 {value!r}")
    return value


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the measures with its unit, its article and its dated values.

    A row has `from` and either `value` for all worker types or one value for each type.
    """

    id: str
    label: str
    unit: str
    article: str
    values: Sequence[Row]

    def at(self, month: Month, worker_type: str) -> int | None:
        """Return the value for a worker type in a month: 分, a count, or a percentage; None is unlimited."""
        row = in_force(self.values, month)
        return number(row[worker_type] if worker_type in row else row[ALL_WORKERS], self.unit)

    def days(self) -> list[date]:
        """Return the first days of the values, earliest first."""
        return [row["from"] for row in self.values]
