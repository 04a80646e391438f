"""A month or a history of proofs.toml: compare the engine's result with the one worked by hand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from calculator.elimination import Finding, assess
from calculator.engine import stand
from calculator.errors import InputError
from calculator.form import facts_of, last_month
from calculator.grounds import NOT_MET
from calculator.history import History
from calculator.money import exactly
from calculator.month import Month
from calculator.plan import Plan
from calculator.policy import Policy
from calculator.readings import DEFAULT
from calculator.situation import Situation
from calculator.totals import TOTAL_LABELS
from scripts.content import files
from scripts.content.rows import Table
from scripts.content.units import bare

MONTH_LABEL, YES = "月份", "是"
CEILINGS, _ZERO = "ceilings", "0.00"


class Failure(Exception):
    """A proof has another result, or a name that the policy lacks: the file, the key, and a sentence."""

    def __init__(self, file: str, key: str, says: str) -> None:
        super().__init__(file, key, says)
        self.file, self.key, self.says = file, key, says


def check_month(policy: Policy, month: Table) -> None:
    """Raise Failure if the result of a month is not as worked by hand.

    A month with `chosen` readings is compared only in the lines that the proof has.
    """
    chosen: Mapping[str, str] = month.get("chosen", {})
    situation = _situation(policy, month, chosen)
    standing = stand(policy, situation)
    plan = standing.plan
    wanted = {label: _typed(amount) for label, amount in month["lines"].items()}
    unknown_line = next(iter(wanted.keys() - {bound.label for bound in plan.rules}), None)
    if unknown_line:
        raise Failure(files.PAY, "rules", f"有「{unknown_line}」，补助里没有叫这个名称的行")
    at = _readings_key(chosen)
    for bound, raw, amount in zip(plan.rules, standing.raw, standing.amounts, strict=True):
        if chosen and bound.label not in wanted:
            continue
        due, found = wanted.get(bound.label, _ZERO), bare(amount)
        if found != due:
            key = at or _line_key(plan, bound.id, bare(raw), due)
            raise Failure(files.READINGS if at else files.PAY, key, _differs(bound.label, due, found))
    totals = {
        label: bare(total)
        for label, total in zip(TOTAL_LABELS.values(), standing.totals, strict=True)
        if label in month["totals"]
    }
    for label, total in month["totals"].items():
        if totals.get(label) != _typed(total):
            says = _differs(label, _typed(total), totals.get(label, "没有这个合计"))
            raise Failure(files.READINGS if at else files.PAY, at or "rules", says)


def check_grounds(policy: Policy, history: Table, statuses: Table) -> None:
    """Raise Failure if a ground of a history does not have the wanted status and sentence."""
    findings = list(_findings(policy, history))
    labels = [each.label for each in findings]
    missing = next((label for label in history["grounds"] if label not in labels), None)
    if missing:
        raise Failure(files.ELIMINATION, "grounds", f"有「{missing}」，没有叫这个名称的淘汰情形")
    for each in findings:
        wanted = history["grounds"].get(each.label, statuses[NOT_MET]["name"])
        found, says = statuses[each.status]["name"], statuses[each.status]["says"]
        if found != wanted:
            raise Failure(files.ELIMINATION, f"grounds.{each.id}", _differs(each.label, wanted, found))
        if says not in each.reason:
            wrong = f"{each.label}是「{found}」，说的却是「{each.reason}」，里面没有「{says}」"
            raise Failure(files.ELIMINATION, f"grounds.{each.id}.says.{each.status}", wrong)


def _situation(policy: Policy, month: Table, chosen: Mapping[str, str]) -> Situation:
    for key, option in chosen.items():
        if key not in policy.readings or option not in policy.readings[key].options:
            raise Failure(files.READINGS, f"readings.{key}", f"有 {key} = {option}，没有这种理解")
    for key, option in list(chosen.items())[:1]:
        label = policy.readings[key].options[option].label
        if month["says"] not in label:
            wrong = f"这种理解的话里有「{month['says']}」，现在写的是「{label}」"
            raise Failure(files.READINGS, _readings_key(chosen), wrong)
    by_label = {item.label: item.id for item in policy.inputs.values()}
    request: dict[str, Any] = {"month": month["month"], "worker_type": _worker(policy, month["worker"])}
    request["readings"] = {key: option for key, option in chosen.items() if option != DEFAULT}
    for label, count in month["counts"].items():
        if label not in by_label:
            raise Failure(files.INPUTS, "inputs", f"有「{label}」，没有叫这个名称的次数")
        request[by_label[label]] = count
    try:
        return Situation.read(policy, request)
    except InputError as error:
        field, wrong, _ = error.errors[0]
        raise Failure(files.INPUTS, f"inputs.{field}", f"的次数填不进去：{wrong}") from error


def _worker(policy: Policy, name: str) -> str:
    for worker, known in policy.worker_names.items():
        if known == name:
            return worker
    raise Failure(files.WORKERS, "workers", f"有「{name}」，没有叫这个名称的网格员类型")


def _findings(policy: Policy, history: Table) -> Iterator[Finding]:
    """Yield the findings of all months together; each month is converted to the form of the page."""
    forms = [_form(policy, month) for month in history["months"]]
    request: dict[str, Any] = {"worker_type": _worker(policy, history["worker"]), "months": []}
    for form in forms:
        month = Month.of(date.fromisoformat(f"{form['month']}-01"))
        before = last_month(policy, form)
        request["months"] += [{"month": str(month.previous), **before}] if before else []
        own = {"month": str(month), "valid_reports": form.get("valid_reports")}
        request["months"].append({**own, "result": form.get("result") or None})
        for key, said in facts_of(policy, form).items():
            request[key] = _together(request[key], said) if key in request else said
    try:
        yield from assess(policy, History.read(policy, request))
    except InputError as error:
        field, wrong, _ = error.errors[0]
        what = field.rpartition(".")[2]
        table = "facts" if what in policy.facts else "inputs"
        raise Failure(files.INPUTS, f"{table}.{what}", f"的情形填不进去：{wrong}") from error


def _together(before: Any, said: Any) -> Any:
    """Return the facts of two months together: numbers and lists are added; of two answers, any yes."""
    return before + said if type(said) in (int, list) else before or said


def _form(policy: Policy, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a month of a history as a form, by the labels; a count that is not given is unknown."""
    inputs = {item.label: item.id for item in policy.inputs.values()}
    facts = {fact.label: fact for fact in policy.facts.values()}
    form: dict[str, Any] = {key: None for key, item in policy.inputs.items() if item.required}
    for label, answer in said.items():
        if label == MONTH_LABEL:
            form["month"] = answer
        elif label in inputs:
            form[inputs[label]] = answer
        elif label in facts:
            fact = facts[label]
            form[fact.id] = _answer(fact.kind, fact.options, answer, f"facts.{fact.id}", label)
        else:
            raise Failure(files.INPUTS, "facts", f"有「{label}」，没有叫这个名称的问题")
    return form


