"""The page's Python and the command line give the same answers, and the page shows them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from calculator import __main__ as command_line
from calculator.api import Calculator
from calculator.ledger.files import KIND
from calculator.loading.folder import load_editions
from calculator.policy import Policy
from scripts.runtime.malformed import numbered
from scripts.runtime.requests import Drawn
from scripts.setup.bootstrap import ROOT
from tests.browser.support.calculator_page import CalculatorPage, shown
from tests.conftest import MakeOnce
from tests.support.command_line import Console, run
from tests.support.examples import DEEP

SEED = 20220506
TIMES = 2 if DEEP else 1
VERBS = ("estimate", "needed", "risk", "reconcile", "year")
SOUND = {verb: TIMES * count for verb, count in zip(VERBS, (60, 15, 25, 20, 8), strict=True)}
UNSOUND = {verb: TIMES * count for verb, count in zip(VERBS, (15, 8, 8, 8, 12), strict=True)}
# The cases of test_scenarios fill in every control; these forms combine all kinds and choose readings too.
FORMS = 6
Asked = list[tuple[str, dict[str, Any]]]

# A second worker, started as the page starts its own, which answers all requests.
ASK_ALL = """async (requests) => {
  const runtime = JSON.parse(document.querySelector("meta[name=handbook-runtime]").content);
  const { src } = document.querySelector("script[type=module]");
  const { Engine } = await import(new URL("engine.js", src).href);
  const engine = new Engine(runtime);
  await new Promise((settle, fail) => {
    engine.listen(({ state, reason }) => {
      if (state === "ready") settle();
      if (state === "failed") fail(new Error(reason));
    });
    engine.start();
  });
  const answers = await Promise.all(requests.map(([verb, request]) => engine.ask(verb, request)));
  // None of them has asked for more than the lean wasm and its memory have.
  if (engine.status.way.whole) throw new Error("the whole wasm was needed");
  return answers;
}"""
ANSWERS = "answers.json"
ENGINE = ROOT / "docs" / "assets" / "js" / "calculator" / "engine.js"


# Numbers that the rehearsal does not use. Only a file can contain them; the page's own requests do not.
NUMBERS = ("19.0", "21.25", "-3.0", "3e1", "1E-5", "1e400", "7" * 31 + ".5", "-0.00", "NaN", "6" * 41)


@pytest.fixture(scope="module", name="asked")
def all_asked(policy: Policy) -> Asked:
    drawn = Drawn(policy, SEED)
    [row] = drawn.rows(1)
    files = (f'{{"format": "{KIND}", "version": 1, "months": [{text}]}}' for text in numbered(row, NUMBERS))
    return [
        *(("import_ledger", {"text": text}) for text in files),
        *((verb, drawn.request(verb)) for verb, count in SOUND.items() for _ in range(count)),
        *((verb, drawn.invalid(verb)) for verb, count in UNSOUND.items() for _ in range(count)),
    ]


@pytest.fixture(scope="module", name="answered")
def all_answered(asked: Asked, made_once: MakeOnce, request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """The answers of the page's Python, in one go; other test processes read what the first one wrote."""

    def ask(folder: Path) -> None:
        page = request.getfixturevalue("ready_page").page
        # The built site has no engine.js of its own: it is part of a joined script.
        page.route("**/engine.js", lambda route: route.fulfill(path=ENGINE))
        folder.mkdir()
        (folder / ANSWERS).write_text(json.dumps(page.evaluate(ASK_ALL, asked)), "utf-8")

    answers: list[dict[str, Any]] = json.loads((made_once("answered", ask) / ANSWERS).read_text("utf-8"))
    return answers


def test_the_page_answers_as_the_engine_does_here(
    asked: Asked, answered: list[dict[str, Any]], calculator: Calculator
) -> None:
    assert len(asked) >= 150
    for (verb, request), answer in zip(asked, answered, strict=True):
        assert json.loads(calculator.answer(json.dumps(request), verb)) == answer, (verb, request)


