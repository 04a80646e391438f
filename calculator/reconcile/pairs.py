"""Find two counts that give an official total together, each off by few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

from calculator import words
from calculator.money import Span, exactly
from calculator.policy import Policy
from calculator.reconcile.case import Case
from calculator.reconcile.counts import ByCount, first_reader, known
from calculator.reconcile.rows import TOGETHER, Cause, Row


@dataclass(frozen=True, slots=True)
class ByCounts(Cause):
    """The two counts of `parts` give exactly the official amount together."""

    kind: ClassVar[str] = "counts"
    parts: Sequence[ByCount]

    @property
    def rank(self) -> tuple[int, ...]:
        return (
            TOGETHER,
            sum(part.item.common for part in self.parts),
            sum(abs(part.change) for part in self.parts),
        )

    def article(self, row: Row, policy: Policy) -> str:
        return self.parts[0].article(row, policy)

    def more(self) -> dict[str, Any]:
        keys = ("input", "from", "count", "change")
        return {"counts": [{key: part.more()[key] for key in keys} for part in self.parts]}

    def tries(self, chosen: Mapping[str, str]) -> dict[str, Any]:
        return {key: count for part in self.parts for key, count in part.tries(chosen).items()}

    def title(self) -> str:
        return "，".join(part.title() for part in self.parts)

    def says(self, row: Row, policy: Policy) -> str:
        counts = "、".join(f"{part.item.label} {part.others}" for part in self.parts)
        own = "、".join(f"{part.own} {part.item.unit}" for part in self.parts)
        return f"{counts}时，{row.label}正好是 {words.amount(self.parts[-1].amount)}，填的是 {own}。"

    def asks(self, row: Row, policy: Policy) -> str:
        return f"想请核对：{'；'.join(part.doubts(policy) for part in self.parts)}。"


def of_total(case: Case, name: str) -> Iterator[ByCounts]:
    """Yield the pairs of counts that give an official total, each off by few and moving it that way.

    Two counts whose changes add up to the difference are computed together before they are a cause.
    """
    ours, official = case.beside(case.ours).named(name), exactly(case.stated[name])
    if not ours.exact:
        return
    wanted, moves = official.least - ours.least, []
    for item, own in known(case, case.policy.inputs):
        for count in range(max(0, own - item.off_few), min(item.max, own + item.off_few) + 1):
            moved = _with(case, {item.id: exactly(count)}, name).least - ours.least
            if 0 < moved * wanted < wanted * wanted:
                moves.append((moved, ByCount(item, first_reader(case, item), own, exactly(count), official)))
    for (moved, one), (rest, other) in combinations(moves, 2):
        if moved + rest == wanted and one.item != other.item:
            counts = {part.item.id: part.counts for part in (one, other)}
            if _with(case, counts, name) == official and case.agrees(case.ours.changed(counts).amounts):
                yield ByCounts((one, other))


def _with(case: Case, counts: Mapping[str, Span], name: str) -> Span:
    return case.beside(case.ours.changed(counts)).named(name)
