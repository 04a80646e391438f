"""The tables of pay.toml as they stand, and as a reading would change them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from calculator.parameters import Parameter

Table = Mapping[str, Any]


class Patch(NamedTuple):
    """One change a reading makes: where (`rules.base.depends_on_result`), from what, to what.

    It takes hold only where the present value is `was`, so that it never overwrites a later
    amount it was not written for.
    """

    at: str
    was: Any
    value: Any


@dataclass(frozen=True, slots=True)
class PayTables:
    """Parameters, rules, ceilings and settlement, by id, in the policy's order."""

    parameters: Mapping[str, Table]
    rules: Mapping[str, Table]
    ceilings: Mapping[str, Table]
    settlement: Table

    @classmethod
    def of(cls, pay: Mapping[str, Any]) -> "PayTables":
        """Return the tables of a parsed pay.toml."""

        def by_id(tables: Sequence[Table]) -> dict[str, Table]:
            return {table["id"]: table for table in tables}

        return cls(
            by_id(pay["parameters"]), by_id(pay["rules"]), by_id(pay["ceilings"]), pay["settlement"]
        )

    def parameter(self, key: str) -> Parameter:
        """Return one parameter."""
        return Parameter(**self.parameters[key])

    def patched(self, patches: Iterable[Patch]) -> "PayTables":
        """Return the tables with patches applied; a patch that does not fit leaves them as they are."""
        tables = self
        for patch in patches:
            section, *path = patch.at.split(".")
            if section == "settlement":
                tables = PayTables(
                    tables.parameters, tables.rules, tables.ceilings, _set(tables.settlement, path[0], patch)
                )
                continue
            by_id = dict(getattr(tables, section))
            table, key = by_id[path[0]], path[1]
            if section == "parameters":
                by_id[path[0]] = {**table, "values": [_set(row, key, patch) for row in table["values"]]}
            else:
                by_id[path[0]] = _set(table, key, patch)
            sections = {name: getattr(tables, name) for name in ("parameters", "rules", "ceilings")}
            tables = PayTables(**{**sections, section: by_id}, settlement=tables.settlement)
        return tables


def _set(table: Table, key: str, patch: Patch) -> Table:
    return {**table, key: patch.value} if table.get(key) == patch.was else table
