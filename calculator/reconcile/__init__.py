"""One worker's month beside the official slip: what differs, and what would explain just that much."""

from calculator.reconcile.compare import Reconciliation, Row, reconcile

__all__ = ["Reconciliation", "Row", "reconcile"]
