"""The least and the most of a total or line over all months that the unknown counts allow.

A count or amount whose best end is certain is set to this end. The span of any other is divided until its end
is certain too.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from calculator.bearings import Goal, bearing, goals
from calculator.money import WIDE, Span, exactly
from calculator.plan import WHOLE, Bearing, Plan
from calculator.rules import Counts
from calculator.totals import Totals, paid_out

# Months tried for one end. Beyond them the end is safe but can be too wide; no known text comes near it.
MOST_TRIED = 4000

_Part = tuple[Counts, list[Span]]


class Narrowed(NamedTuple):
    """The spans of lines and totals that are narrower than their amounts' spans, or the sums of these.

    `lines` has those of lines by place, `inside` by how much the ends of a total lie inside the sum of its
    lines. `ends` are the rules' amounts in the months at the ends of the totals.
    """

    lines: Mapping[int, Span]
    inside: Mapping[str, Span]
    ends: Sequence[tuple[Span, ...]]

    def totals(self, plan: Plan, sums: Totals) -> Totals:
        """Return the totals, given the sums of the lines."""
        found = {name: sums.named(name).plus(by) for name, by in self.inside.items()}
        if "net" in found:
            found["payable"] = paid_out(plan, found["net"])
        return sums._replace(**found)


# Cached because most changes of a month leave the lines that depend on each other as they are.
@lru_cache(maxsize=1024)
def narrowed(plan: Plan, raw: tuple[Span, ...], counts: tuple[tuple[str, Span], ...]) -> Narrowed:
    """Return what is narrower, given the amounts at the places `joined` and the counts `beside`."""
    search, amounts = _Search(plan, dict(counts), list(raw)), plan.capped(list(raw))
    places = range(len(raw))
    lines = {
        place: search.hull(Goal(tuple(int(each == place) for each in places)), plan.opposed)
        for place in plan.hanging
        if not amounts[place].exact
    }
    sums = Totals.of(plan, [lines.get(place, amount) for place, amount in enumerate(amounts)])
    inside, ends = {}, []
    for name, known in plan.bearings.items():
        if name != WHOLE and not sums.named(name).exact:
            total, goal = sums.named(name), goals(plan.columns, plan.carried)[name]
            (least, low), (most, high) = search.extremes(goal, known.counts, known)
            inside[name] = Span(least - total.least, most - total.most)
            ends += [tuple(low), tuple(high)]
    return Narrowed(lines, inside, ends)


def whole(plan: Plan, counts: Counts, raw: list[Span]) -> Span:
    """Return the least and the most of all that the month pays, at once and later."""
    known = plan.bearings[WHOLE]
    return _Search(plan, counts, raw).hull(goals(plan.columns, plan.carried)[WHOLE], known.counts, known)


class _Search:
    """A month with unknown counts or open amounts, in which the ends of goals are looked for."""

    def __init__(self, plan: Plan, counts: Counts, raw: list[Span]) -> None:
        self._plan, self._counts, self._raw = plan, counts, raw
        # Different goals often have their end in the same month.
        self._lines: dict[tuple[Span, ...], list[Span]] = {}

    def hull(self, goal: Goal, opposed: Collection[str], known: Bearing | None = None) -> Span:
        """Return the least and the most of a goal."""
        (least, _), (most, _) = self.extremes(goal, opposed, known)
        return Span(least, most)

    def extremes(
        self, goal: Goal, opposed: Collection[str], known: Bearing | None = None
    ) -> list[tuple[int, list[Span]]]:
        """Return both ends of a goal, each with the rules' amounts of a month that reaches it.

        `opposed` are the counts that can move the goal up and down; each other one has one direction.
        """
        if known is None or not self._certain(known):
            known = bearing(self._plan, goal, opposed, self._counts, self._raw)
        return [self._extreme(goal, sign, known) for sign in (1, -1)]

    def _certain(self, known: Bearing) -> bool:
        counts = all(way or self._counts[key].exact for key, way in known.counts.items())
        return counts and all(way or amount.exact for way, amount in zip(known.lines, self._raw, strict=True))

    def _extreme(self, goal: Goal, sign: int, known: Bearing) -> tuple[int, list[Span]]:
        """Return the end of a goal where `sign` times its value is least."""
        best: tuple[int, list[Span]] | None = None
        waiting, tried = [(-WIDE, self._counts, self._raw)], 0
        while waiting:
            least, counts, raw = waiting.pop()
            if best is not None and least >= best[0]:
                continue
            tried += 1
            if tried > MOST_TRIED:
                return sign * min(least, *(other for other, _, _ in waiting)), raw
            if tried > 1:
                known = bearing(self._plan, goal, known.counts, counts, raw)
            raw, parts = self._settled(counts, raw, goal, sign, known)
            if not parts:
                value = self._bound(goal, sign, raw)
                best = (value, raw) if best is None or value < best[0] else best
                continue
            # The part with the lowest bound is tried first.
            bounds = [(self._bound(goal, sign, amounts), own, amounts) for own, amounts in parts]
            waiting += sorted(bounds, key=lambda part: part[0], reverse=True)
        assert best is not None
        return sign * best[0], best[1]

    def _bound(self, goal: Goal, sign: int, raw: list[Span]) -> int:
        """Return the least that `sign` times the goal can be; exact for exact amounts."""
        month = tuple(raw)
        lines = self._lines.get(month)
        if lines is None:
            lines = self._lines[month] = self._plan.capped(raw)
        value = goal.value(lines)
        return value.least if sign > 0 else -value.most

    def _settled(
        self, counts: Counts, raw: list[Span], goal: Goal, sign: int, known: Bearing
    ) -> tuple[list[Span], list[_Part]]:
        """Return the amounts of the month in which all counts and lines are set whose best end is certain.

        Of the others, one is divided into two parts; without others the month is exact and has no parts.
        """
        plan = self._plan
        while True:
            unknown = {key: way for key, way in known.counts.items() if not counts[key].exact}
            settled = {key: _end(counts[key], sign * way) for key, way in unknown.items() if way}
            mixed = [key for key in unknown if key not in settled]
            counts = {**counts, **settled}
            before, raw = raw, plan.amounts_with(raw, counts, settled)
            later = {place for key in mixed for place in plan.readers[key]}
            for place, way in enumerate(known.lines):
                if way and place not in later:
                    raw[place] = _end(raw[place], sign * way)
            if raw == before or not mixed:
                break
            known = bearing(plan, goal, mixed, counts, raw)
        if mixed:
            counter = max(mixed, key=lambda key: counts[key].most - counts[key].least)
            halves = [{**counts, counter: half} for half in _halves(counts[counter])]
            return raw, [(own, plan.amounts_with(raw, own, (counter,))) for own in halves]
        for place, amount in enumerate(raw):
            if not amount.exact:
                return raw, [(counts, [*raw[:place], half, *raw[place + 1 :]]) for half in _halves(amount)]
        return raw, []


def _end(span: Span, way: int) -> Span:
    """Return the least of a span for 1, its most for -1."""
    return span if span.exact else exactly(span.least if way > 0 else span.most)


def _halves(span: Span) -> tuple[Span, Span]:
    middle = (span.least + span.most) // 2
    return Span(span.least, middle), Span(middle + 1, span.most)
