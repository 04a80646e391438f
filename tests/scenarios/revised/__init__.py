"""Hand-worked months and histories of the revised county across its change, and how they are read."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests import scenarios

FOLDER = Path(__file__).parent
COUNTY = FOLDER.parents[1] / "counties" / "revised"
MONTHS = (
    "full",
    "reports",
    "scores",
    "years_and_meetings",
    "rewards",
    "area_leader",
    "trial",
    "refused",
    "unknown",
)
# The lines the text lets share one ceiling as they may.
DEDUCTIONS = ("hazard_deduction", "order_deduction", "meeting_deduction", "sign_in_deduction")
SCORED = ("score", "result", "base_share")


def cases(*names: str) -> list[dict[str, Any]]:
    """Return the scenarios of files, `unknown` turned into null."""
    rows: list[dict[str, Any]] = []
    for name in names:
        rows += tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["scenario"]
    return [{**row, "input": scenarios.nulled(row["input"])} for row in rows]


def fen(written: str) -> int:
    """Return an amount as whole 分.

    >>> fen("1026.90"), fen("-0.50")
    (102690, -50)
    """
    return int(written.replace(".", ""))


def expected(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an answer must have: lines that are not zero, totals, and what the score gives."""
    lines = {name: scenarios.span(amount) for name, amount in case["lines"].items()}
    if case.get("capped"):
        lines = {name: amount for name, amount in lines.items() if name not in DEDUCTIONS}
    totals = {name: scenarios.span(amount) for name, amount in case["totals"].items()}
    return {"lines": lines, "totals": totals, **{name: _scored(case.get(name)) for name in SCORED}}


def _scored(value: Any) -> Any:
    return {"min": value[0], "max": value[1]} if isinstance(value, list) else value


def found(case: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an answer what `expected` has; seniority may be printed in several lines."""
    lines: dict[str, dict[str, str]] = {}
    for line in answer["lines"]:
        name = "seniority" if line["id"].startswith("seniority") else line["id"]
        amount = {"min": line["min"], "max": line["max"]}
        lines[name] = added([lines[name], amount]) if name in lines else amount
    lines = {name: amount for name, amount in lines.items() if amount != scenarios.span("0.00")}
    if case.get("capped"):
        lines = {name: amount for name, amount in lines.items() if name not in DEDUCTIONS}
    totals = {key: {"min": total["min"], "max": total["max"]} for key, total in answer["totals"].items()}
    return {"lines": lines, "totals": totals, **{name: answer.get(name) for name in SCORED}}


def added(amounts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the sum of spans, end by end.

    >>> added([{"min": "-0.50", "max": "0.00"}, {"min": "-1.00", "max": "0.40"}])
    {'min': '-1.50', 'max': '0.40'}
    """
    rows = list(amounts)
    ends = {end: sum(fen(row[end]) for row in rows) for end in ("min", "max")}
    return {end: f"{'-' * (sum_ < 0)}{abs(sum_) // 100}.{abs(sum_) % 100:02}" for end, sum_ in ends.items()}
