"""Numbers and other values as JSON may spell them, put into requests: the lean wasm answers these as well."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# No whole ones, those of any length, and those that are none.
NUMBERS = (
    *("18.0", "20.5", "-0.0", "-0", "0e0", "1e2", "2E+1", "1e999", "-1e-999", "1e-7", "1e22"),
    *(
        "142.5",
        "142.505",
        "0.30000000000000004",
        "202610",
        "2026.10",
        "2026.1",
        "NaN",
        "Infinity",
        "-Infinity",
    ),
    *("9" * 15, "9" * 20, "9" * 38, "-" + "9" * 60, "9" * 400, "9" * 5000),
    *("0." + "0" * 400, "9" * 400 + ".5", "1" + "0" * 30 + "e-29"),
)
_PLACE = "number"


def numbered(sound: Mapping[str, Any], values: Iterable[str] = NUMBERS) -> Iterator[str]:
    """Yield JSON texts of an object with each value, spelt as JSON, for all it holds, a key, the month."""
    keys = list(sound)
    for place, value in enumerate(values):
        one = {keys[place % len(keys)], *({"month"} & set(keys))}
        for changed in (_emptied(sound), *({**sound, key: _PLACE} for key in sorted(one))):
            yield json.dumps(changed).replace(f'"{_PLACE}"', value)


def _emptied(value: Any) -> Any:
    """Return a JSON value with a mark in the place of all that it holds."""
    if isinstance(value, dict):
        return {key: _emptied(inner) for key, inner in value.items()}
    return [_emptied(inner) for inner in value] if isinstance(value, list) and value else _PLACE
