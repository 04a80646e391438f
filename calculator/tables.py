"""The tables of pay.toml, and the patches by which a reading changes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from calculator.parameters import Parameter

Table = Mapping[str, Any]
SECTIONS = ("parameters", "rules", "ceilings", "scores", "shares")


class Patch(NamedTuple):
    """One change by a reading: the place (`rules.base.depends_on_result`), the old and the new value.

    It is applied only where the present value is `was`, so that it never overwrites a later amount.
    """

    at: str
    was: Any
    value: Any


@dataclass(frozen=True, slots=True)
class PayTables:
    """Parameters, rules, ceilings, settlement, scores and shares, by id, in the policy's order."""

    parameters: Mapping[str, Table]
    rules: Mapping[str, Table]
    ceilings: Mapping[str, Table]
    settlement: Table
    scores: Mapping[str, Table]
    shares: Mapping[str, Table]

    @classmethod
    def of(cls, pay: Mapping[str, Any]) -> "PayTables":
        """Return the tables of a parsed pay.toml."""

        def by_id(name: str) -> dict[str, Table]:
            return {table["id"]: table for table in pay.get(name, ())}

        return cls(
            parameters=by_id("parameters"),
            rules=by_id("rules"),
            ceilings=by_id("ceilings"),
            settlement=pay["settlement"],
            scores=by_id("scores"),
            shares=by_id("shares"),
        )

    @property
    def shared(self) -> list[str]:
        """Return the ids of the rules of which only a share is paid, in the policy's order."""
        if not self.shares:
            return []
        covered = {key for share in self.shares.values() for key in share["covers"]}
        return [key for key in self.rules if key in covered]

    def pays(self, paid: str) -> bool:
        """Tell whether a rule is paid at this time."""
        return any(rule["paid"] == paid for rule in self.rules.values())

    def parameter(self, key: str) -> Parameter:
        """Return one parameter."""
        return Parameter(**self.parameters[key])

    def patched(self, patches: Iterable[Patch]) -> "PayTables":
        """Return the tables with the patches applied; a patch whose `was` differs changes nothing.

        LookupError for a patch whose place does not exist.
        """
        tables = self
        for patch in patches:
            section, *path = patch.at.split(".")
            if section == "settlement" and len(path) == 1:
                tables = replace(tables, settlement=_set(tables.settlement, path[0], patch))
                continue
            if section not in SECTIONS or len(path) != 2:
                raise LookupError(patch.at)
            by_id = dict(getattr(tables, section))
            name, key = path
            table = by_id[name]
            if section == "parameters":
                by_id[name] = {**table, "values": [_set(row, key, patch) for row in table["values"]]}
            else:
                by_id[name] = _set(table, key, patch)
            tables = replace(tables, **{section: by_id})
        return tables


def _set(table: Table, key: str, patch: Patch) -> Table:
    return {**table, key: patch.value} if table.get(key) == patch.was else table
