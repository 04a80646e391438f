"""How many more: the smallest change of each count alone that surely pays an amount."""

from collections.abc import Mapping
from typing import NamedTuple

from calculator.along import Along, first
from calculator.money import Span
from calculator.policy import Input
from calculator.standing import Standing
from calculator.together import Together, together


class Alone(NamedTuple):
    """What one input alone must come to; `to` and `payable` are None where it cannot be enough.

    `way` is 1 where more of it surely pays more, -1 where less, 0 where neither; `best` is what the month
    pays at its best count, `moves` whether any count changes that, be it only what is not sure.
    """

    item: Input
    own: Span
    way: int
    to: int | None
    payable: Span | None
    best: Span
    moves: bool

    @property
    def change(self) -> int | None:
        """Return by how much the count changes; None where it cannot be enough or is not known."""
        return None if self.to is None or not self.own.exact else self.to - self.own.least


class Needed(NamedTuple):
    """The ways to an amount in 分; no ways where it is reached as things stand."""

    target: int
    payable: Span
    reached: bool
    alone: list[Alone]
    together: Together | None


def ways(standing: Standing, alongs: Mapping[str, Along], target: int) -> Needed:
    """Return how the counts would have to change for at least `target` 分 to be paid for sure.

    Every count not known is taken at its worst, since only that is sure.
    """
    payable = standing.totals.payable
    if payable.least >= target:
        return Needed(target, payable, True, [], None)
    alone = [_alone(along, target) for along in alongs.values()]
    required = [along for along in alongs.values() if along.item.required and along.pays > 0]
    both = together(standing, required, target) if required else None
    return Needed(target, payable, False, alone, both)


def _alone(along: Along, target: int) -> Alone:
    item, own, way = along.item, along.own, along.pays
    none, most = along.at(0).payable, along.at(item.max).payable
    best = (most if way > 0 else none) if way else max(none, most)
    to = None
    if best.least >= target:
        to = _count(along, way, target)
    return Alone(item, own, way, to, None if to is None else along.at(to).payable, best, none != most)


def _count(along: Along, way: int, target: int) -> int:
    """Return the count nearest to the input's own with which the target is reached."""
    own, last = along.own, along.item.max

    def enough(count: int) -> bool:
        return along.at(count).payable.least >= target

    if way >= 0:
        return first(own.least, last, enough)
    # The greatest count that is still enough comes right before the smallest that is not.
    return first(0, own.most + 1, lambda count: not enough(count)) - 1
