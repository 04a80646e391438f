"""The tables and charts of the pay page: the pay by each count that pages.toml names."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from calculator.money import ZERO
from calculator.policy import Input, Policy
from scripts.pages.computed.pay_tables import Stretch, Table, by_count, stretches
from scripts.pages.drawings.steps import Panel, panels


class Amounts(NamedTuple):
    """The pay by one count: rows, charts and their descriptions.

    `others` are the other required counts with their values; `each` is the effect of one more or one less.
    """

    input: Input
    anchor: str
    each: str
    others: str
    year_end: bool
    rows: Table
    panels: Sequence[Panel]
    stretches: Mapping[str, Sequence[Stretch]]


def tables(policy: Policy, listed: Sequence[Mapping[str, Any]]) -> list[Amounts]:
    """Return the tables that `listed` of pages.toml asks for, in its order."""
    found = []
    for table in listed:
        own = policy.inputs[table["input"]]
        rows = by_count(policy, own.id, table["beyond"])
        others = [each for each in policy.inputs.values() if each.required and each.id != own.id]
        found.append(
            Amounts(
                input=own,
                anchor=table["anchor"],
                each=table.get("each", ""),
                others="".join(f"{each.label} {each.start} {each.unit}、" for each in others),
                year_end=any(due.year_end != ZERO for row in rows.values() for due in row.values()),
                rows=rows,
                panels=panels(rows, list(policy.workers)),
                stretches={worker: stretches(rows, worker) for worker in policy.workers},
            )
        )
    return found
