"""Checks of parameters.toml and pay.toml."""

from collections.abc import Mapping, Sequence
from datetime import date
from string import Formatter
from typing import Any

from calculator.errors import Problem
from calculator.lint.values import check_values
from calculator.month import Month
from calculator.parameters import UNLIMITED
from calculator.plan import CARRIED, MONTH, NOTHING_PAID, YEAR_END, bind, is_parameter
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
) -> None:
    """Note problems of the pay tables; a last look binds every rule to every date and worker type."""
    if not {"parameters.toml", "pay.toml"} <= parsed.keys():
        return
    before = len(problems)
    check_names(parsed["parameters.toml"], ("parameters",), "parameters.toml", problems)
    check_names(parsed["pay.toml"], ("rules", "ceilings", "settlement"), "pay.toml", problems)
    units = _check_parameters(parsed, clauses, workers, in_force, problems)
    rules = [rule["id"] for rule in _check_rules(parsed, clauses, counters, units, problems)]
    ceilings = {
        "id": ascii_id,
        "article": clause_in(clauses),
        "most": one_of([key for key, unit in units.items() if unit == "yuan"], "金额"),
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
        for wrong in unbound(tables, workers):
            problems.append(Problem("pay.toml", "rules", wrong))


def unbound(tables: PayTables, workers: Sequence[str]) -> list[str]:
    """Return why rules cannot take the numbers of some month, once for each reason."""
    months = {Month.of(day) for key in tables.parameters for day in tables.parameter(key).days()}
    wrong: dict[str, None] = {}
    for month in sorted(months):
        for worker in workers:
            try:
                bind(tables, month, worker)
            except ValueError as error:
                wrong[f"{month.chinese}起（{worker}）：{error}"] = None
    return list(wrong)


def _check_parameters(
    parsed: Mapping[str, Any],
    clauses: set[str],
    workers: Sequence[str],
    in_force: date,
    problems: list[Problem],
) -> dict[str, str]:
    """Note problems of the parameters; return their units by id, `_or_unlimited` where one may be."""
    spec = {
        "id": ascii_id,
        "label": text,
        "unit": one_of(UNITS, "单位"),
        "article": clause_in(clauses),
        "values": anything,
    }
    units = {}
    for row in check_rows(parsed, "parameters.toml", "parameters", spec, problems):
        key = f"parameters.{row['id']}.values"
        check_values(row["values"], row["unit"], workers, in_force, "parameters.toml", key, problems)
        units[row["id"]] = row["unit"]
    return units


def _check_rules(
    parsed: Mapping[str, Any],
    clauses: set[str],
    counters: Mapping[str, str],
    units: Mapping[str, str],
    problems: list[Problem],
) -> list[Mapping[str, Any]]:
    """Note problems of the rules; return those that are sound."""
    worded: Spec = {
        "id": ascii_id,
        "kind": one_of(KINDS, "算法种类"),
        "label": text,
        "article": clause_in(clauses),
        "also": list_of(clause_in(clauses)),
        "paid": one_of((MONTH, YEAR_END), "发放时间"),
        "zero": _sentence,
    }
    rows = parsed["pay.toml"].get("rules", [])
    sound = []
    for place, row in enumerate(rows if isinstance(rows, list) else []):
        kind = row.get("kind") if isinstance(row, Mapping) else None
        keys = KINDS[kind].KEYS if isinstance(kind, str) and kind in KINDS else {}
        # A kind nobody knows has unknown keys: say only that, not a complaint for each of them.
        others = {name: anything for name in row if name not in worded} if not keys else {}
        own = {name: _held(holds, counters, units) for name, holds in keys.items() if holds != "days"}
        given = row.get("id", place) if isinstance(row, Mapping) else place
        if check_table(row, {**worded, **others, **own}, "pay.toml", f"rules.{given}", problems):
            sound.append(row)
            problems += _unlimited_where_not_allowed(row, keys, parsed)
    ids = [row["id"] for row in sound]
    problems += [Problem("pay.toml", f"rules.{key}", "编号重复") for key in {k for k in ids if ids.count(k) > 1}]
    return sound


def _held(holds: str | tuple[str, ...], counters: Mapping[str, str], units: Mapping[str, str]) -> Check:
    """Return the check for what a rule's key holds."""
    counter = one_of(counters, "次数项")

    def parameter(unit: str) -> Check:
        return one_of([key for key, found in units.items() if found == unit], "数（在 parameters.toml，单位要对）")

    if isinstance(holds, tuple):
        return one_of(holds, "写法")
    if is_parameter(holds):
        return parameter(HOLDS[holds.removesuffix("_or_unlimited")])
    return {
        "counter": counter,
        "counter_or_none": one_of([*counters, ""], "次数项"),
        "flag": flag,
        "levels": list_of(table_of({"counter": counter, "rate": parameter("yuan")}), 1),
        "needs": list_of(table_of({"counter": counter, "at_least": parameter("times")})),
    }[holds]


def _unlimited_where_not_allowed(
    row: Mapping[str, Any], keys: Mapping[str, Any], parsed: Mapping[str, Any]
) -> list[Problem]:
    """Return a problem for each rule key that needs a number and names one without limit."""
    tables = {table["id"]: table for table in parsed["parameters.toml"]["parameters"]}
    return [
        Problem("pay.toml", f"rules.{row['id']}.{name}", f"这里要有数，不能是 {UNLIMITED}：{row[name]}")
        for name, holds in keys.items()
        if is_parameter(holds)
        and not holds.endswith("_or_unlimited")
        and any(UNLIMITED in dated.values() for dated in tables[row[name]]["values"])
    ]


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
