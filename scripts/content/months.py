"""examples.toml: the example months of the pay page; the engine must be able to compute them."""

from collections.abc import Iterator

from calculator.errors import InputError, Problem
from calculator.loading.rows import rows
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from scripts.content.rows import Problems, Table

FILE = "examples.toml"


def printed_month(policy: Policy) -> Month:
    """Return the month whose amounts the pages print: the month in which the text was last checked."""
    return Month.of(policy.measure["checked"])


def worked_situation(policy: Policy, example: Table) -> Situation:
    """Return the situation of an example; raise InputError with all its faults."""
    return Situation.read(policy, {"month": str(printed_month(policy)), **example["situation"]})


def check_examples(parsed: Table, policy: Policy, problems: Problems) -> None:
    """Note each example that the engine cannot compute, or whose title has other counts."""
    for key, row in rows(parsed, FILE, "examples", problems):
        try:
            worked_situation(policy, row)
            problems += _untold(policy, row)
        except InputError as error:
            problems += [
                Problem(FILE, f"{key}.situation.{fault.field}", fault.message) for fault in error.errors
            ]


def _untold(policy: Policy, example: Table) -> Iterator[Problem]:
    """Yield a problem for each required count that the title of the example does not have."""
    for item in policy.inputs.values():
        said = f"{item.label} {example['situation'].get(item.id)} {item.unit}"
        if item.required and said not in example["title"]:
            yield Problem(FILE, f"examples.{example['id']}.title", f"例子写的是「{said}」，标题要说得一样")
