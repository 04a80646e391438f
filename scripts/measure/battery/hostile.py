"""Put hostile links, files and typed texts through the real page: nothing of them may act."""

import base64
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Error, Page

from calculator.api import Calculator
from calculator.loading.folder import load
from scripts.measure.battery import malice
from scripts.measure.battery.findings import Findings
from scripts.measure.battery.watched import FIGURE, Watched, watched
from scripts.runtime.wounds import typed
from scripts.site.build import SITE, build

SCRIPT = Path(__file__).with_name("hostile.js")
SEED = 20220506
BATCH = 50
# As JSON, which can spell half a surrogate pair.
ATTACK = "([way, items]) => attack(way, JSON.parse(items))"
# Shares of the whole, in tenths.
SHARES = {"link": 4, "file": 3, "typed": 3}


def try_hostile(count: int) -> Findings:
    """Return what became of `count` links, files and typed texts in a site built now."""
    build()
    return try_on(SITE, count)


def try_on(site: Path, count: int) -> Findings:
    """Return what became of them in a built site; all goes through one page, as one reader would have it."""
    found = Findings()
    with watched(site) as visitor:
        page = _attacked(visitor)
        visitor.asked.clear()
        for way, share in SHARES.items():
            make = _maker(way)
            for start in range(0, count * share // 10, BATCH):
                numbers = range(start, min(start + BATCH, count * share // 10))
                _batch(found, visitor, page, way, [make(Random(f"{SEED} {way} {each}")) for each in numbers])
            # A text half typed stays with whoever typed it: a link is a new month.
            found.expect(
                visitor.figure(page) == FIGURE, "right afterwards", f"after {way}: {visitor.figure(page)}"
            )
        for stray in visitor.strays():
            found.failures.append(f"a request: {stray}")
        carried = [head for head in visitor.heads if "canary" in head or "elsewhere.example" in head]
        found.failures += [f"the server was told: {head[:200]}" for head in carried]
        found.measured["requests looked at"] = len(visitor.asked)
    return found


def _attacked(visitor: Watched) -> Page:
    page = visitor.open()
    visitor.ready(page)
    page.evaluate(SCRIPT.read_text("utf-8"))
    return page


def _maker(way: str) -> Callable[[Random], Any]:
    if way == "file":
        calculator = Calculator(load())

        def make(random: Random) -> Any:
            name, content = malice.file(random, calculator)
            return name, base64.b64encode(content).decode()

        return make
    return malice.link if way == "link" else lambda random: (random.randrange(1000), typed(random))


def _batch(found: Findings, visitor: Watched, page: Page, way: str, items: Sequence[Any]) -> None:
    found.count(way, len(items))
    try:
        noted = page.evaluate(ATTACK, [way, json.dumps(items)])
    except Error as error:
        noted = {"stopped": [str(error)]}
    for what, each in noted.items():
        found.failures += [f"{way}, {what}: {one}" for one in each]
    found.failures += [f"{way}, {one}" for one in visitor.trouble]
    visitor.trouble.clear()
