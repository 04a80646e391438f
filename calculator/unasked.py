"""Find what a month states that only other editions know: counts, worker types and readings."""

from collections.abc import Mapping
from functools import lru_cache

from calculator import typed
from calculator.month import Month
from calculator.policy import Fact, Input, Policy
from calculator.readings import DEFAULT, Chosen
from calculator.request import Request


def of_count(policy: Policy, month: Month, item: Input, number: int) -> str:
    """Return that the edition of a month does not ask a count, of which events are stated."""
    return f"{_under(policy, month)}不问「{item.label}」，这里写的是 {number} {item.unit}"


def of_worker(policy: Policy, month: Month, worker_type: str) -> str:
    """Return that the edition of a month does not have a worker type."""
    return f"{_under(policy, month)}没有「{policy.elsewhere.workers[worker_type]}」这一类"


def of_fact(policy: Policy, month: Month, fact: Fact) -> str:
    """Return that the edition of a month does not ask a fact that is stated."""
    return f"{_under(policy, month)}不问「{fact.label}」"


def of_line(policy: Policy, month: Month, label: str) -> str:
    """Return that the edition of a month does not have a line or a total."""
    return f"{_under(policy, month)}没有「{label}」这一项"


def refuse_counts(fields: Request, policy: Policy, month: Month) -> None:
    """Note the counts of other editions; null, a blank text and 0 are ignored."""
    for key, item in policy.elsewhere.inputs.items():
        value = fields.given(key)
        if value is None or (isinstance(value, str) and not typed.clean(value)):
            continue
        number = fields.count(key, item, 0, known=True).least
        if number:
            fields.fault(key, f"{of_count(policy, month, item, number)}；没有就写 0")


def read_worker_type(fields: Request, policy: Policy, month: Month) -> str:
    """Return the worker type; one that only another edition has is a fault which names the month."""
    key = "worker_type"
    given = fields.given(key)
    if isinstance(given, str) and typed.clean(given) in policy.elsewhere.workers:
        names = "、".join(policy.worker_names.values())
        fields.fault(key, f"{of_worker(policy, month, typed.clean(given))}；可以选：{names}")
        return ""
    return fields.choice(key, policy.worker_names, "网格员类型")


def of_reading(policy: Policy, month: Month, reading: str) -> str:
    """Return that the edition of a month does not have a reading."""
    return f"{_under(policy, month)}没有这条理解：{reading}"


def read_readings(fields: Request, policy: Policy, month: Month) -> Chosen:
    """Return the chosen alternatives; of a reading that only another edition has, only the default.

    A choice against an answer of the month is a fault, and one that the answer states is no choice.
    """
    key, elsewhere = "readings", policy.elsewhere.readings
    chosen = fields.readings(key, {**policy.readings, **elsewhere} if elsewhere else policy.readings)
    own = []
    for reading, option in chosen:
        if reading in elsewhere:
            if option != DEFAULT:
                fields.fault(f"{key}.{reading}", of_reading(policy, month, reading))
        elif said := policy.readings[reading].against(option, month):
            fields.fault(f"{key}.{reading}", f"{said}，不再选别的理解")
        elif not policy.readings[reading].settled(month):
            own.append((reading, option))
    return tuple(own)


@lru_cache(maxsize=64)
def known_counts(policy: Policy) -> Mapping[str, Input]:
    """Return the counts of all editions of the county by id; those of the policy first."""
    return {**policy.inputs, **policy.elsewhere.inputs}


def _under(policy: Policy, month: Month) -> str:
    return f"{month.chinese}按 {policy.version} 版办法算，"
