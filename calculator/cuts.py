"""Say in words which ceiling reduces a line, and what it leaves."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from calculator import words
from calculator.ceiling import Ceiling
from calculator.money import ZERO, Span
from calculator.plan import Plan
from calculator.standing import Standing

# The words of a ceiling with the amount that is left of the line.
Cut = tuple[str, Span]


def cuts(standing: Standing) -> Iterator[tuple[Cut, ...]]:
    """Yield for each line the ceilings that reduce it, in their order."""
    plan, raw, amounts = standing.plan, standing.raw, standing.amounts
    if amounts is raw:
        yield from ((),) * len(raw)
        return
    stages = plan.stages(raw)
    for place, amount in enumerate(amounts):
        found = [
            (said(plan, ceiling, before), after[place])
            for ceiling, (before, after) in zip(plan.ceilings, pairwise(stages), strict=True)
            if before[place] != after[place]
        ]
        # Of the spans after each ceiling only the line's own is exact.
        yield (*found[:-1], *((limit, amount) for limit, _ in found[-1:]))


def said(plan: Plan, ceiling: Ceiling, before: Sequence[Span]) -> str:
    """Return a ceiling in words, given the amounts of all lines before it."""
    limit, several = words.amount(ceiling.limit(before)), len(ceiling.places) > 1
    if ceiling.most is None:
        what = ("扣款" if ceiling.deducts else "奖励") + "合计" * several
        return f"{what}不超过{limiting(plan, ceiling, before)} {limit}"
    if not ceiling.deducts:
        return f"奖励每月最多 {limit}"
    return f"扣款合计每月最多 {limit}" if several else f"每月最多扣 {limit}"


def limiting(plan: Plan, ceiling: Ceiling, before: Sequence[Span]) -> str:
    """Return the names of the lines whose sum is the most; lines of 0 only if there are no others."""
    paid = [place for place in ceiling.most_of if before[place] != ZERO] or ceiling.most_of
    return "、".join(plan.rules[place].label for place in paid) + "合计" * (len(paid) > 1)


def left(cut: Cut, deducts: bool) -> str:
    """Return a cut as the last part of a line's working.

    >>> left(("每月最多扣 60.00 元", Span(-6000, -6000)), True)
    '，每月最多扣 60.00 元，扣 60.00 元'
    """
    limit, amount = cut
    return f"，{limit}，{'扣' if deducts else '计'} {words.amount(amount.times(-1 if deducts else 1))}"
