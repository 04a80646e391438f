"""Read a month with its official slip, and compute it under every option of the readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator import typed
from calculator.engine import alternatives, stand
from calculator.errors import FieldError, InputError
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.plan import LATER, QUARTER, Plan
from calculator.policy import Policy
from calculator.readings import Alternative, Reading
from calculator.request import Request
from calculator.rules import KINDS
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS, Totals
from calculator.unasked import of_line

FIELD = "official"
TOTALS = ("gross", "deductions", "payable", "quarter", "year_end")


@dataclass(frozen=True, slots=True)
class Case:
    """A month with its official slip, in 分.

    `ours` is our own result, `others` the results under the options not chosen. `given` holds the official
    lines by their places in the plan, `stated` the official totals by name.
    """

    policy: Policy
    situation: Situation
    ours: Standing
    others: Sequence[tuple[Reading, Alternative, Standing]]
    given: Mapping[int, int]
    stated: Mapping[str, int]

    @classmethod
    def read(cls, policy: Policy, request: object) -> "Case":
        """Return the case of a request; InputError with all faults of the month and of the slip."""
        situation, official = _read(policy, request)
        ours = stand(policy, situation)
        given = {
            place: official[rule.id] for place, rule in enumerate(ours.plan.rules) if rule.id in official
        }
        stated = {name: official[name] for name in totals_in(policy) if name in official}
        return cls(policy, situation, ours, alternatives(policy, situation, ours), given, stated)

    def agrees(self, amounts: Sequence[Span]) -> bool:
        """Tell whether these amounts still contain each official line that our own amounts contain."""
        return all(
            amounts[place].holds(amount)
            for place, amount in self.given.items()
            if self.ours.amounts[place].holds(amount)
        )

    def differing(self, columns: Sequence[int]) -> list[int]:
        """Return the places of the official lines in these columns that our own amounts do not contain."""
        return [
            place
            for place, amount in self.given.items()
            if self.ours.plan.columns[place] in columns and not self.ours.amounts[place].holds(amount)
        ]

    def beside(self, standing: Standing) -> Totals:
        """Return the totals of a month with its lines replaced by the official ones.

        If its own lines contain all official ones, its own totals, which can be narrower, limit the result.
        """
        placed, own = self.placed(standing.plan, standing.amounts), standing.totals
        if all(standing.amounts[place].holds(amount) for place, amount in self.given.items()):
            narrower = [one.both(other) for one, other in zip(placed, own, strict=True)]
            if all(each.least <= each.most for each in narrower):
                return Totals(*narrower)
        return placed

    def placed(self, plan: Plan, amounts: Sequence[Span]) -> Totals:
        """Return the sums of amounts, with the lines replaced by the official ones.

        An official 0 is ignored for a line that this plan pays later and ours does not: the slip of a month
        does not show what is paid later.
        """

        def known(place: int) -> bool:
            later = plan.columns[place] in LATER and self.ours.plan.columns[place] not in LATER
            return place in self.given and not (later and self.given[place] == 0)

        return Totals.of(
            plan,
            [exactly(self.given[place]) if known(place) else each for place, each in enumerate(amounts)],
        )


def totals_in(policy: Policy) -> list[str]:
    """Return the totals that a slip can have; that of the quarter only if a line is paid quarterly."""
    return [name for name in TOTALS if name != QUARTER or policy.tables.pays(QUARTER)]


def _read(policy: Policy, request: object) -> tuple[Situation, dict[str, int]]:
    """Return the month of a request, and the amounts of its slip in 分 by the id of the line or total.

    Deductions are ≤ 0. The keys are those of `estimate` and `official`; an amount that is null, empty or left
    out is not given. InputError with all the faults of both.
    """
    if not isinstance(request, Mapping):
        return Situation.read(policy, request), {}
    errors: list[FieldError] = []
    month = {key: value for key, value in request.items() if key != FIELD}
    situation = Situation.noting(policy, month, errors)
    amounts = _official(policy, typed.month(request.get("month")), request.get(FIELD), errors)
    if errors or situation is None:
        raise InputError(errors)
    return situation, amounts


def _labels(policy: Policy) -> dict[str, str]:
    """Return the labels of the lines and totals that a slip of an edition can have."""
    lines = {key: table["label"] for key, table in policy.tables.rules.items()}
    return lines | {key: TOTAL_LABELS[key] for key in totals_in(policy)}


def _official(policy: Policy, month: Month | None, slip: object, errors: list[FieldError]) -> dict[str, int]:
    labels = _labels(policy)
    known = {key: label for each in policy.editions for key, label in _labels(each).items()} | labels
    # Slips write deductions with and without a minus sign.
    everywhere = [item for each in policy.editions for item in each.tables.rules.items()]
    deducted = {"deductions", *(key for key, table in everywhere if KINDS[table["kind"]].DEDUCTS)}
    before, amounts = len(errors), {}
    fields = Request({FIELD: slip}, errors).inner(FIELD, known)
    if fields:
        for key, label in known.items():
            # The payable amount is below 0 only where a balance is carried over.
            amount = fields.amount(key, f"发放表的{label}", signed=key in deducted or key == "payable")
            if amount and month and key not in labels:
                fields.fault(key, f"{of_line(policy, month, label)}；没有就空着")
            elif amount is not None and key in labels:
                amounts[key] = -abs(amount) if key in deducted else amount
    if len(errors) == before and not amounts:
        errors.append(FieldError(FIELD, "发放表上的金额至少要填一项，例如本月应发"))
    return amounts
