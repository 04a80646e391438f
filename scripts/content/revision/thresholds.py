"""The counts at which a line of the statement bends, found from the rules' own bends."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from calculator.along import Along
from calculator.money import ZERO, Span, exactly
from calculator.policy import Input
from calculator.standing import Standing
from scripts.content.revision.pair import Counts, Side

BELOW, AT, ABOVE = "不到", "正好", "超过"


class Threshold(NamedTuple):
    """A count at which a rule's line bends; `above` is the next count of the same counter that bends it."""

    rule: str
    counter: str
    at: int
    before: int
    above: int

    def position(self, count: int) -> str | None:
        """Return where a count is: below the threshold, at it, above it, or None beyond its neighbours.

        >>> threshold = Threshold("report_pay", "valid_reports", at=20, before=0, above=999)
        >>> [threshold.position(count) for count in (0, 19, 20, 21, 999)]
        [None, '不到', '正好', '超过', '超过']
        """
        if count == self.at:
            return AT
        if self.before < count < self.at or count == self.at - 1:
            return BELOW
        return ABOVE if self.at < count < self.above or count in (self.at + 1, self.above) else None

    @property
    def counts(self) -> dict[str, int]:
        """Return the count just below, at and just above the threshold."""
        return {BELOW: self.at - 1, AT: self.at, ABOVE: self.at + 1}


def amount(month: Standing, rule: str) -> Span:
    """Return the amount of a line, 0 if the plan does not have the rule."""
    lines = zip(month.plan.rules, month.amounts, strict=True)
    return next((each for bound, each in lines if bound.id == rule), ZERO)


def thresholds(side: Side, worker: str, rule: str, counts: Counts) -> list[Threshold]:
    """Return the thresholds of a rule's line, each once, although several counts can lead to it.

    A line without a bend that moves from 0 to 1 has its threshold at 1.
    """
    month = side.standing(worker, counts)
    found: dict[frozenset[Span], Threshold] = {}
    if month is None:
        return []
    for counter in next((bound.reads for bound in month.plan.rules if bound.id == rule), ()):
        near = partial(_beside, month, rule, counter)
        inner = _bent(month, side, rule, counter) or ([1] if near(0) != near(1) else [])
        marks = [0, *inner, side.policy.inputs[counter].max]
        for before, at, above in zip(marks[:-2], inner, marks[2:], strict=True):
            here = frozenset(map(near, (at - 1, at, at + 1)))
            found.setdefault(here, Threshold(rule, counter, at, before, above))
    return list(found.values())


def bends_here(month: Standing, threshold: Threshold) -> bool:
    """Tell whether a line bends at its threshold also beside the other counts of a month."""
    rule, counter, at = threshold.rule, threshold.counter, threshold.at
    if at == 1:
        return _beside(month, rule, counter, 0) != _beside(month, rule, counter, 1)
    return not all(_straight(month, counter, place, _line(rule)) for place in (at - 1, at))


def bends(side: Side, worker: str, counter: str, counts: Counts) -> list[int]:
    """Return the counts between 0 and the greatest count at which a line changes its slope.

    Where the deductions have used up the pay is no threshold of a rule.
    """
    month, item = side.standing(worker, counts), side.policy.inputs.get(counter)
    if month is None or item is None:
        return []
    return [at for at in _tried(month, item) if not _straight(month, counter, at, lambda each: each.amounts)]


def _bent(month: Standing, side: Side, rule: str, counter: str) -> list[int]:
    """Return the counts at which a line's amount changes its slope; of a jump, the count after it."""
    tried = _tried(month, side.policy.inputs[counter])
    bent = [at for at in tried if not _straight(month, counter, at, _line(rule))]
    return [at for at in bent if at + 1 not in bent]


def _tried(month: Standing, item: Input) -> list[int]:
    """Return the counts, without the first and the last, at which an amount may change its slope."""
    ends = Along(month, item).bends(item.max)
    return sorted({at + by for at in ends for by in (-1, 0, 1) if 0 < at + by < item.max})


def _straight(month: Standing, counter: str, at: int, of: Callable[[Standing], Sequence[Span]]) -> bool:
    """Tell whether amounts change as much from the count before `at` as to the count after it."""
    one, two, three = (of(month.changed({counter: exactly(at + by)})) for by in (-1, 0, 1))
    ends = zip(one, two, three, strict=True)
    return all(b - a == c - b for spans in ends for a, b, c in zip(*spans, strict=True))


def _beside(month: Standing, rule: str, counter: str, count: int) -> Span:
    """Return the amount of a line with another value of one count."""
    return amount(month.changed({counter: exactly(count)}), rule)


def _line(rule: str) -> Callable[[Standing], tuple[Span]]:
    """Return the function that returns the amount of a rule's line."""
    return lambda month: (amount(month, rule),)
