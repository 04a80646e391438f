"""A row of the comparison: our amount, the official one, and the causes of a difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from calculator import words
from calculator.money import Span, exactly, yuan
from calculator.policy import Policy

SAME, WITHIN, DIFFERS, NOT_GIVEN = "same", "within", "differs", "not_given"
ROW_LABELS = {SAME: "一致", WITHIN: "在范围内", DIFFERS: "不同", NOT_GIVEN: "没有填"}
# The kind of cause of a row that differs only because other rows differ.
LINES = "lines"
_WHAT_ELSE = "这个数是不是只有这一个月的，里面有没有别的发放或者扣款"
# The places of causes in the order of `calculator.reconcile.causes`; from `RANGE` on none fits exactly.
FEW, PAID, OPTION, MANY, TOGETHER, LIMIT, RANGE, AROUND, NONE = range(9)


@dataclass(frozen=True, slots=True)
class Cause:
    """The base of all causes; an instance of it says that nothing in the text gives the official amount.

    `kind` is its name in the answers; `place` orders the causes that give exactly the amount.
    """

    kind: ClassVar[str] = "unexplained"
    place: ClassVar[int] = NONE

    @property
    def exact(self) -> bool:
        """Tell whether the cause gives exactly the official amount, not only a range around it."""
        return True

    @property
    def rank(self) -> tuple[int, ...]:
        """Return the sort key; the likeliest cause has the smallest."""
        return (self.place,) if self.exact else (AROUND, self.place)

    @property
    def parts(self) -> Sequence["Cause"]:
        """Return the causes that must all be true."""
        return (self,)

    def article(self, row: "Row", policy: Policy) -> str:
        """Return the article that decides the amount."""
        article: str = row.article or policy.measure["assessor_article"]
        return article

    def moved(self, row: "Row") -> Span | None:
        """Return how far the cause moves a total, None if that is not known."""
        return row.difference if self.rank < (RANGE,) else None

    def more(self) -> dict[str, Any]:
        """Return the keys that this kind of cause adds to the JSON answer."""
        return {}

    def tries(self, chosen: Mapping[str, str]) -> dict[str, Any]:
        """Return the fields of a request in which the cause is true; empty if no field can say it."""
        return {}

    def title(self) -> str:
        """Return the cause in a few words; empty if its sentence says it."""
        return ""

    def fits(self, row: "Row", policy: Policy) -> str:
        """Return in one sentence that the cause gives the official amount, to stand below its title."""
        return self.says(row, policy)

    def says(self, row: "Row", policy: Policy) -> str:
        """Return the cause in one sentence for the worker."""
        if row.article:
            return f"从条文看不出原因，可以请{policy.measure['assessor']}说明。"
        return f"从条文看不出原因。可以问{policy.measure['assessor']}：{_WHAT_ELSE}。"

    def asks(self, row: "Row", policy: Policy) -> str:
        """Return the question to the office about the cause."""
        return f"从条文看不出原因，想请说明{'' if row.article else f'：{_WHAT_ELSE}'}。"


@dataclass(frozen=True, slots=True)
class Row:
    """A line or a total with the official amount, in 分, and the causes if they differ.

    A total has no `article` and an empty `working`.
    """

    id: str
    label: str
    article: str | None
    also: tuple[str, ...]
    deducts: bool
    ours: Span
    working: str
    official: int | None
    causes: Sequence[Cause]

    @property
    def difference(self) -> Span | None:
        """Return the official amount minus ours, for both ends; None without an official amount."""
        if self.official is None:
            return None
        return Span(self.official - self.ours.most, self.official - self.ours.least)

    @property
    def status(self) -> str:
        """Return how the two amounts compare."""
        if self.official is None:
            return NOT_GIVEN
        if self.causes:
            return DIFFERS
        return SAME if self.ours.exact else WITHIN

    @property
    def stands_alone(self) -> bool:
        """Tell whether the row differs for a reason of its own, not only because other rows differ."""
        return bool(self.causes) and self.causes[0].kind != LINES

    @property
    def compared(self) -> str:
        """Return in one sentence how far the official amount is from ours, of a span from the nearer end."""
        ours, official = self.ours, self.official or 0
        if ours.holds(official):
            return f"{'和按条文算的一样，' if ours.exact else '在按条文算的范围里，'}{words.amount(ours)}。"
        far, end = ("少", ours.least) if official < ours.least else ("多", ours.most)
        nearer = "" if ours.exact else f"，最{far}的还"
        return f"比按条文算的 {words.amount(ours)}{nearer}{far} {words.yuan_of(abs(official - end))}。"

    @property
    def said(self) -> str:
        """Return the official amount in words; a deduction without its sign."""
        amount = self.official or 0
        return f"发放表{'扣' if self.deducts else ''}的 {words.yuan_of(-amount if self.deducts else amount)}"

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the row with its causes."""
        return {
            "id": self.id,
            "label": self.label,
            "article": self.article,
            "also": list(self.also),
            "ours": words.span(self.ours),
            "working": self.working,
            "official": None if self.official is None else yuan(self.official),
            "difference": self.difference and words.span(self.difference),
            "status": self.status,
            "causes": [
                {
                    "kind": cause.kind,
                    "text": cause.says(self, policy),
                    "article": cause.article(self, policy),
                    **cause.more(),
                }
                for cause in self.causes
            ],
        }

    def cells(self, policy: Policy) -> list[str]:
        """Return the row of the sheet: label, working with its clause, our amount, the official one."""
        shown = self.shown(policy)
        by = f"{self.working}（{policy.clause(self.article)}）" if self.article else ""
        return [self.label, by, shown["ours"], shown["official"]]

    def shown(self, policy: Policy) -> dict[str, Any]:
        """Return what the page shows of the row."""
        amount = words.signed_yuan if self.article else words.amount
        return {
            "id": self.id,
            "label": self.label,
            "ours": amount(self.ours),
            "official": "" if self.official is None else amount(exactly(self.official)),
            "difference": words.signed_yuan(self.difference) if self.difference else "",
            "status": self.status,
            "status_label": ROW_LABELS[self.status],
            "causes": [cause.says(self, policy) for cause in self.causes],
            "clause": policy.cited(self.article) if self.article else None,
        }
