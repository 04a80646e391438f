"""The verb: measure every contender under every condition in rounds, then write a table and results.json."""

import argparse
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from calculator.errors import ProjectError
from scripts.measure import notes
from scripts.measure.bench.building import TURNS, building
from scripts.measure.bench.computing import computing
from scripts.measure.bench.contenders import CONTENDERS, OPTIONAL, OURS, STOCK, Contender, make_pages
from scripts.measure.bench.link import FREE, MOBILE
from scripts.measure.bench.peers import FOLDER, ensure_peers, version
from scripts.measure.bench.quota import WHY_NOT, Quota, quota
from scripts.measure.bench.results import RESULTS, kept_results
from scripts.measure.bench.served import Served, served
from scripts.measure.bench.summary import summed_up
from scripts.measure.bench.table import NOTES, in_notes, printed, printed_building
from scripts.measure.bench.visits import Profile, Row, Visitor
from scripts.runtime.bundle import NODE_MODULES
from scripts.setup.bootstrap import ROOT, node_command, output_of
from scripts.setup.programs import browser_path
from scripts.setup.revision import revision
from scripts.site.app.service_worker import build_id
from scripts.site.build import SITE, build

TRIAL = ROOT / "build" / "bench" / "results.json"
# A higher load at the start means that other work is running.
BUSY = 0.7
PROFILES = (
    Profile("full", False, FREE),
    Profile("network", False, MOBILE),
    Profile("cpu", True, FREE),
    Profile("slow", True, MOBILE),
)


def run(argv: list[str]) -> int:
    """Measure, print a table and write the results, into results.json or below build/bench/."""
    parser = argparse.ArgumentParser(prog="python3 -m scripts bench", description="和别的做法比快慢、轻重")
    parser.add_argument("--runs", type=int, default=7, help="每种情形各量几轮（默认 7）")
    parser.add_argument("--quick", action="store_true", help="只看一眼：一轮，一种情形，只比原样 Pyodide")
    names = [contender.id for contender in CONTENDERS]
    parser.add_argument(
        "--contender",
        action="append",
        choices=[*names, *(contender.id for contender in OPTIONAL)],
        help="只量这一个（可以写几次）",
    )
    profiles = [profile.id for profile in PROFILES]
    parser.add_argument("--profile", action="append", choices=profiles, help="只在这种情形下量（可以写几次）")
    parser.add_argument("--save", action="store_true", help="不足 7 轮也留下，写进 docs/notes/benchmark.md")
    parser.add_argument(
        "--build",
        type=int,
        nargs="?",
        const=TURNS,
        metavar="次数",
        help=f"只量改一个数以后生成网站要多久（默认 {TURNS} 次）",
    )
    given = parser.parse_args(argv)
    if given.runs < 1 or (given.build is not None and given.build < 1):
        raise ProjectError("--runs 和 --build 要写 1 或更大的整数")
    if given.build:
        return _run_building(given.build, save=given.save)
    if given.quick:
        given.runs, given.profile, given.contender = 1, ["slow"], [OURS.id, STOCK.id]
    whole = not given.profile and not given.contender
    # Taken before the build, which itself raises the load.
    load = _load()
    build()
    # Taken now, because a run takes hours and the sources may change meanwhile.
    source = _source()
    chosen = [each for each in (*CONTENDERS, *OPTIONAL) if each.id in (given.contender or names)]
    ensure_peers()
    _warn(load)
    with quota() as limit:
        under = [
            each for each in PROFILES if each.id in (given.profile or profiles) and (limit or not each.tight)
        ]
        computed = computing(node_command(), given.runs)
        # `--build` measures this; a run of visits keeps it.
        built = {key: each for key, each in kept_results().items() if key == "building"}
        place = RESULTS if whole and (given.save or given.runs >= 7) else TRIAL
        for done, samples in enumerate(_rounds(chosen, under, given.runs, limit), 1):
            results = {
                "made": {**_made(done, limit), **source, "busy": load > BUSY},
                "profiles": summed_up(samples),
                "computing": computed,
                **built,
            }
            # An interrupted run leaves its finished rounds.
            _keep(results, place if done == given.runs else TRIAL)
    print(printed(results))
    print(f"明细在 {place.relative_to(ROOT)}")
    return 0


