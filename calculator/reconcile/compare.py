"""Compare a month with its official slip, row by row, and write the sheet to take along."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.engine import estimate
from calculator.money import ZERO, exactly
from calculator.plan import DEDUCTIONS
from calculator.policy import Policy
from calculator.readings import DEFAULT
from calculator.reconcile.case import Case, totals_in
from calculator.reconcile.causes import Unlisted
from calculator.reconcile.explain import COLUMNS, line_causes, total_causes, unlisted_in
from calculator.reconcile.rows import NOT_GIVEN, RANGE, Row
from calculator.situation import Situation
from calculator.statement import Line
from calculator.totals import TOTAL_LABELS

# The total that is paid out.
PAYABLE = "payable"


class Reconciliation(NamedTuple):
    """The comparison of a month with its official slip."""

    situation: Situation
    lines: Sequence[Row]
    totals: Sequence[Row]
    unlisted: Unlisted | None

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the comparison with the keys of the project's reference."""
        situation, left = self.situation, self.unlisted
        return {
            "month": str(situation.month),
            "worker_type": situation.worker_type,
            "lines": [row.as_json(policy) for row in self.lines],
            "totals": [row.as_json(policy) for row in self.totals],
            "unlisted": left and {"total": left.total, **words.span(exactly(left.difference))},
            "facts": [
                *self._recorded(policy),
                *map("".join, self._differences(policy)),
                _decided(policy),
            ],
            "readings": dict(situation.readings),
            "policy": words.policy(policy),
            "cautions": policy.cautions(situation.month),
        }

    def shown(self, policy: Policy) -> dict[str, Any]:
        """Return everything the page shows of the comparison, as text."""
        return {
            "rows": [row.shown(policy) for row in self.lines],
            "totals": [row.shown(policy) for row in self.totals],
            "unlisted": self.unlisted.said if self.unlisted else "",
            "paid": self._paid(policy),
            "sheet": self._sheet(policy),
            "verdict": self._verdict(),
        }

    def _paid(self, policy: Policy) -> dict[str, Any] | None:
        """Return how the amount paid out compares, and the causes of a difference as the page tries them."""
        row = next(row for row in self.totals if row.id == PAYABLE)
        if row.official is None:
            return None
        chosen = dict(self.situation.readings)
        return {
            "said": row.compared,
            "causes": [
                {
                    "title": cause.title(),
                    "amount": words.signed_yuan(moved) if (moved := cause.moved(row)) else "",
                    "text": cause.fits(row, policy),
                    "clauses": [policy.cited(part.article(row, policy)) for part in cause.parts],
                    "try": cause.tries(chosen),
                }
                for cause in row.causes
            ],
        }

    def _sheet(self, policy: Policy) -> dict[str, Any]:
        """Return the sheet to print: the recorded month, its lines beside the slip, and what to ask."""
        rows = [row for row in (*self.lines, *self.totals) if row.ours != ZERO or row.official is not None]
        return {
            "recorded": self._recorded(policy),
            "lines": [row.cells(policy) for row in rows],
            "asked": [each for said in self._differences(policy) for each in said],
            "decided": _decided(policy),
        }

    def _recorded(self, policy: Policy) -> list[str]:
        """Return the month, the counts, and the readings that are not the default."""
        situation = self.situation
        worker = policy.worker_names[situation.worker_type]
        said = [
            f"{situation.month.chinese}，{worker}，按《{policy.measure['title']}》核对。",
            f"我记的：{situation.said(policy)}。",
        ]
        for key, option in situation.readings:
            if option != DEFAULT:
                taken = policy.readings[key].options[option]
                place = policy.clause(taken.article)
                said.append(f"条文不清楚的地方，这里按这种理解算：{taken.label}（{place}）。")
        return said

    def _differences(self, policy: Policy) -> list[list[str]]:
        """Return each difference with its clause, followed by what to ask about it."""
        differing, unlisted = self._differing(), self.unlisted
        said = [_fact(row, policy) for row in differing]
        if unlisted and not any(isinstance(cause, Unlisted) for row in differing for cause in row.causes):
            said.append([unlisted.said])
        if not differing:
            said.append(["填了的各项与按条文算的一致。"])
        return said

    def _differing(self) -> list[Row]:
        """Return the rows that differ, without those whose difference other rows explain."""
        return [row for row in (*self.lines, *self.totals) if row.stands_alone]

    def _verdict(self) -> str:
        """Return in one sentence how many rows differ."""
        alone = len(self._differing())
        said = f"有 {alone} 处不同" if alone else "发放表与按条文算的一致"
        if self.unlisted and not alone:
            said = "填了的各项与按条文算的一致，但各项相加与合计对不上"
        left = any(row.status == NOT_GIVEN for row in (*self.lines, *self.totals))
        return said + ("；没有填的项没有比。" if left else "。")


def reconcile(policy: Policy, request: object) -> Reconciliation:
    """Return the comparison that a request asks for; InputError with every fault (art. 7).

    Totals are compared with the official lines filled in, so a total shows only the causes that its lines do
    not.
    """
    case = Case.read(policy, request)
    situation = case.situation
    lines = [_line(case, place, line) for place, line in enumerate(estimate(policy, situation).lines)]
    unlisted = {name: unlisted_in(case, name) for name in totals_in(policy)}
    totals = [_total(case, name, unlisted[name]) for name in unlisted]
    # Workers look first at the amount that is paid out.
    found = [unlisted["payable"], *unlisted.values()]
    return Reconciliation(situation, lines, totals, next((each for each in found if each), None))


def _line(case: Case, place: int, line: Line) -> Row:
    official = case.given.get(place)
    same = official is None or line.amount.holds(official)
    return Row(
        line.of.id,
        line.of.label,
        line.of.article,
        line.of.also,
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


def _fact(row: Row, policy: Policy) -> list[str]:
    """Return the difference of a row with its clause, and the questions about it."""
    official = exactly(row.official or 0)
    by = f"按条文算是 {words.amount(row.ours)}"
    if row.article:
        by = f"按{policy.clause(row.article)}，{row.working}"
    off = f"扣 {words.amount(official.times(-1))}" if row.deducts else f"是 {words.amount(official)}"
    difference = words.signed_yuan(row.difference or official)
    # Causes that fit exactly exclude the others. Two options of a reading have the same question.
    exact = [cause for cause in row.causes if cause.rank < (RANGE,)]
    asks = dict.fromkeys(cause.asks(row, policy) for cause in exact or row.causes)
    return [f"{row.label}：{by}；发放表上{off}，相差 {difference}。", *asks]


def _decided(policy: Policy) -> str:
    """Return who determines the amount and who reviews it."""
    measure = policy.measure
    determined, reviewed = (policy.clause(measure[f"{who}_article"]) for who in ("assessor", "reviewer"))
    by = f"由{measure['assessor']}确定（{determined}），{measure['reviewer']}复审（{reviewed}）"
    return f"补助金额{by}。"
