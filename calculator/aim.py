"""The request of `needed`: a month, a target amount, and the history to which the month belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.history import History
from calculator.policy import Policy
from calculator.request import Request
from calculator.situation import Situation

# The keys of the request besides those of a month.
BESIDE = ("target", "history")


@dataclass(frozen=True, slots=True)
class Aim:
    """The inputs of `needed`: the situation, the target in 分 and the history, each None if not stated."""

    situation: Situation
    target: int | None
    history: History | None

    @classmethod
    def read(cls, policy: Policy, request: object) -> "Aim":
        """Return the inputs in a request; InputError with all its faults.

        Keys are those of `needed` in the project's reference.
        """
        if not isinstance(request, Mapping):
            return cls(Situation.read(policy, request), None, None)
        errors: list[FieldError] = []
        history = None
        month = {key: value for key, value in request.items() if key not in BESIDE}
        situation = Situation.noting(policy, month, errors)
        target = read_target(request, errors)
        given = request.get("history")
        if given is not None and not isinstance(given, Mapping):
            errors.append(FieldError("history", "要写一个对象，写法和 risk 的请求一样；没有就不写"))
        elif given is not None:
            try:
                history = History.read(policy, _risk_request(policy, request, given, situation, errors))
            except InputError as error:
                # The fault of the worker type, which is outside the history, is already noted.
                errors += [
                    FieldError(f"history.{each.field}", each.message)
                    for each in error.errors
                    if each.field != "worker_type"
                ]
        if errors or situation is None:
            raise InputError(errors)
        return cls(situation, target, history)


def read_target(request: Mapping[str, Any], errors: list[FieldError]) -> int | None:
    """Return the target in 分, None if none is given; add its fault to `errors`."""
    return Request(request, errors).amount("target", "想要的金额")


def _risk_request(
    policy: Policy,
    request: Mapping[str, Any],
    given: Mapping[str, Any],
    situation: Situation | None,
    errors: list[FieldError],
) -> dict[str, Any]:
    """Return the history as a request of `risk`, with the worker type and this month's reports."""
    if "worker_type" in given:
        errors.append(FieldError("history.worker_type", "网格员类型已写在外面，这里不用再写"))
    months = given.get("months", [])
    if situation is not None and isinstance(months, list) and all(isinstance(row, Mapping) for row in months):
        months = _with_this_month(policy, months, situation, errors)
    return {**given, "months": months, "worker_type": request.get("worker_type")}


def _with_this_month(
    policy: Policy, months: list[Mapping[str, Any]], situation: Situation, errors: list[FieldError]
) -> list[Mapping[str, Any]]:
    """Return the rows with this month's counts in its row; it is a fault if the row states other counts."""
    month, rows = situation.month, list(months)
    own = {key: count.least if count.exact else None for key, count in situation.counts.items()}
    for place, row in enumerate(months):
        if typed.month_of(row) != month:
            continue
        faulty = set()
        for key, item in policy.inputs.items():
            wrong: list[FieldError] = []
            fields = Request(row, wrong)
            stated = fields.count(key, item, 0) if fields.has(key) else situation.counts[key]
            if wrong:
                faulty.add(key)  # `History.read` reports this fault
            if wrong or stated == situation.counts[key]:
                continue
            here = f"{month.chinese}的{item.label}，这里写的是 {stated.least} {item.unit}"
            outside = "还不清楚" if own[key] is None else f" {own[key]} {item.unit}"
            said = f"{here}，外面写的是{outside}，两处要写得一样"
            errors.append(FieldError(f"history.months.{place}.{key}", said))
        rows[place] = {**row, **{key: count for key, count in own.items() if key not in faulty}}
    if all(typed.month_of(row) != month for row in months):
        rows.append({"month": str(month), **own})
    return rows
