"""Read and check the rows of the ledger; a row is a month."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.facts import events, known_events
from calculator.ledger.row import Row
from calculator.month import Month
from calculator.policy import Input, Policy
from calculator.readings import DEFAULT, Chosen
from calculator.request import Request
from calculator.situation import NOT_COUNTS
from calculator.unasked import known_counts
from calculator.versions import Editions

MOST_ROWS, NOTE_LENGTH = 600, 200
# Keys of a row that hold neither counts nor events. No count or event may have one of these as its id.
OWN_KEYS = (*NOT_COUNTS, "result", "note", "policy")
TOO_MANY = f"一次最多 {MOST_ROWS} 行（50 年），请分开"
TOO_LONG = f"最早和最晚的月份相差超过 {MOST_ROWS} 个月（50 年），请看看有没有写错的年份"
NEWER = "这一份是更新的网页记的，请先把这个网页更新到最新"
# Control characters, half surrogate pairs, and the replacement character.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_VERSION = re.compile(r"[0-9A-Za-z.-]{1,20}")
_READING = re.compile(r"[0-9a-z_-]{1,40}")


# The faults of rows that cannot be read, by month.
Unread = dict[Month, str]


class Placed(NamedTuple):
    """A row before it is read, with its place as a field and in words; without words its month names it."""

    field: str
    said: str
    row: object


def rows_in(fields: Request, editions: Editions, unread: Unread | None = None) -> tuple[Row, ...]:
    """Return the rows of a request's `months`; their faults are added to those of the request or `unread`."""
    try:
        return read_rows(editions, fields.given("months", []), unread)
    except InputError as error:
        for each in error.errors:
            fields.fault(each.field, each.message)
        return ()


def read_rows(editions: Editions, rows: object, unread: Unread | None = None) -> tuple[Row, ...]:
    """Return the rows of a list in time order; InputError with all faults, e.g. of `months.3.sign_ins`."""
    if not isinstance(rows, list):
        raise InputError([FieldError("months", "要写成列表，每行一个对象")])
    if len(rows) > MOST_ROWS:
        raise InputError([FieldError("months", TOO_MANY)])
    errors: list[FieldError] = []
    placed = [Placed(f"months.{place}", "", row) for place, row in enumerate(rows)]
    read = collect(editions, placed, errors, unread)
    if errors:
        raise InputError(errors)
    return read


def collect(
    editions: Editions, placed: Iterable[Placed], errors: list[FieldError], unread: Unread | None = None
) -> tuple[Row, ...]:
    """Return the correct rows in time order, and add the faults of the others to `errors`.

    A row is read under the edition of its month, and keeps what only other editions know. If `unread` is
    given, it gets the faults of each row whose month is correct.
    """
    read: dict[Month, Row] = {}
    # A cell that `Cells.read` refused is missing from its row; the field gets no second fault.
    noted = {error.field for error in errors}
    for field, said, given in placed:
        row, faults = _read(editions, _Given(given))
        own = [*faults]
        if row and row.month in read:
            own.append(FieldError("month", "这个月前面已经写过，每个月只写一行"))
        elif row:
            read[row.month] = row
        month = typed.month_of(given) if own else None
        if unread is not None and month and month not in read:
            unread[month] = "；".join(each.message for each in own)
            continue
        name = said or (month.chinese if month else "")
        for each in own:
            place = f"{field}.{each.field}".rstrip(".")
            if place not in noted:
                errors.append(FieldError(place, f"{name}：{each.message}" if name else each.message))
    if too_long(read):
        errors.append(FieldError("months", TOO_LONG))
    return tuple(read[month] for month in sorted(read))


def too_long(months: Collection[Month]) -> bool:
    """Tell whether more months than `MOST_ROWS` lie between the first and the last."""
    if not months:
        return False
    first, last = min(months), max(months)
    return (last.year - first.year) * 12 + last.number - first.number >= MOST_ROWS


