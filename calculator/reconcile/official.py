"""The official slip as it was typed, read beside the month it is for."""

from collections.abc import Collection, Mapping
from typing import Any

from calculator.errors import FieldError, InputError
from calculator.policy import Policy
from calculator.request import Request
from calculator.rules import KINDS
from calculator.situation import Situation
from calculator.totals import TOTAL_LABELS

FIELD = "official"
TOTALS = ("gross", "deductions", "payable", "year_end")
# People write what is taken off both ways.
_TAKEN_OFF = ("deductions",)
# What is paid out falls below 0 only where a balance is carried.
_SIGNED = ("payable",)


Amounts = dict[str, int]


def read(policy: Policy, request: object) -> tuple[Situation, Amounts, Amounts]:
    """Return the month of a request, and of its slip the lines and the totals in 分, by their ids.

    What is taken off is ≤ 0. InputError with all the faults of both.

    Keys are those of `estimate` and `official`; an amount that is null, empty or left out is not given.
    """
    if not isinstance(request, Mapping):
        return Situation.read(policy, request), {}, {}
    errors: list[FieldError] = []
    situation = None
    try:
        situation = Situation.read(policy, {key: value for key, value in request.items() if key != FIELD})
    except InputError as error:
        errors += error.errors
    lines, totals = _official(policy, request, errors)
    if errors or situation is None:
        raise InputError(errors)
    return situation, lines, totals


def _official(
    policy: Policy, request: Mapping[str, Any], errors: list[FieldError]
) -> tuple[Amounts, Amounts]:
    rules = policy.tables.rules
    taken_off = {key for key, table in rules.items() if KINDS[table["kind"]].DEDUCTS} | {*_TAKEN_OFF}
    before = len(errors)
    fields = Request({FIELD: request.get(FIELD)}, errors).inner(FIELD, (*rules, *TOTALS))

    lines: Amounts = {}
    totals: Amounts = {}
    if fields:
        lines = _amounts(fields, {key: table["label"] for key, table in rules.items()}, taken_off)
        totals = _amounts(fields, {key: TOTAL_LABELS[key] for key in TOTALS}, taken_off)
    if len(errors) == before and not (lines or totals):
        errors.append(FieldError(FIELD, "发放表上的金额至少要填一项，例如本月应发"))
    return lines, totals


def _amounts(fields: Request, labels: Mapping[str, str], taken_off: Collection[str]) -> Amounts:
    given = {}
    for key, label in labels.items():
        found = fields.amount(key, f"发放表的{label}", signed=key in taken_off or key in _SIGNED)
        if found is not None:
            given[key] = -abs(found) if key in taken_off else found
    return given
