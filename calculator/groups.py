"""The lines of a statement by when they are paid, each group with the sum that its lines add up to."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from calculator import words
from calculator.money import ZERO, Span
from calculator.plan import (
    DEDUCTIONS,
    GROSS,
    MONTH,
    QUARTER,
    QUARTER_COLUMN,
    UNSAID,
    YEAR_END,
    YEAR_END_COLUMN,
    Plan,
)
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS, Totals

GROUP_LABELS = {
    MONTH: "当月算",
    UNSAID: "没写何时发，计入当月",
    "deductions": "扣款",
    QUARTER: "按季另算",
    YEAR_END: "年底另算",
}
# The totals of the columns, by their names. That of the month's pay can be divided between two groups.
_TOTALS = {GROSS: "gross", DEDUCTIONS: "deductions", QUARTER_COLUMN: QUARTER, YEAR_END_COLUMN: YEAR_END}
# Where the page shows the groups and, behind those of the month, what they come to.
PLACES = (MONTH, UNSAID, "deductions", "net", "payable", QUARTER, YEAR_END)
JOINTLY = "合起来，各行不会都到最低或最高"


class Members(NamedTuple):
    """The lines of a plan that are one group, by their ids and places, and the total of their column."""

    group: str
    total: str
    lines: list[str]
    places: list[int]


class Group(NamedTuple):
    """The lines that are paid at one time, or deducted.

    `sum` in 分 is the sum of their amounts; it is `narrower` where they depend on the same count.
    """

    of: Members
    sum: Span
    narrower: bool

    def as_json(self) -> dict[str, Any]:
        """Return the group with the ids of its lines and its sum in yuan."""
        name, _, lines, _ = self.of
        found = {"id": name, "label": GROUP_LABELS[name], "lines": lines, **words.span(self.sum)}
        return {**found, "narrower": True} if self.narrower else found


def grouped(standing: Standing) -> list[Group]:
    """Return the groups of the month's plan; their sums add up to its totals.

    Where the total of the month's pay is narrower than the sum of its lines, a group that is exact leaves the
    rest to the other. If neither is exact, both have the sums of their lines.
    """
    members, amounts = _members(standing.plan), standing.amounts
    added = [_added([amounts[place] for place in each.places]) for each in members]
    if not standing.narrower:
        return [Group(each, own, False) for each, own in zip(members, added, strict=True)]
    found = []
    for each, own in zip(members, added, strict=True):
        pairs = zip(members, added, strict=True)
        rest = _added([other for one, other in pairs if one.total == each.total and one is not each])
        known = standing.totals.named(each.total).plus(rest.times(-1)) if rest.exact else own
        found.append(Group(each, known, known != own))
    return found


def shown(
    groups: Sequence[Group], lines: Sequence[Mapping[str, Any]], totals: Totals
) -> list[dict[str, Any]]:
    """Return the groups as the page shows them and, behind those of the month, what these come to.

    `lines` are the lines as the page shows them. A part is `zero` if it adds nothing to what is above it.
    """
    parts, later, added, paid = [], [], ZERO, 0
    for (name, total, _, places), value, narrower in groups:
        own = [lines[place] for place in places]
        zero = value == ZERO and all(line["zero"] for line in own)
        part = {
            **_said(name, GROUP_LABELS[name], JOINTLY if narrower else "小计", value),
            "lines": own,
            "zero": zero,
        }
        if total in (QUARTER, YEAR_END):
            later.append(part)
        else:
            parts.append(part)
            added, paid = added.plus(value), paid + (not zero)
    label, jointly = TOTAL_LABELS["payable"], f"（{JOINTLY}）" if added != totals.net else ""
    if totals.net != totals.payable:
        balance = _said("net", "", TOTAL_LABELS["net"] + jointly, totals.net)
        parts.append({**balance, "lines": [], "zero": False})
        label, jointly = f"{label}（不低于 0）", ""
    alone = paid < 2 and totals.net == totals.payable
    parts.append({**_said("payable", "", label + jointly, totals.payable), "lines": [], "zero": alone})
    return parts + later


# Cached because a key press changes only some groups.
@lru_cache(maxsize=1024)
def _said(name: str, label: str, says: str, value: Span) -> Mapping[str, Any]:
    return {"id": name, "label": label, "sum": says, "shown": words.amount(value), **words.span(value)}


def _added(amounts: Iterable[Span]) -> Span:
    total = ZERO
    for amount in amounts:
        # Most lines are 0.
        if amount != ZERO:
            total = amount if total is ZERO else total.plus(amount)
    return total


@lru_cache(maxsize=256)
def _members(plan: Plan) -> list[Members]:
    """Return the groups that a plan has."""
    found = {name: Members(name, name, [], []) for name in GROUP_LABELS}
    for place, (bound, column) in enumerate(zip(plan.rules, plan.columns, strict=True)):
        name = _TOTALS[column]
        if column == GROSS:
            name = UNSAID if bound.paid == UNSAID else MONTH
        found[name].lines.append(bound.id)
        found[name].places.append(place)
    return [
        each._replace(total="gross" if each.group in (MONTH, UNSAID) else each.group)
        for each in found.values()
        if each.lines
    ]