class _Given:
    """The JSON of a row as a key of a cache: equal to another one that is written alike."""

    def __init__(self, row: object) -> None:
        self.row, self._written = row, repr(row)

    def __hash__(self) -> int:
        return hash(self._written)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and self._written == other._written


# Cached because the page sends all stored rows at each key press.
@lru_cache(maxsize=2 * MOST_ROWS)
def _read(editions: Editions, given: _Given) -> tuple[Row | None, Sequence[FieldError]]:
    """Return a row or None, and its faults."""
    errors: list[FieldError] = []
    return _row(editions, given.row, errors), errors


def _row(editions: Editions, given: object, errors: list[FieldError]) -> Row | None:
    """Return the row of a JSON object, None if it has faults."""
    if not isinstance(given, Mapping):
        errors.append(FieldError("", '每行要写成一个对象，例如 {"month": "2026-10", …}'))
        return None
    fields, policy = Request(given, errors), editions.newest
    stated = typed.month(given.get("month"))
    under = policy if stated is None else editions.at(stated)
    version = _version(fields, editions, under)
    known, facts, own = known_counts(under), known_events(under), events(under)
    fields.refuse_unknown((*OWN_KEYS, *known, *facts))
    row = Row(
        fields.month("month", editions.first if version in editions else None),
        fields.choice("worker_type", {**under.worker_names, **under.elsewhere.workers}, "网格员类型"),
        {
            key: _count(fields, item, given.get("worker_type"))
            for key, item in known.items()
            if key in under.inputs or key in given
        },
        _readings(fields, under if version in editions else None),
        fields.choice("result", under.results, "考核结果", required=False) or None,
        {event: event.read(fields) for key, event in facts.items() if key in own or key in given},
        _note(fields),
        version,
        under,
    )
    # A newer edition can have other counts, types and names.
    if version > policy.version and any(each.field not in ("month", "note") for each in errors):
        errors[:] = [FieldError(errors[0].field, NEWER)]
    return None if errors else row


def _count(fields: Request, item: Input, worker_type: object) -> int | None:
    count = fields.count_of(item, worker_type)
    return count.least if count.exact else None


def _readings(fields: Request, edition: Policy | None) -> Chosen:
    """Return the chosen alternatives; those of an unavailable edition are only checked for their form."""
    if edition:
        chosen = fields.readings("readings", {**edition.readings, **edition.elsewhere.readings})
    else:
        value = fields.given("readings", {})
        sound = isinstance(value, Mapping) and all(
            isinstance(word, str) and _READING.fullmatch(word) for pair in value.items() for word in pair
        )
        if not sound:
            fields.fault("readings", "理解要写成 {理解的编号: 选法的编号}")
            return ()
        chosen = tuple(sorted(value.items()))
    return tuple((key, option) for key, option in chosen if option != DEFAULT)


def _note(fields: Request) -> str:
    note = fields.given("note", "")
    if not isinstance(note, str):
        fields.fault("note", '备注要写文字，没有就写 ""')
    elif len(note) > NOTE_LENGTH:
        fields.fault("note", f"备注最多 {NOTE_LENGTH} 个字，现在有 {len(note)} 个，请写短一些")
    elif _UNSHOWN.search(note):
        fields.fault("note", "备注里有换行、制表符或者显示不出来的字符，请删掉它们")
    else:
        return note
    return ""


def _version(fields: Request, editions: Editions, edition: Policy) -> str:
    """Return the version that a row names, by default that of the edition of its month."""
    given = fields.given("policy", edition.version)
    if isinstance(given, str):
        version = typed.version(given, editions)
        if version in editions or _VERSION.fullmatch(version):
            return version
    said = typed.shown(given)
    what = f"政策版本要写 1 到 20 个字母、数字、点或横线，例如 {edition.version}"
    fields.fault("policy", f"{what}（写的是 {said}）" if said else what)
    return edition.version
