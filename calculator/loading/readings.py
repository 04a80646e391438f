"""Checks of readings.toml: each alternative is applied to the pay tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from calculator.errors import Problem
from calculator.loading.pay import check_parameters, check_pay
from calculator.loading.rows import Parsed, Row, World, check_clauses, key_of, rows, unknown
from calculator.loading.shapes import misshapen
from calculator.loading.text import unquoted
from calculator.parameters import FROM
from calculator.readings import ANSWERED, DEFAULT, Reading
from calculator.tables import Patch, PayTables

FILE = "readings.toml"


def check_readings(parsed: Parsed, world: World, problems: list[Problem]) -> None:
    """Note problems of the readings: wrong quotes, patches without effect, and faulty tables after them.

    Alternatives are applied only if the pay tables have no problem themselves.
    """
    try_out = not any(each.file in ("parameters.toml", "pay.toml") for each in problems)
    for key, row in rows(parsed, FILE, "readings", problems):
        Reading.of(row)
        wrong = unquoted(row, parsed, row["articles"])
        if wrong:
            problems.append(Problem(FILE, f"{key}.quote", wrong))
        seen = [DEFAULT]
        for place, option in enumerate(row["alternatives"]):
            where = key_of(f"{key}.alternatives", option, place)
            if option["id"] in seen:
                problems.append(Problem(FILE, f"{where}.id", f"编号重复或已作他用：{option['id']}"))
            seen.append(option["id"])
            if try_out:
                problems += _tried(parsed, option, f"{where}.patches", world)
        problems += answer_faults(FILE, f"{key}.{ANSWERED}", row.get(ANSWERED), seen)


def answer_faults(file: str, key: str, answer: Any, options: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for an answer's first day in mid-month, and for a choice that is not an option."""
    if not answer:
        return
    if answer[FROM].day != 1:
        yield Problem(file, f"{key}.{FROM}", f"要从某月 1 日起；{answer[FROM]} 在月中")
    wrong = unknown(answer["choice"], options, "选法")
    if wrong:
        yield Problem(file, f"{key}.choice", wrong)


def _tried(parsed: Parsed, option: Row, key: str, world: World) -> Iterator[Problem]:
    """Yield a problem for each patch without effect, and the problems of the tables after all patches."""
    tables = PayTables.of({**parsed["parameters.toml"], **parsed["pay.toml"]})
    for place, patch in enumerate([Patch(**each) for each in option["patches"]]):
        try:
            patched = tables.patched([patch])
        except LookupError:
            yield Problem(FILE, f"{key}[{place}].at", f"没有这个位置：{patch.at}")
            continue
        if patched == tables:
            file = "parameters.toml" if patch.at.startswith("parameters.") else "pay.toml"
            message = (
                f"没有改动任何地方：{patch.at} 现在不是 {patch.was!r}，或者改前改后一样；"
                f"这条理解没有动过，就看 {file} 里的它是不是写错了"
            )
            yield Problem(FILE, f"{key}[{place}]", message)
        tables = patched
    yield from (Problem(FILE, key, f"改后 {each}") for each in _broken(parsed, tables, world))


def _broken(parsed: Parsed, tables: PayTables, world: World) -> Sequence[Problem]:
    """Return the problems of the pay tables that a reading has changed."""
    changed: dict[str, Any] = {
        "parameters.toml": {"parameters": list(tables.parameters.values())},
        "pay.toml": {
            "rules": list(tables.rules.values()),
            "ceilings": list(tables.ceilings.values()),
            "scores": list(tables.scores.values()),
            "shares": list(tables.shares.values()),
            "settlement": tables.settlement,
        },
    }
    broken: list[Problem] = []
    check_clauses(changed, parsed["articles.toml"]["text"], broken)
    check_parameters(changed, world, broken)
    check_pay(changed, world, broken)
    wrong = misshapen(changed)
    if wrong and not broken:
        broken.append(Problem(wrong, "", "有的值类型不对"))
    return broken
