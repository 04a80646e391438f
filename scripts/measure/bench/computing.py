"""Time one month in CPython and in publicodes under Node, both without a page."""

import json
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template
from typing import Any

from mkdocs.utils.yaml import yaml_load

from calculator.api import Calculator
from calculator.engine import stand
from calculator.errors import ProjectError
from calculator.loading.folder import load
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from scripts.measure.bench.report import spreads
from scripts.setup.bootstrap import NETWORK_ADVICE, ROOT, npm_command, run_step

HERE = Path(__file__).parent
NODE_SIDE, RULES, LOCK = (HERE / name for name in ("evaluate.mjs", "rules.yaml", "package-lock.json"))
FOLDER = ROOT / "build" / "bench" / "publicodes"
PUBLICODES = FOLDER / "node_modules" / "publicodes"
MONTH = "2026-10"
REQUESTS = 400


def computing(node: Sequence[str], runs: int) -> dict[str, dict[str, float]]:
    """Return the microseconds of both, and their ratio: the medians of `runs` rounds with their spread.

    Raises ProjectError if the two compute different amounts for a month.
    """
    calculator = Calculator(load())
    policy = calculator.policy
    requests = known_months(list(policy.workers), REQUESTS)
    situations = [Situation.read(policy, request) for request in requests]
    rounds: list[dict[str, float]] = []
    for _ in range(runs):
        answers = _in_node(requests, policy, node)
        for situation, answer in zip(situations, answers, strict=True):
            mine = stand(policy, situation).totals.payable.least
            if mine != round(answer["payable"] * 100):
                raise ProjectError(f"publicodes 的规则和计算程序算的不一样：{situation}")
        one = _median_us(lambda situation: stand(policy, situation), situations)
        theirs = statistics.median(answer["us"] for answer in answers)
        request = _median_us(calculator.estimate, requests)
        rounds.append(
            {
                "one_reading_us": one,
                "request_us": request,
                "publicodes_us": theirs,
                "one_reading": one / theirs,
            }
        )
    return spreads(rounds)


def install_publicodes() -> str:
    """Install publicodes from the benchmark's lock, unless it is there; return its version."""
    installed = FOLDER / "installed.json"
    if not installed.is_file() or installed.read_bytes() != LOCK.read_bytes():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", LOCK.name):
            shutil.copyfile(HERE / name, FOLDER / name)
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run_step(
            "安装用来比较的 npm 软件包",
            [*command, "--prefix", str(FOLDER)],
            advice=NETWORK_ADVICE.format(" npm "),
        )
        shutil.copyfile(LOCK, installed)
    return str(json.loads((PUBLICODES / "package.json").read_bytes())["version"])


def publicodes_rules(policy: Policy, month: Month) -> dict[str, Any]:
    """Return the month's pay as publicodes rules, with the policy's values in force then, in yuan."""
    values: dict[str, float] = {}
    for key in policy.tables.parameters:
        parameter = policy.tables.parameter(key)
        for worker in policy.workers:
            value = parameter.at(month, worker)
            if value is not None:
                values[f"{key}_{worker}"] = value / 100 if parameter.unit == "yuan" else value
        # For a parameter that is the same for all worker types.
        values[key] = values.get(f"{key}_{next(iter(policy.workers))}", 0)
    rules: dict[str, Any] = yaml_load(Template(RULES.read_text("utf-8")).substitute(values))
    return rules


def known_months(workers: Sequence[str], count: int) -> list[dict[str, Any]]:
    """Return requests with random counts, the same every time, for which the result is no span."""
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
        for _ in range(count)
    ]


def _in_node(
    requests: Sequence[dict[str, Any]], policy: Policy, node: Sequence[str]
) -> list[dict[str, float]]:
    situations = []
    for request in requests:
        counts = {key: value for key, value in request.items() if key not in ("month", "worker_type")}
        situations.append({"worker": f"'{request['worker_type']}'", **counts})
    rules = publicodes_rules(policy, Month.parse(MONTH))
    module = str(PUBLICODES / "dist" / "index.js")
    job = json.dumps({"module": module, "rules": rules, "situations": situations})
    done = subprocess.run([*node, str(NODE_SIDE)], input=job, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"publicodes 没有算出来：{said[-1]}")
    answers: list[dict[str, float]] = json.loads(done.stdout)
    return answers


def _median_us(work: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    """Return the median microseconds of `work` over the inputs; a first round does not count."""
    times = []
    for one in inputs:
        work(one)
    for one in inputs:
        started = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1e6
