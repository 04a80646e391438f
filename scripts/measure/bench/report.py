"""Medians with their spread, the goals, and both as text."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scripts.measure.bench.contenders import BEFORE, OURS, STOCK
from scripts.measure.bench.link import PROFILES

CONTENDERS = {each.id: each.name for each in (OURS, BEFORE, STOCK)}
FIGURES = {
    "first_readable_ms": "第一次打开，看得见结果",
    "first_ready_ms": "第一次打开，能算",
    "first_cpu_ms": "第一次打开，到能算用的处理器时间",
    "first_ready_bytes": "第一次打开，到能算传的字节",
    "first_bytes": "第一次打开，传的字节，全部算上",
    "first_kept_ms": "第一次打开，到手册存好",
    "first_memory": "第一次打开，到能算最多用的内存",
    "first_whole_memory": "第一次打开，全部算上，最多用的内存",
    "second_readable_ms": "第二次打开，看得见结果",
    "second_ready_ms": "第二次打开，能算",
    "second_cpu_ms": "第二次打开，到能算用的处理器时间",
    "second_bytes": "第二次打开，传的字节",
    "offline_ready_ms": "断网打开，能算",
    "key_ms": "按键到看见新数",
    "key_p95_ms": "按键到看见新数，20 次里 19 次不超过",
    "kept_key_ms": "记了一年时，按键到看见新数",
    "kept_judged_ms": "记了一年时，到全年也重新判断",
}
COMPUTING = {
    "one_reading_us": "本站，默认理解（CPython）",
    "request_us": "本站，连同全部理解、读入和写出（CPython）",
    "publicodes_us": "publicodes（Node）",
}
BUILDING = {
    "build_s": "整个网站",
    "mkdocs_s": "只用 MkDocs",
    "extra_s": "整个网站比只用 MkDocs 多",
    "build_cpu_s": "整个网站，处理器时间",
    "mkdocs_cpu_s": "只用 MkDocs，处理器时间",
    "extra_cpu_s": "整个网站比只用 MkDocs 多的处理器时间",
}
# By profile, contender and figure the values of the rounds; None for a visit that failed.
Samples = Mapping[str, Mapping[str, Mapping[str, Sequence[float | None]]]]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median, the smallest and the largest value, and the number of values."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "runs": len(values)}


def summed_up(samples: Samples) -> dict[str, Any]:
    """Return each figure's spread over the rounds; for our page also, under `to`, its ratios to other pages.

    A ratio is to the other page's figure of the same round. A figure without any value is None.
    """
    found: dict[str, Any] = {}
    for profile, pages in samples.items():
        found[profile] = {id: {name: _spread(rows[name]) for name in rows} for id, rows in pages.items()}
        for name, mine in found[profile].get(OURS.id, {}).items():
            if mine:
                others = {id: rows.get(name, ()) for id, rows in pages.items() if id != OURS.id}
                ratios = {id: _ratios(pages[OURS.id][name], theirs) for id, theirs in others.items()}
                mine["to"] = {id: spread(each) for id, each in ratios.items() if each}
    return found


def _spread(rounds: Sequence[float | None]) -> dict[str, Any] | None:
    values = [value for value in rounds if value is not None]
    return spread(values) if values else None


def _ratios(ours: Sequence[float | None], theirs: Sequence[float | None]) -> list[float]:
    pairs = zip(ours, theirs, strict=False)
    return [mine / other for mine, other in pairs if mine is not None and other]


class Goal(NamedTuple):
    """The largest value that a figure of our page may have, and a smaller one that we aim at, or None.

    Without a unit the values are ratios: to publicodes for `one_reading_us`, to stock Pyodide for the others.
    The goal is judged under the condition `profile`, or under the worst one if that is empty.
    """

    figure: str
    profile: str
    must: float
    aim: float | None
    unit: str = ""


GOALS = (
    Goal("first_ready_ms", "slow", 0.35, 0.20),
    Goal("second_ready_ms", "cpu", 0.30, 0.12),
    Goal("first_bytes", "slow", 0.68, 0.45),
    Goal("first_readable_ms", "cpu", 0.15, 0.08),
    Goal("key_ms", "cpu", 33, 16, " ms"),
    Goal("first_memory", "", 1.0, 0.8),
)
COMPUTING_GOAL = Goal("one_reading_us", "", 0.3, 0.1)
BUILDING_GOAL = Goal("extra_s", "", 0.5, None, " s")


def judged(results: Mapping[str, Any]) -> list[tuple[Goal, float | None, str]]:
    """Return every goal, what was found for it (None if it was not measured), and under which condition."""
    rows = [max(_found(results, goal), default=(None, "")) for goal in GOALS]
    extra = results.get("building", {}).get(BUILDING_GOAL.figure)
    return [
        *((goal, *row) for goal, row in zip(GOALS, rows, strict=True)),
        (COMPUTING_GOAL, results.get("computing", {}).get("ratio_one_reading"), ""),
        (BUILDING_GOAL, extra["median"] if extra else None, ""),
    ]


def _found(results: Mapping[str, Any], goal: Goal) -> Iterator[tuple[float, str]]:
    """Yield our page's figure, or its ratio to stock, and the condition, for each condition of the goal."""
    for profile, pages in results.get("profiles", {}).items():
        found = pages.get(OURS.id, {}).get(goal.figure)
        if found and not goal.unit:
            found = found["to"].get(STOCK.id)
        if found and goal.profile in ("", profile):
            yield found["median"], profile


