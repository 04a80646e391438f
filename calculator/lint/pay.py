"""Checks of parameters.toml and pay.toml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

from calculator.errors import Problem
from calculator.lint.people import named
from calculator.lint.values import check_values
from calculator.money import ZERO
from calculator.month import Month
from calculator.parameters import UNLIMITED
from calculator.plan import CARRIED, MONTH, NOTHING_PAID, YEAR_END, Plan, bind, is_parameter
from calculator.rules import KINDS
from calculator.schema import (
    Check,
    Spec,
    anything,
    ascii_id,
    check_names,
    check_rows,
    check_table,
    clause_in,
    flag,
    list_of,
    one_of,
    table_of,
    text,
)
from calculator.tables import PayTables
from calculator.totals import Totals

UNITS = ("yuan", "times", "percent")
HOLDS = {"amount": "yuan", "times": "times", "percent": "percent"}
FILLS = ("count", "price", "quota")


def check_pay(
    parsed: Mapping[str, Any],
    clauses: set[str],
    workers: Sequence[str],
    counters: Mapping[str, str],
    in_force: date,
    problems: list[Problem],
) -> bool:
    """Note problems of the pay tables and tell whether there were none.

    A last look binds every rule to every date and worker type.
    """
    if not {"parameters.toml", "pay.toml"} <= parsed.keys():
        return False
    before = len(problems)
    check_names(parsed["parameters.toml"], ("parameters",), "parameters.toml", problems)
    check_names(parsed["pay.toml"], ("rules", "ceilings", "settlement"), "pay.toml", problems)
    units = _check_parameters(parsed, clauses, workers, in_force, problems)
    _check_rules(parsed, clauses, counters, units, problems)
    rules = [rule["id"] for rule in named(parsed["pay.toml"].get("rules"))]
    ceilings = {
        "id": ascii_id,
        "article": clause_in(clauses),
        "most": _parameter("amount", units),
        "covers": list_of(one_of(rules, "算法"), 1),
    }
    check_rows(parsed, "pay.toml", "ceilings", ceilings, problems)
    settlement = {
        "article": clause_in(clauses),
        "below_zero": one_of((NOTHING_PAID, CARRIED), "办法"),
    }
    check_table(parsed["pay.toml"].get("settlement"), settlement, "pay.toml", "settlement", problems)
    if len(problems) == before:
        tables = PayTables.of({**parsed["parameters.toml"], **parsed["pay.toml"]})
        problems += _unbound(tables, workers, counters)
    return len(problems) == before


def _unbound(tables: PayTables, workers: Sequence[str], counters: Mapping[str, str]) -> list[Problem]:
    """Return why rules cannot take the numbers of some month, once for each rule and reason.

    Where they can, a problem for each zero sentence with a {name} that its kind of rule does not fill.
    """
    months = {Month.of(day) for key in tables.parameters for day in tables.parameter(key).days()}
    found: dict[tuple[str, str], tuple[Month, list[str]]] = {}
    plan = None
    for month in sorted(months):
        for worker in workers:
            try:
                plan = bind(tables, month, worker)
            except ValueError as whole:
                for key, error in list(_alone(tables, month, worker)) or [("rules", str(whole))]:
                    first, who = found.setdefault((key, error), (month, []))
                    who += [worker] if first == month else []
    if plan and not found:
        return _unfilled(plan, counters)
    return [
        Problem("pay.toml", key, f"{month.chinese}起（{'、'.join(who)}）：{error}")
        for (key, error), (month, who) in found.items()
    ]


def _alone(tables: PayTables, month: Month, worker: str) -> Iterator[tuple[str, str]]:
    """Yield each rule that cannot take the numbers of a month, and why."""
    for key, rule in tables.rules.items():
        try:
            bind(replace(tables, rules={key: rule}, ceilings={}), month, worker)
        except ValueError as error:
            yield f"rules.{key}", str(error)


def _unfilled(plan: Plan, counters: Mapping[str, str]) -> list[Problem]:
    # A kind fills the same names in each month and for each worker type.
    nothing = dict.fromkeys(counters, ZERO)
    return [
        Problem("pay.toml", f"rules.{bound.id}.zero", wrong)
        for bound in plan.rules
        if (wrong := unknown_fill(bound.zero, tuple(bound.rule.says(nothing, counters))))
    ]


def _check_parameters(
    parsed: Mapping[str, Any],
    clauses: set[str],
    workers: Sequence[str],
    in_force: date,
    problems: list[Problem],
) -> dict[str, str]:
    """Note problems of the parameters; return their units by id, `_or_unlimited` where one may be.

    A faulty one has no unit: it is not one that is missing.
    """
    spec = {
        "id": ascii_id,
        "label": text,
        "unit": one_of(UNITS, "单位"),
        "article": clause_in(clauses),
        "values": anything,
    }
    units = {row["id"]: "" for row in named(parsed["parameters.toml"].get("parameters"))}
    for row in check_rows(parsed, "parameters.toml", "parameters", spec, problems):
        key, before = f"parameters.{row['id']}.values", len(problems)
        check_values(row["values"], row["unit"], workers, in_force, "parameters.toml", key, problems)
        sound = len(problems) == before
        unlimited = sound and any(UNLIMITED in dated.values() for dated in row["values"])
        units[row["id"]] = row["unit"] + ("_or_unlimited" if unlimited else "")
    return units


def _check_rules(
    parsed: Mapping[str, Any],
    clauses: set[str],
    counters: Mapping[str, str],
    units: Mapping[str, str],
    problems: list[Problem],
) -> None:
    """Note problems of the rules."""
    worded: Spec = {
        "id": ascii_id,
        "kind": one_of(KINDS, "算法种类"),
        "label": text,
        "article": clause_in(clauses),
        "also": list_of(clause_in(clauses)),
        "paid": one_of((MONTH, YEAR_END), "发放时间"),
        "paid_unsaid?": flag,
        "zero": _sentence,
    }

    def spec(row: Mapping[str, Any]) -> Spec:
        kind = row.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            # A kind nobody knows has unknown keys: say only that, not a complaint for each of them.
            return {**dict.fromkeys(row, anything), **worded}
        keys = KINDS[kind].KEYS.items()
        return {**worded, **{name: _held(holds, counters, units) for name, holds in keys if holds != "days"}}

    for row in check_rows(parsed, "pay.toml", "rules", spec, problems):
        if row["id"] in Totals._fields:
            wrong = "这个编号是一项合计的名字，请换一个"
            problems.append(Problem("pay.toml", f"rules.{row['id']}", wrong))


def _parameter(holds: str, units: Mapping[str, str]) -> Check:
    """Return the check for the id of a parameter, which has no limit only where `holds` says so."""
    unit = HOLDS[holds.removesuffix("_or_unlimited")]
    unlimited = f"{unit}_or_unlimited"
    fitting = [key for key, found in units.items() if found in ("", unit, unlimited)]
    known = one_of(fitting, "数（在 parameters.toml，单位要对）")

    def check(value: Any) -> str | None:
        wrong = known(value)
        if wrong is None and units[value] == unlimited and not holds.endswith("_or_unlimited"):
            return f"这里要有数，不能是 {UNLIMITED}：{value}"
        return wrong

    return check


def _held(holds: str | tuple[str, ...], counters: Mapping[str, str], units: Mapping[str, str]) -> Check:
    """Return the check for what a rule's key holds."""
    if isinstance(holds, tuple):
        return one_of(holds, "写法")
    if is_parameter(holds):
        return _parameter(holds, units)
    if holds == "flag":
        return flag
    counter = one_of([*counters, ""] if holds == "counter_or_none" else counters, "次数项")
    if holds == "levels":
        return list_of(table_of({"counter": counter, "rate": _parameter("amount", units)}), 1)
    if holds == "needs":
        return list_of(table_of({"counter": counter, "at_least": _parameter("times", units)}))
    return counter


def _sentence(value: Any) -> str | None:
    wrong = text(value)
    return wrong or unknown_fill(value, FILLS)


def unknown_fill(sentence: str, allowed: Sequence[str]) -> str | None:
    """Return what is wrong with the {names} in a sentence."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError:
        return "大括号没有配对"
    unknown = [name for name in names if name not in allowed]
    return f"不认得 {{{unknown[0]}}}" if unknown else None
