"""Medians with their spread, the goals, and both as text."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scripts.measure.bench.contenders import BEFORE, OURS, STOCK
from scripts.measure.bench.link import PROFILES

CONTENDERS = {each.id: each.name for each in (OURS, BEFORE, STOCK)}
# By profile, contender and figure the values of the rounds; None for a visit that failed.
Samples = Mapping[str, Mapping[str, Mapping[str, Sequence[float | None]]]]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median, the smallest and the largest value, and the number of values."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "runs": len(values)}


def spreads(rounds: Sequence[Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return the spread of each figure over the rounds."""
    return {name: spread([row[name] for row in rounds]) for name in rounds[0]}


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
    """The largest value that a figure may have, and a smaller one that we aim at, or None.

    Without a unit the values are ratios: a figure of our page to that of the page `to`. It is judged under
    the condition `profile`, or under the worst one if that is empty. Other figures are in a `part` of the
    results.
    """

    figure: str
    must: float
    aim: float | None = None
    profile: str = ""
    unit: str = ""
    to: str = STOCK.id
    part: str = ""


GOALS = (
    Goal("first_ready_ms", 0.35, 0.20, "slow"),
    Goal("second_ready_ms", 0.30, 0.12, "cpu"),
    Goal("first_bytes", 0.68, 0.45, "slow"),
    Goal("first_readable_ms", 0.15, 0.08, "cpu"),
    Goal("key_ms", 33, 16, "cpu", " ms"),
    Goal("first_memory", 1.0, 0.8),
    Goal("extra_s", 0.5, unit=" s", part="building"),
    Goal("first_ready_bytes", 1.03, to=BEFORE.id),
    Goal("estimate_first", 1.1, part="editions"),
    Goal("estimate_again", 1.1, part="editions"),
    Goal("year_first", 0.6, part="editions"),
    Goal("year_again", 0.6, part="editions"),
    Goal("year_page_first", 0.6, part="editions"),
    Goal("year_page_again", 0.6, part="editions"),
    Goal("check_cpu_s", 5, unit=" s", part="editions"),
)


def judged(results: Mapping[str, Any]) -> list[tuple[Goal, float, str]]:
    """Return every goal that was measured, what was found for it, and under which condition."""
    rows = [(goal, max(_found(results, goal), default=None)) for goal in GOALS]
    return [(goal, *row) for goal, row in rows if row]


def _found(results: Mapping[str, Any], goal: Goal) -> Iterator[tuple[float, str]]:
    """Yield the figure of a goal, or its ratio, and the condition, for each condition of the goal."""
    if found := results.get(goal.part, {}).get(goal.figure):
        yield found["median"], ""
    for profile, pages in results.get("profiles", {}).items():
        found = pages.get(OURS.id, {}).get(goal.figure)
        if found and not goal.unit:
            found = found.get("to", {}).get(goal.to)
        if found and goal.profile in ("", profile):
            yield found["median"], profile


def shown(name: str, value: float) -> str:
    """Return a figure with its unit.

    >>> shown("key_ms", 12.34), shown("first_ready_ms", 4567.0), shown("first_bytes", 3_210_000)
    ('12.3 毫秒', '4.57 秒', '3.21 MB')
    """
    if name.endswith("_s"):
        return f"{value:.2f} 秒"
    if name.endswith("_ms"):
        slow = name.startswith(("first", "second", "offline"))
        return f"{value / 1000:.2f} 秒" if slow else f"{value:.1f} 毫秒"
    if name.endswith("bytes"):
        return f"{value / 1e6:.2f} MB" if value >= 1e5 else f"{value / 1e3:.1f} kB"
    return f"{value / 1e6:.0f} MB" if name.endswith("memory") else f"{value:.2f} 倍"


def cell(name: str, found: Mapping[str, Any] | None) -> str:
    """Return a figure as text: the median, the spread over the rounds, the ratios to the other pages."""
    if found is None:
        return "打不开" if name.startswith("offline") else "没有量"
    once = found["runs"] == 1
    between = "只量了 1 轮" if once else f"{shown(name, found['min'])}～{shown(name, found['max'])}"
    ratios = [f"是{CONTENDERS[id]}的 {each['median']:.2f} 倍" for id, each in found.get("to", {}).items()]
    return f"{shown(name, found['median'])}（{'，'.join([between, *ratios])}）"


def printed(results: Mapping[str, Any]) -> str:
    """Return the results as text for the terminal; docs/notes/benchmark.md says what each figure is."""
    lines = ["中位数；括号里是最少～最多和同一轮里的比。各个数的意思见 docs/notes/benchmark.md"]
    names = {profile.id: profile.name for profile in PROFILES}
    for profile, pages in results.get("profiles", {}).items():
        lines += ["", f"{names[profile]}（{profile}）"]
        for name in pages[OURS.id]:
            measured = [(CONTENDERS[id], rows[name]) for id, rows in pages.items() if name in rows]
            lines += [f"  {name}", *(f"    {who:<16}{cell(name, found)}" for who, found in measured)]
    for part in ("building", "editions"):
        if found := results.get(part):
            lines += ["", part, *(f"  {name}：{cell(name, each)}" for name, each in found.items())]
    lines += ["", "要求（没有单位的是倍数）；全部量完的，把下面的表抄进 docs/notes/benchmark.md", ""]
    lines += [goals_table(results), "", _run(results["made"])]
    return "\n".join(lines)


def goals_table(results: Mapping[str, Any]) -> str:
    """Return the measured goals and what was found for them as a Markdown table."""
    rows = [("figure", "condition", "found", "at most", "aim"), ("---",) * 5]
    for goal, found, profile in judged(results):
        value = f"{found:.2f}{goal.unit}"
        told = f"**{value}**, missed" if found > goal.must else value
        aim = "–" if goal.aim is None else f"{goal.aim:g}{goal.unit}"
        rows.append((f"`{goal.figure}`", profile or "–", told, f"{goal.must:g}{goal.unit}", aim))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _run(made: Mapping[str, Any]) -> str:
    programs = ", ".join(f"{name} {version}" for name, version in made["programs"].items())
    busy = " beside other work" if made["busy"] else ""
    on = f"{made['runs']} rounds on {made['cores']} cores{busy}"
    return f"{made['day']}, commit {made['commit'] or 'not noted'}, {on}; {programs}."
