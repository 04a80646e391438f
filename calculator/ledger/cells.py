"""Convert a row of the ledger into the cells of a table, and cells into a row."""

import re
from collections.abc import Mapping
from typing import Any

from calculator import typed
from calculator.errors import FieldError
from calculator.history import FLAGS, RESULTS, level_names
from calculator.ledger import dates
from calculator.ledger.rows import Row
from calculator.month import Month
from calculator.policy import Policy
from calculator.versions import Editions

UNKNOWN, YES, NO = "不清楚", "是", "否"
# Headers of the columns for which the policy has no label.
_LABELS = {
    "month": "月份",
    "worker_type": "网格员类型",
    "result": "考核结果",
    "criticised_by": "被通报批评",
    "fabricated": "被认定捏造事实、弄虚作假",
    "fabrication_loss": "造成损失",
    "fabrication_bad_effect": "造成不良影响",
    **FLAGS,
    "readings": "选定的理解",
    "policy": "政策版本",
    "note": "备注",
}
_CONSEQUENCES = {"fabrication_loss": "loss", "fabrication_bad_effect": "bad_effect"}
# Keys of the columns that hold no counts. No count may have one of these as its id.
OWN_COLUMNS = (
    "month",
    "worker_type",
    *("result", "phone_checks_missed", "criticised_by", "fabricated", *_CONSEQUENCES, *FLAGS),
    *("readings", "policy", "note"),
)
_BEFORE_COUNTS = 2  # the month and the worker type
_LIST, _PAIRS = re.compile(r"[、，,；;\s]+"), re.compile(r"[；;]\s*")
# Spreadsheets write TRUE and FALSE.
_ANSWERS = {YES: True, "TRUE": True, "真": True, NO: False, "FALSE": False, "假": False}
_TOO_NARROW = "这一格存成了 ###，多半是列太窄：请把这一列拉宽，再另存一次"


class Cells:
    """The columns of the ledger's table, for the policy in force and its earlier editions.

    `labels` maps each key to its header, which is unique. `known` maps each accepted header to its key, also
    headers of earlier editions. `needed` lists the columns that every edition has.
    """

    def __init__(self, editions: Editions) -> None:
        policy = editions.present
        under = [policy, *(edition for edition in editions.values() if edition is not policy)]
        self._counts = dict.fromkeys(key for edition in under for key in edition.inputs)
        keys = (*OWN_COLUMNS[:_BEFORE_COUNTS], *self._counts, *OWN_COLUMNS[_BEFORE_COUNTS:])
        named = [_named(edition) for edition in reversed(under)]
        # A later edition replaces the label of an earlier one.
        newest = {key: label for names in named for key, label in names.items()}
        self.labels = _told_apart({key: newest[key] for key in keys})
        self.known = {label: key for names in named for key, label in names.items()}
        self.known |= {label: key for key, label in self.labels.items()}
        everywhere = set.intersection(*(set(edition.inputs) for edition in under))
        self.needed = [key for key in keys if key not in self._counts or key in everywhere]
        self._workers = policy.worker_names
        self._worker_ids = {key: key for edition in under for key in edition.worker_names}
        self._editions = editions
        self._since = Month.of(min(edition.in_force for edition in under))
        self._levels = level_names(policy)

    def of(self, row: Row) -> list[str]:
        """Return the cells of a row in the order of the headers."""
        had = row.fabrication
        cells = {
            "month": str(row.month),
            "worker_type": self._workers.get(row.worker_type, row.worker_type),
            **{key: UNKNOWN if count is None else str(count) for key, count in row.counts.items()},
            "result": RESULTS[row.result] if row.result else "",
            "phone_checks_missed": str(row.phone_checks_missed),
            "criticised_by": "、".join(self._levels[level] for level in row.criticised_by),
            "fabricated": _answer(had is not None),
            **{key: _answer(getattr(had, part)) if had else "" for key, part in _CONSEQUENCES.items()},
            **{key: _answer(happened) for key, happened in row.flags.items()},
            "readings": "；".join(f"{reading}={option}" for reading, option in row.readings),
            "policy": row.policy,
            "note": row.note,
        }
        return [cells.get(key, "") for key in self.labels]

    def read(self, cells: Mapping[str, str], errors: list[FieldError]) -> dict[str, Any]:
        """Return a row as JSON values from its cells by key, without the empty cells.

        Only the forms that tables alone have are checked here; `rows.collect` checks the values.
        """
        row: dict[str, Any] = {"note": cells["note"], "worker_type": ""}
        filled = {
            key: typed.clean(cell) for key, cell in cells.items() if key != "note" and typed.clean(cell)
        }
        fabrication = {key: filled.pop(key) for key in ("fabricated", *_CONSEQUENCES) if key in filled}
        for key, cell in filled.items():
            try:
                row[key] = self._value(key, cell)
            except ValueError as wrong:
                errors.append(FieldError(key, f"「{self.labels[key]}」{wrong}"))
        try:
            row["fabrication"] = _fabrication(fabrication)
        except ValueError as wrong:
            errors.append(FieldError("fabricated", f"「{self.labels['fabricated']}」{wrong}"))
        return row

    def _value(self, key: str, cell: str) -> Any:
        """Return the value of a cell as JSON; ValueError (Chinese) if the cell cannot be read."""
        if not cell.strip("#"):
            raise ValueError(_TOO_NARROW)
        if key in self._counts:
            return None if cell == UNKNOWN else cell
        if key in FLAGS:
            return _one_of(_ANSWERS, cell.upper(), f"要写 {YES} 或 {NO}")
        if key == "result":
            results = {name: result for result, name in RESULTS.items()}
            return _one_of(results, cell, f"要写 {'、'.join(results)}，还没公布就空着")
        if key == "worker_type":
            workers = {name: worker for worker, name in self._workers.items()}
            return _one_of({**workers, **self._worker_ids}, cell, f"要写 {'、'.join(workers)}")
        if key == "criticised_by":
            levels = {label: level for level, label in self._levels.items()}
            hint = f"要写 {'、'.join(levels)}，可以写几个，没有就空着"
            return [_one_of(levels, name, hint) for name in _LIST.split(cell) if name]
        if key == "month":
            return dates.month(cell, self._since)
        if key == "policy":
            return dates.version(cell, self._editions)
        return _readings(cell) if key == "readings" else cell


