"""What the engine found, as JSON under the contract's keys and as words ready to be shown."""

from calculator.present.findings import STATUS_LABELS, finding, shown_findings
from calculator.present.statements import shown_statement, statement
from calculator.statement import TOTAL_LABELS

__all__ = ["STATUS_LABELS", "TOTAL_LABELS", "finding", "shown_findings", "shown_statement", "statement"]