def test_the_command_line_answers_as_the_page_does(
    asked: Asked, answered: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = load_editions()  # read once: only the answers are compared
    monkeypatch.setattr(command_line, "load_editions", lambda _: editions)
    console = Console(monkeypatch)
    for place in places(asked, answered, 3):
        verb, request = asked[place]
        status, printed = console(verb, json.dumps(request).encode())
        assert printed == answered[place], (verb, request)
        assert status == (2 if "errors" in answered[place] else 0), (verb, request)


def test_a_command_line_in_its_own_process_answers_as_the_page_does(
    asked: Asked, answered: list[dict[str, Any]]
) -> None:
    one_of_each = places(asked, answered, 1)
    computed = [place for place in one_of_each if "errors" not in answered[place]]
    refused = next(place for place in one_of_each if "errors" in answered[place])
    for place in (*computed, refused):
        verb, request = asked[place]
        done = run(verb, json.dumps(request).encode())
        assert done.returncode == (2 if "errors" in answered[place] else 0), done.stderr
        assert json.loads(done.stdout) == answered[place], request


def places(asked: Asked, answered: list[dict[str, Any]], most: int) -> list[int]:
    """Return, for each verb, the places of the first computed and of the first refused requests."""
    found: dict[tuple[str, bool], list[int]] = {}
    for place, ((verb, _), answer) in enumerate(zip(asked, answered, strict=True)):
        found.setdefault((verb, "errors" in answer), []).append(place)
    assert {(verb, refused) for verb in SOUND for refused in (False, True)} <= found.keys()
    return [place for all_of_kind in found.values() for place in all_of_kind[:most]]


def test_the_cases_are_of_all_kinds(asked: Asked, answered: list[dict[str, Any]]) -> None:
    """Requests that are all refused, or all give one figure, would prove little."""
    pairs = list(zip(asked, answered, strict=True))
    computed = Counter(verb for (verb, _), answer in pairs if "errors" not in answer)
    refused = Counter(verb for (verb, _), answer in pairs if "errors" in answer)
    assert all(computed[verb] >= count for verb, count in SOUND.items())
    assert all(refused[verb] >= count / 2 for verb, count in UNSOUND.items())
    months = [
        (request, answer) for (verb, request), answer in pairs if verb == "estimate" and "lines" in answer
    ]
    assert {request["worker_type"] for request, _ in months} == {
        "rural",
        "community_part_time",
        "community_full_time",
    }
    totals = [answer["totals"]["payable"] for _, answer in months]
    assert len({total["min"] for total in totals}) > 30 * TIMES
    assert sum(total["min"] != total["max"] for total in totals) > 10 * TIMES
    assert sum("readings" in request for request, _ in months) > 15 * TIMES
    statuses = Counter(ground["status"] for _, answer in pairs for ground in answer.get("grounds", ()))
    assert all(statuses[status] > 10 * TIMES for status in ("met", "one_more", "not_met", "undecided"))


@pytest.mark.deep
def test_a_form_filled_in_by_hand_shows_the_answer_of_the_engine(
    ready_page: CalculatorPage, policy: Policy, calculator: Calculator
) -> None:
    drawn = Drawn(policy, SEED)
    ready_page.unfold()
    chosen = 0
    for number in range(FORMS):
        # No field says these two; a reading is taken by hand below.
        form = {key: sent for key, sent in drawn.form().items() if key not in ("policy", "readings")}
        ready_page.fill(form)
        assert ready_page.form() == form
        if number % 2:
            taken = take_a_reading(ready_page)
            form = {**form, "readings": taken}
            chosen += bool(taken)
        assert ready_page.words() == shown(calculator, form), form
        give_back(ready_page)
    assert chosen >= FORMS // 3


def take_a_reading(page: CalculatorPage) -> dict[str, str]:
    """Take the last reading that is offered, where one is, and return it as a request has it."""
    offered = page.root.locator("[data-readings] [data-reading]:not([hidden])")
    if not offered.count():
        return {}
    fold = page.root.locator("[data-readings]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    last = offered.last
    reading, alternative = (last.get_attribute(f"data-{name}") or "" for name in ("reading", "alternative"))
    last.locator("[data-take]").click()
    page.settle()
    return {reading: alternative}


def give_back(page: CalculatorPage) -> None:
    for button in page.root.get_by_role("button", name="改回默认").all():
        button.click()
        page.settle()
