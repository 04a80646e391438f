"""cases.csv: months worked by hand by the county's officer, as a table that spreadsheets can edit."""

import csv
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from calculator import typed
from calculator.errors import Problem
from calculator.ledger import dates
from calculator.month import Month
from calculator.policy import Input, Policy
from calculator.totals import TOTAL_LABELS
from calculator.versions import Editions
from scripts.content.revision.figures import (
    AMOUNT,
    POINTS,
    RESULT,
    RESULT_LABEL,
    SCORE,
    YUAN,
    Figure,
    Value,
)
from scripts.content.rows import Problems

FILE = "cases.csv"
MONTH, WORKER, NAME, WORKING, BY = "月份", "类型", "情形", "算式", "谁核对的"
PAYABLE = "应发"
_HEAD, _COUNT = "第 1 行", "count"
# How alike a head must be to the count that is proposed for it: of 工龄 and 工龄整年数, 4 of 7 characters.
_ALIKE = 0.5
# The columns without which a row says nothing, by what they hold.
_MUST = {MONTH: MONTH, WORKER: WORKER, "payable": PAYABLE}


class Row(NamedTuple):
    """A row: where it stands, its month and counts, and the figures that the officer worked out.

    `expected` and `figures` have them and their columns by id; `expected` is empty for a row to be filled in.
    """

    line: int
    month: Month
    worker: str
    name: str
    counts: Mapping[str, str]
    expected: Mapping[str, Value]
    figures: Mapping[str, Figure]
    working: str
    by: str

    def numbers(self) -> dict[str, int]:
        """Return the counts that are whole numbers above 0."""
        found = {key: typed.whole(cell) or 0 for key, cell in self.counts.items()}
        return {key: count for key, count in found.items() if count}


def read(folder: Path, editions: Editions, problems: Problems) -> list[Row]:
    """Return the rows of a county's sheet, without those that have a fault; none without a file."""
    table = _table(folder / FILE, problems)
    columns = _columns(table[0], editions, problems) if table else None
    if columns is None:
        return []
    rows = list(_rows(columns, table[1:], editions, problems))
    # A count without a column would be a fault of every row: a required one, and one that a name mentions.
    there = {column.id for column in columns}
    lacking = {
        item.label
        for row in rows
        for item in editions.at(row.month).inputs.values()
        if item.id not in there and (_required(item, row.worker) or f"：{item.label} " in row.name)
    }
    problems += [Problem(FILE, _HEAD, f"缺「{name}」这一列") for name in sorted(lacking)]
    return [] if lacking else rows


def count_head(item: Input) -> str:
    """Return the head of the column of a count."""
    return f"{item.label}（{item.unit}）"


def heads(policy: Policy) -> list[str]:
    """Return the head of a new sheet: an edition's counts, and the figures to work out."""
    return [MONTH, WORKER, NAME, *map(count_head, policy.inputs.values()), *by_hand(policy), WORKING, BY]


def by_hand(policy: Policy) -> list[str]:
    """Return the heads of the figures: pay of the month, totals paid later; scores and result, if any."""
    paid = {table["paid"] for table in policy.tables.rules.values()}
    later = [label for total, label in TOTAL_LABELS.items() if total in paid]
    scores = [f"{table['label']}（{POINTS}）" for table in policy.tables.scores.values()]
    return [*(f"{label}（{YUAN}）" for label in (PAYABLE, *later)), *scores, *[RESULT_LABEL] * bool(scores)]


