"""The month of a worker type that loses most by a revision, searched along one count after another."""

from collections.abc import Iterator
from typing import NamedTuple

from calculator.along import Along
from calculator.money import Span
from calculator.standing import Standing
from scripts.content.revision.pair import Counts, Pair, change
from scripts.content.revision.thresholds import kinks


class Month(NamedTuple):
    """The same counts under the old and under the new edition."""

    counts: Counts
    old: Standing
    new: Standing

    @property
    def moved(self) -> Span:
        """Return the change of all that the month pays, at once and later, the lower end first."""
        return change(self.old.whole(), self.new.whole())

    def along(self, pair: Pair, counter: str) -> Iterator["Month"]:
        """Yield this month, and those with 0 and with each number of a count at which a line bends."""
        yield self
        inputs = [side.policy.inputs.get(counter) for side in (pair.old, pair.new)]
        most = min(item.max for item in inputs if item)
        ways = [
            Along(month, item) if item else None
            for item, month in zip(inputs, (self.old, self.new), strict=True)
        ]
        for count in sorted({0, *(count for way in ways if way for count in kinks(way, most))}):
            old, new = (way and way.standing(count) for way in ways)
            yield Month({**self.counts, counter: count}, old or self.old, new or self.new)


def worst_counts(pair: Pair, worker: str) -> Counts | None:
    """Return the counts of the month that loses most of those tried, None for a type of one edition only.

    From a full month and the worst along each count from there, the search goes on to the worst along any one
    count, until none is worse; of equal ones, the nearest to the full month. What is worse only by several
    counts at once can be missed.
    """
    full = pair.old.full(worker)
    old, new = (side.standing(worker, full) for side in (pair.old, pair.new))
    if old is None or new is None:
        return None

    def rank(month: Month) -> tuple[int, int]:
        return month.moved.least, sum(abs(count - full.get(key, 0)) for key, count in month.counts.items())

    best = Month(full, old, new)
    tried: set[tuple[tuple[str, int], ...]] = set()
    for first in [min(best.along(pair, counter), key=rank) for counter in pair.inputs]:
        here = first
        while (counts := tuple(sorted(here.counts.items()))) not in tried:
            tried.add(counts)
            here = min((each for counter in pair.inputs for each in here.along(pair, counter)), key=rank)
            best = min(best, here, key=rank)
    return best.counts
