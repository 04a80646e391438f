"""answers.toml: answers about readings of earlier editions, whose own files must not change any more."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculator.errors import Problem
from calculator.loading.readings import answer_faults
from calculator.loading.rows import Row, unknown
from calculator.month import Month
from calculator.parameters import FROM
from calculator.readings import ANSWERED, DEFAULT

FILE, READINGS = "answers.toml", "readings.toml"
# What a row has besides the keys of an answer.
_PLACE = ("edition", "reading")

Tables = Mapping[str, Mapping[str, Any]]


def check_answers(answers: Sequence[Row], editions: Sequence[Tables], problems: list[Problem]) -> None:
    """Note each answer that no earlier edition can take; `editions` are checked, oldest first."""
    *earlier, newest = [_version(each) for each in editions]
    seen: list[tuple[str, str]] = []
    for place, row in enumerate(answers):
        key, version, reading = f"answers[{place}]", row["edition"], row["reading"]
        wrong = unknown(version, earlier, "旧版")
        if version == newest:
            wrong = f"{newest} 版没有存成旧版，它的答复写在 {READINGS} 那条理解里"
        if wrong:
            problems.append(Problem(FILE, f"{key}.edition", wrong))
            continue
        number = earlier.index(version)
        rows = {each["id"]: each for each in editions[number][READINGS]["readings"]}
        wrong = unknown(reading, rows, "理解")
        if not wrong and ((version, reading) in seen or rows[reading].get(ANSWERED)):
            wrong = f"{version} 版的 {reading} 已经有答复了，留下一个"
        if wrong:
            problems.append(Problem(FILE, f"{key}.reading", wrong))
            continue
        seen.append((version, reading))
        options = [DEFAULT, *(option["id"] for option in rows[reading]["alternatives"])]
        faults = list(answer_faults(FILE, key, row, options))
        last = Month.of(editions[number + 1]["measure.toml"]["in_force_from"]).previous
        if not faults and Month.of(row[FROM]) > last:
            wrong = f"{version} 版只管到{last.chinese}，从 {row[FROM]} 起的答复对它不起作用"
            faults.append(Problem(FILE, f"{key}.{FROM}", wrong))
        problems += faults


def in_order(editions: Iterable[Tables]) -> list[Tables]:
    """Return editions in the order of their first days."""
    return sorted(editions, key=lambda tables: tables["measure.toml"]["in_force_from"])


def with_answers(tables: Tables, answers: Sequence[Row]) -> Tables:
    """Return the tables of an edition with its answers from answers.toml."""
    own = {row["reading"]: row for row in answers if row["edition"] == _version(tables)}
    if not own:
        return tables
    rows = [
        {**row, ANSWERED: {key: value for key, value in own[row["id"]].items() if key not in _PLACE}}
        if row["id"] in own
        else row
        for row in tables[READINGS]["readings"]
    ]
    return {**tables, READINGS: {**tables[READINGS], "readings": rows}}


def _version(tables: Tables) -> str:
    version: str = tables["measure.toml"]["version"]
    return version
