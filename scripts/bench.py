"""`bench`: how heavy and how quick the calculator is, beside a page with the stock npm Pyodide.

Everything is measured in one run on one machine, taking turns; trust the ratios, not the seconds.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from calculator.api import Calculator
from calculator.engine import estimate
from calculator.policy import load
from calculator.situation import Situation
from scripts.bootstrap import ROOT, node_command
from scripts.browser import chromium
from scripts.build import SITE, build
from scripts.serve import make_server
from scripts.states import LEDGER, keep
from scripts.stock_page import STOCK_PAGE, make_stock_page
from scripts.weight import brotli_bytes

# Twelve rows: those of the pictures, some of them twice.
_YEAR = [*LEDGER["months"], *LEDGER["months"]][:12]
REPORT = ROOT / "build" / "bench.json"
STOCK = ROOT / "build" / "stock"
CALCULATOR = "calculator/"
TIMEOUT_MS = 120_000
REQUESTS = 400
KEYS = 120
WARM = 20


def run(argv: list[str]) -> int:
    """Measure, print a table, and keep it in build/bench.json."""
    parser = argparse.ArgumentParser(prog="python3 -m scripts bench")
    parser.add_argument("--runs", type=int, default=7, help="每种页面各量几次（默认 7）")
    runs = parser.parse_args(argv).runs
    build()
    make_stock_page(STOCK)
    report: dict[str, float] = _estimate()
    with _served(SITE) as ours, _served(STOCK) as stock, chromium() as browser:
        report |= _ready(browser, ours + CALCULATOR, stock + STOCK_PAGE, runs)
        report |= _keys(browser, ours + CALCULATOR)
        weight = _transfer(browser, ours + CALCULATOR)
    report["transfer_brotli_mb"] = sum(weight.values()) / 1e6
    REPORT.write_text(json.dumps({**report, "files": weight}, indent=1, ensure_ascii=False), "utf-8")
    _print(report)
    return 0


def _print(report: dict[str, float]) -> None:
    rows = (
        ("一次 estimate（CPython，含全部理解）", "estimate_us", "微秒", 100.0),
        ("同上，连同读入请求、写成 JSON", "estimate_json_us", "微秒", None),
        ("按键到看见新数（整页，中位）", "key_to_paint_ms", "毫秒", 16.0),
        ("同上，p95", "key_to_paint_p95_ms", "毫秒", 50.0),
        ("记了 12 个月时，按键到看见新数（中位）", "kept_key_to_paint_ms", "毫秒", 16.0),
        ("同上，p95", "kept_key_to_paint_p95_ms", "毫秒", 50.0),
        ("同上，到全年和淘汰情形也重新判断（中位）", "kept_key_to_judged_ms", "毫秒", None),
        ("同上，p95", "kept_key_to_judged_p95_ms", "毫秒", None),
        ("首次打开到能算（本站）", "ready_s", "秒", None),
        ("首次打开到能算（原样 Pyodide）", "stock_ready_s", "秒", None),
        ("两者之比，逐对取中位", "ready_ratio", "", 0.45),
        ("首次打开计算页的传输量（Brotli）", "transfer_brotli_mb", "MB", 3.3),
    )
    for title, key, unit, most in rows:
        goal = "" if most is None else f"  （要 ≤ {most}：{'达到' if report[key] <= most else '没有达到'}）"
        print(f"{title}：{report[key]:.3g} {unit}{goal}")
    print(f"明细在 {REPORT.relative_to(ROOT)}")


def _estimate() -> dict[str, float]:
    """Return the median microseconds of one estimate, all readings included, and of one with its JSON."""
    calculator = Calculator(load())
    chance = random.Random(20220506)
    kinds = list(calculator.policy.workers)
    requests = [
        {
            "month": "2026-10",
            "worker_type": chance.choice(kinds),
            "sign_ins": chance.randint(0, 25),
            "valid_reports": chance.randint(0, 40),
            "praised_by_city": chance.randint(0, 1),
            "major_reports": chance.randint(0, 1),
            "missed_hazards": chance.randint(0, 1),
        }
        for _ in range(REQUESTS)
    ]
    policy = calculator.policy
    situations = [Situation.read(policy, request) for request in requests]
    return {
        "estimate_us": _median_us(lambda situation: estimate(policy, situation), situations),
        "estimate_json_us": _median_us(calculator.estimate, requests),
    }


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


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with make_server(folder) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _ready(browser: Browser, ours: str, stock: str, runs: int) -> dict[str, float]:
    """Return the median seconds from navigation to the first figure, each visit a new visitor."""
    pairs = []
    for place in range(runs + 1):
        pair = (_first_figure(browser, ours), _first_figure(browser, stock))
        if place:  # the first pair warms the machine's file cache
            pairs.append(pair)
    mine, theirs = zip(*pairs, strict=True)
    return {
        "ready_s": statistics.median(mine),
        "stock_ready_s": statistics.median(theirs),
        "ready_ratio": statistics.median(one / two for one, two in pairs),
    }


# The page itself notes the moment: the driver hears of it late, and not evenly so.
_NOTE_READY = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-engine=ready]")) return;
  globalThis.readyAt = performance.now();
  observer.disconnect();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-engine"] });
"""


