"""Run all checks between the files of a county's policy data."""

from collections.abc import Callable, Mapping
from datetime import date

from calculator.errors import Problem
from calculator.loading.grounds import check_grounds
from calculator.loading.pay import check_parameters, check_pay
from calculator.loading.people import check_inputs, check_workers
from calculator.loading.readings import check_readings
from calculator.loading.rows import Parsed, World, check_clauses, check_ids, tables
from calculator.loading.text import check_articles

# The files that the check of a file reads: if one of them is missing, the file is not checked.
_NEEDS = {
    **dict.fromkeys(("measure.toml", "workers.toml", "inputs.toml"), ("articles.toml",)),
    "parameters.toml": ("articles.toml", "workers.toml", "measure.toml"),
    "elimination.toml": ("articles.toml", "workers.toml", "measure.toml", "pay.toml", "inputs.toml"),
    "pay.toml": ("parameters.toml", "inputs.toml"),
    "readings.toml": ("pay.toml",),
}


def check(parsed: Parsed, problems: list[Problem]) -> None:
    """Add every problem between the tables of the policy files to `problems`.

    Rows that already have a problem are not checked. Readings are applied to the pay tables, so they are
    checked after them.
    """
    parsed = {file: table for file, table in parsed.items() if _can_be_judged(file, parsed)}
    text = parsed.get("articles.toml", {}).get("text")
    if not isinstance(text, Mapping):
        _unreadable("articles.toml", problems)
        return
    check_ids(parsed, problems)
    check_clauses(parsed, text, problems)
    world = _world(parsed)
    checks: dict[str, Callable[[], None]] = {
        "articles.toml": lambda: check_articles(parsed, problems),
        "workers.toml": lambda: check_workers(parsed, problems),
        "inputs.toml": lambda: check_inputs(parsed, problems),
        "parameters.toml": lambda: check_parameters(parsed, world, problems),
        "pay.toml": lambda: check_pay(parsed, world, problems),
        "elimination.toml": lambda: check_grounds(parsed, world, problems),
        "readings.toml": lambda: check_readings(parsed, world, problems),
    }
    for file, check_file in checks.items():
        try:
            if file in parsed:
                check_file()
        except (AttributeError, LookupError, TypeError, ValueError):
            _unreadable(file, problems)


def _unreadable(file: str, problems: list[Problem]) -> None:
    """Note that a check failed on a file, if it has no problem yet; its JSON Schema names the place."""
    if not any(each.file == file for each in problems):
        problems.append(Problem(file, "", "里面的写法不对"))


def _world(parsed: Parsed) -> World:
    """Return the names that other files use; without a valid first day, no date is too late."""
    units = {row["id"]: str(row.get("unit", "")) for row in tables(parsed, "inputs.toml", "inputs")}
    day = parsed.get("measure.toml", {}).get("in_force_from")
    in_force = day if type(day) is date else date.max
    workers = {row["id"]: str(row.get("short", "")) for row in tables(parsed, "workers.toml", "workers")}
    return World(workers, units, in_force)


def _can_be_judged(file: str, parsed: Parsed) -> bool:
    return file in parsed and all(_can_be_judged(each, parsed) for each in _NEEDS.get(file, ()))
