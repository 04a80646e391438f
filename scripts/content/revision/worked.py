"""Compute the months of cases.csv: where the engine and the officer differ, and which rows agree."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator import words
from calculator.engine import estimate, stand
from calculator.errors import InputError, PolicyError, Problem
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.versions import Editions
from scripts.content.revision.figures import Value
from scripts.content.revision.sheet import FILE, PAYABLE, Row, read
from scripts.content.rows import Problems

# How many row numbers a reminder lists.
_LISTED = 12


class Worked(NamedTuple):
    """The filled rows with which the engine agrees, and reminders."""

    agreeing: list[Row]
    reminders: list[str]


def run(folder: Path, editions: Editions) -> Worked:
    """Compute every row of a county's sheet; PolicyError with every fault and every difference."""
    problems: Problems = []
    rows, agreeing = read(folder, editions, problems), []
    for row in rows:
        faults = list(_faults(row, editions))
        problems += [Problem(FILE, f"第 {row.line} 行", fault) for fault in faults]
        if row.expected and not faults:
            agreeing.append(row)
    if problems:
        # In the order of the rows: 第 9 行 before 第 10 行.
        raise PolicyError(sorted(problems, key=lambda each: (len(each.key), each.key)))
    lacking = {
        f"没有填{PAYABLE}": [row.line for row in rows if not row.expected],
        "没有写算式": [row.line for row in agreeing if not row.working],
        "没有写谁核对的": [row.line for row in agreeing if not row.by],
    }
    reminders = [
        f"{FILE} 有 {len(lines)} 行{what}：{listed(lines)}" for what, lines in lacking.items() if lines
    ]
    return Worked(agreeing, reminders)


def _faults(row: Row, editions: Editions) -> Iterator[str]:
    """Yield what is wrong with the counts of a row, or the amounts that the engine computes differently."""
    policy = editions.at(row.month)
    request = {"month": str(row.month), "worker_type": row.worker, **row.counts}
    try:
        situation = Situation.read(policy, request)
    except InputError as error:
        yield from (each.message for each in error.errors)
        return
    month = stand(policy, situation)
    for key, expected in row.expected.items():
        figure = row.figures[key]
        found = figure.found(month, policy)
        if found is None:
            yield f"{policy.version} 版没有「{figure.label}」这一项，空着"
            continue
        wanted = _with_sign(expected, found)
        if found != wanted:
            yield (
                f"{figure.label}手算是 {figure.said(wanted, policy)}，"
                f"程序算出来是 {figure.said(found, policy)}。"
                f"程序：{_working(policy, situation, key)}；手算：{row.working or '没有写算式'}"
            )


def _with_sign(expected: Value, found: Value) -> Value:
    """Return the officer's amount; a deduction may be written without its sign."""
    if isinstance(expected, str) or isinstance(found, str):
        return expected
    deducted = found.least < 0 and found.most <= 0 < expected.most
    return expected.times(-1) if deducted else expected


def _working(policy: Policy, situation: Situation, key: str) -> str:
    """Return the engine's working of a line; for a total, of every line that is not zero."""
    lines = estimate(policy, situation).lines
    shown = [line for line in lines if line.of.id == key] or [line for line in lines if any(line.amount)]
    return (
        "，".join(f"{line.of.label} {words.signed(line.amount)}（{line.working}）" for line in shown)
        or "各行都是零"
    )


def listed(lines: Sequence[int]) -> str:
    """Return the numbers of rows in words, the first ones of many: 「第 2、5 行」."""
    more = "等" if len(lines) > _LISTED else ""
    return f"第 {'、'.join(map(str, lines[:_LISTED]))} 行{more}"
