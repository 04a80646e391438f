"""Put hostile links, files and typed texts through the real page: no part of them may act.

Each attack is drawn from its way and number alone, so a failure's number is the same attack on any machine:
`pytest tests/deep/test_hostile.py -m deep -k link` repeats those before it too; `--trials 20` makes more.
"""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from calculator.api import Calculator
from scripts.runtime.malformed import typed
from tests.deep import malice
from tests.deep.watched import FIGURE, KNOWN, watched

pytestmark = [pytest.mark.deep, pytest.mark.browser]
SCRIPT = Path(__file__).with_name("hostile.js")
SEED = 20220506
# As JSON, which can spell half a surrogate pair.
ATTACK = "([way, item]) => attack(way, JSON.parse(item))"
TURN_TO = "(hash) => { location.hash = ''; location.hash = hash; return watch.quiet(); }"
NUMBERS = {"link": 400, "file": 300, "typed": 300}


def makers(calculator: Calculator) -> dict[str, Callable[[Random], Any]]:
    """Return for each way the function that draws an attack."""

    def file(random: Random) -> tuple[str, str]:
        name, content = malice.file(random, calculator)
        return name, base64.b64encode(content).decode()

    return {
        "link": malice.link,
        "file": file,
        "typed": lambda random: (random.randrange(1000), typed(random)),
    }


@pytest.mark.parametrize("way", NUMBERS)
def test_nothing_hostile_acts_or_leaves_the_page(
    browser: Browser, site: Path, calculator: Calculator, request: pytest.FixtureRequest, way: str
) -> None:
    make = makers(calculator)[way]
    with watched(browser, site) as visitor:
        page = visitor.open()
        page.evaluate(SCRIPT.read_text("utf-8"))
        visitor.requests.clear()
        for number in range(NUMBERS[way] * request.config.getoption("--trials", 1)):
            item = make(Random(f"{SEED} {way} {number}"))
            try:
                noted: dict[str, list[str]] = page.evaluate(ATTACK, [way, json.dumps(item)])
            except Error as error:
                noted = {"stopped": [str(error)]}
            found = [f"{what}: {each}" for what, several in noted.items() for each in several]
            found += visitor.trouble
            assert found == [], f"{way} {number}, {item!r}"
        page.evaluate(TURN_TO, KNOWN)
        assert page.locator("[data-total=payable] dd").inner_text() == FIGURE
        assert visitor.strays() == []
    carried = [head for head in visitor.network.heard if "canary" in head or "elsewhere.example" in head]
    assert carried == []
