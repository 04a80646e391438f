"""Checks of workers.toml and inputs.toml."""

from collections.abc import Iterator, Sequence

from calculator.aim import BESIDE
from calculator.errors import Problem
from calculator.ledger.cells import OWN_COLUMNS
from calculator.ledger.rows import OWN_KEYS
from calculator.loading.rows import Parsed, Row, ids, rows, tables, unknown
from calculator.money import MOST
from calculator.parameters import ALL_WORKERS, BASIS, FROM
from calculator.policy import JOINT, Fact, Input
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


def check_workers(parsed: Parsed, problems: list[Problem]) -> None:
    """Note ids of worker types that are other keys in the rows of values."""
    for key, row in rows(parsed, _WORKERS, "workers", problems):
        if row["id"] in (FROM, BASIS, ALL_WORKERS):
            problems.append(Problem(_WORKERS, key, _TAKEN))


def check_inputs(parsed: Parsed, problems: list[Problem]) -> None:
    """Note problems of inputs.toml: reserved ids, unknown groups, contradictory bounds."""
    counts, groups = ids(parsed, _INPUTS, "inputs"), ids(parsed, _INPUTS, "groups")
    for key, row in rows(parsed, _INPUTS, "inputs", problems):
        Input(**row)
        group = unknown(row["group"], groups, "分组")
        if group:
            problems.append(Problem(_INPUTS, f"{key}.group", group))
        _check_free(key, row, (*OWN_KEYS, *OWN_COLUMNS), problems)
        for worker in row.get("optional_for", ()):
            wrong = unknown(worker, ids(parsed, _WORKERS, "workers"), "网格员类型")
            if wrong:
                problems.append(Problem(_INPUTS, f"{key}.optional_for", wrong))
        if row.get("optional_for") and not row["required"]:
            wrong = "本来就不必填的项，不用再写谁可以不填"
            problems.append(Problem(_INPUTS, f"{key}.optional_for", wrong))
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
    charted = [row["id"] for row in tables(parsed, _INPUTS, "inputs") if row.get("charted") is True]
    if len(charted) != 1:
        problems.append(
            Problem(
                _INPUTS, "inputs", f"正好一项要写 charted = true，图上横着的就是它；现在有 {len(charted)} 项"
            )
        )
    problems += [Problem(_INPUTS, key, wrong) for key, wrong in _facts(parsed, problems)]


def _facts(parsed: Parsed, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Yield where a fact asks for something that is not there, or is of a kind that nothing reads."""
    named = {row["id"]: row for row in tables(parsed, _INPUTS, "facts")}
    counts = ids(parsed, _INPUTS, "inputs")
    joints = [row for row in named.values() if isinstance(row.get("parts"), list)]
    asked = [f"{row['id']}_{part.get('id')}" for row in joints for part in row["parts"]]
    for key, row in rows(parsed, _INPUTS, "facts", problems):
        if row["kind"] == JOINT:
            asks = [(f"{key}.asks", row["asks"], "yes_no")]
            asks += [(f"{key}.parts", f"{row['id']}_{part['id']}", "choice") for part in row["parts"]]
            for at, question, kind in asks:
                if named.get(question, {}).get("kind") != kind:
                    yield at, f"要有一题 {question}，kind 是 {kind}"
        elif "of" in row:
            wrong = unknown(row["of"], ("result", *counts), "要问的项")
            if wrong:
                yield f"{key}.of", wrong
        elif row["kind"] == "choice" and row["id"] not in ("result", *asked):
            yield f"{key}.kind", "单选只用来问考核结果、上月的事，或者 joint 里的一样后果"


def _check_most(key: str, row: Row, problems: list[Problem]) -> None:
    """Note a greatest count that is far above any count of a month."""
    if row.get("max", 0) > MOST:
        problems.append(Problem(_INPUTS, f"{key}.max", f"数太大，最多 {MOST}"))


def _check_free(key: str, row: Row, used: tuple[str, ...], problems: list[Problem]) -> None:
    """Note an id that is already another key of requests."""
    if row["id"] in (*used, *_BESIDE_COUNTS):
        problems.append(Problem(_INPUTS, key, _TAKEN))
