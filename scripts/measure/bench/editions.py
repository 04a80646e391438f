"""Processor time with three editions: months and a ledger beside those of an older checkout, and `check`."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER, load, load_editions
from calculator.month import Month
from scripts.content.revision.draft import begin
from scripts.measure.bench.building import timed
from scripts.measure.bench.report import spreads
from scripts.setup.bootstrap import ROOT

COUNTY = ROOT / "build" / "bench" / "county"
EDITIONS = 3
ENGINE = Path(__file__).with_name("engine.py")
ESTIMATES, MONTHS = 200, 480
MONTH = "2026-10"


def editions(older: Path | None, rounds: int) -> dict[str, Any]:
    """Return the processor seconds of `check`, and the ratios of our engine's verbs to those of a checkout.

    Each figure is a median over the rounds, with its spread. Our engine has three editions of the county, the
    older one has one; they take turns with the same requests.
    """
    _begin_editions()
    asked = _asked()
    rows: list[dict[str, float]] = []
    for place in range(rounds):
        print(f"几版办法：第 {place + 1} 轮，共 {rounds} 轮", flush=True)
        _, spent = timed((sys.executable, "-m", "scripts", "check", str(COUNTY)), ROOT)
        row = {"check_cpu_s": spent}
        if older:
            # The order alternates, as that of the pages.
            order = [(ROOT, str(COUNTY)), (older, "")][:: 1 if place % 2 == 0 else -1]
            for verb, requests in asked.items():
                job = {"verb": verb, "requests": requests}
                found = {tree: _spent(tree, {**job, "county": county}) for tree, county in order}
                row |= {f"{verb}_{time}": found[ROOT][time] / found[older][time] for time in found[ROOT]}
        rows.append(row)
    return spreads(rows)


def _begin_editions() -> None:
    """Copy the county, and begin editions in the copy, a year apart, until it has three."""
    shutil.rmtree(COUNTY, ignore_errors=True)
    shutil.copytree(DEFAULT_FOLDER, COUNTY)
    while len(found := load_editions(COUNTY)) < EDITIONS:
        before = found.newest.in_force
        day = before.replace(year=before.year + 1, month=1, day=1)
        begin(str(day), COUNTY)
        # The measures state their own day.
        for path in (COUNTY / "articles.toml", COUNTY / "source.txt"):
            path.write_text(path.read_text("utf-8").replace(_in_words(before), _in_words(day)), "utf-8")


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _asked() -> dict[str, list[str]]:
    """Return requests by verb: months, and a ledger of 40 years as a program and as the page asks for it."""
    policy = load()
    counted, first = _counted(list(policy.workers)), policy.first.next
    months = [Month(first.year + place // 12, place % 12 + 1) for place in range(12, 12 + MONTHS)]
    rows = [
        {**each, "month": str(month), "result": "pass" if month.number % 5 else "fail"}
        for each, month in zip(counted, months, strict=True)
    ]
    year = {"months": rows, "year": months[-1].year}
    asked = {"estimate": counted[:ESTIMATES], "year": [year], "year_page": [{**year, "form": rows[-1]}]}
    return {verb: [json.dumps(each) for each in requests] for verb, requests in asked.items()}


def _counted(workers: Sequence[str]) -> list[dict[str, Any]]:
    """Return months with random counts, the same every time, for which the result is no span."""
    chance = random.Random(20220506)
    return [
        {
            "month": MONTH,
            "worker_type": chance.choice(workers),
            "sign_ins": chance.randint(0, 25),
            "valid_reports": chance.randint(0, 40),
            "praised_by_city": chance.randint(0, 1),
            "major_reports": chance.randint(0, 1),
            "missed_hazards": chance.randint(0, 1),
            "refused_orders": chance.randint(0, 1),
        }
        for _ in range(MONTHS)
    ]


def _spent(tree: Path, job: Mapping[str, Any]) -> dict[str, float]:
    """Return the processor seconds that the engine of a checkout needs for a job (engine.py)."""
    env = {**os.environ, "PYTHONPATH": str(tree)}
    command = (sys.executable, str(ENGINE))
    done = subprocess.run(
        command, input=json.dumps(job), env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"{tree} 的计算程序没有算出来：{said[-1]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found
