"""What would leave an elimination ground, as JSON and in one sentence."""

from collections.abc import Iterable
from typing import Any

from calculator import words
from calculator.grounds import NOT_MET
from calculator.leave import Leaving
from calculator.present.amounts import clause, count
from calculator.present.findings import STATUS_LABELS


def leaving(value: Leaving) -> dict[str, Any]:
    """Return a ground that is not unmet, and which count of the month would leave it."""
    finding, item = value.finding, value.item
    known = value.to is not None and value.own.exact
    return {
        "ground": finding.id,
        "label": finding.label,
        "article": finding.article,
        "status": finding.status,
        "input": None if item is None else item.id,
        "label_input": None if item is None else item.label,
        "from": None if item is None else count(value.own),
        "to": value.to,
        "change": value.to - value.own.least if value.to is not None and known else None,
        "after": value.after,
        "reason": _reason(value),
    }


def shown_leaving(values: Iterable[Leaving]) -> list[dict[str, Any]]:
    """Return what the page shows: only grounds that rest on a count of the month."""
    return [
        {
            "ground": value.finding.id,
            "label": value.finding.label,
            "sentence": _reason(value),
            "clause": clause(value.finding.article),
        }
        for value in values
        if value.item is not None
    ]


def _reason(value: Leaving) -> str:
    item = value.item
    if item is None:
        return "这一项不随本月次数变"
    if value.to is None or value.after is None:
        return f"本月{item.label}是多少，这一项都不会减轻"
    enough = f"本月{item.label}达到 {value.to} {item.unit}，这一项"
    if value.after == NOT_MET:
        return f"{enough}就没有出现（{words.clause(value.finding.article)}）"
    return f"{enough}减轻为「{STATUS_LABELS[value.after]}」（{words.clause(value.finding.article)}）"
