"""Checks of parameters.toml and pay.toml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from string import Formatter
from typing import Any

from calculator.errors import Problem
from calculator.loading.rows import Parsed, World, ids, rows, unknown
from calculator.loading.values import check_values
from calculator.money import ZERO
from calculator.month import Month
from calculator.parameters import UNLIMITED
from calculator.plan import CARRIED, MONTH, NOTHING_PAID, YEAR_END, Plan, bind, is_parameter
from calculator.rules import KINDS
from calculator.tables import PayTables
from calculator.totals import Totals

_PARAMETERS, _PAY = "parameters.toml", "pay.toml"
HOLDS = {"amount": "yuan", "times": "times", "percent": "percent"}
FILLS = ("count", "price", "quota")
# The keys of every rule, besides those of its kind.
WORDED = ("id", "kind", "label", "article", "also", "paid", "paid_unsaid", "zero")
# What each key holds in the tables of these lists.
_PARTS = {
    "levels": {"counter": "counter", "rate": "amount"},
    "needs": {"counter": "counter", "at_least": "times"},
}


def check_parameters(parsed: Parsed, world: World, problems: list[Problem]) -> None:
    """Note problems of the values of parameters.toml."""
    for key, row in rows(parsed, _PARAMETERS, "parameters", problems):
        wrong = unknown(row["unit"], HOLDS.values(), "单位")
        if wrong:
            problems.append(Problem(_PARAMETERS, f"{key}.unit", wrong))
            continue
        where = f"{key}.values"
        check_values(row["values"], row["unit"], world.workers, world.in_force, _PARAMETERS, where, problems)


def check_pay(parsed: Parsed, world: World, problems: list[Problem]) -> None:
    """Note problems of the rules: keys that their kind does not accept, and numbers that conflict.

    If parameters.toml and pay.toml have no other problem, every rule is bound for every date and worker type.
    """
    units = _units(parsed, problems)
    for key, row in rows(parsed, _PAY, "rules", problems):
        problems += [Problem(_PAY, f"{key}{at}", wrong) for at, wrong in _rule(row, world, units)]
        if row["id"] in Totals._fields:
            problems.append(Problem(_PAY, key, "这个编号是一项合计的名字，请换一个"))
    names = ids(parsed, _PAY, "rules")
    for key, row in rows(parsed, _PAY, "ceilings", problems):
        faults = [(".most", _parameter("amount", row["most"], units))]
        faults += [(f".covers[{at}]", unknown(each, names, "算法")) for at, each in enumerate(row["covers"])]
        problems += [Problem(_PAY, f"{key}{at}", wrong) for at, wrong in faults if wrong]
    if not any(each.file in (_PARAMETERS, _PAY) for each in problems):
        settled = unknown(parsed[_PAY]["settlement"]["below_zero"], (NOTHING_PAID, CARRIED), "办法")
        if settled:
            problems.append(Problem(_PAY, "settlement.below_zero", settled))
            return
        tables = PayTables.of({**parsed[_PARAMETERS], **parsed[_PAY]})
        problems += _unbound(tables, world)


def _units(parsed: Parsed, problems: Sequence[Problem]) -> dict[str, str]:
    """Return the units by parameter id, `_or_unlimited` if a value is unlimited; empty for faulty rows."""
    units = dict.fromkeys(ids(parsed, _PARAMETERS, "parameters"), "")
    for _, row in rows(parsed, _PARAMETERS, "parameters", problems):
        unlimited = any(UNLIMITED in dated.values() for dated in row["values"])
        units[row["id"]] = row["unit"] + ("_or_unlimited" if unlimited else "")
    return units


def _rule(row: Mapping[str, Any], world: World, units: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the key and the problem of each value that the rule's kind or the plan cannot use."""
    keys = {name: holds for name, holds in KINDS[row["kind"]].KEYS.items() if holds != "days"}
    yield from ((f".{name}", "这种算法没有这个键") for name in row if name not in (*keys, *WORDED))
    for name, holds in {"paid": (MONTH, YEAR_END), **keys}.items():
        for at, wrong in _held(holds, row[name], world.counters, units):
            yield f".{name}{at}", wrong
    wrong_fill = unknown_fill(row["zero"], FILLS)
    if wrong_fill:
        yield ".zero", wrong_fill


