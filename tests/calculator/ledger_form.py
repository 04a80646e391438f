"""The page's form as it is sent, with default values except those that a test sets."""

from typing import Any

from calculator.api import Calculator
from tests.calculator.ledgers import POLICY

CALCULATOR = Calculator(POLICY)
FORM = {
    "month": "2026-10",
    "worker_type": "rural",
    **dict.fromkeys(POLICY.inputs, "0"),
    "sign_ins": "20",
    "valid_reports": "20",
    "result": "",
    "phone_checks_missed": "0",
    "criticised_by": [],
    "fabricated": False,
    "fabrication_loss": "",
    "fabrication_bad_effect": "",
    "title_misuse": False,
    "caused_serious_case": False,
    "township_statement": False,
    "readings": {},
}
BEFORE = {"previous_result": "", "previous_valid_reports": ""}


def form(**fields: Any) -> dict[str, Any]:
    """Return all values that the page's form sends, including the fields about the month before."""
    return {**FORM, **BEFORE, **fields}


def kept(**fields: Any) -> dict[str, Any]:
    found: dict[str, Any] = CALCULATOR.row_page({"form": form(**fields), "note": ""})["row"]
    return found
