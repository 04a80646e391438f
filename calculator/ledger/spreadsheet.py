"""Write and read the ledger as CSV for spreadsheets: Chinese headers, one row for each month."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.ledger.amounts import computed, is_computed
from calculator.ledger.cells import Cells
from calculator.ledger.row import Row
from calculator.ledger.rows import MOST_ROWS, NEWER, TOO_MANY, Placed
from calculator.versions import Editions

MARK = "\ufeff"
# Spreadsheets treat a cell that begins like this as a formula, also with spaces before it.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_SEPARATORS = (",", ";", "\t")
_EMPTY = ',;"\t '
# Some spreadsheets name the separator in a first line.
_NAMED = re.compile(r'\s*"?sep=(.)"?[,;\t]*(?=[\r\n])', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
# These end lines only in a file without the usual line ends; in other files they belong to a note.
_ODD_END = re.compile("[\u2028\u2029\x85]")
_TOTAL = re.compile("[合小总共] *计[:：]?")
_COPY = "请从这里导出一份 CSV，照它的表头填"


def written(editions: Editions, rows: Sequence[Row]) -> str:
    """Return the rows with their amounts as CSV text: a byte order mark, CRLF line ends, and no formula."""
    # Imported late: the page does not need it at start-up.
    import csv

    cells, (headers, amounts) = Cells(editions), computed(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    # An amount is never a formula, and the note stays the last column.
    *labels, note = map(_guarded, cells.labels.values())
    writer.writerow([*labels, *headers, note])
    for row, own in zip(rows, amounts, strict=True):
        *stated, note = map(_guarded, cells.of(row))
        writer.writerow([*stated, *own, note])
    return MARK + out.getvalue()


def placed(editions: Editions, text: str, errors: list[FieldError]) -> list[Placed]:
    """Return the rows of a CSV text with their lines, and add the faults of their cells to `errors`.

    InputError if the text is no table with the headers of the ledger.
    """
    cells = Cells(editions)
    text = text if _LINE_END.search(text) else _ODD_END.sub("\n", text)
    body, separators = _unnamed(text.lstrip(MARK))
    first, separator = _begin(cells, body, separators)
    # Spreadsheets save empty lines, also lines of invisible characters.
    filled = ((line, row) for line, row in _lines(body, separator) if any(map(typed.clean, row)))
    _, header = next(filled)
    columns = _columns(cells, first, header, filled)
    # Spreadsheets omit the last separator where the last column is empty for many lines. In a truncated file
    # the separator can be missing too, but there the last line has no line end, and its last cell can be
    # truncated: only in a note does that do no harm.
    note_last, ended = columns[-1] == "note", is_ended(body)
    may_be_short = note_last and ended
    rows: list[Placed] = []
    line = first
    for number, (line, row) in enumerate(filled, 1):
        if number > MOST_ROWS:
            raise InputError([FieldError("months", TOO_MANY)])
        place, said = f"line.{line}", f"第 {line} 行"
        short = len(columns) - len(row)
        if any(
            _TOTAL.fullmatch(typed.clean(cell))
            for key, cell in zip(columns, row, strict=False)
            if key != "note"
        ):
            errors.append(FieldError(place, f"{said}像是合计，删掉这一行再导入"))
            continue
        if short > may_be_short or any(map(typed.clean, row[len(columns) :])):
            errors.append(
                FieldError(place, f"{said}：有 {len(row)} 格，表头有 {len(columns)} 格，请对齐再存一次")
            )
            continue
        found: list[FieldError] = []
        stated = dict(zip(columns, [*row, ""], strict=False))
        values = cells.read(stated, found)
        if found and cells.is_newer(stated["policy"]):
            found = [FieldError(found[0].field, NEWER)]
        errors += [FieldError(f"{place}.{each.field}", f"{said}：{each.message}") for each in found]
        rows.append(Placed(place, said, values))
    if not (note_last or ended or line == first):
        cut = "这是最后一行，没有换行收尾，最后一格可能没有存全：请重新导出，或者把「备注」放到最后一列再存"
        errors.append(FieldError(f"line.{line}", f"第 {line} 行：{cut}"))
    return rows


def is_ended(text: str) -> bool:
    """Tell whether the last line with content has a line end; in a truncated file it has none.

    >>> is_ended("2026-10,a\\r\\n,,"), is_ended("2026-1")
    (True, False)
    """
    return text.rstrip(_EMPTY).endswith(("\r", "\n"))


def _guarded(cell: str) -> str:
    """Return a cell with an apostrophe before it if a spreadsheet would treat it as a formula.

    >>> _guarded("=1+1"), _guarded("'=1+1"), _guarded("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that `_guarded` adds; other apostrophes stay.

    >>> _unguarded("'=1+1"), _unguarded("''=1+1"), _unguarded("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def is_table(editions: Editions, text: str) -> bool:
    """Tell whether a text begins with headers of the ledger."""
    try:
        _begin(Cells(editions), *_unnamed(text.lstrip(MARK)))
    except InputError:
        return False
    return True


def _unnamed(text: str) -> tuple[str, Sequence[str]]:
    """Return the text with its `sep=` line emptied, and the separators that are possible."""
    named = _NAMED.match(text)
    return (text[named.end() :], (named[1],)) if named else (text, _SEPARATORS)


def _begin(cells: Cells, text: str, separators: Sequence[str]) -> tuple[int, str]:
    """Return the line of the header, which is the first with content, and the separator.

    The separator is the one that gives the most known headers; InputError if none gives any.
    """
    number, first = next(
        (
            (number, line)
            for number, line in enumerate(_LINE_END.split(text), 1)
            if typed.clean(line).strip(_EMPTY)
        ),
        (1, ""),
    )

    def known(separator: str) -> int:
        names = (typed.clean(cell).strip(' "') for cell in first.split(separator))
        return sum(_unguarded(name) in cells.known for name in names)

    best = max(separators, key=known)
    if not known(best):
        raise InputError([FieldError(f"line.{number}", f"第 {number} 行：这里要是表头，{_COPY}")])
    return number, best


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's first line and its cells; InputError if quotes do not match or a cell is too long."""
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


def _columns(
    cells: Cells, line: int, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> list[str]:
    """Return the key of each column; InputError with each header that is unknown, repeated or missing.

    Where a header is unknown and one of the rows names a newer edition, the only fault is that.
    """
    names = [typed.clean(name) for name in header]
    while names and not names[-1]:
        names.pop()
    wrong = [
        f"第 {line} 行：第 {place} 列的表头「{name[:20]}」不认得，请删掉这一列或者改回原来的表头"
        for place, name in enumerate(names, 1)
        if name not in cells.known and not is_computed(name)
    ]
    columns = [cells.known.get(name, "") for name in names]
    if wrong and "policy" in columns:
        versions = [dict(zip(columns, row, strict=False)).get("policy", "") for _, row in rows]
        if any(map(cells.is_newer, versions)):
            raise InputError([FieldError(f"line.{line}", NEWER)])
    wrong += [
        f"第 {line} 行：「{label}」写了 {columns.count(key)} 列，请留一列"
        for key, label in cells.labels.items()
        if columns.count(key) > 1
    ]
    missing = [f"「{cells.labels[key]}」" for key in cells.needed if key not in columns]
    if missing:
        number = "一" if len(missing) == 1 else f" {len(missing)} "
        wrong.append(f"第 {line} 行：缺{''.join(missing)}这{number}列，{_COPY}")
    if wrong:
        raise InputError([FieldError(f"line.{line}", message) for message in wrong])
    return columns
