"""Read the hand-worked cases."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LINES = (
    "base",
    "report_pay",
    "surplus_reward",
    "praise_reward",
    "major_reward",
    "special_major_reward",
    "hazard_deduction",
    "order_deduction",
    "cooperation_deduction",
    "sign_in_deduction",
)
GROUNDS = (
    "consecutive_failures",
    "failures_in_year",
    "stated_neglect",
    "zero_reports",
    "phone_checks",
    "fabrication",
    "title_misuse",
    "serious_case",
    "higher_criticism",
)


def cases(*names: str) -> list[dict[str, Any]]:
    """Return the scenarios of files, with None in place of "unknown"."""
    rows: list[dict[str, Any]] = []
    for name in names:
        rows += tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["scenario"]
    return [{**row, "input": nulled(row["input"])} for row in rows]


def nulled(value: Any) -> Any:
    """Return a value with None in place of "unknown", because TOML has no null."""
    if isinstance(value, dict):
        return {key: nulled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [nulled(inner) for inner in value]
    return None if value == "unknown" else value


def span(written: Any) -> dict[str, str]:
    """Return an expected amount, or [least, most], as the contract writes it."""
    least, most = written if isinstance(written, list) else (written, written)
    return {"min": least, "max": most}


def expected_lines(case: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return every line's expected amount; a line the scenario does not name is zero."""
    return {key: span(case.get("lines", {}).get(key, "0.00")) for key in LINES}


def expected_totals(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the expected totals, with a mark on those that are narrower than the sum of their lines."""
    marks = {key: {"narrower": True} for key in case.get("narrower", [])}
    return {key: {**span(value), **marks.get(key, {})} for key, value in case["totals"].items()}


def expected_grounds(case: dict[str, Any]) -> dict[str, str]:
    """Return every ground's expected status; a ground the scenario does not name is not met."""
    return {key: case["expect"].get(key, "not_met") for key in GROUNDS}
