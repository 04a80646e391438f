"""The case that the search for causes looks at: our amounts, the official ones, and our alternatives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.engine import alternatives, stand
from calculator.money import Span, exactly
from calculator.plan import YEAR_END_COLUMN, Plan
from calculator.policy import Policy
from calculator.readings import Alternative, Reading
from calculator.reconcile.official import read
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.totals import Totals


@dataclass(frozen=True, slots=True)
class Case:
    """A month beside its official slip, lines by their places in the plan, amounts in 分."""

    policy: Policy
    situation: Situation
    ours: Standing
    others: Sequence[tuple[Reading, Alternative, Standing]]
    given: Mapping[int, int]
    stated: Mapping[str, int]

    @classmethod
    def read(cls, policy: Policy, request: object) -> "Case":
        """Return the case of a request; InputError with all the faults of its month and its slip."""
        situation, lines, totals = read(policy, request)
        ours = stand(policy, situation)
        given = {place: lines[rule.id] for place, rule in enumerate(ours.plan.rules) if rule.id in lines}
        return cls(policy, situation, ours, alternatives(policy, situation), given, totals)

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

    def beside(self, standing: Standing) -> Totals:
        """Return the totals of a month, the official line standing in wherever there is one.

        Where the official lines may be its own, its totals hold: they may be narrower than the lines.
        """
        placed, own = self.placed(standing.plan, standing.amounts), standing.totals
        if all(standing.amounts[place].holds(amount) for place, amount in self.given.items()):
            narrower = [one.both(other) for one, other in zip(placed, own, strict=True)]
            if all(each.least <= each.most for each in narrower):
                return Totals(*narrower)
        return placed

    def placed(self, plan: Plan, amounts: Sequence[Span]) -> Totals:
        """Return the sums of amounts, the official line standing in wherever there is one.

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
