"""The dated numbers of the policy: a large change needs a written basis, and each is told with its effect."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from calculator.errors import Problem
from calculator.loading.values import HINT
from calculator.month import Month
from calculator.parameters import ALL_WORKERS, BASIS, FROM, Row, number
from calculator.policy import Policy
from scripts.content import files
from scripts.content.revision.pair import Side
from scripts.content.rows import Problems
from scripts.content.units import bare, with_unit, without_unit

# A change of more than 1/_ASKED_FROM of the old value needs a written basis.
_ASKED_FROM = 2


class Number(NamedTuple):
    """A dated number: table, id, label, unit, clause, its rows, and its rows in the previous edition."""

    table: str
    id: str
    label: str
    unit: str
    article: str
    own: list[Row]
    kept: list[Row]

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return files.ELIMINATION if self.table == "grounds" else files.PARAMETERS

    @property
    def key(self) -> str:
        """Return the key of its rows in the file."""
        return f"{self.table}.{self.id}.{'times' if self.table == 'grounds' else 'values'}"

    def steps(self) -> Iterator[tuple[Row, Row]]:
        """Yield each present row together with the row before it, also one that the previous edition has."""
        older = [row for row in self.kept if row[FROM] < self.own[0][FROM]]
        return pairwise([*older[-1:], *self.own])

    def at(self, row: Row, worker: str) -> int | None:
        """Return the value of a row for a worker type."""
        return number(row.get(worker, row.get(ALL_WORKERS)), self.unit)

    def change(self, old: int | None, new: int | None) -> str:
        """Return a change in words: 「每条有效信息 7.50→8.00 元」."""
        return f"{self.label} {without_unit(old, self.unit)}→{with_unit(new, self.unit)}"


def numbers(policy: Policy, kept: Policy | None) -> Iterator[Number]:
    """Yield every dated number of the policy."""
    for key, table in policy.tables.parameters.items():
        old = kept.tables.parameters.get(key, {}).get("values", []) if kept else []
        yield Number("parameters", key, table["label"], table["unit"], table["article"], table["values"], old)
    for key, ground in policy.grounds.items():
        if "times" in ground:
            old = kept.grounds.get(key, {}).get("times", []) if kept else []
            yield Number("grounds", key, ground["label"], "times", ground["article"], ground["times"], old)


def check_old_rows(policy: Policy, earlier: Mapping[str, Policy], problems: Problems) -> None:
    """Note each row that differs from an earlier edition: past months are computed with the old rows."""
    for version, kept in earlier.items():
        for each in numbers(policy, kept):
            known = {row[FROM]: row for row in each.kept}
            for place, row in enumerate(each.own):
                old = known.get(row[FROM], row)
                if row != old:
                    wrong = (
                        f"{version} 版里是 {written(old)}，这里是 {written(row)}；"
                        "旧行两处要一样，对着原文改，新数另加一行"
                    )
                    problems.append(Problem(each.file, f"{each.key}[{place}]", wrong))


def check_changes(policy: Policy, kept: Policy | None, problems: Problems) -> None:
    """Note each number that rises or falls by more than half without a written basis."""
    for each in numbers(policy, kept):
        for old, new in each.steps():
            if BASIS in new:
                continue
            # A worker type that the previous edition does not have has no value to compare.
            for worker in (key for key in policy.workers if key in old or ALL_WORKERS in old):
                was, now = each.at(old, worker), each.at(new, worker)
                if was != now and (was is None or now is None or abs(now - was) * _ASKED_FROM > was):
                    who, line = policy.workers[worker]["short"], written({**new, BASIS: HINT})
                    wrong = (
                        f"{who}的{each.change(was, now)}，变动超过一半。"
                        f"写错了就改；没有写错，在这一行写上依据：{line}"
                    )
                    problems.append(Problem(each.file, f"{each.key}[{each.own.index(new)}]", wrong))
                    break


class Stage(NamedTuple):
    """The changes of one day for some worker types, and the full month before and after."""

    day: date
    workers: list[str]
    changes: list[str]
    before: str
    after: str
    until: Month | None
    new: bool

    @property
    def month(self) -> Month:
        """Return the month of its day."""
        return Month.of(self.day)

    def __str__(self) -> str:
        month = f"满额月 {self.before}→{self.after} 元" if self.before != self.after else "满额月不变"
        return f"{self.month} 起{'、'.join(self.workers)}：{'、'.join(self.changes)}，{month}"


def stages(policy: Policy, kept: Policy | None) -> list[Stage]:
    """Return the changes by day; worker types with the same changes share one stage."""
    every = list(numbers(policy, kept))
    days = sorted({new[FROM] for each in every for _, new in each.steps()})
    found: dict[Any, Stage] = {}
    for place, day in enumerate(days):
        month = max(Month.of(day), policy.editions[0].first)
        until = Month.of(days[place + 1]).previous if place + 1 < len(days) else None
        for worker, table in policy.workers.items():
            sides = [Side(policy.at(each), each) for each in (month.previous, month)]
            # A worker type that the edition before does not have has no month before.
            known = all(worker in side.policy.workers for side in sides)
            moved = list(_moved(every, day, worker)) if known else []
            if not moved:
                continue
            full = [side.standing(worker, side.full(worker)) for side in sides]
            before, after = (bare(each.totals.payable) for each in full if each)
            changes = [each.change(old, new) for each, old, new, _ in moved]
            new = any(row not in each.kept and BASIS not in row for each, _, _, row in moved)
            key = (day, *changes, before, after) if before != after else (day, *changes)
            stage = found.setdefault(key, Stage(day, [], changes, before, after, until, new))
            stage.workers.append(table["short"])
    return list(found.values())


def _moved(
    every: list[Number], day: date, worker: str
) -> Iterator[tuple[Number, int | None, int | None, Row]]:
    """Yield the numbers that change on a day for a worker type, with the value before and after."""
    for each in every:
        for old, new in each.steps():
            # Rows of other days may be older than the worker type.
            if new[FROM] != day:
                continue
            was, now = each.at(old, worker), each.at(new, worker)
            if was != now:
                yield each, was, now, new


def written(row: Row) -> str:
    """Return a dated row as TOML."""
    return f"{{ {', '.join(f'{key} = {_value(value)}' for key, value in row.items())} }}"


def _value(value: Any) -> str:
    # A decimal is a subclass of str, and only a plain str is quoted in TOML.
    return f'"{value}"' if type(value) is str else str(value)
