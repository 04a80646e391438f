"""Typical months of a worker type, found from the rules of both editions."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from calculator.money import exactly
from calculator.standing import Standing
from scripts.content.revision.pair import Pair
from scripts.content.revision.thresholds import bends
from scripts.content.revision.worst import worst_counts

FULL, FULL_AFTER = "满额", "照改后满额"
# How often each reason for a deduction happens in the worst month.
_OFTEN = 3


class Case(NamedTuple):
    """A month: what it is an example of, its counts, and whether it is one of the few that are printed."""

    name: str
    counts: Mapping[str, int]
    typical: bool


def cases(pair: Pair, worker: str) -> list[Case]:
    """Return the months of a worker type that show a revision, none twice: the typical ones first."""
    found: dict[tuple[tuple[str, int], ...], Case] = {}
    for case in (*_typical(pair, worker), *_at_bends(pair, worker), *_worst(pair, worker)):
        key = tuple(sorted((key, count) for key, count in case.counts.items() if count))
        found.setdefault(key, case)
    return list(found.values())


def _moving(pair: Pair, worker: str, way: int) -> list[str]:
    """Return the counts, without the required ones, that raise (1) or lower (-1) the pay in an edition."""
    found: list[str] = []
    for side in (pair.old, pair.new):
        full = side.full(worker)
        month = side.standing(worker, full)
        for key, item in side.policy.inputs.items():
            if month and not item.required and key not in found and _moved(month, key) * way > 0:
                found.append(key)
    return found


def _moved(month: Standing, key: str) -> int:
    """Return by how much one more of a count moves the least pay."""
    return month.changed({key: exactly(1)}).whole().least - month.whole().least


def _typical(pair: Pair, worker: str) -> Iterator[Case]:
    after = pair.new.full(worker)
    base = pair.old.full(worker) or after
    yield Case(FULL, base, True)
    if after != base and after:
        yield Case(FULL_AFTER, after, True)
    inputs = pair.inputs
    for key in [key for key in base if base[key]]:
        less = {**base, key: base[key] - 1}
        yield Case(f"{inputs[key].label}少 1 {inputs[key].unit}", less, True)
    over: dict[str, int] = {}
    for key in base:
        ends = [end for side in (pair.old, pair.new) for end in bends(side, worker, key, base)]
        if max(ends, default=0) > base[key]:
            over[key] = max(ends)
            yield Case(f"{inputs[key].label}超额", {**base, key: over[key]}, True)
    good = _moving(pair, worker, 1)
    yield Case("每种奖励都有", {**base, **over, **dict.fromkeys(good, 1)}, True)
    yield Case("只完成一半", {key: count // 2 for key, count in base.items()}, True)
    new = [key for key, item in pair.new.policy.inputs.items() if key not in pair.old.policy.inputs]
    for key in new:
        yield Case(f"{inputs[key].label} 1 {inputs[key].unit}", {**base, key: 1}, True)
    bad = _moving(pair, worker, -1)
    yield Case("每种扣款各一次", {**base, **dict.fromkeys(bad, 1)}, True)
    yield Case("扣得最多", {**dict.fromkeys(base, 0), **dict.fromkeys(bad, _OFTEN)}, True)
    yield Case("全是零", dict.fromkeys(base, 0), True)


def _at_bends(pair: Pair, worker: str) -> Iterator[Case]:
    """Yield a month below, at and above each count at which an amount bends, the other counts full."""
    for side in (pair.old, pair.new):
        full = side.full(worker)
        for key in side.policy.inputs:
            item = side.policy.inputs[key]
            for at in bends(side, worker, key, full):
                for count in (at - 1, at, at + 1):
                    yield Case(f"{item.label} {count} {item.unit}", {**full, key: count}, False)


def _worst(pair: Pair, worker: str) -> Iterator[Case]:
    """Yield the month that loses most of those tried, named by the counts that differ from a full month."""
    full, counts = pair.old.full(worker), worst_counts(pair, worker)
    if counts:
        differing = {key: count for key, count in counts.items() if count != full.get(key, 0)}
        yield Case(pair.said(differing), {**full, **differing}, False)
