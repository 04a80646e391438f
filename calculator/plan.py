"""Rules bound to the numbers of one month and one worker type."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from calculator.ceiling import Ceiling
from calculator.money import Span
from calculator.rules import Counts, Rule
from calculator.rules.banded_share import BandedShare
from calculator.score import Score

# When a line is paid; `UNSAID`: the text does not say it, and the line counts in the month.
MONTH, QUARTER, YEAR_END, UNSAID = "month", "quarter", "year_end", "unsaid"
CARRIED, NOTHING_PAID = "carried", "nothing_paid"
GROSS, DEDUCTIONS, YEAR_END_COLUMN, QUARTER_COLUMN = COLUMNS = range(4)
# The columns that the month does not pay.
LATER = (QUARTER_COLUMN, YEAR_END_COLUMN)
# The name of the sum of all that a worker gets of the month, beside those of the totals.
WHOLE = "whole"


# Bound rules and plans are never compared; without `eq` they are keys that need no hash of their fields.
@dataclass(frozen=True, slots=True, eq=False)
class BoundRule:
    """A rule of the policy with its numbers; `reads` names the counts that it reads."""

    id: str
    label: str
    article: str
    also: tuple[str, ...]
    paid: str
    zero: str
    rule: Rule
    reads: tuple[str, ...]


class Bearing(NamedTuple):
    """The directions of a sum: 1 if it never falls, -1 if it never rises, 0 if neither is certain.

    `counts` has the direction with more of each count that raises one line and lowers another, `lines` the
    direction with more of each line.
    """

    counts: Mapping[str, int]
    lines: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All rules of a month for a worker type, in the policy's order, each with its column of the totals.

    `readers` holds for each count the places of the rules that read it. The rest says which spans are not the
    sums of the spans of the rules' amounts. `bearings` has the totals that a ceiling over several lines, a
    ceiling of other lines or an opposed count can make narrower. `opposed` are the counts that raise one line
    of a total and lower another, `tangled` those that can raise a total and can lower it, each with all
    counts of the same lines or ceilings. `hanging` are the places of lines whose own span can be narrower.
    All this depends on the lines at the places `joined` and on the counts `beside` only.
    """

    rules: Sequence[BoundRule]
    ceilings: Sequence[Ceiling]
    carried: bool
    columns: tuple[int, ...]
    readers: Mapping[str, Sequence[int]]
    scores: Sequence[Score] = ()
    tangled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bearings: Mapping[str, Bearing] = field(default_factory=dict)
    opposed: frozenset[str] = frozenset()
    hanging: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    beside: tuple[str, ...] = ()

    def amounts(self, counts: Counts) -> list[Span]:
        """Return each rule's amount before any ceiling."""
        return [bound.rule.amount(counts) for bound in self.rules]

    def amounts_with(self, amounts: Sequence[Span], counts: Counts, changed: Iterable[str]) -> list[Span]:
        """Return the amounts after some counts have changed; only the rules that read them run again."""
        found = list(amounts)
        for counter in changed:
            for place in self.readers.get(counter, ()):
                found[place] = self.rules[place].rule.amount(counts)
        return found

    def capped(self, amounts: list[Span]) -> list[Span]:
        """Return the amounts with the ceilings applied; the same list if no ceiling reduces an amount."""
        for ceiling in self.ceilings:
            amounts = ceiling.cut(amounts)
        return amounts

    def stages(self, amounts: list[Span]) -> list[list[Span]]:
        """Return the amounts before each ceiling, and after the last."""
        found = [amounts]
        for ceiling in self.ceilings:
            found.append(ceiling.cut(found[-1]))
        return found

    def sides(self, amounts: list[Span]) -> list[bool]:
        """Return for each bend of the ceilings whether the amounts, before any ceiling, are above it.

        Between two lists with the same sides, the capped amounts are linear.
        """
        sides: list[bool] = []
        for ceiling in self.ceilings:
            sides += ceiling.sides(amounts)
            amounts = ceiling.cut(amounts)
        return sides

    def shares(self, counts: Counts) -> dict[str, Span]:
        """Return the share in percent of each line of which only a share is paid, by the line's id."""
        return {
            bound.id: bound.rule.bands.share(counts)
            for bound in self.rules
            if isinstance(bound.rule, BandedShare)
        }

    def moves(self, place: int) -> tuple[str, ...]:
        """Return the counts that a line reads, then those of the lines that are its most."""
        limiting = [other for each in self.ceilings if place in each.places for other in each.most_of]
        return tuple(dict.fromkeys(key for each in (place, *limiting) for key in self.rules[each].reads))


def paid_later(plan: Plan) -> str:
    """Return in words when lines are paid that the month does not pay; empty if there are none."""
    said = {QUARTER_COLUMN: "按季", YEAR_END_COLUMN: "年底"}
    return "、".join(when for column, when in said.items() if column in plan.columns)
