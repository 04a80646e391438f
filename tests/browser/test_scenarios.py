"""The hand-worked cases through the page: its own Python answers as they were worked out, and as CPython."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.month import Month
from tests import scenarios
from tests.browser.calculator_page import CalculatorPage, shown

MONTHS = scenarios.cases("pay")
OTHER_READINGS = scenarios.cases("pay_readings")
HISTORIES = scenarios.cases("grounds")
REQUESTS = {
    **{("estimate", str(case["id"])): case["input"] for case in (*MONTHS, *OTHER_READINGS)},
    **{("risk", str(case["id"])): case["input"] for case in HISTORIES},
}

START: dict[str, Any] = {
    "month": "2026-10",
    "worker_type": "rural",
    "sign_ins": "20",
    "valid_reports": "20",
    "praised_by_province": "0",
    "praised_by_city": "0",
    "praised_by_county": "0",
    "major_reports": "0",
    "special_major_reports": "0",
    "missed_hazards": "0",
    "refused_orders": "0",
    "poor_cooperation": "0",
    "result": "",
    "previous_result": "",
    "previous_valid_reports": "",
    "phone_checks_missed": "0",
    "criticised_by": [],
    "fabricated": False,
    "fabrication_loss": "",
    "fabrication_bad_effect": "",
    "title_misuse": False,
    "caused_serious_case": False,
    "township_statement": False,
    "target": "",
}

# A worker of the page's own script, started as the page starts it, asked everything at once.
ASK_ALL = """(requests) => new Promise((settle, fail) => {
  const runtime = JSON.parse(document.querySelector("meta[name=handbook-runtime]").content);
  const way = { memory: false, whole: false, anew: false };
  const worker = new Worker(new URL("worker.js", document.querySelector("script[src*='early.js']").src));
  const answers = [];
  worker.onerror = ({ message }) => fail(new Error(message));
  worker.onmessage = ({ data }) => {
    if (data.kind === "failed") fail(new Error(data.reason));
    if (data.kind === "ready")
      requests.forEach(([verb, request], id) => worker.postMessage({ kind: "ask", id, verb, request }));
    if (data.kind !== "answer") return;
    answers[data.id] = data.answer;
    if (Object.keys(answers).length < requests.length) return;
    worker.terminate();
    settle(answers);
  };
  const base = new URL(runtime.base, location.href).href;
  worker.postMessage({ kind: "start", runtime: { ...runtime, base }, way });
})"""


def named(case: dict[str, Any]) -> str:
    return str(case["id"])


@pytest.fixture(scope="module")
def answers(ready_page: CalculatorPage) -> dict[tuple[str, str], str]:
    """The answer of the page's Python to every case, as it came."""
    requests = [[verb, json.dumps(request)] for (verb, _), request in REQUESTS.items()]
    texts = ready_page.page.evaluate(ASK_ALL, requests)
    return dict(zip(REQUESTS, texts, strict=True))


@pytest.fixture(scope="module")
def form_page(ready_page: CalculatorPage) -> CalculatorPage:
    """The page with its whole form open."""
    ready_page.unfold()
    return ready_page


def test_all_cases_are_here() -> None:
    assert len(REQUESTS) == len(MONTHS) + len(OTHER_READINGS) + len(HISTORIES) >= 244


@pytest.mark.parametrize("case", [*MONTHS, *OTHER_READINGS], ids=named)
def test_the_pages_python_comes_to_the_hand_worked_amounts(
    answers: dict[tuple[str, str], str], calculator: Calculator, case: dict[str, Any]
) -> None:
    text = answers["estimate", case["id"]]
    answer = json.loads(text)
    lines = {line["id"]: {"min": line["min"], "max": line["max"]} for line in answer["lines"]}
    assert lines == scenarios.expected_lines(case)
    assert answer["totals"] == scenarios.expected_totals(case)
    assert text == calculator.answer(json.dumps(case["input"]), "estimate")


@pytest.mark.parametrize("case", HISTORIES, ids=named)
def test_the_pages_python_comes_to_the_hand_worked_grounds(
    answers: dict[tuple[str, str], str], calculator: Calculator, case: dict[str, Any]
) -> None:
    text = answers["risk", case["id"]]
    statuses = {ground["id"]: ground["status"] for ground in json.loads(text)["grounds"]}
    assert statuses == scenarios.expected_grounds(case)
    assert text == calculator.answer(json.dumps(case["input"]), "risk")


@pytest.mark.parametrize("case", MONTHS, ids=named)
def test_a_month_filled_in_shows_its_hand_worked_amounts(
    form_page: CalculatorPage, calculator: Calculator, case: dict[str, Any]
) -> None:
    form = START | {key: value if value is None else str(value) for key, value in case["input"].items()}
    refill(form_page, form)
    assert form_page.amounts() == {
        "lines": scenarios.expected_lines(case),
        "totals": scenarios.expected_totals(case),
    }
    assert form_page.words() == shown(calculator, form)


def form_of(history: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the form that says what a history says; None where the form has no room for it.

    The form knows this month and the month before, and this month always has its reports.
    """
    months = history.get("months", [{"month": "2026-10", "valid_reports": 20}])
    if not 1 <= len(months) <= 2:
        return None
    *earlier, present = months
    form = START | {
        "month": present["month"],
        "worker_type": history["worker_type"],
        "valid_reports": in_words(present.get("valid_reports"), None),
        "result": in_words(present.get("result"), ""),
    }
    for previous in earlier:
        if previous["month"] != str(Month.parse(present["month"]).previous):
            return None
        form["previous_valid_reports"] = in_words(previous.get("valid_reports"), "")
        form["previous_result"] = in_words(previous.get("result"), "")
    fabrication = history.get("fabrication")
    if fabrication is not None:
        form["fabricated"] = True
        form["fabrication_loss"] = ANSWERS[fabrication.get("loss")]
        form["fabrication_bad_effect"] = ANSWERS[fabrication.get("bad_effect")]
    form["phone_checks_missed"] = str(history.get("phone_checks_missed", 0))
    for plain in ("criticised_by", "title_misuse", "caused_serious_case", "township_statement"):
        form[plain] = history.get(plain, START[plain])
    return form


ANSWERS = {True: "yes", False: "no", None: ""}


def in_words(value: int | str | None, unknown: str | None) -> str | None:
    return unknown if value is None else str(value)


FILLABLE = [case for case in HISTORIES if form_of(case["input"])]


def test_most_histories_can_be_filled_in() -> None:
    assert len(FILLABLE) >= 40


@pytest.mark.parametrize("case", FILLABLE, ids=named)
def test_a_history_filled_in_shows_its_hand_worked_grounds(
    form_page: CalculatorPage, calculator: Calculator, case: dict[str, Any]
) -> None:
    form = form_of(case["input"])
    assert form is not None
    refill(form_page, form)
    assert form_page.statuses() == scenarios.expected_grounds(case)
    assert form_page.words() == shown(calculator, form)


def refill(page: CalculatorPage, form: Mapping[str, Any]) -> None:
    """Fill the form, and see that nothing else stands in it."""
    page.fill(form)
    assert page.form() == form