def _answer(kind: str, options: Sequence[Mapping[str, str]], answer: Any, key: str, label: str) -> Any:
    """Return an answer as a value of the form; raise Failure if it does not fit the kind of question."""
    if kind == "yes_no" and answer == YES:
        return True
    if kind == "count" and isinstance(answer, int):
        return answer
    if kind in ("choice", "levels"):
        found = next((each["id"] for each in options if each["label"] == answer), None)
        if found is not None:
            return [found] if kind == "levels" else found
    raise Failure(files.INPUTS, key, f"「{label}」答的是「{answer}」，这里的 kind 是 {kind}，没有这样的答案")


def _line_key(plan: Plan, rule: str, raw: str, wanted: str) -> str:
    """Return the key to look at for a wrong line: its rule, or the ceilings."""
    mosts = [bare(exactly(each.most)) for each in plan.ceilings if each.most is not None]
    return CEILINGS if wanted in (raw, *mosts) else f"rules.{rule}"


def _readings_key(chosen: Mapping[str, str]) -> str:
    return next((f"readings.{key}.{option}" for key, option in chosen.items()), "")


def _typed(amount: str) -> str:
    return amount.replace("-", "−").replace("~", "～")


def _differs(what: str, wanted: str, found: str) -> str:
    return f"{what}应是 {wanted}，现在算出来是 {found}"
