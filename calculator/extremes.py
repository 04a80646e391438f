"""The least and the most of a total or line over all months that the unknown counts allow.

The spans of lines add up if each count moves a total in one direction. Where a ceiling joins lines, or one
count raises one line and lowers another, the least and the most are found here: each unknown count is set to
the end that is certainly the right one; the span of any other count is divided until its end is certain too.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from calculator.money import WIDE, Span, exactly
from calculator.plan import COLUMNS, DEDUCTIONS, GROSS, LATER, QUARTER_COLUMN, YEAR_END_COLUMN, Plan
from calculator.rules import Counts
from calculator.slopes import Slope, slopes

# Months tried for one end. Beyond them the end is safe but can be too wide; no known text comes near it.
MOST_TRIED = 4000
# A 1 or a 0 for each line.
Weights = tuple[int, ...]


class Goal(NamedTuple):
    """The sum of the lines with a weight of 1; to it is added the sum by `paid` if that is above 0."""

    weights: Weights
    paid: Weights = ()

    def value(self, lines: Sequence[Span]) -> Span:
        """Return the sum of lines; exact if all lines are."""
        found = _sum(self.weights, lines)
        if not self.paid:
            return found
        least, most = _sum(self.paid, lines)
        return found.plus(Span(max(0, least), max(0, most)))

    def slopes(self, plan: Plan, stages: Sequence[list[Span]]) -> list[Slope]:
        """Return the slope along each rule's amount, in every month of these stages."""
        *stages, lines = stages
        if not self.paid:
            return slopes(plan.ceilings, stages, self.weights)
        balance = _sum(self.paid, lines)
        both = tuple(map(sum, zip(self.weights, self.paid, strict=True)))
        kinds = [self.weights] * (balance.least < 0) + [both] * (balance.most > 0 or balance.least == 0)
        found = [slopes(plan.ceilings, stages, weights) for weights in kinds]
        return [
            Slope.between(min(each.least for each in same), max(each.most for each in same))
            for same in zip(*found, strict=True)
        ]


class Extreme(NamedTuple):
    """An end of a goal, and the rules' amounts of a month that reaches it."""

    value: int
    raw: list[Span]


def _sum(weights: Weights, lines: Sequence[Span]) -> Span:
    least = most = 0
    for weight, line in zip(weights, lines, strict=True):
        if weight:
            least, most = least + line.least, most + line.most
    return Span(least, most)


@lru_cache(maxsize=256)
def goals(columns: tuple[int, ...], carried: bool) -> Mapping[str, Goal]:
    """Return the goals of the totals, and of `whole`, all that a worker gets of the month."""

    def of(*own: int) -> Weights:
        return tuple(int(column in own) for column in columns)

    return {
        "gross": Goal(of(GROSS)),
        "deductions": Goal(of(DEDUCTIONS)),
        "net": Goal(of(GROSS, DEDUCTIONS)),
        "quarter": Goal(of(QUARTER_COLUMN)),
        "year_end": Goal(of(YEAR_END_COLUMN)),
        "whole": Goal(of(*COLUMNS)) if carried else Goal(of(*LATER), of(GROSS, DEDUCTIONS)),
    }


def line(plan: Plan, place: int) -> Goal:
    """Return the goal of one line."""
    return Goal(tuple(int(each == place) for each in range(len(plan.rules))))


class Search:
    """A month with unknown counts or open amounts, in which the ends of goals are looked for."""

    def __init__(self, plan: Plan, counts: Counts, raw: list[Span]) -> None:
        self._plan, self._counts, self._raw = plan, counts, raw
        self._stages = plan.stages(raw)
        # Different goals often have their end in the same month.
        self._lines: dict[tuple[Span, ...], list[Span]] = {}

    def hull(self, goal: Goal) -> Span:
        """Return the least and the most of a goal."""
        least, most = self.extremes(goal)
        return Span(least.value, most.value)

    def extremes(self, goal: Goal) -> tuple[Extreme, Extreme]:
        """Return both ends of a goal."""
        known = goal.slopes(self._plan, self._stages)
        return self._extreme(goal, 1, known), self._extreme(goal, -1, known)

    def _extreme(self, goal: Goal, sign: int, known: list[Slope] | None) -> Extreme:
        """Return the end of a goal where `sign` times its value is least."""
        best: Extreme | None = None
        waiting, tried = [(-WIDE, self._counts, self._raw)], 0
        while waiting:
            least, counts, raw = waiting.pop()
            if best is not None and least >= best.value:
                continue
            tried += 1
            if tried > MOST_TRIED:
                return Extreme(sign * min(least, *(other for other, _, _ in waiting)), raw)
            raw, parts = _settled(self._plan, counts, raw, goal, sign, known)
            known = None
            if not parts:
                value = self._bound(goal, sign, raw)
                best = Extreme(value, raw) if best is None or value < best.value else best
                continue
            # The part with the lowest bound is tried first.
            bounds = [(self._bound(goal, sign, amounts), own, amounts) for own, amounts in parts]
            waiting += sorted(bounds, key=_bound, reverse=True)
        assert best is not None
        return Extreme(sign * best.value, best.raw)

    def _bound(self, goal: Goal, sign: int, raw: list[Span]) -> int:
        """Return the least that `sign` times the goal can be; exact for exact amounts."""
        month = tuple(raw)
        lines = self._lines.get(month)
        if lines is None:
            lines = self._lines[month] = self._plan.capped(raw)
        value = goal.value(lines)
        return value.least if sign > 0 else -value.most


