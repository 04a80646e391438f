"""The findings on the elimination grounds, judged from a history (art. 13)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculator import words
from calculator.grounds import KINDS, NOT_MET, Found, Ground
from calculator.history import History
from calculator.month import Month
from calculator.parameters import in_force
from calculator.policy import Policy

STATUS_LABELS = {
    "met": "已出现",
    "one_more": "再出现一次即符合",
    "not_met": "未出现",
    "undecided": "办法没有写明",
}


class Finding(NamedTuple):
    """The answer for one ground of elimination: its status, the reason, and the office that decides.

    `settles` says what to ask where the text leaves a point open, else None.
    """

    id: str
    article: str
    label: str
    status: str
    reason: str
    settles: str | None
    decides: str

    def as_json(self) -> dict[str, Any]:
        """Return the finding with the keys of the project's reference."""
        return self._asdict()

    def shown(self) -> dict[str, Any]:
        """Return everything the page shows of the finding."""
        return {
            "id": self.id,
            "label": self.label,
            "status": self.status,
            "status_label": STATUS_LABELS[self.status],
            "reason": self.reason,
            "settles": self.settles or "",
            "decides": self.decides,
            "clause": words.cited(self.article),
        }


def assess(policy: Policy, history: History) -> list[Finding]:
    """Return a finding for every ground, in the policy's order.

    The values are those in force in the last stated month, or the latest if there is none.
    """
    month = history.months[-1].month if history.months else None
    return [finding(table, bind(table, month).find(history)) for table in policy.grounds.values()]


def finding(table: Mapping[str, Any], found: Found) -> Finding:
    """Return the finding with the words of the ground's table."""
    reason = table["says"][found.status].format_map(found.says)
    settles = None if found.status == NOT_MET else f"{table['open']}要问清：{table['settles']}。"
    return Finding(
        table["id"], table["article"], table["label"], found.status, reason, settles, table["decides"]
    )


def bind(table: Mapping[str, Any], month: Month | None) -> Ground:
    """Return the ground of a table with the values of a month, or the latest values without a month."""

    def hold(key: str, kind: str) -> Any:
        if kind == "times":
            rows = table[key]
            return (rows[-1] if month is None else in_force(rows, month))["value"]
        return table.get(key)

    ground = KINDS[table["kind"]]
    return ground(**{key: hold(key, kind) for key, kind in ground.KEYS.items()})
