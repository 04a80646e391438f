"""Checks of elimination.toml."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.errors import Problem
from calculator.grounds import KINDS
from calculator.history import CRITICISM_LEVELS, FLAGS
from calculator.lint.pay import unknown_fill
from calculator.lint.text import check_quote
from calculator.lint.values import check_values
from calculator.parameters import ALL_WORKERS, UNLIMITED
from calculator.schema import (
    Check,
    Spec,
    anything,
    ascii_id,
    check_names,
    check_rows,
    check_table,
    clause_in,
    list_of,
    one_of,
    text,
)

FILE = "elimination.toml"


def check_grounds(
    parsed: Mapping[str, Any],
    clauses: set[str],
    workers: Sequence[str],
    in_force: date,
    problems: list[Problem],
) -> None:
    """Note problems of the grounds: unknown kinds, facts no history has, sentences that are missing."""
    if FILE not in parsed:
        return
    check_names(parsed[FILE], ("grounds",), FILE, problems)
    worded: dict[str, Check] = {
        "id": ascii_id,
        "kind": one_of(KINDS, "判断种类"),
        "article": clause_in(clauses),
        "says": anything,
        **dict.fromkeys(("label", "quote", "decides", "open", "settles"), text),
    }

    def spec(row: Mapping[str, Any]) -> Spec:
        kind = row.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            # A kind nobody knows has unknown keys: say only that, not a complaint for each of them.
            return {**dict.fromkeys(row, anything), **worded}
        own = {_key(name, holds): _held(holds, workers) for name, holds in KINDS[kind].KEYS.items()}
        return {**worded, **own}

    for row in check_rows(parsed, FILE, "grounds", spec, problems):
        key, ground = f"grounds.{row['id']}", KINDS[row["kind"]]
        wrong = check_quote(row, parsed, [row["article"]])
        if wrong:
            problems.append(Problem(FILE, f"{key}.quote", wrong))
        if any(row["id"] == each.get("id") for each in _tables(parsed["pay.toml"].get("rules"))):
            problems.append(Problem(FILE, key, "pay.toml 里已有这个编号，页面上的位置会分不开，请换一个"))
        if "times" in ground.KEYS:
            check_values(row["times"], "times", (), in_force, FILE, f"{key}.times", problems)
            if any(value in (UNLIMITED, 0) for value in _written(row["times"])):
                problems.append(Problem(FILE, f"{key}.times", "要写 1 或更大的整数"))
        if row.get("from_level", "county") not in row.get("levels", CRITICISM_LEVELS):
            problems.append(Problem(FILE, f"{key}.from_level", "要在 levels 里"))
        statuses = [s for s in ground.STATUSES if s != "undecided" or _can_be_undecided(row)]
        _check_says(row["says"], statuses, ground.FILLS, f"{key}.says", problems)


def _can_be_undecided(row: Mapping[str, Any]) -> bool:
    return row["kind"] != "single_event" or "decided_for" in row


def _written(rows: Any) -> list[Any]:
    """Return the values of dated rows, none where they are not even rows."""
    return [row.get(ALL_WORKERS) for row in _tables(rows)]


def _tables(rows: Any) -> list[Mapping[str, Any]]:
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _key(name: str, holds: str) -> str:
    return f"{name}?" if holds == "workers" else name


def _held(holds: str, workers: Sequence[str]) -> Check:
    level = one_of(CRITICISM_LEVELS, "级别")
    return {
        "month_fact": one_of(("failed", "no_reports"), "月份事实"),
        "count_fact": one_of(("phone_checks_missed",), "次数"),
        "flag_fact": one_of(FLAGS, "事实"),
        "consequences": one_of(("fabrication",), "后果"),
        "levels_fact": one_of(("criticised_by",), "通报"),
        "times": anything,
        "workers": list_of(one_of(workers, "网格员类型"), 1),
        "levels": list_of(level, 1),
        "level": level,
    }[holds]


def _check_says(
    says: Any, statuses: Sequence[str], fills: Sequence[str], key: str, problems: list[Problem]
) -> None:
    if not check_table(says, dict.fromkeys(statuses, text), FILE, key, problems):
        return
    for status in statuses:
        wrong = unknown_fill(says[status], fills)
        if wrong:
            problems.append(Problem(FILE, f"{key}.{status}", wrong))
