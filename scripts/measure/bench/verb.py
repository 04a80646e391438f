"""`bench`: measure our page beside others in rounds, our engine beside an older one, and the build."""

import argparse
import json
import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from calculator.errors import ProjectError
from scripts.measure.bench.building import building
from scripts.measure.bench.contenders import BEFORE, OURS, STOCK, Contender, make_stock, older_build
from scripts.measure.bench.editions import editions
from scripts.measure.bench.host import Host, served
from scripts.measure.bench.link import PROFILES, Profile
from scripts.measure.bench.quota import WHY_NOT, Quota, quota
from scripts.measure.bench.report import printed, summed_up
from scripts.measure.bench.visits import Row, Visitor
from scripts.runtime.library import PYODIDE
from scripts.setup.bootstrap import ROOT, node_command, output_of
from scripts.setup.programs import browser_path, ensure_browser
from scripts.site.build import SITE, build

RESULTS = ROOT / "build" / "bench" / "results.json"
# If the load is higher than this at the start, other programs are running.
BUSY = 0.7
Folders = Mapping[Contender, Path]


def run(argv: list[str]) -> int:
    """Measure, print the figures, and save them in build/bench/results.json."""
    parser = argparse.ArgumentParser(prog="python3 -m scripts bench", description="和别的做法比快慢、轻重")
    parser.add_argument("--runs", type=int, default=7, help="每种情形各量几轮（默认 7）")
    parser.add_argument("--quick", action="store_true", help="只看一眼：一轮，只量慢手机、慢网络")
    profiles = [profile.id for profile in PROFILES]
    parser.add_argument("--profile", action="append", choices=profiles, help="只在这种情形下量（可以写几次）")
    what = "也量本站以前的一版：那时的代码的文件夹，里面有生成的 site"
    parser.add_argument("--before", type=Path, metavar="文件夹", help=what)
    parser.add_argument("--build", action="store_true", help="只量改一个数以后生成网站要多久")
    parser.add_argument("--editions", action="store_true", help="只量三版办法一起用，和 --before 的一版比")
    given = parser.parse_args(argv)
    if given.runs < 1:
        raise ProjectError("--runs 要写 1 或更大的整数")
    if given.quick:
        given.runs, given.profile = 1, ["slow"]
    # Noted before the build, which raises the load, and before the sources change during a long run.
    made = _made_with(given.runs)
    if made["busy"]:
        print("这台机器还在做别的事，量出的数会偏；最好等它空下来再量", flush=True)
    results: dict[str, Any] = {"made": made}
    before = given.before and given.before.resolve()
    older = {BEFORE: older_build(before)} if before else {}
    part = given.build or given.editions
    if given.build or not (part or given.profile):
        results["building"] = building(given.runs)
    if given.editions or not (part or given.profile):
        results["editions"] = editions(before, given.runs)
    if not part:
        build()
        chosen = [each for each in PROFILES if each.id in (given.profile or profiles)]
        _measure({OURS: SITE, **older, STOCK: make_stock()}, chosen, given.runs, results)
    elif older and given.editions:
        # The bytes until a page is ready depend on nothing but the files.
        build()
        _measure({OURS: SITE, **older}, PROFILES[:1], 1, results)
    _save(results)
    print(printed(results))
    print(f"明细在 {RESULTS.relative_to(ROOT)}")
    return 0


def _measure(folders: Folders, profiles: Sequence[Profile], runs: int, results: dict[str, Any]) -> None:
    """Visit the pages in rounds; save the results after each, so that an interrupted run keeps them."""
    with quota() as limit:
        if limit is None:
            print(WHY_NOT, flush=True)
        under = [each for each in profiles if limit or not each.tight]
        for samples in _rounds(folders, under, runs, limit):
            results["profiles"] = summed_up(samples)
            _save(results)


def _made_with(runs: int) -> dict[str, Any]:
    """Return the day, the commit, the machine's state and the programs of a run."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    programs = {
        "chromium": next(iter(re.findall(r"[\d.]+", output_of(browser_path() or "", "--version"))), "?"),
        "pyodide": json.loads((PYODIDE / "package.json").read_bytes())["version"],
        "python": platform.python_version(),
        "node": output_of(*node_command(), "--version").removeprefix("v"),
    }
    return {
        **{"day": datetime.now(UTC).date().isoformat(), "commit": revision(ROOT), "runs": runs},
        **{"cores": os.cpu_count(), "busy": load > BUSY, "programs": programs},
    }


def revision(root: Path) -> str:
    """Return the short name of the commit, with "+" where tracked files differ from it; "" without git."""
    # --git-dir: a copy without its history may lie inside the repository of another project.
    git = ("git", f"--git-dir={root}/.git", f"--work-tree={root}")
    return output_of(*git, "describe", "--always", "--exclude=*", "--dirty=+")


def _rounds(
    folders: Folders, profiles: Sequence[Profile], runs: int, limit: Quota | None
) -> Iterator[dict[str, dict[str, dict[str, list[float | None]]]]]:
    """Yield the figures of all finished rounds after each one; under each condition the pages take turns."""
    rows: dict[str, dict[str, list[Row]]] = {
        profile.id: {each.id: [] for each in folders} for profile in profiles
    }
    with _visitor(limit) as visitor, _hosts(folders) as hosts:
        _agree(visitor, hosts)
        for place in range(runs):
            print(f"第 {place + 1} 轮，共 {runs} 轮", flush=True)
            for profile in profiles:
                # The order alternates, so that no page always runs on the warmer machine.
                for contender in list(hosts)[:: 1 if place % 2 == 0 else -1]:
                    row = visitor.round(contender, hosts[contender], profile)
                    rows[profile.id][contender.id].append(row)
            yield {
                profile: {
                    id: {name: [each.get(name) for each in done] for name in done[0]}
                    for id, done in pages.items()
                }
                for profile, pages in rows.items()
            }


def _save(results: Mapping[str, Any]) -> None:
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")


@contextmanager
def _visitor(limit: Quota | None) -> Iterator[Visitor]:
    with sync_playwright() as driver:
        yield Visitor(driver.chromium, ensure_browser(), limit, RESULTS.with_name("chromium.sh"))


@contextmanager
def _hosts(folders: Folders) -> Iterator[dict[Contender, Host]]:
    with ExitStack() as stack:
        yield {
            contender: stack.enter_context(served(folder, node_command()))
            for contender, folder in folders.items()
        }


def _agree(visitor: Visitor, hosts: Mapping[Contender, Host]) -> None:
    """Open every page once, which warms the file cache; ProjectError if they show different figures."""
    figures = {contender.name: visitor.figure(contender, host) for contender, host in hosts.items()}
    if len(set(figures.values())) > 1:
        said = "，".join(f"{name} {figure}" for name, figure in figures.items())
        raise ProjectError(f"同一张表，各页算出的数不一样，没有量：{said}")
