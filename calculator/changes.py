"""How the other interpretations of unclear clauses would change a month."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.money import Span, yuan
from calculator.policy import Policy
from calculator.totals import TOTAL_LABELS, Totals

# The totals that are paid out, and the others, the most important ones first.
_PAID, _OTHERS = ("payable", "quarter", "year_end"), ("net", "gross", "deductions")


class Change(NamedTuple):
    """An alternative that changes this result; `narrower` as in a `Statement`."""

    reading: str
    alternative: str
    label: str
    article: str
    totals: Totals
    narrower: Sequence[str]

    def as_json(self, against: Totals, quarterly: bool) -> dict[str, Any]:
        """Return the alternative with its totals; `difference` is the change of both ends of `net`."""
        old, new = against.net, self.totals.net
        return {
            "reading": self.reading,
            "alternative": self.alternative,
            "label": self.label,
            "article": self.article,
            "totals": self.totals.as_json(self.narrower, quarterly),
            "difference": {"min": yuan(new.least - old.least), "max": yuan(new.most - old.most)},
        }

    def shown(self, against: Totals, policy: Policy) -> dict[str, Any]:
        """Return the alternative with the change of the month's pay and of the year's end.

        The change of the balance is included only if nothing else changes.
        """
        reading, moved = policy.readings[self.reading], against.changes(self.totals)
        names = [name for name in moved if name in _PAID] or list(moved)
        return {
            "reading": self.reading,
            "alternative": self.alternative,
            "question": reading.question,
            "label": self.label,
            "effect": "，".join(
                f"{TOTAL_LABELS[name]}变动 {words.signed_yuan(moved[name])}" for name in names
            ),
            "settles": reading.settles,
            "clause": policy.cited(self.article),
        }


def shown_changes(
    changes: Sequence[Change], against: Totals, combined: Totals, policy: Policy
) -> dict[str, Any]:
    """Return the readings that would change a result: what they leave open, how many, and each of them.

    `combined` are the totals over all combinations of readings.
    """
    places = len({change.reading for change in changes})
    note = f"办法有 {places} 处没有写清楚，会改变这个结果"
    return {
        **_unclear(changes, against, combined, policy),
        "readings": [change.shown(against, policy) for change in changes],
        "readings_note": note + "。下面每条是只改这一处的数" * (places > 1),
    }


def _unclear(changes: Sequence[Change], against: Totals, combined: Totals, policy: Policy) -> dict[str, Any]:
    """Return the span of each total that the readings move: one of them alone, then all together.

    The totals are those paid out; another one only if none of these moves. `unclear_pay` is for the bar of a
    phone, which has a line for it. Without changes the texts are empty.
    """
    found = [combined, *(change.totals for change in changes)]
    moved = {name for totals in found for name in against.changes(totals)}
    paid = [name for name in _PAID if name in moved]
    names = paid or [name for name in _OTHERS if name in moved][:1]
    if not changes or not names:
        return {"unclear": "", "unclear_pay": "", "unclear_cause": ""}
    own, others = against.named(names[0]), [change.totals.named(names[0]) for change in changes]
    by = [max(map(abs, own.to(each))) for each in others]
    most = changes[by.index(max(by))]
    alone = [
        Span.around([against.named(name), *(change.totals.named(name) for change in changes)])
        for name in names
    ]
    together = [combined.named(name) for name in names]
    several = together != alone or len({change.reading for change in changes}) > 1
    cause = [
        f"几处都换，{_possible(names, together)}" * (together != alone),
        "负数是与别的月份相抵的数" * (combined.payable.least < 0),
        f"影响最大：{policy.readings[most.reading].question}（{policy.clause(most.article)}）",
    ]
    return {
        "unclear": f"办法没写清：{'换一处理解，' * several}{_possible(names, alone)}",
        "unclear_pay": _of_pay(paid, own, alone[0]),
        "unclear_cause": "；".join(filter(None, cause)),
    }


def _of_pay(paid: Sequence[str], own: Span, alone: Span) -> str:
    """Return the span of the month's pay, or that what is paid later is unclear: without its amounts.

    An amount beside the month's pay would be taken for it. The spans are those of the first of the totals.
    """
    if paid[:1] == ["payable"] and alone != own:
        return f"办法没写清：{words.amount(alone)}"
    return f"{'、'.join(TOTAL_LABELS[name] for name in paid)}：办法没写清" if paid else ""


def _possible(names: Sequence[str], spans: Sequence[Span]) -> str:
    """Return the spans of the totals as a phrase; the month's pay needs no label."""
    (first, *later) = (
        (TOTAL_LABELS[name], words.amount(span)) for name, span in zip(names, spans, strict=True)
    )
    said = f"{'' if names[0] == 'payable' else first[0]}可能 {first[1]}"
    return "，".join([said, *(f"{label} {amount}" for label, amount in later)])
