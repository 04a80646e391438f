"""The official slip as it was typed, read beside the month it is for."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

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


class Official(NamedTuple):
    """The amounts given, in 分, by the ids of lines and totals; what is taken off is ≤ 0."""

    lines: Mapping[str, int]
    totals: Mapping[str, int]


def read(policy: Policy, request: object) -> tuple[Situation, Official]:
    """Return the month and the official slip of a request; InputError with all the faults of both.

    Keys are those of `estimate` and `official`; an amount that is null, empty or left out is not given.
    """
    if not isinstance(request, Mapping):
        return Situation.read(policy, request), Official({}, {})
    errors: list[FieldError] = []
    situation = None
    try:
        situation = Situation.read(policy, {key: value for key, value in request.items() if key != FIELD})
    except InputError as error:
        errors += error.errors
    official = _official(policy, request, errors)
    if errors or situation is None:
        raise InputError(errors)
    return situation, official


def _official(policy: Policy, request: Mapping[str, Any], errors: list[FieldError]) -> Official:
    rules = policy.tables.rules
    taken_off = {key for key, table in rules.items() if KINDS[table["kind"]].DEDUCTS} | {*_TAKEN_OFF}
    before = len(errors)
    fields = Request({FIELD: request.get(FIELD)}, errors).inner(FIELD, (*rules, *TOTALS))

    official = Official({}, {})
    if fields:
        labels = {key: table["label"] for key, table in rules.items()}
        official = Official(
            _amounts(fields, labels, taken_off),
            _amounts(fields, {key: TOTAL_LABELS[key] for key in TOTALS}, taken_off),
        )
    if len(errors) == before and not (official.lines or official.totals):
        errors.append(FieldError(FIELD, "发放表上的金额至少要填一项，例如本月应发"))
    return official


def _amounts(fields: Request, labels: Mapping[str, str], taken_off: Collection[str]) -> dict[str, int]:
    given = {}
    for key, label in labels.items():
        found = fields.amount(key, f"发放表的{label}", signed=key in taken_off or key in _SIGNED)
        if found is not None:
            given[key] = -abs(found) if key in taken_off else found
    return given
