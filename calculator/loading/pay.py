"""Checks of parameters.toml and pay.toml."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

from calculator.errors import Problem
from calculator.loading.bound import unbound
from calculator.loading.ceilings import check_ceilings
from calculator.loading.held import HOLDS, held
from calculator.loading.rows import Parsed, World, ids, rows, tables, unknown
from calculator.loading.scores import check_scores, check_shares
from calculator.loading.values import check_values
from calculator.money import ZERO
from calculator.parameters import UNLIMITED
from calculator.plan import CARRIED, MONTH, NOTHING_PAID, QUARTER, UNSAID, YEAR_END, Plan
from calculator.rules import KINDS
from calculator.tables import PayTables
from calculator.totals import Totals

_PARAMETERS, _PAY = "parameters.toml", "pay.toml"
PAID = (MONTH, QUARTER, YEAR_END, UNSAID)
FILLS = ("count", "price", "quota")
# The keys of every rule, besides those of its kind.
WORDED = ("id", "kind", "label", "article", "also", "paid", "zero")


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
    check_scores(parsed, world, units, problems)
    check_shares(parsed, world, units, problems)
    check_ceilings(parsed, units, problems)
    if not any(each.file in (_PARAMETERS, _PAY) for each in problems):
        settled = unknown(parsed[_PAY]["settlement"]["below_zero"], (NOTHING_PAID, CARRIED), "办法")
        if settled:
            problems.append(Problem(_PAY, "settlement.below_zero", settled))
            return
        bound = PayTables.of({**parsed[_PARAMETERS], **parsed[_PAY]})
        most = {row["id"]: row["max"] for row in tables(parsed, "inputs.toml", "inputs")}
        plan, found = unbound(bound, world.workers, most)
        problems += [Problem(_PAY, key, wrong) for key, wrong in found]
        if plan and not found:
            problems += _unfilled(plan, world.counters)


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
    for name, holds in {"paid": PAID, **keys}.items():
        for at, wrong in held(holds, row[name], world.counters, units):
            yield f".{name}{at}", wrong
    wrong_fill = unknown_fill(row["zero"], FILLS)
    if wrong_fill:
        yield ".zero", wrong_fill


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
