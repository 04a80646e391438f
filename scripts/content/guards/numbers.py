"""The dated numbers of the policy; a large change needs a written basis."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from calculator import words
from calculator.errors import Problem
from calculator.loading.values import HINT
from calculator.money import exactly
from calculator.parameters import ALL_WORKERS, BASIS, FROM, Row, number
from calculator.policy import Policy
from scripts.content.guards.kept import written
from scripts.content.rows import Problems

# A change of more than 1/_ASKED_FROM of the old value needs a written basis.
_ASKED_FROM = 2
_FILES = {"parameters": "parameters.toml", "grounds": "elimination.toml"}


class Number(NamedTuple):
    """A dated number: table, id, label, unit, its rows, and its rows in the previous edition."""

    table: str
    id: str
    label: str
    unit: str
    own: list[Row]
    kept: list[Row]

    @property
    def rows(self) -> list[Row]:
        """Return the older rows of the previous edition, followed by the present rows."""
        return [*(row for row in self.kept if row[FROM] < self.own[0][FROM]), *self.own]

    def steps(self) -> Iterator[tuple[Row, Row]]:
        """Yield each present row together with the row before it."""
        yield from ((old, new) for old, new in pairwise(self.rows) if new in self.own)

    def at(self, row: Row, worker: str) -> int | None:
        """Return the value of a row for a worker type."""
        return number(row.get(worker, row.get(ALL_WORKERS)), self.unit)

    def said(self, value: int | None) -> str:
        """Return a value as text, without its unit."""
        if value is None:
            return words.UNLIMITED
        return words.amount(exactly(value)).removesuffix(" 元") if self.unit == "yuan" else str(value)

    def change(self, old: int | None, new: int | None) -> str:
        """Return a change in words: 「每条有效信息 7.50→8.00 元」."""
        unit = {"yuan": " 元", "percent": "%", "times": ""}[self.unit]
        return f"{self.label} {self.said(old)}→{self.said(new)}{unit}"


def numbers(policy: Policy, kept: Policy | None) -> Iterator[Number]:
    """Yield every dated number of the policy."""
    for key, table in policy.tables.parameters.items():
        old = kept.tables.parameters.get(key, {}).get("values", []) if kept else []
        yield _number("parameters", key, table, table["values"], old)
    for key, ground in policy.grounds.items():
        if "times" in ground:
            old = kept.grounds.get(key, {}).get("times", []) if kept else []
            yield _number("grounds", key, {**ground, "unit": "times"}, ground["times"], old)


def _number(table: str, key: str, row: Mapping[str, Any], own: list[Row], old: list[Row]) -> Number:
    return Number(table, key, row["label"], row["unit"], own, old)


def check_changes(policy: Policy, kept: Policy | None, problems: Problems) -> None:
    """Note each number that rises or falls by more than half without a written basis."""
    for each in numbers(policy, kept):
        for old, new in each.steps():
            if BASIS in new:
                continue
            for worker in policy.workers:
                was, now = each.at(old, worker), each.at(new, worker)
                if was != now and (was is None or now is None or abs(now - was) * _ASKED_FROM > was):
                    place = f"{each.table}.{each.id}.{'times' if each.table == 'grounds' else 'values'}"
                    who, line = policy.workers[worker]["short"], written({**new, BASIS: HINT})
                    wrong = (
                        f"{who}的{each.change(was, now)}，变动超过一半。"
                        f"写错了就改；没有写错，在这一行写上依据：{line}"
                    )
                    problems.append(Problem(_FILES[each.table], f"{place}[{each.own.index(new)}]", wrong))
                    break
