"""Checks of elimination.toml."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from calculator.errors import Problem
from calculator.grounds import KINDS
from calculator.grounds.base import PARTS, UNDECIDED
from calculator.history import ZERO
from calculator.loading.pay import unknown_fill
from calculator.loading.rows import Parsed, Row, World, ids, rows, tables, unknown
from calculator.loading.text import unquoted
from calculator.loading.values import check_values
from calculator.parameters import ALL_WORKERS, UNLIMITED
from calculator.policy import JOINT, MonthFact

FILE = "elimination.toml"
# The name in messages of what a key holds; what it may be comes from the facts of the edition.
WORDS: Mapping[str, str] = {
    "month_fact": "月份事实",
    "count_fact": "次数",
    "flag_fact": "事实",
    "consequences": "后果",
    "levels_fact": "通报",
    "levels": "级别",
    "level": "级别",
    "workers": "网格员类型",
}
# The kind of fact that each key names.
_FACTS = {"count_fact": "count", "flag_fact": "yes_no", "consequences": JOINT, "levels_fact": "levels"}
MONTH_KINDS = ("result", ZERO)
# The keys of every ground, besides those of its kind.
_WORDED = ("id", "kind", "label", "article", "quote", "says", "open", "settles", "decides", "applies_to")


def check_grounds(parsed: Parsed, world: World, problems: list[Problem]) -> None:
    """Note problems of the grounds: unknown facts, quotes that are not in the text, faulty sentences."""
    problems += [Problem(FILE, key, wrong) for key, wrong in _month_facts(parsed, problems)]
    for key, row in rows(parsed, FILE, "grounds", problems):
        wrong = unquoted(row, parsed, [row["article"]])
        if wrong:
            problems.append(Problem(FILE, f"{key}.quote", wrong))
        if row["id"] in ids(parsed, "pay.toml", "rules"):
            problems.append(Problem(FILE, key, "pay.toml 里已有这个编号，页面上的位置会分不开，请换一个"))
        if "times" in row:
            check_values(row["times"], "times", (), world.in_force, FILE, f"{key}.times", problems)
            if any(dated.get(ALL_WORKERS) in (UNLIMITED, 0) for dated in row["times"]):
                problems.append(Problem(FILE, f"{key}.times", "要写 1 或更大的整数"))
        faults = [*_words(row, _allowed(row, parsed, world)), *_says(row)]
        problems += [Problem(FILE, f"{key}.{at}", wrong) for at, wrong in faults]


def _month_facts(parsed: Parsed, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Yield where a fact of a month is of no kind, or counts nothing."""
    counts = ids(parsed, "inputs.toml", "inputs")
    for key, row in rows(parsed, FILE, "month_facts", problems) if "month_facts" in parsed[FILE] else ():
        MonthFact(**row)
        wrong = unknown(row["kind"], MONTH_KINDS, "种类")
        if wrong:
            yield f"{key}.kind", wrong
        elif row["kind"] == ZERO:
            wrong = unknown(row["counter"], counts, "次数项")
            if wrong:
                yield f"{key}.counter", wrong
        elif "counter" in row or not row.get("label"):
            yield key, "考核结果要写 label，不写 counter"


def _allowed(row: Row, parsed: Parsed, world: World) -> Mapping[str, Sequence[str]]:
    """Return the words that each key of a ground may have, by the kind of what it holds."""
    facts = tables(parsed, "inputs.toml", "facts")
    asked = {
        holds: _ids(each for each in facts if each.get("kind") == kind) for holds, kind in _FACTS.items()
    }
    controls = [part for each in facts for part in (each.get("asks"), each.get("of") and each["id"])]
    levels = [_ids(each["options"]) for each in facts if each["id"] == row.get("fact") and "options" in each]
    return {
        **{holds: [key for key in keys if key not in controls] for holds, keys in asked.items()},
        "month_fact": ids(parsed, FILE, "month_facts"),
        **dict.fromkeys(("levels", "level"), levels[0] if levels else ()),
        "workers": list(world.workers),
    }


def _ids(listed: Iterable[Row]) -> list[str]:
    return [row["id"] for row in listed]


def _words(row: Row, allowed: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield where a ground has an unknown key, or names an unknown fact, level or worker type."""
    keys = {name: holds for name, holds in KINDS[row["kind"]].KEYS.items() if holds != PARTS}
    yield from ((name, "缺这个键") for name in _WORDED if name not in row and name != "applies_to")
    yield from ((name, "这种情形没有这个键") for name in row if name not in (*keys, *_WORDED))
    for name, holds in {**keys, "applies_to": "workers"}.items():
        given = row.get(name, []) if holds == "workers" else row[name]
        for each in (given if isinstance(given, list) else [given]) if holds in WORDS else ():
            wrong = unknown(each, allowed[holds], WORDS[holds])
            if wrong:
                yield name, wrong
    if "from_level" in row and row["from_level"] not in row["levels"]:
        yield "from_level", "要在 levels 里"


def _says(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the ground's sentences that are missing, never used, or have an unknown placeholder."""
    kind, says = KINDS[row["kind"]], row["says"]
    decided = row["kind"] == "single_event" and "decided_for" not in row
    statuses = [each for each in kind.STATUSES if each != UNDECIDED or not decided]
    yield from ((f"says.{each}", "不认得这个键") for each in says if each not in statuses)
    for status in statuses:
        wrong = unknown_fill(says[status], kind.FILLS) if status in says else "缺这个键"
        if wrong:
            yield f"says.{status}", wrong
