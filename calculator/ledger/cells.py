"""Convert a row of the ledger into the cells of a table, and cells into a row."""

import re
from collections.abc import Mapping
from typing import Any

from calculator import typed
from calculator.errors import FieldError
from calculator.facts import UNKNOWN, events, known_events, one_of
from calculator.ledger import dates
from calculator.ledger.row import Row
from calculator.policy import Policy
from calculator.versions import Editions

# Headers of the columns that are neither counts nor events.
_LABELS = {
    "month": "月份",
    "worker_type": "网格员类型",
    "result": "考核结果",
    "readings": "选定的理解",
    "policy": "政策版本",
    "note": "备注",
}
# Keys of the columns that hold neither counts nor events. No count may have one of these as its id.
OWN_COLUMNS = tuple(_LABELS)
_BEFORE_COUNTS, _BEFORE_EVENTS = 2, 3
_PAIRS = re.compile(r"[；;]\s*")
_TOO_NARROW = "这一格存成了 ###，多半是列太窄：请把这一列拉宽，再另存一次"


class Cells:
    """The columns of the ledger's table, for the policy in force and its earlier editions.

    `labels` maps each key to its header, which is unique. `known` maps each accepted header to its key, also
    headers of earlier editions. `needed` lists the columns that every edition has.
    """

    def __init__(self, editions: Editions) -> None:
        under = [*reversed(editions.values())]
        policy = editions.newest
        self._counts = dict.fromkeys(key for edition in under for key in edition.inputs)
        self._events = known_events(policy)
        columns = [column for event in self._events.values() for column in event.controls]
        first, result = OWN_COLUMNS[:_BEFORE_COUNTS], OWN_COLUMNS[_BEFORE_COUNTS:_BEFORE_EVENTS]
        keys = (*first, *self._counts, *result, *columns, *OWN_COLUMNS[_BEFORE_EVENTS:])
        named = [_named(edition) for edition in reversed(under)]
        # A later edition replaces the label of an earlier one.
        newest = {key: label for names in named for key, label in names.items()}
        self.labels = told_apart({key: newest[key] for key in keys})
        self.known = {label: key for names in named for key, label in names.items()}
        self.known |= {label: key for key, label in self.labels.items()}
        everywhere = set.intersection(*(_asked(edition) for edition in under))
        self.needed = [key for key in keys if key in OWN_COLUMNS or key in everywhere]
        self._workers = {**policy.worker_names, **policy.elsewhere.workers}
        self._worker_ids = {key: key for edition in under for key in edition.worker_names}
        self._editions = editions
        self._since = editions.first.first
        self._results = policy.results

    def of(self, row: Row) -> list[str]:
        """Return the cells of a row in the order of the headers."""
        cells = {
            "month": str(row.month),
            "worker_type": self._workers.get(row.worker_type, row.worker_type),
            **{key: UNKNOWN if count is None else str(count) for key, count in row.counts.items()},
            "result": self._results[row.result] if row.result else "",
            **{key: cell for event, value in row.events.items() for key, cell in event.cells(value).items()},
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
        # The columns without a key hold computed amounts.
        filled = {
            key: typed.clean(cell)
            for key, cell in cells.items()
            if key not in ("", "note") and typed.clean(cell)
        }
        for event in self._events.values():
            own = {key: filled.pop(key) for key in event.controls if key in filled}
            if own:
                key = next(iter(event.controls))
                try:
                    row[event.id] = event.of_cells(own)
                except ValueError as wrong:
                    errors.append(FieldError(key, f"「{self.labels[key]}」{wrong}"))
        for key, cell in filled.items():
            try:
                row[key] = self._value(key, cell)
            except ValueError as wrong:
                errors.append(FieldError(key, f"「{self.labels[key]}」{wrong}"))
        return row

    def is_newer(self, cell: str) -> bool:
        """Tell whether a cell names an edition after the newest that is here."""
        try:
            day = typed.day(dates.version(typed.clean(cell), self._editions))
            return day > self._editions.newest.version
        except ValueError:
            return False

    def _value(self, key: str, cell: str) -> Any:
        """Return the value of a cell as JSON; ValueError (Chinese) if the cell cannot be read."""
        if not cell.strip("#"):
            raise ValueError(_TOO_NARROW)
        if key in self._counts:
            return None if cell == UNKNOWN else cell
        if key == "result":
            results = {name: result for result, name in self._results.items()}
            return one_of(results, cell, f"要写 {'、'.join(results)}，还没公布就空着")
        if key == "worker_type":
            workers = {name: worker for worker, name in self._workers.items()}
            return one_of({**workers, **self._worker_ids}, cell, f"要写 {'、'.join(workers)}")
        if key == "month":
            return dates.month(cell, self._since)
        if key == "policy":
            return dates.version(cell, self._editions)
        return _readings(cell) if key == "readings" else cell


def _asked(edition: Policy) -> set[str]:
    """Return the columns of the counts and events of an edition."""
    return {*edition.inputs, *(column for event in events(edition).values() for column in event.controls)}


def _named(edition: Policy) -> dict[str, str]:
    """Return the headers by key: the labels of an edition, else those of `_LABELS`."""
    asked = {key: fact.label for event in events(edition).values() for key, fact in event.controls.items()}
    result = edition.facts.get("result")
    labels = {**_LABELS, **({"result": result.label} if result else {}), **asked}
    return {key: label.strip() for key, label in {**labels, **_counted(edition)}.items()}


def _counted(edition: Policy) -> dict[str, str]:
    return {key: item.label for key, item in edition.inputs.items()}


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the headers, with the key appended to each one that an earlier column already has.

    >>> told_apart({"a": "次数", "b": "次数"})
    {'a': '次数', 'b': '次数（b）'}
    """
    apart: dict[str, str] = {}
    for key, label in labels.items():
        name = label
        while name in apart.values():
            name += f"（{key}）"
        apart[key] = name
    return apart


def _readings(cell: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in _PAIRS.split(cell.replace("＝", "=")) if part]
    if not all(equals for _, equals, _ in pairs) or len({pair[0] for pair in pairs}) < len(pairs):
        raise ValueError("要写成 理解的编号=选法的编号，几条用；分开，没有就空着")
    return {reading.strip(): option.strip() for reading, _, option in pairs}
