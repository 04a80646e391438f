"""A month's row of the ledger, read and checked."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.history import CRITICISM_LEVELS, FLAGS, RESULTS, Fabrication, read_fabrication
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.policy import Policy
from calculator.readings import DEFAULT, Chosen
from calculator.request import Request
from calculator.situation import NOT_COUNTS, Situation
from calculator.versions import Editions

MOST_ROWS, NOTE_LENGTH = 600, 200
EVENTS = ("result", "phone_checks_missed", "criticised_by", "fabrication", *FLAGS)
# Keys of a row that are no counts; a county may not name a count like one of them.
OWN_KEYS = (*NOT_COUNTS, *EVENTS, "note", "policy")
TOO_MANY = f"一次最多 {MOST_ROWS} 行（50 年），请分开"
TOO_LONG = f"最早和最晚的月份相差超过 {MOST_ROWS} 个月（50 年），请看看有没有写错的年份"
NEWER = "这一份是更新的网页记的，请先把这个网页更新到最新"
# Control characters, half a surrogate pair, and what stands for a character that was lost.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_VERSION = re.compile(r"[0-9A-Za-z.-]{1,20}")
_READING = re.compile(r"[0-9a-z_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Row:
    """One month as it was written down; a count of None is not known, a result of None not announced."""

    month: Month
    worker_type: str
    counts: Mapping[str, int | None]
    readings: Chosen
    result: str | None
    phone_checks_missed: int
    criticised_by: tuple[str, ...]
    fabrication: Fabrication | None
    flags: Mapping[str, bool]
    note: str
    policy: str

    def as_json(self) -> dict[str, Any]:
        """Return the row under its keys, every key there; reading it gives the row again."""
        return {
            "month": str(self.month),
            "worker_type": self.worker_type,
            **self.counts,
            "readings": dict(self.readings),
            "result": self.result,
            "phone_checks_missed": self.phone_checks_missed,
            "criticised_by": list(self.criticised_by),
            "fabrication": self.fabrication and self.fabrication._asdict(),
            **self.flags,
            "note": self.note,
            "policy": self.policy,
        }

    def situation(self, edition: Policy) -> Situation:
        """Return what the engine computes the month from, under the edition it was read with."""
        spans = {
            key: Span(0, edition.inputs[key].max) if count is None else exactly(count)
            for key, count in self.counts.items()
        }
        return Situation(self.month, self.worker_type, spans, self.readings)


class Placed(NamedTuple):
    """A row as it came, with the name of its place and how that is said (empty: by its month)."""

    field: str
    said: str
    row: object


def rows_in(fields: Request, editions: Editions) -> tuple[Row, ...]:
    """Return the rows of a request's `months`, its faults noted with the request's own."""
    try:
        return read_rows(editions, fields.given("months", []))
    except InputError as error:
        for field, message in error.errors:
            fields.fault(field, message)
        return ()


def read_rows(editions: Editions, rows: object) -> tuple[Row, ...]:
    """Return the rows of a list in time order; InputError with all their faults, as `months.3.sign_ins`."""
    if not isinstance(rows, list):
        raise InputError([FieldError("months", "要写成列表，每行一个对象")])
    if len(rows) > MOST_ROWS:
        raise InputError([FieldError("months", TOO_MANY)])
    errors: list[FieldError] = []
    placed = [Placed(f"months.{place}", "", row) for place, row in enumerate(rows)]
    read = collect(editions, placed, errors)
    if errors:
        raise InputError(errors)
    return read


def collect(editions: Editions, placed: Iterable[Placed], errors: list[FieldError]) -> tuple[Row, ...]:
    """Return the rows in time order, as many as are sound, and note the faults of the others.

    A row is read under the edition of the policy it names; under the present one, as far as that
    goes, where there is no such edition.
    """
    read: dict[Month, Row] = {}
    # What a table said of a cell need not be said again of the row that lacks it.
    noted = {error.field for error in errors}
    for field, said, given in placed:
        own: list[FieldError] = []
        row = _row(editions, given, own)
        if row and row.month in read:
            own.append(FieldError("month", "这个月前面已经写过，每个月只写一行"))
        elif row:
            read[row.month] = row
        name = said or (_month_of(given) if own else "")
        for key, message in own:
            place = f"{field}.{key}".rstrip(".")
            if place not in noted:
                errors.append(FieldError(place, f"{name}：{message}" if name else message))
    if too_long(read):
        errors.append(FieldError("months", TOO_LONG))
    return tuple(read[month] for month in sorted(read))


def too_long(months: Collection[Month]) -> bool:
    """Tell whether months lie too far apart to be one worker's."""
    if not months:
        return False
    first, last = min(months), max(months)
    return (last.year - first.year) * 12 + last.number - first.number >= MOST_ROWS


def _month_of(given: object) -> str:
    """Return the month a faulty row is of as it is said, empty where that is not known."""
    if not isinstance(given, Mapping):
        return ""
    errors: list[FieldError] = []
    month = Request(given, errors).month("month")
    return "" if errors else month.chinese


def _row(editions: Editions, given: object, errors: list[FieldError]) -> Row | None:
    """Return the row an object describes, None where it has faults."""
    if not isinstance(given, Mapping):
        errors.append(FieldError("", '每行要写成一个对象，例如 {"month": "2026-10", …}'))
        return None
    fields, policy = Request(given, errors), editions.present
    version = _version(fields, editions)
    edition = editions.get(version)
    under = edition or policy
    _refuse_unknown(fields, given, (*OWN_KEYS, *under.inputs), version > policy.measure["version"])
    row = Row(
        fields.month("month", edition.in_force if edition else None),
        fields.choice("worker_type", under.worker_names, "网格员类型"),
        {key: _count(fields, under, key) for key in under.inputs},
        _readings(fields, edition),
        fields.choice("result", RESULTS, "考核结果", required=False) or None,
        fields.count("phone_checks_missed", policy.facts["phone_checks_missed"], 0, known=True).least,
        _levels(fields),
        read_fabrication(fields),
        {key: bool(fields.flag(key, what)) for key, what in FLAGS.items()},
        _note(fields),
        version,
    )
    return None if errors else row


def _refuse_unknown(fields: Request, given: Mapping[str, Any], known: Collection[str], newer: bool) -> None:
    """Note keys that are not known; of an edition newer than the present one only once, with what to do."""
    unknown = [str(key) for key in given if key not in known]
    if newer and unknown:
        fields.fault(unknown[0], NEWER)
    else:
        fields.refuse_unknown(known)


def _count(fields: Request, edition: Policy, key: str) -> int | None:
    item = edition.inputs[key]
    count = fields.count(key, item, None if item.required else 0)
    return count.least if count.exact else None


def _levels(fields: Request) -> tuple[str, ...]:
    named = fields.choices("criticised_by", CRITICISM_LEVELS, "通报批评的级别")
    return tuple(level for level in CRITICISM_LEVELS if level in named)


def _readings(fields: Request, edition: Policy | None) -> Chosen:
    """Return the alternatives chosen; those of an edition that is not here are kept as they are written."""
    if edition:
        chosen = fields.readings("readings", edition.readings)
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


def _version(fields: Request, editions: Editions) -> str:
    present: str = editions.present.measure["version"]
    given = fields.given("policy", present)
    if isinstance(given, str):
        version = typed.version(given, editions)
        if version in editions or _VERSION.fullmatch(version):
            return version
    said = typed.shown(given)
    what = f"政策版本要写 1 到 20 个字母、数字、点或横线，例如 {present}"
    fields.fault("policy", f"{what}（写的是 {said}）" if said else what)
    return present
