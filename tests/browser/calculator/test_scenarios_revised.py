"""The hand-worked cases of the exam's county through the Python of a page that was built from its folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.browser.calculator.test_scenarios import ASK_ALL
from tests.browser.support.two_editions import make_revised, visits
from tests.conftest import MakeOnce
from tests.scenarios import revised

CASES = revised.cases(*revised.MONTHS)
GROUNDS = revised.cases("grounds")
Answers = list[dict[str, Any]]
# The site of two editions has no lean wasm.
WHOLE = ASK_ALL.replace("whole: false", "whole: true")


@pytest.fixture(scope="module")
def answers(browser: Browser, made_once: MakeOnce, site: Path) -> Iterator[Answers]:
    """The answer of the page's Python to every case, months first."""
    requests = [["estimate", json.dumps(case["input"])] for case in CASES]
    requests += [["risk", json.dumps(case["input"])] for case in GROUNDS]
    with visits(browser, made_once("revised", lambda folder: make_revised(folder, site))) as visit:
        yield [json.loads(text) for text in visit().page.evaluate(WHOLE, requests)]


def test_the_pages_python_comes_to_the_hand_worked_amounts(answers: Answers) -> None:
    for case, answer in zip(CASES, answers, strict=False):
        if "faults" in case:
            assert sorted(error["field"] for error in answer["errors"]) == case["faults"], case["id"]
        else:
            assert revised.found(case, answer) == revised.expected(case), case["id"]


def test_the_pages_python_comes_to_the_hand_worked_grounds(answers: Answers) -> None:
    for case, answer in zip(GROUNDS, answers[len(CASES) :], strict=True):
        found = {row["id"]: row["status"] for row in answer["grounds"]}
        assert found == scenarios.expected_grounds(case), case["id"]
