"""Which other counts of an input would give the official amounts."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from calculator.money import Span
from calculator.policy import Input
from calculator.reconcile.case import Case
from calculator.reconcile.causes import ByCount


def fitting(at: Callable[[int], Span], most: int, amount: int) -> Span | None:
    """Return the counts from 0 to `most` at which a span holds an amount, None where there are none.

    With the count both ends of the span only rise, or only fall; so the counts have no gap and
    halving finds them.

    >>> fitting(lambda count: Span(7 * count, 7 * count), 999, 133)
    Span(least=19, most=19)
    >>> fitting(lambda count: Span(7 * count, 7 * count), 999, 134)
    """
    numbers, ends = range(most + 1), (at(0), at(most))
    if not min(end.least for end in ends) <= amount <= max(end.most for end in ends):
        return None
    if sum(ends[1]) >= sum(ends[0]):
        first = bisect_left(numbers, True, key=lambda count: at(count).most >= amount)
        last = bisect_left(numbers, True, key=lambda count: at(count).least > amount) - 1
    else:
        first = bisect_left(numbers, True, key=lambda count: at(count).least <= amount)
        last = bisect_left(numbers, True, key=lambda count: at(count).most < amount) - 1
    return Span(first, last) if first <= last else None


def of_line(case: Case, place: int) -> Iterator[ByCount]:
    """Yield the other counts that give the official amount of a line, and of the other lines beside it."""
    for item, own in _known(case, case.ours.plan.rules[place].reads):
        found = fitting(_line(case, item, place), item.max, case.given[place])
        yield from _cause(case, item, own, found, place)


def of_total(case: Case, name: str) -> Iterator[ByCount]:
    """Yield the other counts that give an official total through lines that were not given."""
    for item, own in _known(case, case.policy.inputs):
        if all(place in case.given for place in case.readers(item.id)):
            continue

        def at(number: int, item: Input = item) -> Span:
            total: Span = getattr(case.beside(case.counting(item.id, number)), name)
            return total

        found = fitting(at, item.max, case.stated[name])
        yield from _cause(case, item, own, found, at)


def _known(case: Case, counters: Iterable[str]) -> Iterator[tuple[Input, int]]:
    """Yield the inputs whose count is known; one that is not is a span already."""
    for counter in counters:
        own = case.situation.counts[counter]
        if own.exact:
            yield case.policy.inputs[counter], own.least


def _line(case: Case, item: Input, place: int) -> Callable[[int], Span]:
    return lambda number: case.counting(item.id, number).amounts[place]


def _cause(
    case: Case, item: Input, own: int, found: Span | None, at: int | Callable[[int], Span]
) -> Iterator[ByCount]:
    """Yield the cause where counts were found that the other official lines of this input allow too."""
    for place in case.readers(item.id):
        if found and place in case.given and place != at:
            allowed = fitting(_line(case, item, place), item.max, case.given[place])
            # A line that no count explains says nothing against this one.
            if allowed:
                least, most = max(found.least, allowed.least), min(found.most, allowed.most)
                found = Span(least, most) if least <= most else None
    if found:
        look = _line(case, item, at) if isinstance(at, int) else at
        nearest = found.least if own < found.least else found.most
        yield ByCount(item, own, found, look(nearest))