def extended(path: Path, head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Add rows to a sheet, and the columns that it lacks; what stands there stays as it is."""
    old = _table(path, [])
    first = old[0] if old else list(head)
    named = [_plain(each) for each in first]
    first = [*first, *(each for each in head if _plain(each) not in named)]
    known = {_plain(each): each for each in first}
    file = StringIO()
    table = csv.DictWriter(file, first, restval="")
    table.writeheader()
    table.writerows(dict(zip(first, row, strict=False)) for row in old[1:])
    table.writerows({known[_plain(key)]: cell for key, cell in row.items()} for row in rows)
    fresh = path.with_name(f".{path.name}")
    fresh.write_text(file.getvalue(), "utf-8-sig", newline="")
    os.replace(fresh, path)


def _table(path: Path, problems: Problems) -> list[list[str]]:
    """Return the cells of a file of UTF-8 or GB 18030, separated by comma, semicolon or tab."""
    try:
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
    except FileNotFoundError:
        return []
    except OSError:
        problems.append(Problem(FILE, "", "读不出来；用别的程序打开着就先关掉"))
        return []
    except UnicodeDecodeError:
        problems.append(Problem(FILE, "", "有读不出来的字，另存为「CSV UTF-8」再查"))
        return []
    separator = max(",;\t", key=text.partition("\n")[0].count)
    # Without `strict`, a lost quote would make one cell of all rows behind it.
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error:
        wrong = "这里或者上面有一个引号没有成对；用表格软件打开看看，改好另存为「CSV UTF-8」"
        problems.append(Problem(FILE, f"第 {reader.line_num} 行", wrong))
        return []


def _rows(
    columns: Sequence[Figure], table: Sequence[Sequence[str]], editions: Editions, problems: Problems
) -> Iterator[Row]:
    for line, cells in enumerate(table, 2):
        if not any(map(typed.clean, cells)):
            continue
        faults: list[str] = []
        more = [cell for cell in cells[len(columns) :] if typed.clean(cell)]
        if more:
            faults.append(f"比标题多出来的格子里有「{typed.shown(more[0])}」，删掉或者挪到对的列")
        row = _row(line, list(zip(columns, cells, strict=False)), editions, faults)
        inputs = editions.at(row.month).inputs if row else {}
        behind = [inputs[column.id] for column in columns[len(cells) :] if column.id in inputs]
        if row and any(_required(item, row.worker) for item in behind):
            faults.append(f"只有 {len(cells)} 格，标题有 {len(columns)} 格，后面的没有了；照标题补上")
        problems += [Problem(FILE, f"第 {line} 行", fault) for fault in faults]
        if row and not faults:
            yield row


def _required(item: Input, worker: str) -> bool:
    """Tell whether a row of a worker type must have a count."""
    return item.required and worker not in item.optional_for


def _row(line: int, cells: Sequence[tuple[Figure, str]], editions: Editions, faults: list[str]) -> Row | None:
    fixed = {column.kind: cell for column, cell in cells if not column.id}
    try:
        month = Month.parse(dates.month(fixed.get(MONTH, ""), editions.first.first))
    except ValueError as error:
        faults.append(f"{MONTH}{error}")
        return None
    policy = editions.at(month)
    name, names = typed.clean(fixed.get(WORKER, "")), policy.worker_names
    worker = next((key for key, known in names.items() if name in (key, known)), "")
    if not worker:
        faults.append(f"{month.chinese}没有「{name}」这一类，可以写：{'、'.join(names.values())}")
    expected: dict[str, Value] = {}
    figures = {column.id: column for column, _ in cells if column.id and column.kind != _COUNT}
    for column, cell in cells:
        if column.id in figures and typed.clean(cell):
            value = column.read(cell, policy)
            if value is None:
                faults.append(f"{column.label}写的是「{typed.shown(cell)}」，要写{column.wanted(policy)}")
            else:
                expected[column.id] = value
    return Row(
        line=line,
        month=month,
        worker=worker,
        name=typed.clean(fixed.get(NAME, "")),
        counts={column.id: cell for column, cell in cells if column.kind == _COUNT and typed.clean(cell)},
        expected=expected,
        figures=figures,
        working=typed.clean(fixed.get(WORKING, "")),
        by=typed.clean(fixed.get(BY, "")),
    )


def _columns(head: Sequence[str], editions: Editions, problems: Problems) -> list[Figure] | None:
    """Return what each column holds, None if a column is unknown, doubled or missing."""
    known, faults = _known(editions), []
    found = [known.get(_plain(each), Figure("", "", "")) for each in head]
    # A count that the sheet lacks is meant before a line of a similar name: 「工龄」 is no 「工龄补贴」.
    inputs = (item for policy in editions.values() for item in policy.inputs.values())
    there = Counter(column.id or column.kind for column in found)
    lacking = {_plain(item.label): count_head(item) for item in inputs if item.id not in there}
    for each in filter(typed.clean, head):
        plain = _plain(each)
        if plain not in known:
            near = get_close_matches(plain, lacking, 1, _ALIKE) or get_close_matches(plain, known, 1)
            meant = f"是不是要写「{lacking.get(near[0], near[0])}」" if near else "没有用的列删掉"
            faults.append(f"不认得「{typed.clean(each)}」这一列，{meant}")
    names = {column.id or column.kind: each for column, each in zip(found, head, strict=True)}
    faults += [f"「{names[key]}」这一列写了不止一次" for key, times in there.items() if key and times > 1]
    missing = [name for key, name in _MUST.items() if key not in there]
    if missing and not faults:
        faults.append(f"缺「{'」「'.join(missing)}」这{'几' if len(missing) > 1 else '一'}列")
    problems += [Problem(FILE, _HEAD, fault) for fault in faults]
    return None if faults else found


def _known(editions: Editions) -> dict[str, Figure]:
    """Return every column of any edition by its plain head; a count comes before a line of the same name."""
    found: dict[str, Figure] = {}

    def add(figure: Figure, unit: str) -> None:
        found.update(dict.fromkeys((figure.label, f"{figure.label}({unit})"), figure))

    for policy in editions.values():
        for rule, table in policy.tables.rules.items():
            add(Figure(AMOUNT, rule, table["label"]), YUAN)
    for total, label in (*TOTAL_LABELS.items(), ("payable", PAYABLE)):
        add(Figure(AMOUNT, total, label), YUAN)
    for policy in editions.values():
        for score, table in policy.tables.scores.items():
            add(Figure(SCORE, score, table["label"]), POINTS)
            add(Figure(RESULT, RESULT, RESULT_LABEL), "")
        for item in policy.inputs.values():
            add(Figure(_COUNT, item.id, item.label), item.unit)
    found |= {each: Figure(each, "", each) for each in (MONTH, WORKER, NAME, WORKING, BY)}
    return {_plain(key): column for key, column in found.items()}


def _plain(head: str) -> str:
    return typed.plain(head).replace(" ", "")
