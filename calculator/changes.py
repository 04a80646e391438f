"""How the other interpretations of unclear clauses would change a month."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.money import Span, yuan
from calculator.policy import Policy
from calculator.totals import TOTAL_LABELS, Totals

# The totals in which a reader looks for what is unclear, the most important one first.
_FIRST = ("payable", "quarter", "year_end", "net", "gross", "deductions")


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
        names = [name for name in moved if name in ("payable", "quarter", "year_end")] or list(moved)
        return {
            "reading": self.reading,
            "alternative": self.alternative,
            "question": reading.question,
            "label": self.label,
            "effect": "，".join(f"{TOTAL_LABELS[name]} {words.signed_yuan(moved[name])}" for name in names),
            "settles": reading.settles,
            "clause": policy.cited(self.article),
        }


def shown_changes(changes: Sequence[Change], against: Totals, policy: Policy) -> dict[str, Any]:
    """Return the readings that would change a result: what they leave open, how many, and each of them."""
    places = len({change.reading for change in changes})
    note = f"办法有 {places} 处没有写清楚，会改变这个结果"
    return {
        **_unclear(changes, against, policy),
        "readings": [change.shown(against, policy) for change in changes],
        "readings_note": note + "。这里是只改一处的数；几处一起改，数还可能不同" * (places > 1),
    }


def _unclear(changes: Sequence[Change], against: Totals, policy: Policy) -> dict[str, Any]:
    """Return the span of a total over all changes, each taken alone, and the reading that moves it most.

    It is the total of `_FIRST` that one of them changes; without changes the texts are empty.
    """
    moved = {name for change in changes for name in against.changes(change.totals)}
    name = next((each for each in _FIRST if each in moved), "")
    if not name:
        return {"unclear": "", "unclear_cause": ""}
    own, others = against.named(name), [change.totals.named(name) for change in changes]
    all_of = Span(min(each.least for each in (own, *others)), max(each.most for each in (own, *others)))
    by = [max(abs(each.least - own.least), abs(each.most - own.most)) for each in others]
    most = changes[by.index(max(by))]
    cause = f"影响最大：{policy.readings[most.reading].question}（{policy.clause(most.article)}）"
    what = "" if name == "payable" else TOTAL_LABELS[name]
    return {"unclear": f"办法没写清：{what}可能 {words.amount(all_of)}", "unclear_cause": cause}
