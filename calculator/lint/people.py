"""Checks of workers.toml and inputs.toml."""

from collections.abc import Mapping
from typing import Any

from calculator.aim import BESIDE
from calculator.errors import Problem
from calculator.ledger.cells import OWN_COLUMNS
from calculator.ledger.rows import OWN_KEYS
from calculator.parameters import ALL_WORKERS, BASIS, FROM
from calculator.schema import (
    ascii_id,
    check_names,
    check_rows,
    check_table,
    clause_in,
    flag,
    list_of,
    one_of,
    positive,
    table_of,
    text,
    text_or_empty,
    whole,
)
from calculator.situation import NOT_COUNTS
from calculator.totals import Totals

FACT_KINDS = ("count", "choice", "levels", "yes_no")
# What requests, answers and files name beside the counts of a month.
_BESIDE_COUNTS = (
    "policy",
    "official",
    "form",
    "months",
    "year",
    "edition",
    "worker",
    "score",
    *Totals._fields,
)


def check_workers(parsed: Mapping[str, Any], clauses: set[str], problems: list[Problem]) -> list[str]:
    """Note problems of workers.toml; return the worker types' ids."""
    file = "workers.toml"
    if file not in parsed:
        return []
    check_names(parsed[file], ("workers",), file, problems)
    spec = {
        "id": ascii_id,
        "name": text,
        "short": text,
        "names_in_text": list_of(text, 1),
        "article": clause_in(clauses),
    }
    rows = check_rows(parsed, file, "workers", spec, problems)
    for row in rows:
        if row["id"] in (FROM, BASIS, ALL_WORKERS):
            problems.append(Problem(file, f"workers.{row['id']}", "这个编号已作他用，请换一个"))
    return [row["id"] for row in named(parsed[file].get("workers"))]


def check_inputs(parsed: Mapping[str, Any], clauses: set[str], problems: list[Problem]) -> dict[str, str]:
    """Note problems of inputs.toml; return the inputs' units by id."""
    file = "inputs.toml"
    if file not in parsed:
        return {}
    before = len(problems)
    check_names(parsed[file], ("groups", "inputs", "facts", "honesty"), file, problems)
    groups = check_rows(parsed, file, "groups", {"id": ascii_id, "label": text, "folded": flag}, problems)
    worded = {"id": ascii_id, "label": text, "article": clause_in(clauses), "hint": text}
    spec = {
        **worded,
        "group": one_of([row["id"] for row in groups], "分组"),
        "unit": text,
        "max": positive,
        "required": flag,
        "start": whole,
        "counted_by?": text,
        "uncounted?": text,
        "by_day?": flag,
    }
    inputs = check_rows(parsed, file, "inputs", spec, problems)
    for row in inputs:
        _check_free(row, "inputs", (*OWN_KEYS, *OWN_COLUMNS, *_BESIDE_COUNTS), file, problems)
        if row["start"] > row["max"]:
            problems.append(Problem(file, f"inputs.{row['id']}.start", "比 max 还大"))
        elif row["start"] and not row["required"]:
            wrong = "不必填的项，预先填的数要写 0，不然没填的人也按它算"
            problems.append(Problem(file, f"inputs.{row['id']}.start", wrong))
    option = table_of({"id": text_or_empty, "label": text})
    facts = {
        **worded,
        "kind": one_of(FACT_KINDS, "问题种类"),
        "unit?": text,
        "max?": positive,
        "options?": list_of(option, 2),
    }
    asked = check_rows(parsed, file, "facts", facts, problems)
    for row in asked:
        _check_free(
            row, "facts", (*NOT_COUNTS, *_BESIDE_COUNTS, *(each["id"] for each in inputs)), file, problems
        )
    honesty = {"text": text, "article": clause_in(clauses)}
    check_table(parsed[file].get("honesty"), honesty, file, "honesty", problems)
    if len(problems) == before:
        # The history is read with these two; a county that does not count them has no use for it.
        for name, rows, needed in (
            ("inputs", inputs, "valid_reports"),
            ("facts", asked, "phone_checks_missed"),
        ):
            if all(row["id"] != needed for row in rows):
                problems.append(Problem(file, name, f"缺 {needed}，淘汰情形要用它"))
    # A count that is there with a fault is not one that is missing.
    return {row["id"]: str(row.get("unit", "")) for row in named(parsed[file].get("inputs"))}


def named(rows: Any) -> list[Mapping[str, Any]]:
    """Return the tables of a list that have an id, faulty ones too."""
    tables = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return [row for row in tables if isinstance(row.get("id"), str)]


def _check_free(
    row: Mapping[str, Any], name: str, used: tuple[str, ...], file: str, problems: list[Problem]
) -> None:
    """Note an id that requests already use for something else."""
    if row["id"] in (*used, *BESIDE):
        problems.append(Problem(file, f"{name}.{row['id']}", "这个编号已作他用，请换一个"))
