"""Checks of elimination.toml."""

from collections.abc import Iterator, Mapping, Sequence

from calculator.errors import Problem
from calculator.grounds import KINDS, UNDECIDED
from calculator.history import COUNTED_FACTS, CRITICISM_LEVELS, FLAGS
from calculator.loading.pay import unknown_fill
from calculator.loading.rows import Parsed, Row, World, ids, rows, unknown
from calculator.loading.text import unquoted
from calculator.loading.values import check_values
from calculator.parameters import ALL_WORKERS, UNLIMITED

FILE = "elimination.toml"
# The allowed words for a key by the kind of what it holds, with their name in messages.
WORDS: Mapping[str, tuple[str, Sequence[str]]] = {
    "month_fact": ("月份事实", ("failed", *COUNTED_FACTS)),
    "count_fact": ("次数", ("phone_checks_missed",)),
    "flag_fact": ("事实", tuple(FLAGS)),
    "consequences": ("后果", ("fabrication",)),
    "levels_fact": ("通报", ("criticised_by",)),
    "levels": ("级别", CRITICISM_LEVELS),
    "level": ("级别", CRITICISM_LEVELS),
}
# The keys of every ground, besides those of its kind.
_WORDED = ("id", "kind", "label", "article", "quote", "says", "open", "settles", "decides")


def check_grounds(parsed: Parsed, world: World, problems: list[Problem]) -> None:
    """Note problems of the grounds: unknown facts, quotes that are not in the text, faulty sentences."""
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
        faults = [*_words(row, world.workers), *_says(row)]
        problems += [Problem(FILE, f"{key}.{at}", wrong) for at, wrong in faults]


def _words(row: Row, workers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield where a ground has an unknown key, or names an unknown fact, level or worker type."""
    keys = KINDS[row["kind"]].KEYS
    yield from ((name, "这种情形没有这个键") for name in row if name not in (*keys, *_WORDED))
    for name, holds in keys.items():
        what, allowed = ("网格员类型", workers) if holds == "workers" else WORDS.get(holds, ("", ()))
        given = row.get(name, []) if holds == "workers" else row[name]
        for each in (given if isinstance(given, list) else [given]) if what else ():
            wrong = unknown(each, allowed, what)
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
