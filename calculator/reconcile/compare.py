"""Compare a month with its official slip, row by row, and write the sheet to take along."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.engine import estimate
from calculator.money import exactly
from calculator.plan import DEDUCTIONS
from calculator.policy import Policy
from calculator.readings import DEFAULT
from calculator.reconcile.case import Case, totals_in
from calculator.reconcile.causes import Unlisted
from calculator.reconcile.explain import COLUMNS, line_causes, total_causes, unlisted_in
from calculator.reconcile.rows import NOT_GIVEN, Row
from calculator.situation import Situation
from calculator.statement import Line
from calculator.totals import TOTAL_LABELS


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
        """Return the sentences of the sheet: the counts, the differences with their clauses, what to ask."""
        situation, differing, unlisted = self.situation, self._differing(), self.unlisted
        measure = policy.measure
        worker = policy.worker_names[situation.worker_type]
        said = [
            f"{situation.month.chinese}，{worker}，按《{measure['title']}》核对。",
            f"我记的：{situation.said(policy)}。",
        ]
        for key, option in situation.readings:
            if option != DEFAULT:
                taken = policy.readings[key].options[option]
                place = policy.clause(taken.article)
                said.append(f"条文不清楚的地方，这里按这种理解算：{taken.label}（{place}）。")
        said += [_fact(row, policy) for row in differing]
        if unlisted and not any(isinstance(cause, Unlisted) for row in differing for cause in row.causes):
            said.append(unlisted.said)
        if not differing:
            said.append("填了的各项与按条文算的一致。")
        determined, reviewed = (policy.clause(measure[f"{who}_article"]) for who in ("assessor", "reviewer"))
        by = f"由{measure['assessor']}确定（{determined}），{measure['reviewer']}复审（{reviewed}）"
        return [*said, f"补助金额{by}。"]

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


def _fact(row: Row, policy: Policy) -> str:
    """Return the difference of a row with its clause, and at most two questions about it."""
    official = exactly(row.official or 0)
    by = f"按条文算是 {words.amount(row.ours)}"
    if row.article:
        by = f"按{policy.clause(row.article)}，{row.working}"
    off = f"扣 {words.amount(official.times(-1))}" if row.deducts else f"是 {words.amount(official)}"
    difference = words.signed_yuan(row.difference or official)
    asks: dict[str, str] = {}
    # One question of each kind is enough; causes that fit exactly exclude the others.
    for cause in [cause for cause in row.causes if cause.rank[0] < 5] or row.causes:
        asks.setdefault(cause.kind, cause.asks(policy))
    return f"{row.label}：{by}；发放表上{off}，相差 {difference}。{''.join([*asks.values()][:2])}"
