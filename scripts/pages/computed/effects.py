"""The effect of each alternative reading on a full month, by worker type."""

from calculator.engine import estimate_and_changes
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.statement import shown_changes
from scripts.content.months import printed_month


def on_a_full_month(policy: Policy) -> dict[tuple[str, str], dict[str, str]]:
    """Return the effects in words by (reading, alternative), then by worker type; no effect, no entry.

    The full month is the one that the form shows first.
    """
    starts = {item.id: item.start for item in policy.inputs.values()}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for worker, table in policy.workers.items():
        request = {**starts, "month": str(printed_month(policy)), "worker_type": worker}
        statement, others = estimate_and_changes(policy, Situation.read(policy, request))
        for each in shown_changes(others, statement.totals, policy)["readings"]:
            effects = found.setdefault((each["reading"], each["alternative"]), {})
            effects[table["short"]] = each["effect"]
    return found
