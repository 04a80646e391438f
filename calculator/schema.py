"""Checks for one value of a policy table; each returns what is wrong in Chinese, or None."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

from calculator.errors import Problem

Check = Callable[[Any], str | None]
Spec = Mapping[str, Check]
SpecOf = Callable[[Mapping[str, Any]], Spec]

_ID = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")


def text(value: Any) -> str | None:
    """Check a text that is not empty."""
    return None if isinstance(value, str) and value.strip() else "要写文字，不能空着"


def text_or_empty(value: Any) -> str | None:
    """Check a text."""
    return None if isinstance(value, str) else "要写文字，可以是空的"


def ascii_id(value: Any) -> str | None:
    """Check an id."""
    return None if isinstance(value, str) and _ID.fullmatch(value) else "要写小写英文编号，例如 report_pay"


def flag(value: Any) -> str | None:
    """Check a yes or no."""
    return None if isinstance(value, bool) else "要写 true 或 false"


def whole(value: Any) -> str | None:
    """Check a whole number ≥ 0."""
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if good else "要写不小于零的整数"


def positive(value: Any) -> str | None:
    """Check a whole number ≥ 1."""
    return None if whole(value) is None and value > 0 else "要写 1 或更大的整数"


def day(value: Any) -> str | None:
    """Check a date."""
    good = isinstance(value, date) and not isinstance(value, datetime)
    return None if good else "要写日期，例如 2022-05-06，不加引号"


def day_or_empty(value: Any) -> str | None:
    """Check a date that may not be known yet."""
    return None if value == "" else day(value)


def one_of(allowed: Collection[str], what: str) -> Check:
    """Check a word out of a known few."""

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in allowed:
            return None
        return f"没有这个{what}：{value}（可以写：{'、'.join(sorted(allowed))}）"

    return check


def clause_in(articles: Collection[str]) -> Check:
    """Check a clause key that stands in articles.toml."""

    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in articles else f"原文里没有这一条：{value}"

    return check


def list_of(check: Check, least: int = 0) -> Check:
    """Check every value of a list."""

    def check_all(value: Any) -> str | None:
        if not isinstance(value, list):
            return "要写成列表 [ … ]"
        if len(value) < least:
            return f"至少要写 {least} 个"
        return next((wrong for wrong in map(check, value) if wrong), None)

    return check_all


def table_of(spec: Spec) -> Check:
    """Check an inline table."""

    def check(value: Any) -> str | None:
        found: list[Problem] = []
        check_table(value, spec, "", "", found)
        return f"{found[0].key} {found[0].message}".strip() if found else None

    return check


def anything(_value: Any) -> str | None:
    """Accept any value; used where another check looks closer."""
    return None


def check_table(table: Any, spec: Spec, file: str, key: str, problems: list[Problem]) -> bool:
    """Check a table against a spec: unknown keys, missing ones (unless the name ends in ?), bad values."""
    before = len(problems)
    if not isinstance(table, Mapping):
        problems.append(Problem(file, key, "要写成一个表"))
        return False
    names = {name.rstrip("?"): check for name, check in spec.items()}
    prefix = f"{key}." if key else ""
    for name in table:
        if name not in names:
            problems.append(Problem(file, f"{prefix}{name}", "不认得这个键"))
    for name, check in names.items():
        if name in table:
            wrong = check(table[name])
            if wrong:
                problems.append(Problem(file, f"{prefix}{name}", wrong))
        elif f"{name}?" not in spec:
            problems.append(Problem(file, f"{prefix}{name}", "缺这个键"))
    return len(problems) == before


def check_rows(
    parsed: Mapping[str, Any], file: str, name: str, spec: Spec | SpecOf, problems: list[Problem]
) -> list[Any]:
    """Check a list of tables with unique ids; return those that are sound.

    A `spec` that depends on the table is a function of it.
    """
    rows = parsed.get(file, {}).get(name, [])
    if not isinstance(rows, list):
        problems.append(Problem(file, name, f"要写成 [[{name}]] 的列表"))
        return []
    sound, seen = [], set()
    for place, row in enumerate(rows):
        given = row.get("id", row.get("article")) if isinstance(row, Mapping) else None
        key = f"{name}.{given}" if isinstance(given, str) else f"{name}[{place}]"
        wanted = spec(row) if callable(spec) and isinstance(row, Mapping) else spec
        good = check_table(row, {} if callable(wanted) else wanted, file, key, problems)
        if isinstance(given, str) and given in seen:
            problems.append(Problem(file, key, "编号重复"))
            good = False
        seen.add(given if isinstance(given, str) else None)
        if good:
            sound.append(row)
    return sound


def check_names(table: Any, names: Collection[str], file: str, problems: list[Problem]) -> None:
    """Check that a file holds just the tables it should."""
    check_table(table, dict.fromkeys(names, anything), file, "", problems)
