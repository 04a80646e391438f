"""Rules bound to the numbers of one month and one worker type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
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
    """A rule of the policy with its numbers; `reads` names the counts that it reads."""

    id: str
    label: str
    article: str
    also: tuple[str, ...]
    paid: str
    zero: str
    rule: Rule
    reads: tuple[str, ...]


class Ceiling(NamedTuple):
    """The most that several rules pay together for a month, in 分.

    `places` are the places of these rules in the plan. The last `later` of them are paid at the year's end;
    they get the part that the rules paid in the month leave.
    """

    most: int
    places: tuple[int, ...]
    later: int = 0

    @property
    def parts(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the places that the month pays, and those that the year's end pays."""
        first = len(self.places) - self.later
        return self.places[:first], self.places[first:]

    def together(self, amounts: Sequence[Span]) -> tuple[Span, Span, Span]:
        """Return the sum of the month's rules, the sum of the later rules, and the room left for the latter.

        Both sums are before the ceiling. They are exact if the amounts depend on different counts.
        """
        month, later = (reduce(Span.plus, (amounts[place] for place in part), ZERO) for part in self.parts)
        return month, later, exactly(self.most).less(month)


@dataclass(frozen=True, slots=True)
class Plan:
    """All rules of a month for a worker type, in the policy's order, each with its column of the totals.

    `readers` holds for each count the places of the rules that read it. `shared` are the ceilings over
    several rules that no other ceiling covers; the sum of such lines is narrower than the lines. `tangled`
    are the counts that raise one line of a total and lower another, each with all counts of the same lines or
    ceilings; the ends of such lines do not add up.
    """

    rules: Sequence[BoundRule]
    ceilings: Sequence[Ceiling]
    carried: bool
    columns: Sequence[int]
    readers: Mapping[str, Sequence[int]]
    shared: Sequence[Ceiling] = ()
    tangled: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def amounts(self, counts: Counts) -> list[Span]:
        """Return each rule's amount before any ceiling."""
        return [bound.rule.amount(counts) for bound in self.rules]

    def amounts_with(self, amounts: Sequence[Span], counts: Counts, changed: Iterable[str]) -> list[Span]:
        """Return the amounts after some counts have changed; only the rules that read them run again."""
        found = list(amounts)
        for counter in changed:
            for place in self.readers.get(counter, ()):
                found[place] = self.rules[place].rule.amount(counts)
        return found

    def capped(self, amounts: list[Span]) -> list[Span]:
        """Return the amounts with the ceilings applied; the same list if no ceiling reduces an amount."""
        capped = amounts
        for ceiling in self.ceilings:
            if sum(capped[place].most for place in ceiling.places) <= ceiling.most:
                continue
            capped = capped.copy()
            # The room is what the earlier amounts leave before the ceiling. Only these show that the earlier
            # rules certainly fill the ceiling; the reduced amounts no longer do.
            before, room = ZERO, exactly(ceiling.most)
            for place in ceiling.places:
                amount = capped[place]
                capped[place] = amount.within(room)
                before = before.plus(amount)
                room = exactly(ceiling.most).less(before)
        return capped

    def joined(self, raw: Sequence[Span], capped: Sequence[Span]) -> Iterator[tuple[int, Span]]:
        """Yield, with its column, the difference between what capped lines pay together and their sum.

        Each line alone can fill a ceiling, but not two at once.
        """
        for ceiling in self.shared:
            for place in ceiling.places:
                if capped[place].least != capped[place].most:
                    break
            else:
                continue  # exact amounts add up
            month, later, room = ceiling.together(raw)
            true = month.within(exactly(ceiling.most)), later.within(room)
            for column, together, places in zip((GROSS, YEAR_END_COLUMN), true, ceiling.parts, strict=True):
                least, most = (sum(capped[place][end] for place in places) for end in (0, 1))
                yield column, Span(together.least - least, together.most - most)

    def sides(self, amounts: Sequence[Span]) -> list[bool]:
        """Return for each bend of the ceilings whether the amounts, before any ceiling, are above it.

        Between two lists with the same sides, the capped amounts and their sums are linear.
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
        for ceiling in self.shared:
            month, later, room = ceiling.together(amounts)
            sides += (month.least > ceiling.most, month.most > ceiling.most)
            sides += (later.least > room.least, later.most > room.most)
        return sides


def bind(tables: PayTables, month: Month, worker_type: str) -> Plan:
    """Return the plan of a month for a worker type; ValueError if numbers conflict."""

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
        later = sum(rules[place].paid == YEAR_END for place in covered)
        ceilings.append(Ceiling(value(table["most"]), tuple(covered), later))
    columns, readers = [_column(rule) for rule in rules], _readers(rules)
    carried = tables.settlement["below_zero"] == CARRIED
    return Plan(
        rules,
        ceilings,
        carried,
        columns,
        readers,
        shared_of(ceilings),
        tangled_in([rule.rule for rule in rules], columns, ceilings),
    )


def shared_of(ceilings: Sequence[Ceiling]) -> list[Ceiling]:
    """Return the ceilings over several rules that no other ceiling covers."""
    times = Counter(place for ceiling in ceilings for place in ceiling.places)
    several = [each for each in ceilings if len(each.places) > 1]
    return [each for each in several if all(times[place] == 1 for place in each.places)]


def tangled_in(
    rules: Sequence[Rule], columns: Sequence[int], ceilings: Sequence[Ceiling]
) -> dict[str, frozenset[str]]:
    """Return the `tangled` counts of a `Plan`."""
    month: set[tuple[str, int]] = set()
    later: set[tuple[str, int]] = set()
    for rule, column in zip(rules, columns, strict=True):
        (later if column == YEAR_END_COLUMN else month).update((key, rule.way(key)) for key in rule.counters)
    for ceiling in ceilings:
        if ceiling.later:
            # A higher amount in the month leaves less room for the year's end.
            for place in ceiling.parts[0]:
                later.update((key, -rules[place].way(key)) for key in rules[place].counters)
    both = {key for ways in (month, later) for key, way in ways if (key, -way) in ways}
    return {key: _company(key, rules, ceilings) for key in sorted(both)}


def _company(counter: str, rules: Sequence[Rule], ceilings: Sequence[Ceiling]) -> frozenset[str]:
    """Return all counts of the lines that read a count, and of the lines under the same ceilings."""
    near = {place for place, rule in enumerate(rules) if counter in rule.counters}
    for ceiling in ceilings:
        if not near.isdisjoint(ceiling.places):
            near.update(ceiling.places)
    return frozenset(key for place in near for key in rules[place].counters)


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
    """Return the value of a rule's field for the key in its table."""
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
    """Tell whether a key that holds this is the id of a parameter."""
    return isinstance(kind, str) and kind.removesuffix("_or_unlimited") in ("amount", "times", "percent")
