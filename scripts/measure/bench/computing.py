"""One month in CPython beside the same month in publicodes under Node, no page around either."""

import json
import random
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Any

from calculator.api import Calculator
from calculator.engine import estimate_and_changes, stand
from calculator.errors import ProjectError
from calculator.loading.folder import load
from calculator.month import Month
from calculator.policy import Policy
from calculator.situation import Situation
from scripts.measure.bench.peers import MODULES
from scripts.measure.bench.rules import publicodes_rules
from scripts.setup.bootstrap import ROOT

NODE_SIDE = ROOT / "scripts" / "measure" / "bench" / "evaluate.mjs"
MONTH = "2026-10"
REQUESTS = 400


def computing(node: Sequence[str], runs: int) -> dict[str, float]:
    """Return median microseconds of either side, and their ratio, over rounds taken in turn.

    Raises ProjectError when the two do not come to the same for every month.
    """
    calculator = Calculator(load())
    policy, requests = calculator.policy, _requests(list(calculator.policy.workers))
    situations = [Situation.read(policy, request) for request in requests]
    rounds: list[dict[str, float]] = []
    for _ in range(runs):
        answers = _in_node(requests, policy, node)
        for situation, answer in zip(situations, answers, strict=True):
            mine = stand(policy, situation).totals.payable.least
            if mine != round(answer["payable"] * 100):
                raise ProjectError(f"publicodes 的规则和计算程序算的不一样：{situation}")
        one = _median_us(lambda situation: stand(policy, situation), situations)
        evaluate = statistics.median(answer["evaluate"] for answer in answers)
        whole = statistics.median(answer["all"] for answer in answers)
        rounds.append(
            {
                "one_reading_us": one,
                "every_reading_us": _median_us(
                    lambda situation: estimate_and_changes(policy, situation), situations
                ),
                "request_us": _median_us(calculator.estimate, requests),
                "publicodes_us": evaluate,
                "publicodes_with_situation_us": whole,
                "ratio_one_reading": one / evaluate,
                "ratio_one_reading_with_situation": one / whole,
            }
        )
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def _requests(workers: Sequence[str]) -> list[dict[str, Any]]:
    """Return months at random, the same ones every time, without anything that makes a range."""
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
        for _ in range(REQUESTS)
    ]


def _in_node(
    requests: Sequence[dict[str, Any]], policy: Policy, node: Sequence[str]
) -> list[dict[str, float]]:
    situations = []
    for request in requests:
        counts = {key: value for key, value in request.items() if key not in ("month", "worker_type")}
        situations.append({"worker": f"'{request['worker_type']}'", **counts})
    rules = publicodes_rules(policy, Month.parse(MONTH))
    module = str(MODULES / "publicodes" / "dist" / "index.js")
    job = json.dumps({"module": module, "rules": rules, "situations": situations})
    done = subprocess.run([*node, str(NODE_SIDE)], input=job, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"publicodes 没有算出来：{said[-1]}")
    answers: list[dict[str, float]] = json.loads(done.stdout)
    return answers


def _median_us(work: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    """Return the median microseconds of the work over inputs that all differ, after one warm round."""
    times = []
    for one in inputs:
        work(one)
    for one in inputs:
        started = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1e6
