"""Find the other counts of an input that give the official amounts."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculator import words
from calculator.along import Along
from calculator.money import Span, exactly
from calculator.plan import BoundRule
from calculator.policy import Input, Policy
from calculator.reconcile.case import Case
from calculator.reconcile.rows import AROUND, FEW, MANY, Cause, Row


@dataclass(frozen=True, slots=True)
class ByCount(Cause):
    """Each of `counts` gives or contains the official amount; `own` is the count that the worker typed.

    `line` is the first line that reads the count.
    """

    kind: ClassVar[str] = "count"
    item: Input
    line: BoundRule
    own: int
    counts: Span
    amount: Span

    @property
    def change(self) -> int:
        """Return the distance from the worker's own count to the nearest of the counts."""
        nearest = self.counts.least if self.own < self.counts.least else self.counts.most
        return nearest - self.own

    @property
    def exact(self) -> bool:
        return self.amount.exact

    @property
    def rank(self) -> tuple[int, ...]:
        off = abs(self.change)
        place = FEW if off <= self.item.off_few else MANY
        return (*(() if self.exact else (AROUND,)), place, self.item.common, off)

    def article(self, row: Row, policy: Policy) -> str:
        return row.article or self.line.article

    def moved(self, row: Row) -> Span | None:
        return super(ByCount, self).moved(row) if self.exact else row.ours.to(self.amount)

    def more(self) -> dict[str, Any]:
        return {
            "input": self.item.id,
            "from": self.own,
            "count": words.count(self.counts),
            "change": self.change,
            "exact": self.exact,
        }

    def tries(self, chosen: Mapping[str, str]) -> dict[str, Any]:
        return {self.item.id: str(self.own + self.change)}

    def title(self) -> str:
        return f"{self.item.label}{self._guess}"

    def fits(self, row: Row, policy: Policy) -> str:
        return "".join(f"{said}。" for said in (self._fits(row), self._beside) if said)

    def says(self, row: Row, policy: Policy) -> str:
        return f"{self._fits(row)}：{'，'.join(filter(None, (f'可能{self._guess}', self._beside)))}。"

    def asks(self, row: Row, policy: Policy) -> str:
        return f"想请核对：{self.doubts(policy)}。"

    def doubts(self, policy: Policy) -> str:
        """Return both counts and whose number is valid."""
        item = self.item
        by = "，".join(part for part in (item.counted_by, policy.clause(item.article)) if part)
        return f"{item.label}是 {self.own} {item.unit}还是 {self.others}（{by}）"

    def _fits(self, row: Row) -> str:
        counts = f"{self.item.label} {self.others}"
        if not self.exact:
            says = f"{counts}时，{row.label}的范围里才有{row.said}"
        elif row.article is None:
            says = f"{counts}时，{row.label}正好是 {words.amount(self.amount)}"
        else:
            says = f"{row.said}相当于{counts}"
        return f"{says}，填的是 {self.own} {self.item.unit}"

    @property
    def _guess(self) -> str:
        """Return by how many the two counts differ, and a possible reason."""
        missed = (self.item.uncounted or "没有计入") if self.change < 0 else "没有填"
        return f"{'' if self.counts.exact else '至少'}有 {abs(self.change)} {self.item.unit}{missed}"

    @property
    def _beside(self) -> str:
        """Return the other possible reason of an event that is counted by the day."""
        if not self.item.by_day:
            return ""
        return "也可能计入了相邻的月份" if self.change < 0 else "也可能是相邻月份的计到了这个月"

    @property
    def others(self) -> str:
        """Return the counts that fit, in words."""
        counts, unit = self.counts, self.item.unit
        if not counts.exact and counts.most == self.item.max:
            return f"{counts.least} {unit}或更多"
        if not counts.exact and counts.least == 0:
            return f"{counts.most} {unit}或更少"
        return words.times(counts, unit)


def fitting(at: Callable[[int], Span], most: int, amount: int) -> Span | None:
    """Return the counts from 0 to `most` at which the span contains an amount, None if there are none.

    Both ends of the span only rise or only fall with the count, so bisection finds the counts and they have
    no gap.

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


def _fitting(case: Case, item: Input, own: int, at: Callable[[int], Span], amount: int) -> Span | None:
    """Return the counts at which the span contains an amount; of several runs of counts the nearest one."""
    along = Along(case.ours, item)
    if along.steady and not case.ours.plan.hanging:
        return fitting(at, item.max, amount)
    found = [count for count in range(item.max + 1) if at(count).holds(amount)]
    runs: list[Span] = []
    for count in found:
        joins = bool(runs) and runs[-1].most == count - 1
        runs[-1:] = [Span(runs[-1].least, count)] if joins else [*runs[-1:], exactly(count)]
    return min(runs, key=lambda run: max(run.least - own, own - run.most), default=None)


def of_line(case: Case, place: int) -> Iterator[ByCount]:
    """Yield the other counts that give the official amount of a line and fit the other official lines."""
    for item, own in known(case, case.ours.plan.moves(place)):
        found = _fitting(case, item, own, _line(case, item, place), case.given[place])
        yield from _cause(case, item, own, found, place)


def of_total(case: Case, name: str) -> Iterator[ByCount]:
    """Yield the plausible counts that give an official total through lines without an official amount."""
    for item, own in known(case, case.policy.inputs):
        if all(place in case.given for place in case.ours.plan.readers.get(item.id, ())):
            continue

        def at(number: int, item: Input = item) -> Span:
            return case.beside(case.ours.changed({item.id: exactly(number)})).named(name)

        found = _fitting(case, item, own, at, case.stated[name])
        for cause in _cause(case, item, own, found, at):
            if abs(cause.change) <= item.off_most:
                yield cause


def known(case: Case, counters: Iterable[str]) -> Iterator[tuple[Input, int]]:
    """Yield the inputs with a known count; an unknown count is a span."""
    for counter in counters:
        item, own = case.policy.inputs[counter], case.situation.counts[counter]
        if own.exact:
            yield item, own.least


def _line(case: Case, item: Input, place: int) -> Callable[[int], Span]:
    return lambda number: case.ours.changed({item.id: exactly(number)}).amounts[place]


def _uncut(case: Case, item: Input, place: int) -> Callable[[int], Span]:
    return lambda number: case.ours.changed({item.id: exactly(number)}).raw[place]


def _cause(
    case: Case, item: Input, own: int, found: Span | None, at: int | Callable[[int], Span]
) -> Iterator[ByCount]:
    """Yield the cause if some of the counts found also fit the other official lines that read this input."""
    for place in case.ours.plan.readers.get(item.id, ()):
        if found and place in case.given and place != at:
            allowed = _fitting(case, item, own, _line(case, item, place), case.given[place])
            # A slip can ignore a ceiling. A line that no count explains excludes no count.
            allowed = allowed or _fitting(case, item, own, _uncut(case, item, place), case.given[place])
            if allowed:
                least, most = max(found.least, allowed.least), min(found.most, allowed.most)
                found = Span(least, most) if least <= most else None
    if found:
        look = _line(case, item, at) if isinstance(at, int) else at
        nearest = found.least if own < found.least else found.most
        yield ByCount(item, first_reader(case, item), own, found, look(nearest))


def first_reader(case: Case, item: Input) -> BoundRule:
    """Return the first line that reads a count; the count must have one."""
    plan = case.ours.plan
    return plan.rules[plan.readers[item.id][0]]