def _bound(part: tuple[int, Counts, list[Span]]) -> int:
    return part[0]


_Part = tuple[Counts, list[Span]]


def _settled(
    plan: Plan, counts: Counts, raw: list[Span], goal: Goal, sign: int, known: list[Slope] | None
) -> tuple[list[Span], list[_Part]]:
    """Return the amounts of the month in which all counts and amounts are set whose best end is certain.

    Of the others, one is divided into two parts; without others there are no parts, and the month is exact.
    """
    while True:
        slope = known or goal.slopes(plan, plan.stages(raw))
        known = None
        settled, mixed = {}, []
        for counter, span in counts.items():
            if span.exact:
                continue
            moved = ways(plan, counts, raw, slope, counter)
            if len(moved) > 1:
                moved = _outweighing(plan, raw, slope, counter) or moved
            if len(moved) > 1:
                mixed.append(counter)
            else:
                settled[counter] = exactly(span.most if -sign in moved else span.least)
        if settled:
            counts = {**counts, **settled}
            raw = plan.amounts_with(raw, counts, settled)
        if not (settled and mixed):
            break
    if mixed:
        counter = max(mixed, key=lambda each: counts[each].most - counts[each].least)
        parts: list[_Part] = []
        for half in _halves(counts[counter]):
            own = {**counts, counter: half}
            parts.append((own, plan.amounts_with(raw, own, (counter,))))
        return raw, parts
    return _settled_amounts(counts, raw, slope, sign)


def _settled_amounts(
    counts: Counts, raw: list[Span], slope: Sequence[Slope], sign: int
) -> tuple[list[Span], list[_Part]]:
    """Return the amounts that the text leaves open, each at its best end; one without is divided in two."""
    found, mixed = raw.copy(), []
    for place, (amount, along) in enumerate(zip(raw, slope, strict=True)):
        if along.least < 0 < along.most and not amount.exact:
            mixed.append(place)
        else:
            found[place] = exactly(amount.most if sign * (along.least + along.most) < 0 else amount.least)
    parts: list[_Part] = []
    for place in mixed[:1]:
        for half in _halves(found[place]):
            parts.append((counts, [*found[:place], half, *found[place + 1 :]]))
    return found, parts


def _halves(span: Span) -> tuple[Span, Span]:
    middle = (span.least + span.most) // 2
    return Span(span.least, middle), Span(middle + 1, span.most)


def ways(
    plan: Plan, counts: Counts | None, raw: Sequence[Span], slope: Sequence[Slope], counter: str
) -> Collection[int]:
    """Return the directions, 1 and -1, in which more of a count can move a goal with these slopes."""
    found = set()
    for place in plan.readers.get(counter, ()):
        if not raw[place].exact:
            for way in plan.rules[place].rule.ways(counter, counts):
                if slope[place].most > 0:
                    found.add(way)
                if slope[place].least < 0:
                    found.add(-way)
    return found


def _outweighing(
    plan: Plan, raw: Sequence[Span], slope: Sequence[Slope], counter: str
) -> Collection[int] | None:
    """Return the one direction of a count whose lines move in both; None if neither always outweighs."""
    least = most = 0
    for place in plan.readers[counter]:
        if not raw[place].exact:
            ends = [
                step * along
                for step in plan.rules[place].rule.step(counter)
                for along in (slope[place].least, slope[place].most)
            ]
            least, most = least + min(ends), most + max(ends)
    return (1,) if least >= 0 else (-1,) if most <= 0 else None
