"""examples.toml: the months worked through on the page of the pay, tried on the policy itself."""

from collections.abc import Iterator
from typing import Any

from calculator.errors import InputError, Problem
from calculator.month import Month
from calculator.policy import Policy
from calculator.schema import ascii_id, check_names, check_rows, text
from calculator.situation import Situation
from scripts.content.rows import Problems, Table

FILE = "examples.toml"


def printed_month(policy: Policy) -> Month:
    """Return the month the pages are printed for: the one the text was last checked in."""
    return Month.of(policy.measure["checked"])


def worked_situation(policy: Policy, example: Table) -> Situation:
    """Return the situation of a worked example; InputError with all its faults."""
    return Situation.read(policy, {"month": str(printed_month(policy)), **example["situation"]})


def check_examples(parsed: Table, policy: Policy | None, problems: Problems) -> None:
    """Note what is wrong; without a sound policy only the words are looked at."""
    check_names(parsed[FILE], ("examples",), FILE, problems)
    spec = {"id": ascii_id, "title": text, "why": text, "situation": _table}
    for row in check_rows(parsed, FILE, "examples", spec, problems):
        if policy is None:
            continue
        try:
            worked_situation(policy, row)
            problems += _untold(policy, row)
        except InputError as error:
            key = f"examples.{row['id']}.situation"
            problems += [Problem(FILE, f"{key}.{fault.field}", fault.message) for fault in error.errors]


def _untold(policy: Policy, example: Table) -> Iterator[Problem]:
    """Yield a problem for each count that must be given and that the example's title says otherwise."""
    for item in policy.inputs.values():
        said = f"{item.label} {example['situation'].get(item.id)} {item.unit}"
        if item.required and said not in example["title"]:
            yield Problem(FILE, f"examples.{example['id']}.title", f"例子写的是「{said}」，标题要说得一样")


def _table(value: Any) -> str | None:
    return None if isinstance(value, dict) else "要写成一个表"
