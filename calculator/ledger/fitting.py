"""Tell which rows of the ledger the edition of their month cannot compute, and why."""

from calculator.facts import events
from calculator.ledger.rows import Row
from calculator.unasked import of_count, of_fact, of_reading, of_worker
from calculator.versions import Editions


def misfit(editions: Editions, row: Row) -> str:
    """Return why a row is not computed, as a sentence without its end; empty if it is computed.

    A row must name the edition that governs its month, and state nothing that this edition does not know.
    """
    policy, month = editions.at(row.month), row.month
    if row.policy not in editions:
        return f"没有 {row.policy} 版的政策数据"
    if row.policy != policy.version:
        return f"这个月记的是 {row.policy} 版，{month.chinese}由 {policy.version} 版办法管"
    elsewhere = policy.elsewhere
    if row.worker_type in elsewhere.workers:
        return of_worker(policy, month, row.worker_type)
    for key, item in elsewhere.inputs.items():
        if number := row.counts.get(key):
            return of_count(policy, month, item, number)
    for reading, _ in row.readings:
        if reading in elsewhere.readings:
            return of_reading(policy, month, reading)
    return ""


def unused(editions: Editions, row: Row) -> list[str]:
    """Return a sentence for each fact that happened and that the edition of the month does not ask."""
    policy = editions.at(row.month)
    own = events(policy)
    return [
        f"{of_fact(policy, row.month, event.fact)}，没有用上"
        for event, value in row.events.items()
        if event.id not in own and value != event.none
    ]
