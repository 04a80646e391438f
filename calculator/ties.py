"""Find in a plan which spans are not the sums of the spans of the rules' amounts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from calculator.extremes import goals, ways
from calculator.money import WIDE, Span
from calculator.plan import Plan
from calculator.rules import Rule


def with_ties(plan: Plan) -> Plan:
    """Return the plan with its tangled counts, joint totals and hanging lines."""
    directions = {
        (counter, way) for bound in plan.rules for counter in bound.reads for way in bound.rule.ways(counter)
    }
    if not any(each.joins for each in plan.ceilings) and not any(
        (counter, -way) in directions for counter, way in directions
    ):
        return plan
    raw = [Span(-WIDE, 0) if bound.rule.deducts else Span(0, WIDE) for bound in plan.rules]
    stages = plan.stages(raw)
    torn = {place for place, bound in enumerate(plan.rules) if _torn(bound.rule)}
    joined = torn.union(*(ceiling.places for ceiling in plan.ceilings if ceiling.joins))
    tangled: set[str] = set()
    joint = set()
    for name, goal in goals(plan.columns, plan.carried).items():
        slope = goal.slopes(plan, stages)
        mixed = {counter for counter in plan.readers if len(ways(plan, None, raw, slope, counter)) > 1}
        weights = map(any, zip(goal.weights, goal.paid or goal.weights, strict=True))
        if mixed or any(weight and place in joined for place, weight in enumerate(weights)):
            joint.add(name)
        if name != "whole":
            tangled |= mixed
    found: dict[str, Any] = {
        "tangled": {key: _company(key, plan) for key in sorted(tangled)},
        "joint": frozenset(joint),
        "hanging": frozenset(torn.union(*_dependent(plan))),
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


def _torn(rule: Rule) -> bool:
    """Tell whether one count can raise the amount of a rule and can lower it."""
    return any(len({*rule.ways(counter)}) > 1 for counter in rule.counters)


def _company(counter: str, plan: Plan) -> frozenset[str]:
    """Return all counts of the lines that read a count, and of the lines under the same ceilings."""
    near = {place for place, bound in enumerate(plan.rules) if counter in bound.reads}
    for ceiling in plan.ceilings:
        if not near.isdisjoint((*ceiling.places, *ceiling.most_of)):
            near.update((*ceiling.places, *ceiling.most_of))
    return frozenset(key for place in near for key in plan.rules[place].reads)
