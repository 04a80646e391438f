"""Findings as JSON, and words ready to be shown."""

from collections.abc import Iterable
from typing import Any

from calculator.elimination import Finding
from calculator.present.amounts import clause

STATUS_LABELS = {
    "met": "已出现",
    "one_more": "再出现一次即符合",
    "not_met": "未出现",
    "undecided": "办法没有写明",
}


def finding(value: Finding) -> dict[str, str | None]:
    """Return a finding under the contract's keys."""
    return {**value._asdict()}


def shown_findings(values: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return everything the page shows of findings."""
    return [
        {
            "id": value.id,
            "label": value.label,
            "status": value.status,
            "status_label": STATUS_LABELS[value.status],
            "reason": value.reason,
            "settles": value.settles or "",
            "decides": value.decides,
            "clause": clause(value.article),
        }
        for value in values
    ]
