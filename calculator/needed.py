"""The smallest change of each single count with which the month certainly pays a target amount.

The sentences state facts and give no advice.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from calculator import words
from calculator.along import Along, first
from calculator.money import ZERO, Span, yuan
from calculator.policy import Input, Policy
from calculator.standing import Standing
from calculator.together import Together, at_most, more_of, together
from calculator.totals import Totals


class Alone(NamedTuple):
    """The count of one input that reaches the target; `to` and `payable` are None if no count does.

    `way`: the direction that raises the least pay (1 more, -1 fewer, 0 neither). `best`: the pay at the best
    count. `moves`: whether any count changes the pay, even if only its upper end.
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
        """Return the change of the count; None if no count is enough or the own count is unknown."""
        return None if self.to is None or not self.own.exact else self.to - self.own.least

    def as_json(self) -> dict[str, Any]:
        """Return the input with the count that reaches the target, or the reason why none does."""
        item = self.item
        return {
            "input": item.id,
            "label": item.label,
            "unit": item.unit,
            "article": item.article,
            "from": words.count(self.own),
            "to": self.to,
            "change": self.change,
            "payable": self.payable and words.span(self.payable),
            "reason": f"单靠{item.label}做不到：{self.why_not()}" if self.to is None else None,
        }

    def why_not(self) -> str:
        """Return why no count of this input alone is enough."""
        if not self.moves:
            return "它不影响本月应发"
        if self.way < 0 and self.own == ZERO:
            return f"已经是 0 {self.item.unit}，不能再少"
        return at_most(self.best)

    def sentence(self, to: int, payable: Span, policy: Policy) -> str:
        """Return what the input alone would have to be; only required counts are said without an if."""
        item, change, unit = self.item, self.change, self.item.unit
        result = f"是 {words.amount(payable)}"
        if item.required and self.way > 0:
            return f"{more_of(item, change, to)}，{result}"
        if change is None:
            said = f"{item.label}{'不超过' if self.way < 0 else '一共'} {to} {unit}"
        else:
            said = f"{'少' if self.way < 0 else '再有'} {abs(change)} {unit}{item.label}"
        return f"如果{said}（{policy.clause(item.article)}），{result}"


class Needed(NamedTuple):
    """The ways to reach a target in 分; none if the month already reaches it or there is no target."""

    target: int | None
    totals: Totals
    reached: bool | None
    alone: list[Alone]
    together: Together | None

    def as_json(self) -> dict[str, Any]:
        """Return the ways to the target, and the pay of the month."""
        both = self.together
        return {
            "payable": words.span(self.totals.payable),
            "year_end": words.span(self.totals.year_end),
            "target": None if self.target is None else yuan(self.target),
            "reached": self.reached,
            "inputs": [each.as_json() for each in self.alone],
            "together": both and both.as_json(),
            "together_reason": both and both.reason,
        }

    def shown(self, policy: Policy) -> dict[str, Any] | None:
        """Return everything the page shows of the ways to a target; None without a target."""
        if self.target is None:
            return None
        return {
            "target": yuan(self.target),
            "reached": self.reached,
            "summary": self._summary(self.target),
            "rows": [
                {
                    "input": each.item.id,
                    "label": each.item.label,
                    "sentence": each.sentence(each.to, each.payable, policy),
                    "clause": policy.cited(each.item.article),
                }
                for each in self.alone
                if each.to is not None and each.payable is not None
            ],
            "cannot": self._cannot(),
            "together": self.together.shown() if self.together else "",
            "caution": {"text": policy.honesty["text"], "clause": policy.cited(policy.honesty["article"])},
        }

    def _cannot(self) -> str:
        """Return in one sentence which inputs alone are not enough, grouped by reason."""
        reasons: dict[str, list[str]] = {}
        for each in self.alone:
            if each.to is None:
                reasons.setdefault(each.why_not(), []).append(each.item.label)
        said = [f"{'、'.join(labels)}（{why}）" for why, labels in reasons.items()]
        return f"单靠这些做不到：{'；'.join(said)}" if said else ""

    def _summary(self, target: int) -> str:
        """Return the shortest answer: reached, reachable by these required counts, or not by them."""
        wished, payable, both = f"要到 {words.yuan_of(target)}", self.totals.payable, self.together
        if self.reached:
            return f"{wished}：已经够了"
        wished += f"，{'还' if payable.exact else '按最低的算还'}差 {words.yuan_of(target - payable.least)}："
        enough = [each for each in self.alone if each.to is not None]
        ways = [
            more_of(each.item, each.change, each.to)
            for each in enough
            if each.to is not None and each.item.required and each.way > 0
        ]
        if ways:
            return wished + "，或者".join(ways)
        if both is not None and both.added is not None:
            return wished + both.shown()
        said = [both.shown()] if both else []
        if enough:
            said.append("其他情形见下面各行")
        return wished + ("；".join(said) or f"做不到，{at_most(payable)}")


def ways(standing: Standing, alongs: Mapping[str, Along], target: int | None) -> Needed:
    """Return how the counts would have to change so that the month certainly pays at least `target` 分.

    Every unknown count is taken at its worst value.
    """
    totals = standing.totals
    if target is None:
        return Needed(None, totals, None, [], None)
    if totals.payable.least >= target:
        return Needed(target, totals, True, [], None)
    alone = [_alone(along, target) for along in alongs.values()]
    required = [along for along in alongs.values() if along.item.required and along.steady and along.pays > 0]
    both = together(standing, required, target) if required else None
    return Needed(target, totals, False, alone, both)


def _alone(along: Along, target: int) -> Alone:
    item, own, way = along.item, along.own, along.pays
    if not along.steady:
        return _nearest(along, target)
    none, most = along.at(0).payable, along.at(item.max).payable
    best = (most if way > 0 else none) if way else max(none, most)
    to = _count(along, way, target) if best.least >= target else None
    return Alone(item, own, way, to, None if to is None else along.at(to).payable, best, none != most)


def _nearest(along: Along, target: int) -> Alone:
    """Return the count that reaches the target and is nearest, along a count that pays more here, less there.

    Between two bends the pay is linear, so the counts that are enough begin or end at a bend or between two.
    """
    item, own, points = along.item, along.own, along.bends(along.item.max)
    pays, enough = [along.at(count).payable for count in points], _enough(along, target)
    found = [count for count in points if enough(count)]
    for one, other in pairwise(points):
        if enough(other) and not enough(one):
            found.append(first(one, other, enough))
        elif enough(one) and not enough(other):
            found.append(first(one, other, lambda count: not enough(count)) - 1)
    to = min(found, key=lambda count: abs(count - own.least), default=None)
    way = 0 if to is None else 1 if to >= own.least else -1
    moves = any(pay != pays[0] for pay in pays)
    return Alone(item, own, way, to, None if to is None else along.at(to).payable, max(pays), moves)


def _enough(along: Along, target: int) -> Callable[[int], bool]:
    return lambda count: along.at(count).payable.least >= target


def _count(along: Along, way: int, target: int) -> int:
    """Return the count nearest to the input's own count that reaches the target."""
    own, enough = along.own, _enough(along, target)
    if way >= 0:
        return first(own.least, along.item.max, enough)
    # The greatest count that is enough is one less than the smallest that is not.
    return first(0, own.most + 1, lambda count: not enough(count)) - 1
