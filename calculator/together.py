"""The smallest change of several counts together that surely pays an amount."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.along import Along, first
from calculator.money import Span, exactly
from calculator.policy import Input
from calculator.standing import Standing


class Together(NamedTuple):
    """How much of each input to add; None where it is not enough, or while one is not known.

    `best` is what the month pays with as much as possible of each, `unknown` the inputs not known.
    """

    inputs: Sequence[Input]
    added: tuple[int, ...] | None
    to: tuple[int, ...]
    payable: Span
    best: Span
    unknown: Sequence[Input]

    def as_json(self) -> dict[str, Any] | None:
        """Return what is to be added, None where nothing is enough."""
        if self.added is None:
            return None
        return {
            "changes": [
                {"input": item.id, "label": item.label, "unit": item.unit, "change": more, "to": to}
                for item, more, to in self._changes()
            ],
            "payable": words.span(self.payable),
        }

    @property
    def reason(self) -> str | None:
        """Return why the inputs together are not enough; None where they are."""
        if self.added is not None:
            return None
        if self.unknown:
            return f"{_names(self.unknown)}还不清楚，填上以后才能合起来算"
        return f"{_names(self.inputs)}合起来也做不到：{at_most(self.best)}"

    def shown(self) -> str:
        """Return in one sentence what is to be added, or why nothing is enough."""
        if reason := self.reason:
            return reason
        changes = "、".join(more_of(item, more, to) for item, more, to in self._changes())
        return f"合起来最少要加：{changes}，是 {words.amount(self.payable)}"

    def _changes(self) -> Iterator[tuple[Input, int, int]]:
        rows = zip(self.inputs, self.added or (), self.to, strict=True)
        return (row for row in rows if row[1])


def at_most(best: Span) -> str:
    """Return how far the pay goes at best; of a span only the lower end is sure."""
    most = f"最多到 {words.yuan_of(best.least)}"
    return most if best.exact else f"按最低的算，{most}"


def more_of(item: Input, change: int | None, to: int) -> str:
    """Return how much more of an input there would be; a change of None is not known."""
    unit = item.unit
    if change is None:
        return f"{item.label}一共 {to} {unit}"
    return f"{item.label}再多 {change} {unit}（共 {to} {unit}）"


def _names(inputs: Sequence[Input]) -> str:
    return "、".join(item.label for item in inputs)


def together(standing: Standing, alongs: Sequence[Along], target: int) -> Together:
    """Return the smallest total to add to inputs that raise the pay so that at least `target` 分 is sure.

    Among equal totals, as much as possible of the first input, then of the second: in the policy's
    order, so that sign-ins come before reports.
    """
    inputs = [along.item for along in alongs]
    unknown = [along.item for along in alongs if not along.own.exact]
    best = standing.changed({item.id: exactly(item.max) for item in inputs}).totals.payable
    if unknown or best.least < target:
        return Together(inputs, None, (), best, best, unknown)
    search = _Search(standing, alongs, target)
    added = search.smallest()
    return Together(inputs, added, search.to(added), search.payable(added), best, unknown)


class _Search:
    """Search by halving what may be added to each input, without the parts that cannot be enough.

    More of any input never pays less. So where even the greatest count of each input in a stretch is not
    enough, no counts inside the stretch are.
    """

    def __init__(self, standing: Standing, alongs: Sequence[Along], target: int) -> None:
        self._standing, self._target = standing, target
        self._items = [along.item for along in alongs]
        self._own = [along.own.least for along in alongs]
        self._rooms = [along.item.max - along.own.least for along in alongs]
        self._found: dict[tuple[int, ...], Span] = {}

    def smallest(self) -> tuple[int, ...]:
        """Return how much of each to add; the greatest counts together are enough."""
        total = first(0, sum(self._rooms), lambda total: self._divide((), total) is not None)
        return self._divide((), total) or ()

    def to(self, added: tuple[int, ...]) -> tuple[int, ...]:
        """Return the counts with this added."""
        return tuple(own + more for own, more in zip(self._own, added, strict=True))

    def payable(self, added: tuple[int, ...]) -> Span:
        """Return what the month pays with this added."""
        found = self._found.get(added)
        if found is None:
            counts = zip(self._items, self.to(added), strict=True)
            changed = self._standing.changed({item.id: exactly(count) for item, count in counts})
            found = self._found[added] = changed.totals.payable
        return found

    def _enough(self, added: tuple[int, ...]) -> bool:
        return self.payable(added).least >= self._target

    def _divide(self, before: tuple[int, ...], rest: int) -> tuple[int, ...] | None:
        """Return how `rest` is divided among the inputs after `before`, the first ones' most first."""
        most = min(self._rooms[len(before)], rest)
        if len(before) == len(self._rooms) - 1:
            return (*before, most) if self._enough((*before, most)) else None
        return self._between(before, rest, 0, most)

    def _between(self, before: tuple[int, ...], rest: int, low: int, high: int) -> tuple[int, ...] | None:
        """Return a division whose next input lies between two numbers."""
        later = self._rooms[len(before) + 1 :]
        if not self._enough((*before, high, *(min(room, rest - low) for room in later))):
            return None
        if low == high:
            return self._divide((*before, low), rest - low)
        middle = (low + high) // 2
        return self._between(before, rest, middle + 1, high) or self._between(before, rest, low, middle)
