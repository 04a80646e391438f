"""The results as rows of text, for the terminal and the developers' notes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from scripts.measure import notes
from scripts.measure.bench.summary import judged
from scripts.setup.bootstrap import ROOT

NOTES = ROOT / "docs" / "notes" / "benchmark.md"

PROFILES = {
    "full": "不限",
    "network": "慢网络",
    "cpu": "慢手机",
    "slow": "慢手机、慢网络",
}
CONTENDERS = {
    "ours": "本站",
    "stock": "原样 Pyodide",
    "publicodes": "publicodes",
}
# Measured only on request, with `--contender`.
OPTIONAL = {"stock314": "原样 Pyodide 314"}
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
    "every_reading_us": "本站，连同全部理解（CPython）",
    "request_us": "本站，连同读入和写出（CPython）",
    "publicodes_us": "publicodes，只算（Node）",
    "publicodes_with_situation_us": "publicodes，连同换一个月的次数（Node）",
}
BUILDING = {
    "build_s": "整个网站",
    "mkdocs_s": "只用 MkDocs",
    "extra_s": "整个网站比只用 MkDocs 多",
}
UNMEASURED, SHUT = "没有量", "打不开"
# One round has no spread.
ONCE = "只量了 1 轮"


class Cell(NamedTuple):
    """A figure as it is shown: the median, the ratio to stock, and the spread or its absence."""

    median: str
    ratio: str = ""
    between: str = ""


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


def cell(results: Mapping[str, Any], profile: str, contender: str, name: str) -> Cell:
    """Return a figure of the results as it is shown, or the reason why there is none."""
    rows = results.get("profiles", {}).get(profile, {}).get(contender)
    if rows is None or name not in rows:
        return Cell(UNMEASURED)
    found = rows[name]
    if found is None:
        return Cell(SHUT if name.startswith("offline") else UNMEASURED)
    ratio = f"{found['ratio']['median']:.2f}" if found["ratio"] and contender != "stock" else ""
    return _spread_cell(name, found, found["runs"])._replace(ratio=ratio)


def _spread_cell(name: str, found: Mapping[str, float], times: int) -> Cell:
    between = f"{shown(name, found['min'])}～{shown(name, found['max'])}" if times > 1 else ONCE
    return Cell(shown(name, found["median"]), between=between)


def goals(results: Mapping[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Return for each goal: label, result, required value, aim, verdict."""
    rows = []
    for goal, found, verdict in ((each.goal, each.found, each.verdict) for each in judged(results)):
        unit = f" {goal.unit}" if goal.unit else ""
        digits = ".1f" if goal.unit == "毫秒" else ".2f"
        measured = UNMEASURED if found is None else f"{found:{digits}}{unit}"
        aim = "没有另定" if goal.aim is None else f"{goal.aim:g}{unit}"
        rows.append((goal.label, measured, f"{goal.must:g}{unit}", aim, verdict))
    return rows


def in_notes(results: Mapping[str, Any]) -> str:
    """Return the goals as a Markdown table with the day, the commit and the programs of the run."""
    made, rows = results["made"], []
    for each in judged(results):
        goal, found, profile = each
        unit = {"": "", "毫秒": " ms", "秒": " s"}[goal.unit]
        value = "not measured" if found is None else f"{found:.2f}{unit}"
        aim = "–" if goal.aim is None else f"{goal.aim:g}{unit}"
        told = f"**{value}**, missed" if each.missed else value
        rows.append((f"`{goal.figure}`", profile or "–", told, f"{goal.must:g}{unit}", aim))
    table = notes.table(("figure", "condition", "found", "at most", "aim"), rows)
    programs = ", ".join(
        f"{name} {made[name]}" for name in ("chromium", "pyodide", "publicodes", "python", "node")
    )
    busy = " beside other work" if made.get("busy") else ""
    commit = made.get("revision", "not noted")
    run = f"{made['day']}, commit {commit}, {made['runs']} rounds on {made['cores']} cores{busy}; {programs}."
    return f"\n{table}\n{run}\n"


def compared(results: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the measured contenders by id; the usual ones where none was measured."""
    measured = {id for contenders in results.get("profiles", {}).values() for id in contenders}
    return {id: name for id, name in (CONTENDERS | OPTIONAL).items() if id in measured} or CONTENDERS


def rows(results: Mapping[str, Any], profile: str) -> list[tuple[str, list[Cell]]]:
    """Return the figures measured under a condition: the label, and a cell for each contender."""
    listed = []
    for name, label in FIGURES.items():
        cells = [cell(results, profile, contender, name) for contender in compared(results)]
        if any(each.median != UNMEASURED for each in cells):
            listed.append((label, cells))
    return listed


def computed(results: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return how long one month takes without a page."""
    found = results.get("computing", {})
    return [
        (label, shown(name, found[name]) if name in found else UNMEASURED)
        for name, label in COMPUTING.items()
    ]


def built(results: Mapping[str, Any]) -> list[tuple[str, Cell]]:
    """Return how long it takes to build after one changed amount."""
    found = results.get("building", {})
    return [
        (label, _spread_cell(name, found[name], found["turns"]) if name in found else Cell(UNMEASURED))
        for name, label in BUILDING.items()
    ]


def printed_building(results: Mapping[str, Any]) -> str:
    """Return the same as text for a terminal."""
    lines = [f"  {label}：{each.median}（{each.between}）" for label, each in built(results) if each.between]
    return "\n".join(["改一个数以后生成网站（中位数；括号里是最少～最多）", *lines])


def printed(results: Mapping[str, Any]) -> str:
    """Return everything as text for a terminal."""
    lines = []
    for profile, name in PROFILES.items():
        if listed := rows(results, profile):
            lines += ["", f"{name}（中位数；括号里是与原样 Pyodide 之比，最少～最多）"]
        for label, cells in listed:
            lines.append(f"  {label}")
            for contender, (median, ratio, between) in zip(compared(results).values(), cells, strict=True):
                aside = "，".join(filter(None, (ratio, between)))
                lines.append(f"    {contender:<16}{median}{f'（{aside}）' if aside else ''}")
    lines += [
        "",
        "算一个月，不带网页（中位数）",
        *(f"  {label}：{time}" for label, time in computed(results)),
    ]
    if "building" in results:
        lines += ["", printed_building(results)]
    lines += ["", "要求和目标（之比，另注明的除外）"]
    for label, found, must, aim, verdict in goals(results):
        lines.append(f"  {label}：{found}（要 ≤ {must}，目标 ≤ {aim}：{verdict}）")
    if reason := results["made"]["quota"]:
        lines += ["", reason]
    return "\n".join(lines)
