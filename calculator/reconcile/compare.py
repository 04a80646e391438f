"""Ours and the official amounts, row by row."""

from collections.abc import Sequence
from typing import NamedTuple

from calculator.engine import estimate
from calculator.money import Span
from calculator.plan import DEDUCTIONS
from calculator.policy import Policy
from calculator.reconcile.case import Case
from calculator.reconcile.causes import ByLines, Cause, Unlisted
from calculator.reconcile.explain import COLUMNS, line_causes, total_causes, total_of, unlisted_in
from calculator.reconcile.official import TOTALS, read
from calculator.situation import Situation
from calculator.statement import TOTAL_LABELS, Line

SAME, WITHIN, DIFFERS, NOT_GIVEN = "same", "within", "differs", "not_given"


class Row(NamedTuple):
    """A line or a total beside the official one, in 分; `article` is None and `working` empty for a total."""

    id: str
    label: str
    article: str | None
    also: tuple[str, ...]
    deducts: bool
    ours: Span
    working: str
    official: int | None
    status: str
    causes: Sequence[Cause]

    @property
    def difference(self) -> Span | None:
        """Return the official amount less ours, end by end; None where there is none."""
        if self.official is None:
            return None
        return Span(self.official - self.ours.most, self.official - self.ours.least)

    @property
    def stands_alone(self) -> bool:
        """Tell whether the row differs by itself, not only because other rows do."""
        return self.status == DIFFERS and not isinstance(self.causes[0], ByLines)


class Reconciliation(NamedTuple):
    """A month beside its official slip."""

    situation: Situation
    lines: Sequence[Row]
    totals: Sequence[Row]
    unlisted: Unlisted | None

    @property
    def rows(self) -> Sequence[Row]:
        """Return the lines, then the totals."""
        return (*self.lines, *self.totals)


def reconcile(policy: Policy, request: object) -> Reconciliation:
    """Return the month of a request beside its official slip; InputError with every fault (art. 7).

    A total is looked at with the official lines put in, so that its causes are those the lines leave.
    """
    situation, official = read(policy, request)
    case = Case.of(policy, situation, official)
    lines = [_line(case, place, line) for place, line in enumerate(estimate(policy, situation).lines)]
    unlisted = {name: unlisted_in(case, name) for name in TOTALS}
    totals = [_total(case, name, unlisted[name]) for name in TOTALS]
    # What is paid out is what a worker looks at first.
    found = [unlisted["payable"], *unlisted.values()]
    return Reconciliation(situation, lines, totals, next((each for each in found if each), None))


def _line(case: Case, place: int, line: Line) -> Row:
    official = case.given.get(place)
    status = _status(line.amount, official)
    return Row(
        line.id,
        line.label,
        line.article,
        line.also,
        case.ours.plan.columns[place] == DEDUCTIONS,
        line.amount,
        line.working,
        official,
        status,
        line_causes(case, place) if status == DIFFERS else (),
    )


def _total(case: Case, name: str, unlisted: Unlisted | None) -> Row:
    ours, official = total_of(case.ours.totals, name), case.stated.get(name)
    status = _status(ours, official)
    return Row(
        name,
        TOTAL_LABELS[name],
        None,
        (),
        COLUMNS[name] == (DEDUCTIONS,),
        ours,
        "",
        official,
        status,
        total_causes(case, name, unlisted) if status == DIFFERS else (),
    )


def _status(ours: Span, official: int | None) -> str:
    if official is None:
        return NOT_GIVEN
    if not ours.holds(official):
        return DIFFERS
    return SAME if ours.exact else WITHIN
