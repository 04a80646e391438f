"""Checks of readings.toml: each alternative is tried on the pay tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.errors import Problem
from calculator.lint.pay import check_pay
from calculator.lint.text import check_quote
from calculator.schema import (
    anything,
    ascii_id,
    check_names,
    check_rows,
    check_table,
    clause_in,
    day_or_empty,
    list_of,
    text,
)
from calculator.tables import Patch, PayTables

FILE = "readings.toml"
PATCH = {"at": text, "was": anything, "value": anything}


def check_readings(
    parsed: Mapping[str, Any],
    clauses: set[str],
    workers: Sequence[str],
    counters: Mapping[str, str],
    in_force: date,
    problems: list[Problem],
    try_out: bool,
) -> None:
    """Note problems of the readings: one that quotes wrongly, patches nothing, or breaks the tables."""
    if FILE not in parsed:
        return
    check_names(parsed[FILE], ("readings",), FILE, problems)
    clause = clause_in(clauses)
    spec = {
        "id": ascii_id,
        "articles": list_of(clause, 1),
        **dict.fromkeys(("quote", "question", "default", "why", "settles"), text),
        "asked": day_or_empty,
        "answered": day_or_empty,
        "alternatives": anything,
    }
    alternative = {"id": ascii_id, "label": text, "article": clause, "patches": anything}
    for row in check_rows(parsed, FILE, "readings", spec, problems):
        key = f"readings.{row['id']}"
        wrong = check_quote(row, parsed, row["articles"])
        if wrong:
            problems.append(Problem(FILE, f"{key}.quote", wrong))
        seen: set[str] = {"default"}
        options = row["alternatives"]
        if not isinstance(options, list) or not options:
            problems.append(Problem(FILE, f"{key}.alternatives", "至少要有一种别的理解"))
            continue
        for place, option in enumerate(options):
            where = f"{key}.alternatives[{place}]"
            if not check_table(option, alternative, FILE, where, problems):
                continue
            if option["id"] in seen:
                problems.append(Problem(FILE, f"{where}.id", f"编号重复或已作他用：{option['id']}"))
            seen.add(option["id"])
            patches = _patches(option["patches"], f"{where}.patches", problems)
            if patches and try_out:
                broken: list[Problem] = []
                changed = _changed(parsed, patches, f"{where}.patches", problems)
                check_pay(changed, clauses, workers, counters, in_force, broken)
                problems += [Problem(FILE, f"{where}.patches", f"改后 {problem}") for problem in broken]


def _patches(rows: Any, key: str, problems: list[Problem]) -> list[Patch]:
    if not isinstance(rows, list) or not rows:
        problems.append(Problem(FILE, key, "这种理解没有改动任何地方"))
        return []
    sound = [check_table(row, PATCH, FILE, f"{key}[{place}]", problems) for place, row in enumerate(rows)]
    return [Patch(**row) for row in rows] if all(sound) else []


def _changed(
    parsed: Mapping[str, Any], patches: list[Patch], key: str, problems: list[Problem]
) -> dict[str, Any]:
    """Return the files with the patches applied; note each patch that changes nothing."""
    tables = PayTables.of({**parsed["parameters.toml"], **parsed["pay.toml"]})
    for place, patch in enumerate(patches):
        try:
            patched = tables.patched([patch])
        except LookupError:
            problems.append(Problem(FILE, f"{key}[{place}].at", f"没有这个位置：{patch.at}"))
            continue
        if patched == tables:
            file = "parameters.toml" if patch.at.startswith("parameters.") else "pay.toml"
            message = (
                f"没有改动任何地方：{patch.at} 现在不是 {patch.was!r}，或者改前改后一样；"
                f"这条理解没有动过，就看 {file} 里的它是不是写错了"
            )
            problems.append(Problem(FILE, f"{key}[{place}]", message))
        tables = patched
    return {
        **parsed,
        "parameters.toml": {"parameters": list(tables.parameters.values())},
        "pay.toml": {
            "rules": list(tables.rules.values()),
            "ceilings": list(tables.ceilings.values()),
            "settlement": tables.settlement,
        },
    }
