"""The smallest change of several counts together with which the month certainly pays a target amount."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.along import Along, first
from calculator.money import Span, exactly
from calculator.policy import Input
from calculator.standing import Standing


class Together(NamedTuple):
    """The numbers to add to each input; None if no numbers are enough or a count is unknown.

    `best` is the pay with the greatest counts, `unknown` lists the inputs with unknown counts.
    """

    inputs: Sequence[Input]
    added: tuple[int, ...] | None
    to: tuple[int, ...]
    payable: Span
    best: Span
    unknown: Sequence[Input]

    def as_json(self) -> dict[str, Any] | None:
        """Return the numbers to add, None if none are enough."""
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
        """Return why the inputs together are not enough; None if they are."""
        if self.added is not None:
            return None
        if self.unknown:
            return f"{_names(self.unknown)}还不清楚，填上以后才能合起来算"
        return f"{_names(self.inputs)}合起来也做不到：{at_most(self.best)}"

    def shown(self) -> str:
        """Return in one sentence the numbers to add, or why none are enough."""
        if reason := self.reason:
            return reason
        changes = "、".join(more_of(item, more, to) for item, more, to in self._changes())
        return f"合起来最少要加：{changes}，是 {words.amount(self.payable)}"

    def _changes(self) -> Iterator[tuple[Input, int, int]]:
        rows = zip(self.inputs, self.added or (), self.to, strict=True)
        return (row for row in rows if row[1])


def at_most(best: Span) -> str:
    """Return the highest certain pay in words; of a span only the lower end is certain."""
    most = f"最多到 {words.yuan_of(best.least)}"
    return most if best.exact else f"按最低的算，{most}"


def more_of(item: Input, change: int | None, to: int) -> str:
    """Return the higher count of an input in words; a change of None is unknown."""
    unit = item.unit
    if change is None:
        return f"{item.label}一共 {to} {unit}"
    return f"{item.label}再多 {change} {unit}（共 {to} {unit}）"


def _names(inputs: Sequence[Input]) -> str:
    return "、".join(item.label for item in inputs)


def together(standing: Standing, alongs: Sequence[Along], target: int) -> Together:
    """Return the smallest total to add to inputs that raise the pay, to certainly reach `target` 分.

    Of equal totals, the one with most of the first input, then of the second, in the policy's order: sign-ins
    come before reports.
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
    """Find by bisection the numbers to add, leaving out ranges that cannot be enough.

    More of any input never pays less. So if the greatest counts of a range are not enough, no counts in it
    are.
    """

    def __init__(self, standing: Standing, alongs: Sequence[Along], target: int) -> None:
        self._standing, self._target = standing, target
        self._items = [along.item for along in alongs]
        self._own = [along.own.least for along in alongs]
        self._rooms = [along.item.max - along.own.least for along in alongs]
        self._found: dict[tuple[int, ...], Span] = {}

    def smallest(self) -> tuple[int, ...]:
        """Return the numbers to add; the greatest counts together must be enough."""
        total = first(0, sum(self._rooms), lambda total: self._divide((), total) is not None)
        return self._divide((), total) or ()

    def to(self, added: tuple[int, ...]) -> tuple[int, ...]:
        """Return the counts after these numbers are added."""
        return tuple(own + more for own, more in zip(self._own, added, strict=True))

    def payable(self, added: tuple[int, ...]) -> Span:
        """Return the pay of the month after these numbers are added."""
        found = self._found.get(added)
        if found is None:
            counts = zip(self._items, self.to(added), strict=True)
            changed = self._standing.changed({item.id: exactly(count) for item, count in counts})
            found = self._found[added] = changed.totals.payable
        return found

    def _enough(self, added: tuple[int, ...]) -> bool:
        return self.payable(added).least >= self._target

    def _divide(self, before: tuple[int, ...], rest: int) -> tuple[int, ...] | None:
        """Divide `rest` among the inputs after `before`, most to the first; None if it is not enough."""
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
