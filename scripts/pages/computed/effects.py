"""What each alternative reading would change of a plain full month, worker type by worker type."""

from typing import NamedTuple

from calculator.engine import estimate_and_changes
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.statement import shown_changes
from scripts.content.months import printed_month


class Effect(NamedTuple):
    """What an alternative changes for one worker type, in words; empty where it changes nothing."""

    worker: str
    said: str


def on_a_full_month(policy: Policy) -> dict[tuple[str, str], list[Effect]]:
    """Return the effects by reading and alternative; the month is the one the form first shows."""
    starts = {item.id: item.start for item in policy.inputs.values()}
    found: dict[tuple[str, str], list[Effect]] = {
        (reading.id, option.id): []
        for reading in policy.readings.values()
        for option in reading.options.values()
        if option.patches
    }
    for worker, table in policy.workers.items():
        request = {**starts, "month": str(printed_month(policy)), "worker_type": worker}
        statement, others = estimate_and_changes(policy, Situation.read(policy, request))
        shown = shown_changes(others, statement.totals, policy)
        said = {(each["reading"], each["alternative"]): each["effect"] for each in shown["readings"]}
        for key, effects in found.items():
            effects.append(Effect(table["short"], said.get(key, "")))
    return found
