"""What an officer works out by hand for a month: amounts, a score, and the result of the assessment."""

from typing import NamedTuple

from calculator import typed, words
from calculator.money import Span, exactly
from calculator.policy import Policy
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS
from scripts.content.revision.points import scores
from scripts.content.revision.thresholds import amount

AMOUNT, SCORE, RESULT = "amount", "score", "result"
RESULT_LABEL, YUAN, POINTS = "考核结果", "元", "分"
# 分, points, or the id of a result.
Value = Span | str


class Figure(NamedTuple):
    """What a column holds: an amount, a score or the result; the id of the line, total or score."""

    kind: str
    id: str
    label: str

    def read(self, cell: str, policy: Policy) -> Value | None:
        """Return the value of a cell, None if it cannot be read."""
        if self.kind == AMOUNT:
            return span(cell)
        if self.kind == SCORE:
            points = typed.whole(cell, POINTS)
            return None if points is None else exactly(points)
        return next((key for key, name in policy.results.items() if name == typed.clean(cell)), None)

    def wanted(self, policy: Policy) -> str:
        """Return how a cell is to be written."""
        if self.kind == AMOUNT:
            return f"以{YUAN}计的数，例如 490.00；办法只给范围的写 100.00～300.00"
        return f"整数的{POINTS}，例如 90" if self.kind == SCORE else "或者".join(policy.results.values())

    def found(self, month: Standing, policy: Policy) -> Value | None:
        """Return what the engine computes, None if the edition does not have it."""
        if self.kind == AMOUNT:
            if self.id in TOTAL_LABELS:
                return month.totals.named(self.id)
            return amount(month, self.id) if self.id in policy.tables.rules else None
        known = scores(policy, month)
        if self.kind == SCORE:
            return known[self.id].span(month.counts) if self.id in known else None
        return next((score.result(month.counts) for score in known.values()), None)

    def said(self, value: Value, policy: Policy) -> str:
        """Return a value in words."""
        if isinstance(value, str):
            return policy.results[value]
        return words.amount(value) if self.kind == AMOUNT else words.times(value, POINTS)


def span(cell: str) -> Span | None:
    """Return the 分 of a cell with an amount, or with the two ends of a range; None if it is neither.

    >>> span("１，０００．５"), span("100～300.00"), span("4百")
    (Span(least=100050, most=100050), Span(least=10000, most=30000), None)
    """
    ends = [typed.fen(part) for part in typed.clean(cell).replace("~", "～").split("～")]
    if len(ends) > 2 or ends[0] is None or ends[-1] is None:
        return None
    return Span(*sorted((ends[0], ends[-1])))
