"""The verb: try the engine and the site on what may come, and keep what was found."""

import argparse
import json
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from calculator.errors import ProjectError
from calculator.loading.folder import load
from scripts.measure import notes
from scripts.measure.battery import counts
from scripts.measure.battery.faults import try_faults
from scripts.measure.battery.findings import Findings
from scripts.measure.battery.hostile import try_hostile
from scripts.measure.battery.situations import try_situations
from scripts.measure.battery.week import try_week
from scripts.measure.bench.peers import version
from scripts.measure.bench.results import kept_results
from scripts.runtime.bundle import NODE_MODULES
from scripts.setup.bootstrap import ROOT, output_of
from scripts.setup.programs import browser_path
from scripts.setup.revision import revision

RESULTS = Path(__file__).with_name("results.json")
TRIAL = ROOT / "build" / "battery" / "results.json"


class Section(NamedTuple):
    """A part of the battery: what it is called, how much a whole run tries, and its function."""

    title: str
    whole: int
    try_out: Callable[[int], Findings]


SECTIONS = {
    "situations": Section("随机情形，两套程序各算一遍", 200_000, try_situations),
    "hostile": Section("恶意的链接、文件和输入", 10_000, try_hostile),
    "faults": Section("网络、主机和设备上的毛病", 600, try_faults),
    "week": Section("一星期的用法：打开、换页、改数", 10_000, try_week),
}


def run(argv: list[str]) -> int:
    """Try out the sections asked for, print what was found and keep it; 1 where anything failed.

    A whole section goes into results.json beside this file, and its counts into the developers' notes; any
    other into build/battery/.
    """
    parser = argparse.ArgumentParser(
        prog="python3 -m scripts battery", description="把计算和网站放到各种情形里试"
    )
    parser.add_argument("--only", action="append", choices=list(SECTIONS), help="只试这一部分（可以写几次）")
    parser.add_argument("--count", type=int, help="每一部分试几次；不足平常的次数，结果不留下")
    parser.add_argument(
        "--counts", action="store_true", help="不试，只把留下的次数写进 docs/notes/battery.md"
    )
    given = parser.parse_args(argv)
    if given.counts:
        notes.write(counts.NOTES, counts.table(kept_results(RESULTS)))
        return 0
    if given.count is not None and given.count < 1:
        raise ProjectError("--count 要写 1 或更大的整数")
    failed = False
    for name in given.only or SECTIONS:
        section = SECTIONS[name]
        count = given.count or section.whole
        print(f"== {section.title}（{count}）", flush=True)
        # Whoever works on beside it changes other files than those that are tried.
        made = made_with()
        found = section.try_out(count)
        place = RESULTS if count >= section.whole else TRIAL
        keep(place, name, found, made)
        if place == RESULTS:
            notes.write(counts.NOTES, counts.table(kept_results(RESULTS)))
        for what, number in found.tried.items():
            print(f"  {what}：{number}")
        for failure in found.as_json()["failures"]:
            print(f"  没有通过：{failure[:500]}")
        print(f"  没有通过的共 {len(found.failures)} 个；明细在 {place.relative_to(ROOT)}", flush=True)
        failed = failed or bool(found.failures)
    return 1 if failed else 0


def keep(place: Path, name: str, found: Findings, made: Mapping[str, str]) -> None:
    """Put a section's findings into a file of results, with what they were made with; the others stay."""
    kept: dict[str, Any] = json.loads(place.read_text("utf-8")) if place.is_file() else {}
    kept[name] = {**found.as_json(), "made": made}
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def made_with() -> dict[str, str]:
    """Return which policy data is tried, and with which programs; `revision`, ours, where git knows it."""
    measure = load().measure
    browser = browser_path()
    ours = revision([RESULTS, counts.NOTES])
    return {
        "policy": str(measure["version"]),
        "checked": str(measure["checked"]),
        "python": platform.python_version(),
        "chromium": (output_of(browser, "--version").split() or ["?"])[1] if browser else "",
        "pyodide": version("pyodide", NODE_MODULES),
        **({"revision": ours} if ours else {}),
    }
