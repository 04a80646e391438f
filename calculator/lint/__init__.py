"""Every check of a county's policy data; all problems are reported at once."""

from collections.abc import Mapping
from typing import Any

from calculator.errors import Problem
from calculator.lint.grounds import check_grounds
from calculator.lint.pay import check_pay
from calculator.lint.people import check_inputs, check_workers
from calculator.lint.readings import check_readings
from calculator.lint.text import check_articles, check_measure

# What each file is judged by: where one of these cannot be read, nothing is said of what rests on it.
_RESTS_ON = {
    **dict.fromkeys(("measure.toml", "workers.toml", "inputs.toml"), ("articles.toml",)),
    "parameters.toml": ("articles.toml", "workers.toml", "measure.toml"),
    "elimination.toml": ("articles.toml", "workers.toml", "measure.toml", "pay.toml"),
    "pay.toml": ("parameters.toml", "inputs.toml"),
    "readings.toml": ("pay.toml",),
}


def check(parsed: Mapping[str, Mapping[str, Any]], problems: list[Problem]) -> None:
    """Note every problem of the parsed policy files.

    Readings are tried on the pay tables, so they are looked at once those are sound.
    """
    parsed = {file: table for file, table in parsed.items() if _can_be_judged(file, parsed)}
    clauses = check_articles(parsed, problems)
    in_force = check_measure(parsed, clauses, problems)
    workers = check_workers(parsed, clauses, problems)
    counters = check_inputs(parsed, clauses, problems)
    check_grounds(parsed, clauses, workers, in_force, problems)
    sound = check_pay(parsed, clauses, workers, counters, in_force, problems)
    check_readings(parsed, clauses, workers, counters, in_force, problems, try_out=sound)


def _can_be_judged(file: str, parsed: Mapping[str, Any]) -> bool:
    return file in parsed and all(_can_be_judged(each, parsed) for each in _RESTS_ON.get(file, ()))