def shown(name: str, value: float) -> str:
    """Return a figure with its unit.

    >>> shown("key_ms", 12.34), shown("first_ready_ms", 4567.0), shown("first_bytes", 3_210_000)
    ('12.3 毫秒', '4.57 秒', '3.21 MB')
    """
    if name.endswith("_us"):
        return f"{value:.1f} 微秒"
    if name.endswith("_s"):
        return f"{value:.2f} 秒"
    if name.endswith("_ms"):
        slow = name.startswith(("first", "second", "offline"))
        return f"{value / 1000:.2f} 秒" if slow else f"{value:.1f} 毫秒"
    if name.endswith("bytes"):
        return f"{value / 1e6:.2f} MB" if value >= 1e5 else f"{value / 1e3:.1f} kB"
    return f"{value / 1e6:.0f} MB"


def cell(name: str, found: Mapping[str, Any] | None) -> str:
    """Return a figure as text: the median, the spread over the rounds, the ratios to the other pages."""
    if found is None:
        return "打不开" if name.startswith("offline") else "没有量"
    once = found["runs"] == 1
    between = "只量了 1 轮" if once else f"{shown(name, found['min'])}～{shown(name, found['max'])}"
    ratios = [f"是{CONTENDERS[id]}的 {each['median']:.2f} 倍" for id, each in found.get("to", {}).items()]
    return f"{shown(name, found['median'])}（{'，'.join([between, *ratios])}）"


def printed(results: Mapping[str, Any]) -> str:
    """Return the results as text for the terminal."""
    lines = []
    names = {profile.id: profile.name for profile in PROFILES}
    for profile, pages in results.get("profiles", {}).items():
        lines += ["", f"{names[profile]}（中位数；括号里是最少～最多和同一轮里的比）"]
        for name, label in FIGURES.items():
            measured = [(CONTENDERS[id], rows[name]) for id, rows in pages.items() if name in rows]
            if any(found for _, found in measured):
                lines += [f"  {label}", *(f"    {who:<16}{cell(name, found)}" for who, found in measured)]
    if computed := results.get("computing"):
        lines += ["", "算一个月，不带网页（中位数）"]
        lines += [f"  {label}：{shown(name, computed[name])}" for name, label in COMPUTING.items()]
    if built := results.get("building"):
        lines += ["", "改一个数以后生成网站（中位数；括号里是最少～最多）"]
        lines += [f"  {label}：{cell(name, built[name])}" for name, label in BUILDING.items()]
    lines += ["", "要求（没有单位的是倍数）；全部量完的，把下面的表抄进 docs/notes/benchmark.md", ""]
    lines += [goals_table(results), "", _run(results["made"])]
    return "\n".join(lines)


def goals_table(results: Mapping[str, Any]) -> str:
    """Return the goals and what was found for them as a Markdown table."""
    rows = [("figure", "condition", "found", "at most", "aim"), ("---",) * 5]
    for goal, found, profile in judged(results):
        value = "not measured" if found is None else f"{found:.2f}{goal.unit}"
        told = f"**{value}**, missed" if found is not None and found > goal.must else value
        aim = "–" if goal.aim is None else f"{goal.aim:g}{goal.unit}"
        rows.append((f"`{goal.figure}`", profile or "–", told, f"{goal.must:g}{goal.unit}", aim))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _run(made: Mapping[str, Any]) -> str:
    programs = ", ".join(f"{name} {version}" for name, version in made["programs"].items())
    busy = " beside other work" if made["busy"] else ""
    on = f"{made['runs']} rounds on {made['cores']} cores{busy}"
    return f"{made['day']}, commit {made['commit'] or 'not noted'}, {on}; {programs}."