def _named(edition: Policy) -> dict[str, str]:
    """Return the headers by key: the labels of an edition, else those of `_LABELS`."""
    asked = {key: edition.facts[key].label for key in OWN_COLUMNS if key in edition.facts}
    labels = {**_LABELS, **asked, **{key: item.label for key, item in edition.inputs.items()}}
    return {key: label.strip() for key, label in labels.items()}


def _told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the headers, with the key appended to each one that an earlier column already has.

    >>> _told_apart({"a": "次数", "b": "次数"})
    {'a': '次数', 'b': '次数（b）'}
    """
    apart: dict[str, str] = {}
    for key, label in labels.items():
        name = label
        while name in apart.values():
            name += f"（{key}）"
        apart[key] = name
    return apart


def _answer(value: bool | None) -> str:
    return UNKNOWN if value is None else YES if value else NO


def _one_of(options: Mapping[str, Any], cell: str, hint: str) -> Any:
    if cell not in options:
        raise ValueError(f"{hint}（写的是 {typed.shown(cell)}）")
    return options[cell]


def _fabrication(cells: Mapping[str, str]) -> dict[str, bool | None] | None:
    if not _one_of(_ANSWERS, cells.get("fabricated", NO).upper(), f"要写 {YES} 或 {NO}"):
        if any(key in cells for key in _CONSEQUENCES):
            raise ValueError(f"后面写了后果，这一格就要写 {YES}")
        return None
    answers = {**_ANSWERS, UNKNOWN: None}
    hint = f"的后果要写 {YES}、{NO} 或 {UNKNOWN}"
    return {
        part: _one_of(answers, cells.get(key, UNKNOWN).upper(), hint) for key, part in _CONSEQUENCES.items()
    }


def _readings(cell: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in _PAIRS.split(cell.replace("＝", "=")) if part]
    if not all(equals for _, equals, _ in pairs) or len({pair[0] for pair in pairs}) < len(pairs):
        raise ValueError("要写成 理解的编号=选法的编号，几条用；分开，没有就空着")
    return {reading.strip(): option.strip() for reading, _, option in pairs}
