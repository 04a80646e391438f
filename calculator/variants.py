"""A month under readings of unclear clauses that are not chosen."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from calculator.binding import Values, bind
from calculator.month import Month
from calculator.plan import Plan
from calculator.policy import Policy
from calculator.readings import Alternative, Chosen, Reading, apply, varied
from calculator.rules import Rule
from calculator.standing import Standing


class Variant(NamedTuple):
    """A plan under another choice of readings, and the rules that differ in it, by their places.

    `reshaped`: amounts are paid at other times, or the ceilings differ. `opposed` are the counts of these
    rules that are opposed in either plan.
    """

    plan: Plan
    rules: tuple[tuple[int, Rule], ...]
    reshaped: bool
    opposed: Collection[str]

    def standing(self, chosen: Standing) -> Standing:
        """Return a month under this plan; only the rules that differ run again."""
        counts, raw = chosen.counts, chosen.raw.copy()
        for place, rule in self.rules:
            raw[place] = rule.amount(counts)
        opposed = self.opposed and not all(counts[key].exact for key in self.opposed)
        # What becomes of a balance below 0 matters only where it can be below 0.
        settled = self.plan.carried != chosen.plan.carried and chosen.totals.net.least < 0
        if raw == chosen.raw and not (self.reshaped or opposed or settled):
            return chosen._replace(plan=self.plan)
        return Standing.from_raw(self.plan, counts, raw)


@lru_cache(maxsize=256)
def plan_of(policy: Policy, month: Month, worker_type: str, chosen: Chosen) -> Plan:
    """Return the plan of a month for a worker type under the chosen readings."""
    return bind(apply(policy.readings, chosen, policy.tables, month), Values(month, worker_type))


# Apart from the plan, because a year of months needs no variants.
@lru_cache(maxsize=256)
def variants(
    policy: Policy, month: Month, worker_type: str, chosen: Chosen
) -> list[tuple[Reading, Alternative, Variant]]:
    """Return the options that are not chosen and whose plan differs from that of the chosen readings."""
    others = varied(policy.readings, chosen, month)
    found = under(policy, month, worker_type, chosen, [choice for _, _, choice in others])
    return [(*other[:2], variant) for other, variant in zip(others, found, strict=True) if variant]


def under(
    policy: Policy, month: Month, worker_type: str, chosen: Chosen, choices: Collection[Chosen]
) -> list[Variant | None]:
    """Return the plan under each of other choices; None where it is that of the chosen readings."""
    plan, values = plan_of(policy, month, worker_type, chosen), Values(month, worker_type)
    own, found = apply(policy.readings, chosen, policy.tables, month), list[Variant | None]()
    for choice in choices:
        other = bind(apply(policy.readings, choice, policy.tables, month), values, (own, plan))
        pairs = enumerate(zip(plan.rules, other.rules, strict=True))
        rules = tuple((place, two.rule) for place, (one, two) in pairs if one.rule != two.rule)
        reshaped = (plan.columns, plan.ceilings) != (other.columns, other.ceilings)
        reads = {key for place, rule in rules for key in (*rule.counters, *plan.rules[place].rule.counters)}
        same = not rules and not reshaped and plan.carried == other.carried
        found.append(
            None if same else Variant(other, rules, reshaped, reads & (plan.opposed | other.opposed))
        )
    return found
