"""Add up the lines of a month, and compute its totals under other readings of unclear clauses."""

from collections.abc import Iterable
from typing import NamedTuple

from tests.oracle.figures import OTHER_READINGS
from tests.oracle.pay import Chosen, Counts, Month, Span, lines


class Sums(NamedTuple):
    """The totals of a month by name, and the names of those narrower than the sums of their lines."""

    totals: dict[str, Span]
    narrower: frozenset[str]


def summed(month: Month, chosen: Chosen) -> Sums:
    """Return the totals of a month, beside what its lines would add up to end by end."""
    found, added = _totals(month, chosen), _totals(Month(month.lines, {}), chosen)
    return Sums(found, frozenset(name for name in found if found[name] != added[name]))


def _totals(month: Month, chosen: Chosen) -> dict[str, Span]:
    parts = month.lines

    def added(names: Iterable[str]) -> Span:
        left = set(names)
        spans = []
        for group, span in month.together.items():
            if left.issuperset(group):
                spans.append(span)
                left -= set(group)
        spans += [parts[name].span for name in left]
        return sum(low for low, _ in spans), sum(high for _, high in spans)

    late = [name for name in parts if parts[name].at_year_end]
    off = [name for name in parts if name.endswith("_deduction")]
    gross = added(name for name in parts if name not in [*late, *off])
    deductions = added(off)
    net = gross[0] + deductions[0], gross[1] + deductions[1]
    carried = chosen.get("below-zero", "default") == "carried"
    payable = net if carried else (max(0, net[0]), max(0, net[1]))
    found = {"gross": gross, "deductions": deductions, "net": net, "payable": payable}
    return {**found, "year_end": added(late)}


def other_readings(month: str, worker: str, counts: Counts, chosen: Chosen) -> dict[tuple[str, str], Sums]:
    """Return the totals under each reading that would change one, taken alone beside those chosen."""
    present = summed(lines(month, worker, counts, chosen), chosen)
    found = {}
    for name, alternatives in OTHER_READINGS.items():
        for alternative in ("default", *alternatives):
            if alternative != chosen.get(name, "default"):
                other = {**chosen, name: alternative}
                changed = summed(lines(month, worker, counts, other), other)
                if changed.totals != present.totals:
                    found[name, alternative] = changed
    return found