def _run_building(turns: int, *, save: bool) -> int:
    """Measure the build alone; add it to results.json after enough turns or with `--save`."""
    place = RESULTS if save or turns >= TURNS else TRIAL
    load = _load()
    _warn(load)
    results = {**kept_results(place), "building": {**building(turns), "busy": load > BUSY}}
    _keep(results, place)
    print(printed_building(results))
    print(f"明细在 {place.relative_to(ROOT)}")
    return 0


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _warn(load: float) -> None:
    if load > BUSY:
        print(f"这台机器还在做别的事（负载 {load:.1f}），量出的数会偏；最好等它空下来再量", flush=True)


def _rounds(
    contenders: Sequence[Contender], profiles: Sequence[Profile], runs: int, limit: Quota | None
) -> Iterator[dict[str, dict[str, dict[str, list[float | None]]]]]:
    """Yield after each round the figures of all rounds; contenders take turns under each condition."""
    rows: dict[str, dict[str, list[Row]]] = {
        profile.id: {contender.id: [] for contender in contenders} for profile in profiles
    }
    with _visitor(limit) as visitor, _hosts(contenders) as hosts:
        _agree(visitor, contenders, hosts)
        for place in range(runs):
            print(f"第 {place + 1} 轮，共 {runs} 轮", flush=True)
            for profile in profiles:
                # The order alternates, so that no contender always runs on the warmer machine.
                order = contenders if place % 2 == 0 else contenders[::-1]
                for contender in order:
                    row = visitor.round(contender, hosts[contender.id], profile)
                    rows[profile.id][contender.id].append(row)
            yield {
                profile: {
                    contender: {name: [each.get(name) for each in done] for name in done[0]}
                    for contender, done in by_contender.items()
                }
                for profile, by_contender in rows.items()
            }


def _keep(results: Mapping[str, Any], place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if place == RESULTS:
        notes.write(NOTES, in_notes(results))


@contextmanager
def _visitor(limit: Quota | None) -> Iterator[Visitor]:
    program = browser_path()
    if program is None:
        raise ProjectError("没有找到 Chrome 或 Chromium；请安装一个，或用环境变量 CHROMIUM_PATH 指明它的位置")
    with sync_playwright() as driver:
        yield Visitor(driver.chromium, program, limit, FOLDER.parent / "chromium.sh")


@contextmanager
def _hosts(contenders: Sequence[Contender]) -> Iterator[dict[str, Served]]:
    folders = {OURS.id: SITE, **make_pages(contenders)}
    with ExitStack() as stack:
        yield {
            contender.id: stack.enter_context(served(folders[contender.id], node_command()))
            for contender in contenders
        }


def _agree(visitor: Visitor, contenders: Sequence[Contender], hosts: dict[str, Served]) -> None:
    """Open every page once, which warms the file cache; raise ProjectError where figures differ."""
    figures = {contender.name: visitor.figure(contender, hosts[contender.id]) for contender in contenders}
    if len(set(figures.values())) > 1:
        said = "，".join(f"{name} {figure}" for name, figure in figures.items())
        raise ProjectError(f"同一张表，各页算出的数不一样，没有量：{said}")


def _source() -> dict[str, str]:
    """Return the id of the measured build, and the commit where git knows it."""
    state = revision()
    return {"build": build_id(SITE / OURS.path / "index.html"), **({"revision": state} if state else {})}


def _made(runs: int, limit: Quota | None) -> dict[str, Any]:
    """Return the day, the machine and the versions behind the figures."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "runs": runs,
        "cores": os.cpu_count(),
        "quota": None if limit else WHY_NOT,
        "chromium": (output_of(browser_path() or "", "--version").split() or ["?"])[1],
        "python": platform.python_version(),
        "node": output_of(*node_command(), "--version").removeprefix("v"),
        "pyodide": version("pyodide", NODE_MODULES),
        "publicodes": version("publicodes"),
    }
