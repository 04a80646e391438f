"""The thresholds of a score, and the months in which it is a certain number of points."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from calculator.money import Span, exactly
from calculator.policy import Policy
from calculator.score import Score
from calculator.standing import Standing
from scripts.content.revision.pair import Counts

BELOW, AT, ABOVE = "不到", "正好", "超过"


def scores(policy: Policy, month: Standing) -> dict[str, Score]:
    """Return the scores of a month by id."""
    return dict(zip(policy.tables.scores, month.plan.scores, strict=True))


def points(score: Score, counts: Mapping[str, Span]) -> int:
    """Return the points that a month leaves, also below the floor."""
    return score.start - sum(item.lost(counts).least for item in score.items)


def turns(score: Score, counter: str) -> list[int]:
    """Return the counts at which a score changes its slope; 1 if it has the same slope everywhere.

    >>> from calculator.score import Item
    >>> score = Score("得分", 100, 0, None, 60, (Item("sign_ins", 2, required=22), Item("meetings", 5)))
    >>> turns(score, "sign_ins"), turns(score, "meetings")
    ([22], [1])
    """
    last = score.last(counter)
    lost = [_lost(score, counter, count) for count in range(last + 2)]
    bent = [at for at in range(1, last + 1) if lost[at] - lost[at - 1] != lost[at + 1] - lost[at]]
    return bent or ([1] if lost[0] != lost[1] else [])


def marked(
    score: Score, month: Standing, marks: Iterable[int]
) -> Iterator[tuple[int, dict[str, tuple[int, Counts]]]]:
    """Yield each mark that a month can miss, with the next points below it, at it and above it.

    Each number of points has the counts that differ least from those of `month`.
    """
    reached = _reached(score, month)
    for mark in sorted({*marks}):
        below = max((each for each in reached if each < mark), default=None)
        above = min((each for each in reached if each > mark), default=None)
        if below is not None:
            places = ((BELOW, below), (AT, mark), (ABOVE, above))
            yield mark, {place: (at, reached[at]) for place, at in places if at is not None and at in reached}


def _reached(score: Score, month: Standing) -> dict[int, Counts]:
    """Return the possible points down to just below the floor, each with the counts nearest to a month's."""
    lowest = score.floor - max(item.points for item in score.items)
    found: dict[int, tuple[int, Counts]] = {score.start: (0, {})}
    for counter in score.counters:
        own = month.counts[counter].least
        counts = sorted({own, *range(score.last(counter) + 1)}, key=lambda count: -abs(count - own))
        nearest = {_lost(score, counter, count): count for count in counts}
        further: dict[int, tuple[int, Counts]] = {}
        for (left, (steps, others)), (lost, count) in product(found.items(), nearest.items()):
            now, more = left - lost, steps + abs(count - own)
            if now >= lowest and (now not in further or more < further[now][0]):
                further[now] = more, {**others, counter: count}
        found = further
    return {left: counts for left, (_, counts) in found.items()}


def _lost(score: Score, counter: str, count: int) -> int:
    """Return the points that a count takes off."""
    items = (item for item in score.items if item.counter == counter)
    return sum(item.lost({counter: exactly(count)}).least for item in items)