def _first_figure(browser: Browser, url: str) -> float:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.add_init_script(_NOTE_READY)
        page.goto(url, wait_until="commit")
        page.wait_for_selector("[data-engine=ready]", state="attached", timeout=TIMEOUT_MS)
        seconds: float = page.evaluate("readyAt") / 1000
        return seconds
    finally:
        context.close()


# From the key's own event to the first task after the frame that shows what an event tells of.
_SHOWN = """async ([digit, names]) => {
  const input = document.querySelector("input[name=valid_reports]");
  const root = document.querySelector("#calculator");
  const shown = names.map((name) => new Promise((settle) => root.addEventListener(name, () =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => settle(performance.now());
      channel.port2.postMessage(0);
    }), { once: true })));
  input.value = digit;
  const started = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return (await Promise.all(shown)).map((at) => at - started);
}"""


def _keys(browser: Browser, url: str) -> dict[str, float]:
    """Return median and p95 milliseconds from a key to what it shows, also with a year of months kept."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("[data-engine=ready]", timeout=TIMEOUT_MS)
    (painted,) = _key_times(page, "painted")
    keep(page, {**LEDGER, "months": [{**row, "month": f"2026-{at:02d}"} for at, row in enumerate(_YEAR, 1)]})
    kept_painted, judged = _key_times(page, "painted", "judged")
    context.close()
    return {
        **_middle_and_p95("key_to_paint", painted),
        **_middle_and_p95("kept_key_to_paint", kept_painted),
        **_middle_and_p95("kept_key_to_judged", judged),
    }


def _key_times(page: Page, *events: str) -> list[tuple[float, ...]]:
    """Return for each event the milliseconds from every key to the frame that shows it, but for the first."""
    rows = [page.evaluate(_SHOWN, [str(place % 40), events]) for place in range(KEYS + WARM)]
    return list(zip(*rows[WARM:], strict=True))


def _middle_and_p95(name: str, times: Sequence[float]) -> dict[str, float]:
    return {
        f"{name}_ms": statistics.median(times),
        f"{name}_p95_ms": statistics.quantiles(times, n=20)[-1],
    }


def _transfer(browser: Browser, url: str) -> dict[str, int]:
    """Return the Brotli bytes of everything a first visit to the calculator asks for, by path."""
    context = browser.new_context()
    page = context.new_page()
    seen: dict[str, Path] = {}
    page.on("response", lambda response: _note(response.url, seen))
    context.on("request", lambda request: _note(request.url, seen))
    page.goto(url)
    _wait_until_idle(page)
    context.close()
    sizes = brotli_bytes(seen.values(), node_command())
    return {path: sizes[file] for path, file in sorted(seen.items())}


def _note(url: str, seen: dict[str, Path]) -> None:
    path = urlsplit(url).path
    file = SITE / path.lstrip("/")
    seen[path] = file / "index.html" if file.is_dir() else file


def _wait_until_idle(page: Page) -> None:
    page.wait_for_selector("[data-engine=ready]", timeout=TIMEOUT_MS)
    page.wait_for_load_state("networkidle")
