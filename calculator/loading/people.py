"""Checks of workers.toml and inputs.toml."""

from calculator.aim import BESIDE
from calculator.errors import Problem
from calculator.ledger.cells import OWN_COLUMNS
from calculator.ledger.rows import OWN_KEYS
from calculator.loading.rows import Parsed, Row, ids, rows, unknown
from calculator.money import MOST
from calculator.parameters import ALL_WORKERS, BASIS, FROM
from calculator.policy import Fact, Input
from calculator.situation import NOT_COUNTS
from calculator.totals import Totals

_WORKERS, _INPUTS = "workers.toml", "inputs.toml"
# Other keys of requests, answers and files, which no count may have as its id.
_BESIDE_COUNTS = (
    *("policy", "official", "form", "months", "year", "edition", "worker", "score"),
    *Totals._fields,
    *BESIDE,
)
_TAKEN = "这个编号已作他用，请换一个"
# `History.read` uses these two.
_NEEDED = {"inputs": "valid_reports", "facts": "phone_checks_missed"}


def check_workers(parsed: Parsed, problems: list[Problem]) -> None:
    """Note ids of worker types that are other keys in the rows of values."""
    for key, row in rows(parsed, _WORKERS, "workers", problems):
        if row["id"] in (FROM, BASIS, ALL_WORKERS):
            problems.append(Problem(_WORKERS, key, _TAKEN))


def check_inputs(parsed: Parsed, problems: list[Problem]) -> None:
    """Note problems of inputs.toml: reserved ids, unknown groups, contradictory bounds."""
    before = len(problems)
    counts, groups = ids(parsed, _INPUTS, "inputs"), ids(parsed, _INPUTS, "groups")
    for key, row in rows(parsed, _INPUTS, "inputs", problems):
        Input(**row)
        group = unknown(row["group"], groups, "分组")
        if group:
            problems.append(Problem(_INPUTS, f"{key}.group", group))
        _check_free(key, row, (*OWN_KEYS, *OWN_COLUMNS), problems)
        _check_most(key, row, problems)
        if row["start"] > row["max"]:
            problems.append(Problem(_INPUTS, f"{key}.start", "比 max 还大"))
        elif row["start"] and not row["required"]:
            wrong = "不必填的项，预先填的数要写 0，不然没填的人也按它算"
            problems.append(Problem(_INPUTS, f"{key}.start", wrong))
    for key, row in rows(parsed, _INPUTS, "facts", problems):
        Fact(**row)
        _check_free(key, row, (*NOT_COUNTS, *counts), problems)
        _check_most(key, row, problems)
    if len(problems) == before:
        for name, needed in _NEEDED.items():
            if needed not in ids(parsed, _INPUTS, name):
                problems.append(Problem(_INPUTS, name, f"缺 {needed}，淘汰情形要用它"))


def _check_most(key: str, row: Row, problems: list[Problem]) -> None:
    """Note a greatest count that is far above any count of a month."""
    if row.get("max", 0) > MOST:
        problems.append(Problem(_INPUTS, f"{key}.max", f"数太大，最多 {MOST}"))


def _check_free(key: str, row: Row, used: tuple[str, ...], problems: list[Problem]) -> None:
    """Note an id that is already another key of requests."""
    if row["id"] in (*used, *_BESIDE_COUNTS):
        problems.append(Problem(_INPUTS, key, _TAKEN))
