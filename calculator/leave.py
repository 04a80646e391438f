"""Which elimination grounds a change of this month's counts would leave (art. 13)."""

from typing import NamedTuple

from calculator.along import first
from calculator.elimination import Finding, assess, bind
from calculator.grounds import NOT_MET, SEVERITY
from calculator.history import COUNTED_FACTS, History
from calculator.money import Span
from calculator.policy import Input, Policy
from calculator.situation import Situation


class Leaving(NamedTuple):
    """A ground that is not `not_met`, and the smallest count of this month that would ease it most.

    `item` is None where the ground rests on no count of the month, `to` where no count eases it.
    """

    finding: Finding
    item: Input | None
    own: Span
    to: int | None
    after: str | None


def leaving(policy: Policy, situation: Situation, history: History) -> list[Leaving]:
    """Return what could be left, in the policy's order; the history holds the situation's month."""
    return [
        _leaving(policy, situation, history, finding)
        for finding in assess(policy, history)
        if finding.status != NOT_MET
    ]


def _leaving(policy: Policy, situation: Situation, history: History, finding: Finding) -> Leaving:
    table = policy.grounds[finding.id]
    counter = COUNTED_FACTS.get(table["fact"])
    if counter is None:
        return Leaving(finding, None, Span(0, 0), None, None)
    item, own = policy.inputs[counter], situation.counts[counter]
    ground = bind(table, history.months[-1].month)

    def status(count: int) -> str:
        return ground.find(history.with_reports(situation.month, count)).status

    after = status(item.max)
    if SEVERITY.index(after) >= SEVERITY.index(finding.status):
        return Leaving(finding, item, own, None, None)
    # More reports never make the ground graver.
    return Leaving(finding, item, own, first(0, item.max, lambda count: status(count) == after), after)
