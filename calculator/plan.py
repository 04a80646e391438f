"""Rules bound to the numbers of one month and one worker type, ready to take counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from calculator.money import ZERO, Span, exactly
from calculator.month import Month
from calculator.rules import KINDS, Counts, Rule
from calculator.rules.rate_above_quota import Need
from calculator.rules.reward_by_level import Level
from calculator.tables import PayTables, Table

MONTH, YEAR_END = "month", "year_end"
CARRIED, NOTHING_PAID = "carried", "nothing_paid"
GROSS, DEDUCTIONS, YEAR_END_COLUMN = range(3)


class BoundRule(NamedTuple):
    """A rule of the policy with its numbers; `reads` names the counts it reads."""

    id: str
    label: str
    article: str
    also: tuple[str, ...]
    paid: str
    zero: str
    rule: Rule
    reads: tuple[str, ...]


class Ceiling(NamedTuple):
    """The most several rules give together in a month, in 分.

    `places` are those rules' places in the plan: what the month pays takes its room first, since
    what is paid at year end can only be fixed after it.
    """

    most: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All rules of a month for a worker type, in the policy's order, each with its column of the totals.

    `readers` holds for each count the places of the rules that read it.
    """

    rules: Sequence[BoundRule]
    ceilings: Sequence[Ceiling]
    carried: bool
    columns: Sequence[int]
    readers: Mapping[str, Sequence[int]]

    def amounts(self, counts: Counts) -> list[Span]:
        """Return each rule's amount before any ceiling."""
        return [bound.rule.amount(counts) for bound in self.rules]

    def capped(self, amounts: Sequence[Span]) -> list[Span]:
        """Return the amounts with the ceilings applied."""
        capped = list(amounts)
        for ceiling in self.ceilings:
            if sum(capped[place].most for place in ceiling.places) <= ceiling.most:
                continue
            # What is left is counted from what the earlier ones would give without the ceiling: that they
            # surely fill it can be seen there, and no more once each is cut.
            before, room = ZERO, exactly(ceiling.most)
            for place in ceiling.places:
                amount = capped[place]
                capped[place] = amount.within(room)
                before = before.plus(amount)
                room = exactly(ceiling.most).less(before)
        return capped

    def sides(self, amounts: Sequence[Span]) -> list[bool]:
        """Return on which side of each bend of the ceilings the amounts lie, before any ceiling.

        Where two lists lie on the same sides, what is capped is straight between them.
        """
        sides: list[bool] = []
        now = list(amounts)
        for ceiling in self.ceilings:
            before, room = ZERO, exactly(ceiling.most)
            for place in ceiling.places:
                amount = now[place]
                sides += (amount.least > room.least, amount.most > room.most)
                now[place] = amount.within(room)
                before = before.plus(amount)
                sides += (before.least > ceiling.most, before.most > ceiling.most)
                room = exactly(ceiling.most).less(before)
        return sides


def bind(tables: PayTables, month: Month, worker_type: str) -> Plan:
    """Return the plan of a month for a worker type; ValueError where numbers do not go together."""

    def value(parameter: str) -> Any:
        return tables.parameter(parameter).at(month, worker_type)

    def bound(table: Table) -> BoundRule:
        kind = KINDS[table["kind"]]
        rule = kind(**{key: _hold(holds, table.get(key), value, month) for key, holds in kind.KEYS.items()})
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

    rules = [bound(table) for table in tables.rules.values()]
    ceilings = []
    for table in tables.ceilings.values():
        covered = [place for place, rule in enumerate(rules) if rule.id in table["covers"]]
        covered.sort(key=lambda place: rules[place].paid == YEAR_END)
        ceilings.append(Ceiling(value(table["most"]), tuple(covered)))
    columns = [_column(rule) for rule in rules]
    return Plan(rules, ceilings, tables.settlement["below_zero"] == CARRIED, columns, _readers(rules))


def _readers(rules: Sequence[BoundRule]) -> dict[str, list[int]]:
    readers: dict[str, list[int]] = {}
    for place, bound in enumerate(rules):
        for counter in bound.reads:
            readers.setdefault(counter, []).append(place)
    return readers


def _column(bound: BoundRule) -> int:
    if bound.paid == YEAR_END:
        return YEAR_END_COLUMN
    return DEDUCTIONS if bound.rule.DEDUCTS else GROSS


def _hold(kind: str | tuple[str, ...], written: Any, value: Any, month: Month) -> Any:
    """Return what a rule's field holds for the key written in its table."""
    if kind == "days":
        return month.days
    if kind == "needs":
        return tuple(Need(need["counter"], value(need["at_least"])) for need in written)
    if kind == "levels":
        levels = [Level(level["counter"], value(level["rate"])) for level in written]
        return tuple(sorted(levels, key=lambda level: -level.rate))
    if is_parameter(kind):
        return value(written)
    return written


def is_parameter(kind: str | tuple[str, ...]) -> bool:
    """Tell whether a key of this kind holds the id of a parameter."""
    return isinstance(kind, str) and kind.removesuffix("_or_unlimited") in ("amount", "times", "percent")
