"""The months whose figures the pages print: those of the editions, and the examples of the pay page."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator.errors import InputError, Problem
from calculator.loading.folder import Tables
from calculator.loading.rows import rows
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.versions import Editions
from scripts.content import files
from scripts.content.guards.marks import check_marks
from scripts.content.pages import PAGES
from scripts.content.reading import of_earlier, one_table
from scripts.content.rows import Problems, Table


class Earlier(NamedTuple):
    """The articles of an earlier edition as tables, and its example months."""

    articles: Table
    examples: Sequence[Table]


def printed_month(policy: Policy) -> Month:
    """Return the month whose amounts the pages print: that of the last check, or the first one in force.

    For an edition that another one follows, it is the last month that the edition governs.
    """
    return policy.last or Month.of(max(policy.measure["checked"], policy.in_force))


def governed(policy: Policy) -> str:
    """Return the months that an edition governs: 2026年12月及以前, 2027年1月起; empty for a single one."""
    if len(policy.editions) == 1:
        return ""
    last = policy.last
    if last is None:
        return f"{policy.first.chinese}起"
    only_start = policy is policy.editions[0]
    return f"{last.chinese}及以前" if only_start else f"{policy.first.chinese}至{last.chinese}"


def basis(policy: Policy) -> str:
    """Return what the figures of an edition rest on, with its months where the county has several."""
    measure, months = policy.measure, governed(policy)
    begins = f"{measure['in_force_from']} 起{measure.get('begins_as', '施行')}"
    data = f"政策数据 {policy.version} 版 · 核对至 {measure['checked']}"
    return f"{months}{'：' if months else ''}依据《{measure['title']}》（{begins}）· {data}"


def printed_editions(newest: Policy) -> list[Policy]:
    """Return the editions whose figures the pages print, the newest first.

    An earlier edition is printed until a year after the change. The day of the newest edition's last check
    decides, not the clock: the same data give the same pages on any day.
    """
    checked = Month.of(newest.measure["checked"])
    return [
        policy
        for policy in reversed(newest.editions)
        if policy.last is None or checked <= Month(policy.last.year + 1, policy.last.number)
    ]


def worked_situation(policy: Policy, example: Table) -> Situation:
    """Return the situation of an example; raise InputError with all its faults."""
    return Situation.read(policy, {"month": str(printed_month(policy)), **example["situation"]})


def check_examples(parsed: Table, policy: Policy, problems: Problems) -> None:
    """Note each example that the engine cannot compute, or whose title has other counts."""
    for key, row in rows(parsed, files.EXAMPLES, "examples", problems):
        try:
            worked_situation(policy, row)
            problems += _untold(policy, row)
        except InputError as error:
            problems += [
                Problem(files.EXAMPLES, f"{key}.situation.{fault.field}", fault.message)
                for fault in error.errors
            ]


def _untold(policy: Policy, example: Table) -> Iterator[Problem]:
    """Yield a problem for each required count that the title of the example does not have."""
    for item in policy.inputs.values():
        said = f"{item.label} {example['situation'].get(item.id)} {item.unit}"
        if item.required and said not in example["title"]:
            yield Problem(
                files.EXAMPLES, f"examples.{example['id']}.title", f"例子写的是「{said}」，标题要说得一样"
            )


def texts_of(folder: Path, editions: Editions, tables: Mapping[str, Tables]) -> dict[str, Earlier]:
    """Return the texts of the earlier editions by version; PolicyError with every problem of their examples.

    An edition without a file of examples has none.
    """

    def read(version: str, place: Path, problems: Problems) -> Earlier:
        table = one_table(place, files.EXAMPLES, problems) if (place / files.EXAMPLES).exists() else {}
        if table:
            check_examples({files.EXAMPLES: table}, editions[version], problems)
            problems += check_marks({files.EXAMPLES: table}, PAGES)
        return Earlier(tables[version][files.ARTICLES], table.get("examples", []))

    return of_earlier(folder, tables, read)
