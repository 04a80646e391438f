"""The result of a month: by its score if its edition scores and the counts decide it, else as announced."""

from functools import lru_cache

from calculator.binding import Bound, Values
from calculator.money import Span
from calculator.month import Month
from calculator.policy import Policy
from calculator.readings import Chosen, apply
from calculator.score import Score
from calculator.situation import Situation


def result_of(policy: Policy, stated: Situation, result: str | None) -> str | None:
    """Return `pass` or `fail` of a month under its edition, None if it is not known.

    A count that is left out of `stated` is unknown; but where all required counts are stated, the others are
    0, as in `estimate`. `result` is used where the edition does not score or the counts leave it open.
    """
    if not policy.tables.scores or stated.worker_type not in policy.workers:
        return result
    complete = all(
        key in stated.counts
        for key, item in policy.inputs.items()
        if item.required and stated.worker_type not in item.optional_for
    )
    counts = {
        key: stated.counts.get(key, Span(0, 0 if complete else item.max))
        for key, item in policy.inputs.items()
    }
    score = _score(policy, stated.month, stated.worker_type, stated.readings)
    return score.result(counts) or result


@lru_cache(maxsize=1024)
def _score(policy: Policy, month: Month, worker_type: str, readings: Chosen) -> Score:
    tables = apply(policy.readings, readings, policy.tables, month)
    return Bound(tables, Values(month, worker_type)).score(next(iter(tables.scores.values())))
