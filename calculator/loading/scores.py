"""Checks of the scores and shares in pay.toml."""

from collections.abc import Iterator, Mapping

from calculator.errors import Problem
from calculator.loading.held import held
from calculator.loading.rows import Parsed, Row, World, ids, rows, unknown

_FILE = "pay.toml"
# What each key of an item holds, by the kind of the item; `most` can be left out.
ITEMS = {
    "shortfall": {"counter": "counter", "required": "times", "points": "points"},
    "event": {"counter": "counter", "points": "points"},
}
_MOST = {"most": "points_or_unlimited"}
_NUMBERS = ("start", "floor", "pass")
LIMITS = ("at_least", "at_most")


def check_scores(parsed: Parsed, world: World, units: Mapping[str, str], problems: list[Problem]) -> None:
    """Note problems of the scores: unknown parameters and counts, ids that a count has."""
    for key, row in _rows(parsed, "scores", problems):
        if row["id"] in world.counters:
            problems.append(Problem(_FILE, key, "inputs.toml 里已有这个编号，请换一个"))
        for at, wrong in _score(row, world, units):
            problems.append(Problem(_FILE, f"{key}.{at}", wrong))


def check_shares(parsed: Parsed, world: World, units: Mapping[str, str], problems: list[Problem]) -> None:
    """Note problems of the shares: what decides them, what they cover, and bands of two kinds."""
    names, scores = ids(parsed, _FILE, "rules"), ids(parsed, _FILE, "scores")
    seen: set[str] = set()
    for key, row in _rows(parsed, "shares", problems):
        by = unknown(row["by"], [*scores, *world.counters], "得分或者次数项")
        faults = [("by", by)] if by else [*_bands(row, world, units, row["by"] in scores)]
        for place, each in enumerate(row["covers"]):
            wrong = unknown(each, names, "算法")
            if wrong is None and each in seen:
                wrong = f"一行只能按一个比例发，{each} 写了两遍"
            seen.add(each)
            faults += [(f"covers[{place}]", wrong)] if wrong else []
        problems += [Problem(_FILE, f"{key}.{at}", wrong) for at, wrong in faults]


def _score(row: Row, world: World, units: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in (*_NUMBERS, *(["top"] if "top" in row else [])):
        yield from ((name, wrong) for _, wrong in held("points", row[name], world.counters, units))
    for place, item in enumerate(row["items"]):
        where, kind = f"items[{place}]", item["kind"]
        wrong_kind = unknown(kind, ITEMS, "扣分种类")
        if wrong_kind:
            yield f"{where}.kind", wrong_kind
            continue
        keys = {**ITEMS[kind], **(_MOST if "most" in item else {})}
        yield from ((f"{where}.{name}", "这种扣分没有这个键") for name in item if name not in (*keys, "kind"))
        for name, holds in keys.items():
            yield from (
                (f"{where}.{name}", wrong) for _, wrong in held(holds, item[name], world.counters, units)
            )


def _bands(row: Row, world: World, units: Mapping[str, str], scored: bool) -> Iterator[tuple[str, str]]:
    limits = {name for band in row["bands"] for name in LIMITS if name in band}
    if len(limits) > 1 or any(limits.isdisjoint(band) for band in row["bands"]):
        yield "bands", f"每一档都写 {LIMITS[0]}，或者都写 {LIMITS[1]}"
        return
    keys = {**dict.fromkeys(limits, "points" if scored else "times"), "share": "percent"}
    for place, band in enumerate(row["bands"]):
        for name, holds in keys.items():
            for _, wrong in held(holds, band[name], world.counters, units):
                yield f"bands[{place}].{name}", wrong


def _rows(parsed: Parsed, name: str, problems: list[Problem]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a list that a file can leave out."""
    if name in parsed[_FILE]:
        yield from rows(parsed, _FILE, name, problems)
