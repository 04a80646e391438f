"""What one more and one fewer of each count changes, where that ends, and the pay along a count."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from calculator.along import Along
from calculator.money import Span
from calculator.policy import Input
from calculator.standing import Standing
from calculator.statement import Totals

# The input the pay is drawn along, as the contract names it.
DRAWN = "valid_reports"
# How far the pay is drawn along a count: wide enough for every stretch that can be told apart.
DRAWN_TO = 40


class Moved(NamedTuple):
    """How far what the month pays and what waits for the year's end move, end by end, in 分.

    `ends_only` tells whether that is said of the ends alone: between them a month may move otherwise.
    """

    payable: Span
    year_end: Span
    ends_only: bool


class Step(NamedTuple):
    """What the next one of an input changes on each side, None where there is no next one.

    From `flat_from` on one more changes nothing, from `month_flat_from` on nothing of what the month
    pays; None where the last one possible still does. `way` is 1 where more of it pays more, -1
    where less, 0 where it raises one part and lowers another.
    """

    item: Input
    own: Span
    less: Moved | None
    more: Moved | None
    flat_from: int | None
    month_flat_from: int | None
    way: int


class Pay(NamedTuple):
    """What the month pays, and that with the year's end in one sum, in 分."""

    payable: Span
    total: Span


class Curve(NamedTuple):
    """The pay along an input: straight lines between the points; `own` is None where unknown."""

    item: Input
    points: list[tuple[int, Pay]]
    own: int | None
    at_own: Pay | None


def step(along: Along) -> Step:
    """Return the next steps of an input."""
    own, last = along.own, along.item.max
    count = own.least if own.exact else None
    return Step(
        along.item,
        own,
        None if count in (None, 0) else _moved(along, own.least, own.least - 1),
        None if count in (None, last) else _moved(along, own.least, own.least + 1),
        _flat_from(along, lambda totals: (totals.payable, totals.year_end)),
        _flat_from(along, lambda totals: (totals.payable,)),
        _way(along),
    )


def _moved(along: Along, before: int, after: int) -> Moved:
    old, new = along.standing(before), along.standing(after)
    return Moved(
        _difference(old.totals.payable, new.totals.payable),
        _difference(old.totals.year_end, new.totals.year_end),
        _ends_only(along.item.id, old, new),
    )


def _flat_from(along: Along, part: Callable[[Totals], tuple[Span, ...]]) -> int | None:
    """Return from which count on parts of the sums stay as they are, None where only their ends do.

    Between ends that stay, an amount that is not known may move with the count.
    """
    found = along.flat_from(part)
    if found is None:
        return None
    standing = along.standing(found)
    exact = all(each.exact for each in part(standing.totals))
    return found if exact or _reads_known(along.item.id, standing) else None


def _reads_known(counter: str, standing: Standing) -> bool:
    """Tell whether all rules that read a count give amounts that are known."""
    return all(standing.raw[place].exact for place in standing.plan.readers.get(counter, ()))


def _ends_only(counter: str, old: Standing, new: Standing) -> bool:
    """Tell whether a month between the ends may move otherwise than these do.

    From an exact sum to a span, or back, every month moves as far as the ends say. So it does where all
    rules that read the count give amounts that are known, and these either stay or move the balance of every
    month alike, unless it is cut at 0. An amount that is not known may move between ends that stay.
    """
    pairs = [(old.totals.payable, new.totals.payable), (old.totals.year_end, new.totals.year_end)]
    if all(one.exact or other.exact for one, other in pairs):
        return False
    plan = old.plan
    if not (_reads_known(counter, old) and _reads_known(counter, new)):
        return True
    if not plan.tangled and old.raw == new.raw:
        return False
    cut = not plan.carried and min(old.totals.net.least, new.totals.net.least) < 0
    if plan.shared or plan.tangled or cut:
        return True
    lines = zip(old.amounts, new.amounts, strict=True)
    return not all(one.exact and other.exact for one, other in lines if one != other)


def _difference(old: Span, new: Span) -> Span:
    return Span(new.least - old.least, new.most - old.most)


def _way(along: Along) -> int:
    payable, year_end, _ = _moved(along, 0, along.item.max)
    moved = [*payable, *year_end]
    return (min(moved) >= 0) - (max(moved) <= 0)


def curve(along: Along) -> Curve:
    """Return the totals from no count to as many as are drawn, a point wherever the line bends."""
    upto = min(DRAWN_TO, along.item.max)
    points = [(count, _pay(along, count)) for count in along.bends_of_all(upto)]
    own = along.own.least if along.own.exact else None
    return Curve(along.item, _without_straight(points), own, None if own is None else _pay(along, own))


def _pay(along: Along, count: int) -> Pay:
    standing = along.standing(count)
    return Pay(standing.totals.payable, standing.whole())


def _without_straight(points: Iterable[tuple[int, Pay]]) -> list[tuple[int, Pay]]:
    """Return the points without those on the straight line between their neighbours."""
    kept: list[tuple[int, Pay]] = []
    for point in points:
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _straight(one: tuple[int, Pay], two: tuple[int, Pay], three: tuple[int, Pay]) -> bool:
    def ends(pay: Pay) -> tuple[int, ...]:
        return (*pay.payable, *pay.total)

    before, after = two[0] - one[0], three[0] - two[0]
    return all(
        (b - a) * after == (c - b) * before
        for a, b, c in zip(ends(one[1]), ends(two[1]), ends(three[1]), strict=True)
    )
