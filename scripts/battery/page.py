"""What the page on reliability shows: what was tried and failed, as text ready to be placed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from calculator import words
from scripts.battery.growth import COMPILED, GROWTH, PARTS, SIDE, STORED
from scripts.revision import CHANGED

RESULTS = Path(__file__).with_name("results.json")
UNMEASURED = "没有量"
# From so many on, whole ones are said in 万, as one says them.
MYRIAD = 10_000

Results = Mapping[str, Any]


class Section(NamedTuple):
    """A part of the battery: its title, its words for the names the results use, and what it ran on.

    `trials` are what is tried; `checks` what is looked at afterwards, often more than once for a trial.
    """

    title: str
    trials: Mapping[str, str]
    checks: Mapping[str, str] = {}
    programs: tuple[str, ...] = ("chromium", "pyodide")


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as the page shows it; without `trials` it was not run, without `failed` nothing failed."""

    title: str
    trials: Sequence[tuple[str, str]] = ()
    checks: Sequence[tuple[str, str]] = ()
    tried: str = ""
    checked: str = ""
    failed: str = ""
    made: Mapping[str, str] = field(default_factory=dict)
    old: bool = False
    programs: str = ""
    revision: str = ""
    requests: str = ""
    ends: Sequence[tuple[str, str]] = ()
    weights: Sequence[tuple[str, Sequence[tuple[str, str, str]]]] = ()


SECTIONS = {
    "situations": Section(
        "随机情形，两套程序各算一遍",
        {"pay": "一个月的补助", "risk": "几个月的淘汰情形"},
        programs=("python",),
    ),
    "hostile": Section(
        "恶意的链接和文件",
        {
            "link": "打开一个坏链接",
            "file": "读入一个坏文件",
            "typed": "填进一段坏的字",
        },
        {"right afterwards": "知道答案的月份，还算得对不对"},
    ),
    "faults": Section(
        "断网、出错、换新版",
        {
            "install": "第一次打开，有文件取不到或者取坏了",
            "update": "换新版，有文件取不到或者取坏了",
            "killed": "正在存，浏览器被关掉",
            "full": "手机没有空间了",
            "lost": "存在设备上的丢了或者坏了",
            "two pages": "两页都开着，换新版",
            "back": "网站退回旧版",
        },
        {
            "mended": "网络好了，能不能再存、再算",
            "ledger": "记下的月份，还是不是记的时候那样",
            "told": "记下的月份被清掉了或者坏了，页面说没说",
        },
    ),
    "week": Section(
        "一星期的用法：打开、换页、改数",
        {
            "loads": "打开一页",
            "recomputations": "改一个数，重新算",
        },
        {
            "figures after a load": "打开以后，数对不对",
            "comparisons": "内存和存的东西，有没有越用越多",
        },
    ),
}
PROGRAMS = {"python": "Python", "chromium": "Chromium", "pyodide": "Pyodide"}
ENDS = {
    "figure": "给出了数，数是对的",
    "sentence": "用一句话说明了为什么不行",
    "nothing kept": "还没有存过，页面也没有取到：看到的是浏览器或者网络自己的页",
    "wrong": "哪一种都不是，没有通过",
}
USES = {"loads": "打开、换页", "recomputations": "改数"}
WEIGHTS = {
    "heap": "网页自己的内存",
    "renderer": "连同计算程序的内存",
    "usage": "占设备的空间",
    "items": "存了几件",
}


def reliability(results: Results, measure: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page says of the results kept; a section that was not run has no `trials`.

    `measure` is that of the policy printed now: what was tried on another one is said to be old.
    """
    run = [name for name in SECTIONS if name in results]
    numbers = [told_apart(name, results[name]) for name in run]
    tried, checked = (sum(sum(part[at].values()) for part in numbers) for at in (0, 1))
    failed = sum(results[name]["failed"] for name in run)
    return {
        "sections": {name: _section(name, results, measure) for name in SECTIONS},
        "tried": counted(tried) if run else "",
        "checked": counted(checked) if checked else "",
        "failed": counted(failed) if failed else "",
        "untried": [section.title for name, section in SECTIONS.items() if name not in results],
        "parts": words.numeral(PARTS),
        "side": words.numeral(SIDE),
        "growth": f"{GROWTH - 1:.0%}",
        "stored": f"{STORED / 1e3:.0f} kB",
        "compiled": f"{COMPILED / 1e6:.0f} MB",
    }


def counted(number: int) -> str:
    """Return a count as a reader would say it.

    >>> counted(250_000), counted(10_003), counted(8)
    ('25 万', '10,003', '8')
    """
    whole, rest = divmod(number, MYRIAD)
    return f"{number:,}" if rest or not whole else f"{whole} 万"


def told_apart(name: str, kept: Results) -> tuple[dict[str, int], dict[str, int]]:
    """Return how often each thing was tried in a section, and how often each was looked at afterwards.

    In the order they are told on the page; a kind that has no words yet comes last of what was tried.
    """
    section, counts = SECTIONS[name], kept["tried"]
    unnamed = sorted(counts.keys() - section.trials.keys() - section.checks.keys())
    tried = {each: counts[each] for each in (*section.trials, *unnamed) if each in counts}
    return tried, {each: counts[each] for each in section.checks if each in counts}


def _section(name: str, results: Results, measure: Mapping[str, Any]) -> Shown:
    section = SECTIONS[name]
    if name not in results:
        return Shown(section.title)
    kept, made = results[name], results[name]["made"]
    tried, checked = told_apart(name, kept)
    measured = kept["measured"]
    ends = measured.get("ends", {})
    return Shown(
        section.title,
        trials=[(section.trials.get(each, each), counted(number)) for each, number in tried.items()],
        checks=[(section.checks[each], counted(number)) for each, number in checked.items()],
        tried=counted(sum(tried.values())),
        checked=counted(sum(checked.values())) if checked else "",
        failed=counted(kept["failed"]) if kept["failed"] else "",
        made=made,
        old=any(made[key] != str(measure[of]) for key, of in (("policy", "version"), ("checked", "checked"))),
        programs="，".join(f"{PROGRAMS[each]} {made[each]}" for each in section.programs if made[each]),
        revision=_revision(made.get("revision", "")),
        requests=counted(measured["requests looked at"]) if "requests looked at" in measured else "",
        ends=[(label, counted(ends[end])) for end, label in ENDS.items() if end in ends],
        weights=[(USES[use], list(_weights(measured[use]))) for use in USES if use in measured],
    )


def _revision(name: str) -> str:
    return f"{name.removesuffix(CHANGED)}，另有没提交的改动" if name.endswith(CHANGED) else name


def _weights(compared: Results) -> Iterator[tuple[str, str, str]]:
    """Yield what was weighed: its name, early and late."""
    for name, label in WEIGHTS.items():
        early, late = (_weight(name, compared[when][name]) for when in ("early", "late"))
        yield label, early, late


def _weight(name: str, value: Any) -> str:
    if name == "items":
        return counted(sum(value["caches"]) + len(value["databases"]) + sum(value["texts"]))
    # 0 stands for memory that the system did not tell.
    return f"{value / 1e6:.1f} MB" if value else UNMEASURED
