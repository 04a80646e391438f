"""A month as it stands under a plan, and as it would stand with other counts."""

from collections.abc import Mapping
from typing import NamedTuple

from calculator.money import Span
from calculator.plan import Plan
from calculator.rules import Counts
from calculator.statement import Totals


class Standing(NamedTuple):
    """Counts with what they come to: each rule's amount before and after the ceilings, and the totals."""

    plan: Plan
    counts: Counts
    raw: list[Span]
    amounts: list[Span]
    totals: Totals

    @classmethod
    def of(cls, plan: Plan, counts: Counts) -> "Standing":
        """Return the month of these counts."""
        raw = plan.amounts(counts)
        amounts = plan.capped(raw)
        return cls(plan, counts, raw, amounts, Totals.of(plan, amounts))

    def changed(self, counts: Mapping[str, Span]) -> "Standing":
        """Return the month with some counts replaced; only the rules that read them are run again."""
        plan, now, raw = self.plan, {**self.counts, **counts}, self.raw.copy()
        for counter in counts:
            for place in plan.readers.get(counter, ()):
                raw[place] = plan.rules[place].rule.amount(now)
        amounts = plan.capped(raw)
        return Standing(plan, now, raw, amounts, Totals.of(plan, amounts))

    def sides(self) -> tuple[bool, ...]:
        """Return on which side of each bend of ceilings and settlement the month lies.

        Where two counts have the same sides and every rule is straight between them, the totals are too.
        """
        net = self.totals.net
        return (*self.plan.sides(self.raw), net.least > 0, net.most > 0)
