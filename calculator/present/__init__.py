"""What the engine found, as JSON under the contract's keys and as words ready to be shown."""

from calculator.present.amounts import edition_note
from calculator.present.findings import STATUS_LABELS, finding, shown_findings
from calculator.present.statements import shown_situation, shown_statement, statement
from calculator.statement import TOTAL_LABELS

__all__ = [
    "STATUS_LABELS",
    "TOTAL_LABELS",
    "edition_note",
    "finding",
    "shown_findings",
    "shown_situation",
    "shown_statement",
    "statement",
]