def _held(
    holds: str | tuple[str, ...], value: Any, counters: Mapping[str, str], units: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the place and the problem of each value that is not what `holds` names."""
    if isinstance(holds, str) and holds in _PARTS:
        for place, part in enumerate(value):
            for name, held in _PARTS[holds].items():
                yield from (
                    (f"[{place}].{name}", wrong) for _, wrong in _held(held, part[name], counters, units)
                )
        return
    if isinstance(holds, tuple):
        fault = unknown(value, holds, "发放时间" if MONTH in holds else "写法")
    elif is_parameter(holds):
        fault = _parameter(holds, value, units)
    elif holds == "flag":
        fault = None if isinstance(value, bool) else "要写 true 或 false"
    else:
        fault = unknown(value, [*counters, ""] if holds == "counter_or_none" else counters, "次数项")
    if fault:
        yield "", fault


def _parameter(holds: str, value: Any, units: Mapping[str, str]) -> str | None:
    """Return the problem of a parameter's id; the parameter may be unlimited only if `holds` says so."""
    unit = HOLDS[holds.removesuffix("_or_unlimited")]
    unlimited = f"{unit}_or_unlimited"
    fitting = [key for key, found in units.items() if found in ("", unit, unlimited)]
    wrong = unknown(value, fitting, "数（在 parameters.toml，单位要对）")
    if wrong is None and units[value] == unlimited and not holds.endswith("_or_unlimited"):
        return f"这里要有数，不能是 {UNLIMITED}：{value}"
    return wrong


def _unbound(tables: PayTables, world: World) -> list[Problem]:
    """Return why rules cannot be bound to the numbers of a month, once for each rule and reason.

    If all can, return a problem for each `zero` sentence with a placeholder that its rule does not fill.
    """
    months = {Month.of(day) for key in tables.parameters for day in tables.parameter(key).days()}
    found: dict[tuple[str, str], tuple[Month, list[str]]] = {}
    plan = None
    for month in sorted(months):
        for worker in world.workers:
            try:
                plan = bind(tables, month, worker)
            except ValueError as whole:
                for key, error in list(_alone(tables, month, worker)) or [("rules", str(whole))]:
                    first, who = found.setdefault((key, error), (month, []))
                    who += [worker] if first == month else []
    if plan and not found:
        return _unfilled(plan, world.counters)
    return [
        Problem(_PAY, key, f"{month.chinese}起（{'、'.join(who)}）：{error}")
        for (key, error), (month, who) in found.items()
    ]


def _alone(tables: PayTables, month: Month, worker: str) -> Iterator[tuple[str, str]]:
    """Yield each rule that cannot be bound to the numbers of a month, and why."""
    for key, rule in tables.rules.items():
        try:
            bind(replace(tables, rules={key: rule}, ceilings={}), month, worker)
        except ValueError as error:
            yield f"rules.{key}", str(error)


def _unfilled(plan: Plan, counters: Mapping[str, str]) -> list[Problem]:
    # A kind fills the same names in each month and for each worker type.
    nothing = dict.fromkeys(counters, ZERO)
    return [
        Problem(_PAY, f"rules.{bound.id}.zero", wrong)
        for bound in plan.rules
        if (wrong := unknown_fill(bound.zero, tuple(bound.rule.says(nothing, counters))))
    ]


def unknown_fill(sentence: str, allowed: Sequence[str]) -> str | None:
    """Return the problem of the placeholders in a sentence, None if all are allowed."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError:
        return "大括号没有配对"
    wrong = [name for name in names if name not in allowed]
    return f"不认得 {{{wrong[0]}}}" if wrong else None
