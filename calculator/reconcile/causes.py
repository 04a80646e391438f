"""The kinds of causes of a difference, and the order of the causes of a total.

The likeliest cause comes first: one count that is off by few; a whole line that is paid at another time;
another reading that gives exactly the amount; one count that is off by many; two counts that are both off by
few; a ceiling that is ignored, or a line that is not listed; last, in the same order, a range around the
amount. Of counts, the common come before the rare, then a smaller difference before a larger one. `common`,
`off_few` and `off_most` of each count in inputs.toml say how common a difference is, and how many are few or
still plausible.

A count that is off by more than is plausible is no cause of a total. Pairs of counts are tried only if none
of the first three kinds gives the amount, and a range is named only if nothing gives it exactly. The amount
of a line tells more than that of a total: readings come first there, and no count is implausible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculator import words
from calculator.money import Span, exactly, yuan
from calculator.plan import QUARTER, YEAR_END, BoundRule
from calculator.policy import Policy
from calculator.readings import DEFAULT, Alternative, Reading
from calculator.reconcile.rows import FEW, LIMIT, LINES, OPTION, PAID, RANGE, Cause, Row
from calculator.totals import TOTAL_LABELS

# When a line is paid that the month does not pay.
_PAID = {QUARTER: "季", YEAR_END: "年底"}
_WHEN = {QUARTER: "按季", YEAR_END: "到年底"}


@dataclass(frozen=True, slots=True)
class ByReading(Cause):
    """Under an option that is not chosen, `amount` is or contains the official amount.

    `later` says when the line is paid under this option if the month's slip does not show it.
    """

    kind: ClassVar[str] = "reading"
    place: ClassVar[int] = OPTION
    reading: Reading
    option: Alternative
    amount: Span
    later: str = ""

    @property
    def exact(self) -> bool:
        return bool(self.later) or self.amount.exact

    def article(self, row: Row, policy: Policy) -> str:
        return self.option.article

    def moved(self, row: Row) -> Span | None:
        return super(ByReading, self).moved(row) if self.exact else row.ours.to(self.amount)

    def tries(self, chosen: Mapping[str, str]) -> dict[str, Any]:
        then = {**chosen, self.reading.id: self.option.id}
        return {"readings": {key: option for key, option in then.items() if option != DEFAULT}}

    def title(self) -> str:
        return f"条文换一种理解：{self.option.label}"

    def more(self) -> dict[str, Any]:
        return {
            "reading": self.reading.id,
            "alternative": self.option.id,
            "label": self.option.label,
            "settles": self.reading.settles,
            "exact": self.exact,
        }

    def fits(self, row: Row, policy: Policy) -> str:
        if self.later:
            return f"{row.label}{_WHEN[self.later]}发，这个月的发放表上就没有。"
        if self.exact:
            return f"{row.label}正好是 {words.amount(self.amount)}。"
        return f"{row.label}是 {words.amount(self.amount)}，{row.said}在这个范围里。"

    def says(self, row: Row, policy: Policy) -> str:
        return f"换一种理解「{self.option.label}」，{self.fits(row, policy)}"

    def asks(self, row: Row, policy: Policy) -> str:
        question, measure = self.reading.question.rstrip("？"), policy.measure
        by = f"办法由{measure['interpreter']}解释，{policy.clause(measure['interpreter_article'])}"
        return f"想请确认这一条按哪种理解：{question}？（见理解登记；{by}）"


@dataclass(frozen=True, slots=True)
class ByPayment(Cause):
    """The whole line can be paid at another time; `unsaid`: the text does not say when it is paid."""

    kind: ClassVar[str] = "paid"
    place: ClassVar[int] = PAID
    line: BoundRule
    amount: Span
    unsaid: bool

    @property
    def exact(self) -> bool:
        return self.amount.exact

    def article(self, row: Row, policy: Policy) -> str:
        return self.line.article

    def moved(self, row: Row) -> Span:
        return self.amount.times(-1 if self.unsaid else 1)

    def title(self) -> str:
        return f"{self.line.label}可能在别的时候发"

    def more(self) -> dict[str, Any]:
        return {"line": self.line.id, "paid": None if self.unsaid else self.line.paid}

    def says(self, row: Row, policy: Policy) -> str:
        label, amount = self.line.label, words.amount(self.amount)
        when = "办法没有写它什么时候发" if self.unsaid else f"这里按{_PAID[self.line.paid]}发算"
        if row.id == self.line.id:
            return f"{label} {amount}，{when}，这个月的发放表上可能还没有。"
        return f"相差的可能是{label} {amount}：{when}，可能在别的时候发了。"

    def asks(self, row: Row, policy: Policy) -> str:
        return f"想请确认：{self.line.label}什么时候发（{policy.clause(self.line.article)}）。"


@dataclass(frozen=True, slots=True)
class ByCeiling(Cause):
    """Without the ceiling that `limit` names, the line is or contains the official amount."""

    kind: ClassVar[str] = "limit"
    place: ClassVar[int] = LIMIT
    line: BoundRule
    limit: str
    uncut: Span

    def says(self, row: Row, policy: Policy) -> str:
        uncut = words.amount(self.uncut.times(-1 if row.deducts else 1))
        said = f"{'扣' if row.deducts else '是'} {uncut}"
        return f"不受{self.limit}的限制时{said}，和发放表对得上；条文写了这个限制。"

    def asks(self, row: Row, policy: Policy) -> str:
        return _how_set(self.line, policy)


@dataclass(frozen=True, slots=True)
class ByRange(Cause):
    """The official amount is outside the range that the text gives for each event."""

    kind: ClassVar[str] = "range"
    place: ClassVar[int] = RANGE
    line: BoundRule
    rate: Span
    counted: Span
    amount: Span

    def says(self, row: Row, policy: Policy) -> str:
        unit = policy.units[self.line.reads[0]]
        counted, rate = words.times(self.counted, unit), words.amount(self.rate)
        says = f"条文写的是每{unit} {rate}，{counted}是 {words.amount(self.amount)}"
        return f"{says}，{row.said}不在这个范围里。"

    def asks(self, row: Row, policy: Policy) -> str:
        return _how_set(self.line, policy)


@dataclass(frozen=True, slots=True)
class ByLines(Cause):
    """The differences of other rows add up to this one; `rows` holds their labels by id."""

    kind: ClassVar[str] = LINES
    place: ClassVar[int] = FEW
    rows: Mapping[str, str]

    def more(self) -> dict[str, Any]:
        return {"rows": list(self.rows)}

    def says(self, row: Row, policy: Policy) -> str:
        names = "、".join(f"「{label}」" for label in self.rows.values())
        return f"{names}的差合起来，正好是这里的差。"


@dataclass(frozen=True, slots=True)
class Unlisted(Cause):
    """The official lines add up to `listed`; the official total is `difference` more.

    `complete`: the user gave every line; otherwise only lines that are 0 in our result are missing.
    """

    kind: ClassVar[str] = "unlisted"
    place: ClassVar[int] = LIMIT
    total: str
    listed: int
    difference: int
    complete: bool

    def more(self) -> dict[str, Any]:
        return {"difference": yuan(self.difference)}

    def says(self, row: Row, policy: Policy) -> str:
        return self.said

    def asks(self, row: Row, policy: Policy) -> str:
        return self.said + "想请核对。"

    @property
    def said(self) -> str:
        """Return the difference between the official lines and their total as a sentence."""
        lines = "发放表各项相加" if self.complete else "发放表填了的各项相加"
        left = "可能有一项没有列出" + ("" if self.complete else "，也可能有一项没有填")
        total = words.yuan_of(self.listed + self.difference)
        return (
            f"{lines}是 {words.yuan_of(self.listed)}，与合计（{TOTAL_LABELS[self.total]}）{total}"
            f"差 {words.signed_yuan(exactly(self.difference))}：{left}。"
        )


def _how_set(line: BoundRule, policy: Policy) -> str:
    return f"想请说明：这一项的金额是怎样定的（{policy.clause(line.article)}）。"
