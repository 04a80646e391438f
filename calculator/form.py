"""The page's form, split into the requests of `estimate` and `risk` and the target of `needed`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculator.aim import read_target
from calculator.errors import FieldError, InputError
from calculator.facts import events, known_events
from calculator.history import History
from calculator.policy import Fact, Policy
from calculator.situation import NOT_COUNTS, Situation
from calculator.typed import clean

# The messages of these fields get 上月 in front, because they are also those of this month's fields.
_LAST_MONTH = "上月"


def form_fields(policy: Policy) -> dict[str, str]:
    """Return the form's names of fields by those of the request of `risk`, where they differ."""
    asked = [fact for fact in known_facts(policy).values() if fact.of]
    fields = {"months.0.result": "result", **{f"months.1.{fact.of}": fact.id for fact in asked}}
    # A wrong previous month is a fault of a question that has a number, if there is one.
    for fact in sorted(asked, key=lambda fact: fact.kind == "count"):
        fields["months.1.month"] = fact.id
    for event in known_events(policy).values():
        controls = list(event.controls)[1:]
        fields |= dict(zip((f"{event.id}.{part['id']}" for part in event.fact.parts), controls, strict=True))
    return fields


def known_facts(policy: Policy) -> dict[str, Fact]:
    """Return the questions of all editions of the county by id; those of the policy first."""
    return {**policy.facts, **policy.elsewhere.facts}


def of_a_month(policy: Policy, form: object) -> dict[str, Any]:
    """Return the fields of a form that `estimate` and `reconcile` read; InputError where it is no object."""
    facts = known_facts(policy)
    return {key: value for key, value in _fields(form).items() if key not in facts and key != "target"}


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
    for joint in policy.joints.values():
        if not isinstance(form.get(joint.asks, False), bool):
            asked = policy.facts[joint.asks].called
            errors.append(FieldError(joint.asks, f"{asked}要写 true 或 false"))
    situation, history = Situation.noting(policy, of_a_month(policy, form), errors), None
    try:
        history = History.read(policy, _risk_request(policy, form, situation))
    except InputError as error:
        # The fault of the worker type is already noted above.
        names = form_fields(policy)
        last = {f"months.1.{fact.of}" for fact in known_facts(policy).values() if fact.of}
        # Faults of this month's counts are already noted.
        errors += [
            FieldError(names.get(each.field, each.field), _LAST_MONTH * (each.field in last) + each.message)
            for each in error.errors
            if each.field not in NOT_COUNTS
        ]
    target = read_target(form, errors)
    if errors or situation is None or history is None:
        raise InputError(errors)
    return Filled(situation, history, target)


def _fields(form: object) -> Mapping[str, Any]:
    if not isinstance(form, Mapping):
        raise InputError([FieldError("", "表单要是一个对象")])
    return form


def facts_of(policy: Policy, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a form with the keys of the request of `risk` and of a row.

    Facts that only other editions know are included if the form states them.
    """
    own = events(policy)
    return {
        key: event.of_form(form)
        for key, event in known_events(policy).items()
        if key in own or any(control in form for control in event.controls)
    }


def last_month(policy: Policy, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the previous month, empty if the form states none."""
    said = {fact.of: unless_blank(form.get(fact.id)) for fact in known_facts(policy).values() if fact.of}
    return {name: value for name, value in said.items() if value is not None}


def _risk_request(policy: Policy, form: Mapping[str, Any], situation: Situation | None) -> dict[str, Any]:
    months = _months(policy, form, situation)
    return {"worker_type": form.get("worker_type"), "months": months, **facts_of(policy, form)}


def unless_blank(given: Any) -> Any:
    """Return the given value, None for a field without visible text."""
    return None if isinstance(given, str) and not clean(given) else given


def _months(policy: Policy, form: Mapping[str, Any], situation: Situation | None) -> list[dict[str, Any]]:
    """Return this month, and the previous month if the form states a fact of it."""
    # Without a valid month, another one is used so that all other faults are reported too.
    month = situation.month if situation else policy.first.next
    counts = situation.counts if situation else {}
    present = {
        "month": str(month),
        **{key: count.least if count.exact else None for key, count in counts.items()},
        "result": unless_blank(form.get("result")),
    }
    previous = last_month(policy, form)
    return [present, {"month": str(month.previous), **previous}] if previous else [present]
