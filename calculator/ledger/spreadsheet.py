"""The ledger as CSV that a spreadsheet opens: columns under Chinese headers, one row a month."""

import io
import re
from collections.abc import Iterator, Sequence

from calculator.errors import FieldError, InputError
from calculator.ledger.cells import Cells
from calculator.ledger.rows import MOST_ROWS, TOO_MANY, Editions, Placed, Row
from calculator.policy import Policy

MARK = "\ufeff"
# A spreadsheet takes a cell that begins like this for a formula, whatever spaces are before it.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_SEPARATORS = (",", ";", "\t")
_COPY = "请从这里导出一份 CSV，照它的表头填"


def written(policy: Policy, editions: Editions, rows: Sequence[Row]) -> str:
    """Return the rows as CSV text: a mark of UTF-8, lines that end in CRLF, no cell a formula."""
    # It is not needed at start-up.
    import csv

    cells = Cells(policy, editions)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(_guarded, cells.labels.values()))
    writer.writerows(map(_guarded, cells.of(row)) for row in rows)
    return MARK + out.getvalue()


def placed(policy: Policy, editions: Editions, text: str, errors: list[FieldError]) -> list[Placed]:
    """Return the rows of a CSV text with their lines, and note what their cells say wrongly.

    InputError where the text is no table, or not one under the ledger's headers.
    """
    cells = Cells(policy, editions)
    body = text.removeprefix(MARK)
    lines = _lines(body, _separator(cells, body))
    _, header = next(lines)
    columns = _columns(cells, header)
    rows: list[Placed] = []
    # Spreadsheets leave empty lines behind.
    filled = ((line, row) for line, row in lines if any(row))
    for number, (line, row) in enumerate(filled, 1):
        if number > MOST_ROWS:
            raise InputError([FieldError("months", TOO_MANY)])
        place, said = f"line.{line}", f"第 {line} 行"
        if len(row) < len(columns) or any(row[len(columns) :]):
            errors.append(
                FieldError(place, f"{said}：有 {len(row)} 格，表头有 {len(columns)} 格，请对齐再存一次")
            )
            continue
        found: list[FieldError] = []
        values = cells.read(dict(zip(columns, row, strict=False)), found)
        errors += [FieldError(f"{place}.{key}", f"{said}：{message}") for key, message in found]
        rows.append(Placed(place, said, values))
    return rows


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> _guarded("=1+1"), _guarded("'=1+1"), _guarded("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that guards it, and no other.

    >>> _unguarded("'=1+1"), _unguarded("''=1+1"), _unguarded("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def _separator(cells: Cells, text: str) -> str:
    """Return what parts the cells: what makes the most known headers of the first line."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]

    def known(separator: str) -> int:
        names = (cell.strip(' "') for cell in first.split(separator))
        return sum(_unguarded(name) in cells.known for name in names)

    best = max(_SEPARATORS, key=known)
    if not known(best):
        raise InputError([FieldError("line.1", f"第 1 行：这里要是表头，{_COPY}")])
    return best


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the line it begins in; InputError where quotes do not match."""
    import csv

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                yield begins, [_unguarded(cell) for cell in row]
            begins = reader.line_num + 1
    except csv.Error as error:
        said = f"第 {begins} 行：引号没有成对，或者有一格太长，多半没有存全，请重新导出"
        raise InputError([FieldError(f"line.{begins}", said)]) from error


def _columns(cells: Cells, header: Sequence[str]) -> list[str]:
    """Return the key of each column; InputError with every header that is unknown, twice or missing."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    wrong = [
        f"第 1 行：第 {place} 列的表头「{name[:20]}」不认得，请删掉这一列或者改回原来的表头"
        for place, name in enumerate(names, 1)
        if name not in cells.known
    ]
    columns = [cells.known.get(name, "") for name in names]
    for key, label in cells.labels.items():
        if columns.count(key) > 1:
            wrong.append(f"第 1 行：「{label}」写了 {columns.count(key)} 列，请留一列")
        elif key in cells.needed and key not in columns:
            wrong.append(f"第 1 行：缺「{label}」这一列，{_COPY}")
    if wrong:
        raise InputError([FieldError("line.1", message) for message in wrong])
    return columns
