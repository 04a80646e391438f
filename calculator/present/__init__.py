"""What the engine found, as JSON under the contract's keys and as words ready to be shown."""

from calculator.present.amounts import edition_note, policy
from calculator.present.findings import STATUS_LABELS, finding, shown_findings
from calculator.present.leave import leaving, shown_leaving
from calculator.present.needed import needed, shown_needed
from calculator.present.statements import shown_changes, shown_situation, shown_statement, statement
from calculator.present.steps import curve, shown_steps, step
from calculator.statement import TOTAL_LABELS

__all__ = [
    "STATUS_LABELS",
    "TOTAL_LABELS",
    "curve",
    "edition_note",
    "finding",
    "leaving",
    "needed",
    "policy",
    "shown_changes",
    "shown_findings",
    "shown_leaving",
    "shown_needed",
    "shown_situation",
    "shown_statement",
    "shown_steps",
    "statement",
    "step",
]
