"""The counts at which a line of the statement bends, found from the rules' own bends."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from calculator.along import Along
from calculator.money import ZERO, Span, exactly
from calculator.policy import Input
from calculator.rules.banded_share import BandedShare
from calculator.standing import Standing
from calculator.standing import bends as linear
from scripts.content.revision.pair import Counts, Side
from scripts.content.revision.points import ABOVE, AT, BELOW, marked, points, scores, turns


class Threshold(NamedTuple):
    """A place at which the line of a rule, or a score, bends: a value of a count, or of a score.

    `of` is the rule or the score, `along` the count or the score. `months` has for each place the value just
    below, at and just above, and the counts that a full month needs for it.
    """

    of: str
    along: str
    at: int
    months: Mapping[str, tuple[int, Counts]]


def amount(month: Standing, rule: str) -> Span:
    """Return the amount of a line, 0 if the plan does not have the rule."""
    lines = zip(month.plan.rules, month.amounts, strict=True)
    return next((each for bound, each in lines if bound.id == rule), ZERO)


def thresholds(side: Side, worker: str, of: str, counts: Counts) -> list[Threshold]:
    """Return the thresholds of a rule's line or of a score, along each count that it reads.

    What moves from 0 to 1 without a bend has its threshold at 1. A line of which a score decides the share
    has them along the score: the limits of the bands. A score has them along itself: floor and pass mark.
    """
    month = side.standing(worker, counts)
    if month is None:
        return []
    known = scores(side.policy, month)
    if of in known:
        score = known[of]
        marks = marked(score, month, (score.floor, score.passing))
        bent = {counter: turns(score, counter) for counter in score.counters}
        return [*(Threshold(of, of, *each) for each in marks), *_along(of, bent)]
    found: list[Threshold] = []
    (bound,) = (each for each in month.plan.rules if each.id == of)
    reads = bound.reads
    if isinstance(bound.rule, BandedShare) and (by := bound.rule.bands.score) is not None:
        along = next(key for key, score in known.items() if score == by)
        limits = (band.limit for band in bound.rule.bands.bands)
        found = [Threshold(of, along, *each) for each in marked(by, month, limits)]
        reads = bound.rule.rule.counters
    return [*found, *_along(of, {counter: _bent(month, side, of, counter) for counter in reads})]


def place_of(side: Side, month: Standing, threshold: Threshold) -> str | None:
    """Return where a month is: below, at or above a threshold; None elsewhere, or where it bends nothing."""
    known, along, of = scores(side.policy, month), threshold.along, threshold.of
    own = points(known[along], month.counts) if along in known else month.counts[along].least
    here = next((place for place, (value, _) in threshold.months.items() if value == own), None)
    if along in known:
        felt = True
    elif of in known:
        felt = points(known[of], month.counts) >= known[of].floor
    elif threshold.at == 1:
        felt = _moves(month, of, along)
    else:
        felt = not all(_straight(month, along, at, _line(of)) for at in (threshold.at - 1, threshold.at))
    return here if felt else None


def bends(side: Side, worker: str, counter: str, counts: Counts) -> list[int]:
    """Return the counts between 0 and the greatest count at which a line changes its slope."""
    month, item = side.standing(worker, counts), side.policy.inputs.get(counter)
    return kinks(Along(month, item), item.max) if month and item else []


def kinks(way: Along, most: int) -> list[int]:
    """Return the counts between 0 and `most` along which a line changes its slope; of a jump, both sides.

    Where the deductions have used up the pay is no threshold of a rule.
    """

    def sides(count: int) -> list[bool]:
        month = way.standing(count)
        return month.plan.sides(month.raw)

    tried = linear({0, most, *(count for count in way.turns if count < most)}, sides)
    ends = {count: [end for amount in way.standing(count).amounts for end in amount] for count in tried}
    return [
        at
        for low, at, high in zip(tried, tried[1:], tried[2:], strict=False)
        if any(
            (b - a) * (high - at) != (c - b) * (at - low)
            for a, b, c in zip(ends[low], ends[at], ends[high], strict=True)
        )
    ]


def _along(of: str, bent: Mapping[str, Sequence[int]]) -> list[Threshold]:
    """Return the thresholds along counts, given the counts at which something bends."""
    places = ((BELOW, -1), (AT, 0), (ABOVE, 1))
    return [
        Threshold(of, counter, at, {place: (at + by, {counter: at + by}) for place, by in places})
        for counter, found in bent.items()
        for at in found
    ]


def _bent(month: Standing, side: Side, rule: str, counter: str) -> list[int]:
    """Return the counts at which a line's amount changes its slope, or 1 if it only moves there.

    Of a jump, it is the count after it.
    """
    tried = _tried(month, side.policy.inputs[counter])
    bent = [at for at in tried if not _straight(month, counter, at, _line(rule))]
    return [at for at in bent if at + 1 not in bent] or [1] * _moves(month, rule, counter)


def _tried(month: Standing, item: Input) -> list[int]:
    """Return the counts, without the first and the last, at which an amount may change its slope."""
    ends = Along(month, item).bends(item.max)
    return sorted({at + by for at in ends for by in (-1, 0, 1) if 0 < at + by < item.max})


def _straight(month: Standing, counter: str, at: int, of: Callable[[Standing], Sequence[Span]]) -> bool:
    """Tell whether amounts change as much from the count before `at` as to the count after it."""
    one, two, three = (of(month.changed({counter: exactly(at + by)})) for by in (-1, 0, 1))
    ends = zip(one, two, three, strict=True)
    return all(b - a == c - b for spans in ends for a, b, c in zip(*spans, strict=True))


def _moves(month: Standing, rule: str, counter: str) -> bool:
    """Tell whether a line's amount is another with one of a count than with none."""
    none, one = (amount(month.changed({counter: exactly(count)}), rule) for count in (0, 1))
    return none != one


def _line(rule: str) -> Callable[[Standing], tuple[Span]]:
    """Return the function that returns the amount of a rule's line."""
    return lambda month: (amount(month, rule),)
