"""In which direction the totals of a month move with its counts and lines, and which spans are no sums.

The spans of lines add up if each count moves a total in one direction. That is not certain where a ceiling
joins lines, or one count raises one line and lowers another: `with_ties` finds these places in a plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from calculator.ceiling import Ceiling
from calculator.money import WIDE, ZERO, Span
from calculator.plan import (
    COLUMNS,
    DEDUCTIONS,
    GROSS,
    LATER,
    QUARTER_COLUMN,
    WHOLE,
    YEAR_END_COLUMN,
    Bearing,
    Plan,
)
from calculator.rules import Counts
from calculator.slopes import Slope, slopes

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

    def slopes(self, ceilings: Sequence[Ceiling], stages: Sequence[list[Span]]) -> list[Slope]:
        """Return the slope along each rule's amount, in every month of these amounts (`Plan.stages`)."""
        *before, lines = stages
        if not self.paid:
            return slopes(ceilings, before, self.weights)
        balance = _sum(self.paid, lines)
        both = tuple(map(sum, zip(self.weights, self.paid, strict=True)))
        kinds = [self.weights] * (balance.least < 0) + [both] * (balance.most > 0 or balance.least == 0)
        found = [slopes(ceilings, before, weights) for weights in kinds]
        return [Slope.of_any(same) for same in zip(*found, strict=True)]


def _sum(weights: Weights, lines: Sequence[Span]) -> Span:
    least = most = 0
    for weight, line in zip(weights, lines, strict=True):
        if weight:
            least, most = least + line.least, most + line.most
    return Span(least, most)


@lru_cache(maxsize=256)
def goals(columns: tuple[int, ...], carried: bool) -> Mapping[str, Goal]:
    """Return the goals of the totals, and of `WHOLE`, all that a worker gets of the month."""

    def of(*own: int) -> Weights:
        return tuple(int(column in own) for column in columns)

    return {
        "gross": Goal(of(GROSS)),
        "deductions": Goal(of(DEDUCTIONS)),
        "net": Goal(of(GROSS, DEDUCTIONS)),
        "quarter": Goal(of(QUARTER_COLUMN)),
        "year_end": Goal(of(YEAR_END_COLUMN)),
        WHOLE: Goal(of(*COLUMNS)) if carried else Goal(of(*LATER), of(GROSS, DEDUCTIONS)),
    }


def bearing(
    plan: Plan, goal: Goal, opposed: Iterable[str], counts: Counts | None, raw: list[Span]
) -> Bearing:
    """Return the directions of a goal in every month of these counts and amounts; without counts, of any."""
    return _along(plan, goal.slopes(plan.ceilings, plan.stages(raw)), opposed, counts, raw)


def _along(
    plan: Plan, slope: Sequence[Slope], opposed: Iterable[str], counts: Counts | None, raw: Sequence[Span]
) -> Bearing:
    """Return the directions of a goal with these slopes along the rules' amounts."""
    ways = {key: _way(_moved(plan, counts, raw, slope, key)) for key in opposed}
    return Bearing(ways, [_way(each) for each in slope])


def _way(change: tuple[int, int] | Slope) -> int:
    return 1 if change[0] >= 0 else -1 if change[1] <= 0 else 0


def _moved(
    plan: Plan, counts: Counts | None, raw: Sequence[Span], slope: Sequence[Slope], counter: str
) -> tuple[int, int]:
    """Return the least and the most that one more of a count moves a goal."""
    steps: dict[object, Span] = {}
    for place in plan.readers[counter]:
        if not raw[place].exact:
            # Lines with the same mark move the goal by their sum.
            mark, step = slope[place].mark, plan.rules[place].rule.step(counter, counts)
            steps[mark] = steps.get(mark, ZERO).plus(step)
    along = {each.mark: each for each in slope}
    moves = [_product(step, along[mark]) for mark, step in steps.items()]
    return sum(min(ends) for ends in moves), sum(max(ends) for ends in moves)


def _product(step: Span, slope: Slope) -> list[int]:
    return [one * along for one in step for along in (slope.least, slope.most)]


def _opposed(steps: Mapping[int, Span], slope: Sequence[Slope]) -> bool:
    """Tell whether one more of a count can move a goal up through one line, and down through it or another.

    `steps` holds by the place of a line how far one more of the count moves its amount.
    """
    moves = [move for place, step in steps.items() for move in _product(step, slope[place])]
    return min(moves) < 0 < max(moves)


def with_ties(plan: Plan) -> Plan:
    """Return the plan with the bearings of the totals that are no sums of spans, and what they depend on."""
    joining = [ceiling for ceiling in plan.ceilings if ceiling.joins]
    apart = [Slope.between(1, 1)] * len(plan.rules)
    steps = {
        key: {place: plan.rules[place].rule.step(key) for place in places}
        for key, places in plan.readers.items()
    }
    if not joining and not any(_opposed(each, apart) for each in steps.values()):
        return plan
    torn = {place for each in steps.values() for place, step in each.items() if step.least < 0 < step.most}
    joined = torn.union(*(ceiling.places for ceiling in joining))
    raw = [Span(-WIDE, 0) if bound.rule.deducts else Span(0, WIDE) for bound in plan.rules]
    bearings, stages = {}, plan.stages(raw)
    for name, goal in goals(plan.columns, plan.carried).items():
        slope = goal.slopes(plan.ceilings, stages)
        opposed = [key for key, each in steps.items() if _opposed(each, slope)]
        weights = map(any, zip(goal.weights, goal.paid or goal.weights, strict=True))
        if opposed or any(weight and place in joined for place, weight in enumerate(weights)):
            bearings[name] = _along(plan, slope, opposed, None, raw)
    ways = [pair for name, each in bearings.items() if name != WHOLE for pair in each.counts.items()]
    opposed = sorted({key for key, _ in ways})
    reading = {place for key in opposed for place in plan.readers[key]}
    found: dict[str, Any] = {
        "bearings": bearings,
        "opposed": frozenset(opposed),
        "tangled": {key: _company(key, plan) for key in sorted({key for key, way in ways if not way})},
        "hanging": frozenset(torn.union(*_dependent(plan))),
        "joined": frozenset(joined.union(reading, *(each.most_of for each in joining))),
        "beside": tuple(sorted({key for place in reading for key in plan.rules[place].reads})),
    }
    return replace(plan, **found)


def _dependent(plan: Plan) -> Iterator[tuple[int, ...]]:
    """Yield the places under each ceiling whose lines depend on the same count, or are under another one."""
    joining = [ceiling for ceiling in plan.ceilings if ceiling.joins]
    for ceiling in joining:
        together = (*ceiling.places, *ceiling.most_of)
        read = [counter for place in together for counter in plan.rules[place].reads]
        others = {place for each in joining if each is not ceiling for place in (*each.places, *each.most_of)}
        if len(read) > len({*read}) or not others.isdisjoint(together):
            yield ceiling.places


def _company(counter: str, plan: Plan) -> frozenset[str]:
    """Return all counts of the lines that read a count, and of the lines under the same ceilings."""
    near = {place for place, bound in enumerate(plan.rules) if counter in bound.reads}
    for ceiling in plan.ceilings:
        if not near.isdisjoint((*ceiling.places, *ceiling.most_of)):
            near.update((*ceiling.places, *ceiling.most_of))
    return frozenset(key for place in near for key in plan.rules[place].reads)
