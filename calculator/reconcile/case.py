"""What the search for causes looks at: our amounts, the official ones, and what else ours could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.engine import Outcome, alternatives, outcome
from calculator.money import Span, exactly
from calculator.plan import YEAR_END_COLUMN, Plan
from calculator.policy import Policy
from calculator.readings import Alternative, Reading
from calculator.reconcile.official import Official
from calculator.situation import Situation
from calculator.statement import Totals


@dataclass(frozen=True, slots=True)
class Case:
    """A month beside its official slip, lines by their places in the plan, amounts in 分."""

    policy: Policy
    situation: Situation
    ours: Outcome
    others: Sequence[tuple[Reading, Alternative, Outcome]]
    given: Mapping[int, int]
    stated: Mapping[str, int]

    @classmethod
    def of(cls, policy: Policy, situation: Situation, official: Official) -> "Case":
        """Return the case of a month and its official slip."""
        ours = outcome(policy, situation)
        rules = ours.plan.rules
        given = {
            place: official.lines[rule.id] for place, rule in enumerate(rules) if rule.id in official.lines
        }
        return cls(policy, situation, ours, alternatives(policy, situation), given, official.totals)

    @property
    def totals(self) -> Totals:
        """Return our own totals."""
        return Totals.of(self.ours.plan, self.ours.amounts)

    def agrees(self, amounts: Sequence[Span]) -> bool:
        """Tell whether amounts keep every official line that our own amount holds already."""
        return all(
            amounts[place].holds(amount)
            for place, amount in self.given.items()
            if self.ours.amounts[place].holds(amount)
        )

    def differing(self, columns: Sequence[int]) -> list[int]:
        """Return the places of the official lines in some columns that our own amount does not hold."""
        return [
            place
            for place, amount in self.given.items()
            if self.ours.plan.columns[place] in columns and not self.ours.amounts[place].holds(amount)
        ]

    def beside(self, plan: Plan, amounts: Sequence[Span]) -> Totals:
        """Return the totals of amounts, the official line standing in wherever there is one.

        A line that this plan pays at the year's end, and ours does not, is nothing on a month's slip:
        its official 0 says nothing of what the year's end brings.
        """

        def known(place: int) -> bool:
            later = plan.columns[place] == YEAR_END_COLUMN != self.ours.plan.columns[place]
            return place in self.given and not (later and self.given[place] == 0)

        return Totals.of(
            plan,
            [exactly(self.given[place]) if known(place) else each for place, each in enumerate(amounts)],
        )

    def readers(self, counter: str) -> Sequence[int]:
        """Return the places of the lines that a count goes into."""
        return self.ours.plan.readers.get(counter, ())

    def counting(self, counter: str, number: int) -> list[Span]:
        """Return our amounts with another count of one input."""
        plan, raw = self.ours.plan, self.ours.raw.copy()
        counts = {**self.situation.counts, counter: exactly(number)}
        for place in self.readers(counter):
            raw[place] = plan.rules[place].rule.amount(counts)
        return plan.capped(raw)
