"""The page's form, split into the requests of `estimate` and `risk` and the target of `needed`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculator.aim import read_target
from calculator.errors import FieldError, InputError
from calculator.history import FLAGS, History
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import NOT_COUNTS, Situation
from calculator.typed import clean

# The form's fields whose names differ from those of the request of `risk`, by the latter.
FORM_FIELDS = {
    "months.0.result": "result",
    "months.1.month": "previous_valid_reports",
    "months.1.valid_reports": "previous_valid_reports",
    "months.1.result": "previous_result",
    "fabrication.loss": "fabrication_loss",
    "fabrication.bad_effect": "fabrication_bad_effect",
}
# The messages of these fields get 上月 in front, because they are also those of this month's fields.
_LAST_MONTH, _LAST_MONTHS = "上月", ("months.1.valid_reports", "months.1.result")
_ANSWERS = {"yes": True, "no": False, "": None}


def of_a_month(policy: Policy, form: object) -> dict[str, Any]:
    """Return the fields of a form that `estimate` and `reconcile` read; InputError where it is no object."""
    return {key: value for key, value in _fields(form).items() if key not in policy.facts and key != "target"}


class Filled(NamedTuple):
    """The content of a form: the month, the history that grounds are judged by, and the target in 分."""

    situation: Situation
    history: History
    target: int | None


def read(policy: Policy, form: object) -> Filled:
    """Return the content of a form; InputError with all its faults.

    The form has the keys of `estimate`, the facts of inputs.toml and `target`, as typed. Null is unknown; a
    blank or missing target is no target.
    """
    form = _fields(form)
    errors: list[FieldError] = []
    if not isinstance(form.get("fabricated", False), bool):
        errors.append(FieldError("fabricated", "被认定捏造事实、弄虚作假要写 true 或 false"))
    situation = history = None
    try:
        situation = Situation.read(policy, of_a_month(policy, form))
    except InputError as error:
        errors += error.errors
    try:
        history = History.read(policy, _risk_request(policy, form, situation))
    except InputError as error:
        # The fault of the worker type is already noted above.
        errors += [
            FieldError(FORM_FIELDS.get(field, field), _LAST_MONTH * (field in _LAST_MONTHS) + message)
            for field, message in error.errors
            if field not in NOT_COUNTS
        ]
    target = read_target(form, errors)
    if errors or situation is None or history is None:
        raise InputError(errors)
    return Filled(situation, history, target)


def _fields(form: object) -> Mapping[str, Any]:
    if not isinstance(form, Mapping):
        raise InputError([FieldError("", "表单要是一个对象")])
    return form


def facts_of(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a form with the keys of the request of `risk` and of a row."""
    fabrication = None
    if form.get("fabricated"):
        fabrication = {
            "loss": _answer(form.get("fabrication_loss")),
            "bad_effect": _answer(form.get("fabrication_bad_effect")),
        }
    return {
        "phone_checks_missed": form.get("phone_checks_missed", 0),
        "criticised_by": form.get("criticised_by", []),
        "fabrication": fabrication,
        **{flag: form.get(flag, False) for flag in FLAGS},
    }


def last_month(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the previous month, empty if the form states none."""
    said = {
        "valid_reports": unless_blank(form.get("previous_valid_reports")),
        "result": unless_blank(form.get("previous_result")),
    }
    return said if any(value is not None for value in said.values()) else {}


def _risk_request(policy: Policy, form: Mapping[str, Any], situation: Situation | None) -> dict[str, Any]:
    months = _months(policy, form, situation)
    return {"worker_type": form.get("worker_type"), "months": months, **facts_of(form)}


def _answer(given: Any) -> Any:
    """Return yes or no as the request of `risk` writes it; `History.read` refuses other values."""
    return _ANSWERS.get(given, given) if isinstance(given, str) else given


def unless_blank(given: Any) -> Any:
    """Return the given value, None for a field without visible text."""
    return None if isinstance(given, str) and not clean(given) else given


def _months(policy: Policy, form: Mapping[str, Any], situation: Situation | None) -> list[dict[str, Any]]:
    """Return this month, and the previous month if the form states a fact of it."""
    # Without a valid month, another one is used so that all other faults are reported too.
    month = situation.month if situation else Month.of(policy.in_force).next
    reports = situation.counts["valid_reports"] if situation else None
    present = {
        "month": str(month),
        "valid_reports": reports.least if reports and reports.exact else None,
        "result": unless_blank(form.get("result")),
    }
    previous = last_month(form)
    return [present, {"month": str(month.previous), **previous}] if previous else [present]
