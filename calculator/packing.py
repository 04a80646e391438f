"""The tables of a county as one JSON text, which the page loads."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.money import Literal

_DAY, _DECIMAL = "day", "decimal"


def pack(parsed: Mapping[str, Any]) -> str:
    """Return checked tables as JSON text, which loads faster than TOML; days and decimals are marked."""
    return json.dumps(_packed(parsed), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> dict[str, Any]:
    """Return the tables that `pack` has written.

    >>> unpack(pack({"editions": [{"a.toml": {"from": date(2022, 5, 6), "price": Literal("24.5")}}]}))
    {'editions': [{'a.toml': {'from': datetime.date(2022, 5, 6), 'price': '24.5'}}]}
    """
    tables: dict[str, Any] = json.loads(text, object_hook=_unpacked)
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
