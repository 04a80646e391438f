"""A month beside its official slip, row by row."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.engine import estimate
from calculator.money import exactly
from calculator.plan import DEDUCTIONS
from calculator.policy import Policy
from calculator.reconcile import sheet
from calculator.reconcile.case import Case
from calculator.reconcile.causes import Unlisted
from calculator.reconcile.explain import COLUMNS, line_causes, total_causes, unlisted_in
from calculator.reconcile.official import TOTALS
from calculator.reconcile.rows import NOT_GIVEN, Row
from calculator.situation import Situation
from calculator.statement import Line
from calculator.totals import TOTAL_LABELS


class Reconciliation(NamedTuple):
    """A month beside its official slip."""

    situation: Situation
    lines: Sequence[Row]
    totals: Sequence[Row]
    unlisted: Unlisted | None

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the comparison under the keys of the reference."""
        situation, left = self.situation, self.unlisted
        return {
            "month": str(situation.month),
            "worker_type": situation.worker_type,
            "lines": [row.as_json(policy) for row in self.lines],
            "totals": [row.as_json(policy) for row in self.totals],
            "unlisted": left and {"total": left.total, **words.span(exactly(left.difference))},
            "facts": self._facts(policy),
            "readings": dict(situation.readings),
            "policy": words.policy(policy),
            "cautions": policy.cautions(situation.month),
        }

    def shown(self, policy: Policy) -> dict[str, Any]:
        """Return everything the page shows of the comparison, as text."""
        situation = self.situation
        return {
            "rows": [row.shown(policy) for row in self.lines],
            "totals": [row.shown(policy) for row in self.totals],
            "unlisted": self.unlisted.said if self.unlisted else "",
            "facts": self._facts(policy),
            "verdict": self._verdict(),
            "cautions": policy.cautions(situation.month),
            "month": situation.month.chinese,
            "worker": policy.worker_names[situation.worker_type],
        }

    def _facts(self, policy: Policy) -> list[str]:
        return sheet.facts(policy, self.situation, self._differing(), self.unlisted)

    def _differing(self) -> list[Row]:
        """Return the rows that differ by themselves, without those that only follow other rows."""
        return [row for row in (*self.lines, *self.totals) if row.stands_alone]

    def _verdict(self) -> str:
        """Return in one sentence how much differs."""
        alone = len(self._differing())
        said = f"有 {alone} 处不同" if alone else "发放表与按条文算的一致"
        if self.unlisted and not alone:
            said = "填了的各项与按条文算的一致，但各项相加与合计对不上"
        left = any(row.status == NOT_GIVEN for row in (*self.lines, *self.totals))
        return said + ("；没有填的项没有比。" if left else "。")


def reconcile(policy: Policy, request: object) -> Reconciliation:
    """Return the month of a request beside its official slip; InputError with every fault (art. 7).

    A total is looked at with the official lines put in, so that its causes are those the lines leave.
    """
    case = Case.read(policy, request)
    situation = case.situation
    lines = [_line(case, place, line) for place, line in enumerate(estimate(policy, situation).lines)]
    unlisted = {name: unlisted_in(case, name) for name in TOTALS}
    totals = [_total(case, name, unlisted[name]) for name in TOTALS]
    # What is paid out is what a worker looks at first.
    found = [unlisted["payable"], *unlisted.values()]
    return Reconciliation(situation, lines, totals, next((each for each in found if each), None))


def _line(case: Case, place: int, line: Line) -> Row:
    official = case.given.get(place)
    same = official is None or line.amount.holds(official)
    return Row(
        line.id,
        line.label,
        line.article,
        line.also,
        case.ours.plan.columns[place] == DEDUCTIONS,
        line.amount,
        line.working,
        official,
        () if same else line_causes(case, place),
    )


def _total(case: Case, name: str, unlisted: Unlisted | None) -> Row:
    ours, official = case.ours.totals.named(name), case.stated.get(name)
    same = official is None or ours.holds(official)
    return Row(
        name,
        TOTAL_LABELS[name],
        None,
        (),
        COLUMNS[name] == (DEDUCTIONS,),
        ours,
        "",
        official,
        () if same else total_causes(case, name, unlisted),
    )
