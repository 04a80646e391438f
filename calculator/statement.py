"""The statement of a worker's month: lines, totals, and how other readings would change them.

`as_json` returns each part for other programs, with the keys of the project's reference; `shown` returns it
as text for the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from calculator import groups, words
from calculator.changes import Change
from calculator.money import ZERO, Span, yuan
from calculator.month import Month
from calculator.plan import QUARTER, YEAR_END, BoundRule
from calculator.policy import Policy
from calculator.readings import DEFAULT
from calculator.situation import Situation
from calculator.totals import TOTAL_LABELS, Totals, later
from calculator.unknowns import Unknown

PAID_LABELS = {
    "month": "当月发",
    "quarter": "按季发",
    "year_end": "年底发",
    "unsaid": "办法没有写什么时候发，这里计入当月",
}


class Line(NamedTuple):
    """One line of the statement, of the rule `of`; amounts and rate in 分, deductions negative.

    `clause` is the id of the article's place in all editions. `cut`: a ceiling reduces the deduction, so its
    factors alone would show more than is taken off.
    """

    of: BoundRule
    clause: str
    counted: Span | None
    rate: Span | None
    amount: Span
    working: str
    cut: bool


# Cached because a key press changes only some lines.
@lru_cache(maxsize=1024)
def _line_json(line: Line) -> Mapping[str, Any]:
    """Return the line with its amount as a span; its rate is a span only if it is unknown."""
    rate = line.rate
    return {
        "id": line.of.id,
        "label": line.of.label,
        "article": line.of.article,
        "clause": line.clause,
        "also": list(line.of.also),
        "count": words.count(line.counted),
        "rate": rate and (yuan(rate.least) if rate.exact else words.span(rate)),
        **words.span(line.amount),
        "working": line.working,
        "paid": line.of.paid,
    }


@lru_cache(maxsize=1024)
def _shown_line(line: Line, policy: Policy) -> Mapping[str, Any]:
    zero = line.amount == ZERO
    return {
        "id": line.of.id,
        "label": line.of.label,
        "shown": words.signed(line.amount),
        **words.span(line.amount),
        # The factors without their product, which is another field. A line of zero says why it is zero, a cut
        # deduction what cut it.
        "product": line.working if zero or line.cut else line.working.partition(" = ")[0],
        "working": line.working,
        "clause": policy.cited(line.of.article),
        "text": policy.text[line.of.article],
        "paid": PAID_LABELS[line.of.paid],
        "zero": zero,
    }


@lru_cache(maxsize=1024)
def _shown_total(name: str, total: Span, policy: Policy) -> Mapping[str, Any]:
    """Return a total as text; it is `quiet` if nothing is paid at that time, or if the groups show it."""
    paid = name in ("payable", QUARTER) or (name == YEAR_END and (total != ZERO or policy.tables.pays(name)))
    return {
        "id": name,
        "label": TOTAL_LABELS[name],
        "shown": words.amount(total),
        "quiet": not paid,
        **words.span(total),
    }


@dataclass(frozen=True, slots=True)
class Statement:
    """A worker's month: every line in the policy's order, also lines of zero.

    `narrower` names the totals that are narrower than the sums of their lines. `score` is the month's score,
    `result` whether it passes, None where the policy does not score or unknown counts leave it open. `shares`
    are the shares in percent of the lines of which only a share is paid.
    """

    month: Month
    worker_type: str
    lines: Sequence[Line]
    totals: Totals
    cautions: Sequence[str]
    unknown: Unknown | None
    narrower: Sequence[str]
    groups: Sequence[groups.Group]
    score: Span | None
    result: str | None
    shares: Mapping[str, Span]

    def as_json(self, others: Sequence[Change], policy: Policy) -> dict[str, Any]:
        """Return the statement with its alternatives; its keys are the same in all editions of the county."""
        quarterly = policy.tables.pays(QUARTER)
        shared = dict.fromkeys(key for each in policy.editions for key in each.tables.shared)
        return {
            "month": str(self.month),
            "worker_type": self.worker_type,
            "lines": [dict(_line_json(line)) for line in self.lines],
            "groups": [group.as_json() for group in self.groups],
            "totals": self.totals.as_json(self.narrower, quarterly),
            "readings": [change.as_json(self.totals, quarterly) for change in others],
            "policy": words.policy(policy),
            "edition": policy.version,
            "receipt": dict(policy.receipt),
            "cautions": list(self.cautions),
            "unknown": self.unknown and self.unknown.as_json(),
            "score": words.count(self.score),
            "result": self.result,
            **{f"{key}_share": words.percent(self.shares.get(key)) for key in shared},
        }

    def shown(self, policy: Policy) -> dict[str, Any]:
        """Return everything the page shows of the statement."""
        return {
            "groups": groups.shown(
                self.groups, [_shown_line(line, policy) for line in self.lines], self.totals
            ),
            "totals": [
                _shown_total(name, total, policy)
                for name, total in zip(TOTAL_LABELS, self.totals, strict=True)
                if name != QUARTER or total != ZERO or policy.tables.pays(QUARTER)
            ],
            "cautions": list(self.cautions),
            "headline": words.amount(self.totals.payable),
            "later": "；".join(later(self.totals._asdict())),
            "unknown_note": self.unknown.shown() if self.unknown else "",
            "assessed": self._assessed(policy),
            "summary": self._summary(policy),
            "month": str(self.month),
            "month_said": self.month.chinese,
            "worker": policy.worker_names[self.worker_type],
            "receipt": words.receipt(policy),
        }

    def _assessed(self, policy: Policy) -> str:
        """Return the score, the result and the paid shares in words; empty if the policy has none of them."""
        said = []
        if self.score is not None:
            score = next(iter(policy.tables.scores.values()))
            result = policy.results[self.result] if self.result else "合不合格还不能定"
            said.append(f"{score['label']} {words.times(self.score, '分')}，{result}")
        names = {line.of.id: line.of.label for line in self.lines}
        said += [f"{names[key]}发 {words.bare(share)}%" for key, share in self.shares.items()]
        return "；".join(said)

    def _summary(self, policy: Policy) -> str:
        """Return the result in one sentence without signs, which screen readers may omit."""
        parts = [
            f"{TOTAL_LABELS['payable']} {words.amount(self.totals.payable)}",
            *later(self.totals._asdict()),
        ]
        for line in self.lines:
            if line.amount.least < 0:
                off = words.amount(line.amount.times(-1))
                parts.append(f"{line.of.label}扣 {off}（{policy.clause(line.of.article)}）")
        return "；".join(parts).replace("～", " 到 ") + "。"


def shown_situation(asked: Situation, policy: Policy) -> dict[str, Any]:
    """Return the input of a result: the counts, and the readings other than the default."""
    chosen = [(policy.readings[key], option) for key, option in asked.readings if option != DEFAULT]
    return {
        "given": asked.said(policy),
        "chosen": [
            {
                "reading": reading.id,
                "label": f"按另一种理解：{reading.options[option].label}",
                "clause": policy.cited(reading.options[option].article),
            }
            for reading, option in chosen
        ],
    }
