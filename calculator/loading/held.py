"""Check what the keys of pay.toml hold: parameters with the right unit, counts, flags, words."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.binding import is_parameter
from calculator.loading.rows import unknown
from calculator.parameters import UNLIMITED
from calculator.plan import MONTH

HOLDS = {"amount": "yuan", "times": "times", "percent": "percent", "points": "points"}
# What each key holds in the tables of these lists.
_PARTS = {
    "levels": {"counter": "counter", "rate": "amount"},
    "needs": {"counter": "counter", "at_least": "times"},
}


def held(
    holds: str | tuple[str, ...], value: Any, counters: Mapping[str, str], units: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the place and the problem of each value that is not what `holds` names."""
    if isinstance(holds, str) and holds in _PARTS:
        for place, part in enumerate(value):
            for name, inner in _PARTS[holds].items():
                yield from (
                    (f"[{place}].{name}", wrong) for _, wrong in held(inner, part[name], counters, units)
                )
        return
    if isinstance(holds, tuple):
        fault = unknown(value, holds, "发放时间" if MONTH in holds else "写法")
    elif is_parameter(holds):
        fault = _parameter(holds, value, units)
    elif holds == "flag":
        fault = None if isinstance(value, bool) else "要写 true 或 false"
    else:
        fault = unknown(value, [*counters, ""] if holds == "counter_or_none" else counters, "次数项")
    if fault:
        yield "", fault


def _parameter(holds: str, value: Any, units: Mapping[str, str]) -> str | None:
    """Return the problem of a parameter's id; the parameter may be unlimited only if `holds` says so."""
    unit = HOLDS[holds.removesuffix("_or_unlimited")]
    unlimited = f"{unit}_or_unlimited"
    fitting = [key for key, found in units.items() if found in ("", unit, unlimited)]
    wrong = unknown(value, fitting, "数（在 parameters.toml，单位要对）")
    if wrong is None and units[value] == unlimited and not holds.endswith("_or_unlimited"):
        return f"这里要有数，不能是 {UNLIMITED}：{value}"
    return wrong
