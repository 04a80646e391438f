"""Bind the tables of pay.toml to the numbers of one month and one worker type."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator.bearings import with_ties
from calculator.ceiling import Ceiling
from calculator.month import Month
from calculator.parameters import Parameter
from calculator.plan import (
    CARRIED,
    DEDUCTIONS,
    GROSS,
    QUARTER,
    QUARTER_COLUMN,
    YEAR_END,
    YEAR_END_COLUMN,
    BoundRule,
    Plan,
)
from calculator.rules import KINDS, Rule
from calculator.rules.banded_share import Band, BandedShare, Bands
from calculator.rules.rate_above_quota import Need
from calculator.rules.reward_by_level import Level
from calculator.score import Item, Score
from calculator.tables import PayTables, Table

_COLUMNS = {QUARTER: QUARTER_COLUMN, YEAR_END: YEAR_END_COLUMN}
# The order in which lines use what a ceiling leaves: those paid in the month first.
_TURN = (GROSS, DEDUCTIONS, QUARTER_COLUMN, YEAR_END_COLUMN)
_UNITS = ("amount", "times", "percent", "points")


class Values:
    """The values of parameters in a month for a worker type, each read once."""

    def __init__(self, month: Month, worker_type: str) -> None:
        self.month, self.worker_type = month, worker_type
        self._found: dict[int, tuple[Table, Any]] = {}

    def of(self, table: Table) -> Any:
        """Return the value of a parameter's table, None if unlimited."""
        known = self._found.get(id(table))
        if known is None:
            # The table is kept too, so that no other one gets its id.
            known = table, Parameter(**table).at(self.month, self.worker_type)
            self._found[id(table)] = known
        return known[1]


@dataclass(frozen=True, slots=True)
class Bound:
    """The tables of pay.toml with the values of a month for a worker type."""

    tables: PayTables
    values: Values

    def value(self, parameter: str | None) -> Any:
        """Return the value of a parameter; None if there is no parameter or no limit."""
        return None if parameter is None else self.values.of(self.tables.parameters[parameter])

    def score(self, table: Table) -> Score:
        """Return a score; ValueError if its numbers conflict."""
        return Score(
            table["label"],
            self.value(table["start"]),
            self.value(table["floor"]),
            self.value(table.get("top")),
            self.value(table["pass"]),
            tuple(self._item(item) for item in table["items"]),
        )

    def _item(self, item: Table) -> Item:
        points, required, most = (self.value(item.get(key)) for key in ("points", "required", "most"))
        return Item(item["counter"], points, required, most)

    def bands(self, table: Table) -> Bands:
        """Return the bands of a share; ValueError if they are not ordered."""
        up_to = "at_most" in table["bands"][0]
        key = "at_most" if up_to else "at_least"
        bands = tuple(Band(self.value(band[key]), self.value(band["share"])) for band in table["bands"])
        score = self.tables.scores.get(table["by"])
        return Bands(None if score is None else self.score(score), "" if score else table["by"], bands, up_to)

    def _rule(self, table: Table) -> Rule:
        kind = KINDS[table["kind"]]
        held = {
            kind.FIELDS.get(key, key): self._held(holds, table.get(key)) for key, holds in kind.KEYS.items()
        }
        return kind(**held)

    def bound(self, table: Table) -> BoundRule:
        """Return a rule; ValueError if its numbers conflict."""
        rule = self._rule(table)
        for share in self.tables.shares.values():
            if table["id"] in share["covers"]:
                rule = BandedShare(rule, self.bands(share))
        return BoundRule(
            id=table["id"],
            label=table["label"],
            article=table["article"],
            also=tuple(table["also"]),
            paid=table["paid"],
            zero=table["zero"],
            rule=rule,
            reads=rule.counters,
        )

    def _held(self, kind: str | tuple[str, ...], written: Any) -> Any:
        """Return the value of a rule's field for the key in its table."""
        if kind == "days":
            return self.values.month.days
        if kind == "needs":
            return tuple(Need(need["counter"], self.value(need["at_least"])) for need in written)
        if kind == "levels":
            levels = [Level(level["counter"], self.value(level["rate"])) for level in written]
            return tuple(sorted(levels, key=lambda level: -level.rate))
        return self.value(written) if is_parameter(kind) else written


def bind(tables: PayTables, values: Values, near: tuple[PayTables, Plan] | None = None) -> Plan:
    """Return the plan of a month for a worker type; ValueError if numbers conflict.

    `near` are other tables with their plan for the same month and worker type. Rules whose tables are the
    same are taken from it, because most readings change a single rule.
    """
    bound, known = Bound(tables, values), {}
    if near and all(
        getattr(near[0], each) is getattr(tables, each) for each in ("parameters", "scores", "shares")
    ):
        known = {id(table): rule for table, rule in zip(near[0].rules.values(), near[1].rules, strict=True)}
    rules = [known.get(id(table)) or bound.bound(table) for table in tables.rules.values()]
    columns = tuple(_column(rule) for rule in rules)
    places = {rule.id: place for place, rule in enumerate(rules)}
    ceilings = []
    for table in tables.ceilings.values():
        covered = sorted(places[key] for key in table["covers"])
        covered.sort(key=lambda place: _TURN.index(columns[place]))
        ceilings.append(
            Ceiling(
                bound.value(table.get("most")),
                tuple(covered),
                tuple(places[key] for key in table.get("most_of", ())),
                rules[covered[0]].rule.deducts,
            )
        )
    carried = tables.settlement["below_zero"] == CARRIED
    scores = [bound.score(table) for table in tables.scores.values()]
    return with_ties(Plan(rules, ceilings, carried, columns, readers_of(rules), scores))


def is_parameter(kind: str | tuple[str, ...]) -> bool:
    """Tell whether a key that holds this is the id of a parameter."""
    return isinstance(kind, str) and kind.removesuffix("_or_unlimited") in _UNITS


def readers_of(rules: Sequence[BoundRule]) -> dict[str, list[int]]:
    """Return for each count the places of the rules that read it."""
    readers: dict[str, list[int]] = {}
    for place, bound in enumerate(rules):
        for counter in bound.reads:
            readers.setdefault(counter, []).append(place)
    return readers


def _column(bound: BoundRule) -> int:
    return _COLUMNS.get(bound.paid, DEDUCTIONS if bound.rule.deducts else GROSS)
