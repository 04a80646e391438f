"""The hand-worked cases in the page: its Python gives the hand-worked results, as CPython does."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.month import Month
from tests import scenarios
from tests.browser.support.calculator_page import CalculatorPage, shown

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


@pytest.fixture(scope="module")
def answers(ready_page: CalculatorPage) -> dict[tuple[str, str], str]:
    """The answer of the page's Python to every case, as it came."""
    requests = [[verb, json.dumps(request)] for (verb, _), request in REQUESTS.items()]
    texts = ready_page.page.evaluate(ASK_ALL, requests)
    return dict(zip(REQUESTS, texts, strict=True))


def test_the_pages_python_comes_to_the_hand_worked_amounts_and_grounds(
    answers: dict[tuple[str, str], str], calculator: Calculator
) -> None:
    assert len(REQUESTS) == len(MONTHS) + len(OTHER_READINGS) + len(HISTORIES) >= 244
    for case in (*MONTHS, *OTHER_READINGS):
        text = answers["estimate", case["id"]]
        answer = json.loads(text)
        lines = {line["id"]: {"min": line["min"], "max": line["max"]} for line in answer["lines"]}
        assert lines == scenarios.expected_lines(case), case["id"]
        assert answer["totals"] == scenarios.expected_totals(case), case["id"]
        assert text == calculator.answer(json.dumps(case["input"]), "estimate"), case["id"]
    for case in HISTORIES:
        text = answers["risk", case["id"]]
        statuses = {ground["id"]: ground["status"] for ground in json.loads(text)["grounds"]}
        assert statuses == scenarios.expected_grounds(case), case["id"]
        assert text == calculator.answer(json.dumps(case["input"]), "risk"), case["id"]


def form_of_month(month: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form with the values of a month."""
    return START | {key: value if value is None else str(value) for key, value in month.items()}


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


def touched(form: Mapping[str, Any], case: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return what a case uses: controls and choices, kinds of lines, grounds that may be met, statuses.

    The page shows a status alike for every ground, and its Python is asked for each status of each ground.
    """
    found: set[tuple[str, ...]] = set()
    for name, value in form.items():
        if value == START[name]:
            continue
        if isinstance(value, list):
            found |= {("control", name, level) for level in value}
        elif isinstance(value, str) and value.isdecimal():
            found.add(("control", name, "typed"))
        else:
            found.add(("control", name, "month" if name == "month" else str(value)))
    if "expect" in case:
        statuses = scenarios.expected_grounds(case)
        found |= {("ground", name) for name, status in statuses.items() if status != "not_met"}
        return found | {("status", status) for status in statuses.values()}
    amounts = scenarios.expected_lines(case)
    found |= {("line", name) for name, amount in amounts.items() if amount["max"] != "0.00"}
    return found | {("span", name) for name, amount in amounts.items() if amount["min"] != amount["max"]}


Filled = list[tuple[dict[str, Any], dict[str, Any]]]
FILLABLE: Filled = [
    *((form_of_month(case["input"]), case) for case in MONTHS),
    *((form, case) for case in HISTORIES if (form := form_of(case["input"]))),
]
ALL_TOUCHED = set[tuple[str, ...]]().union(*(touched(*each) for each in FILLABLE))


def few() -> Filled:
    """Return few cases that together use all that the cases use; each step takes the case that adds most."""
    chosen: Filled = []
    left = set(ALL_TOUCHED)
    while left:
        chosen.append(max(FILLABLE, key=lambda each: len(touched(*each) & left)))
        left -= touched(*chosen[-1])
    return chosen


# A wish and every 「不清楚」: no case has them.
NOT_KNOWN = {
    **START,
    "target": "480",
    "previous_valid_reports": "20",
    **dict.fromkeys(("sign_ins", "valid_reports", "praised_by_province", "praised_by_city"), None),
    **dict.fromkeys(("praised_by_county", "major_reports", "special_major_reports"), None),
    **dict.fromkeys(("missed_hazards", "refused_orders", "poor_cooperation"), None),
}


def test_the_filled_in_cases_use_every_control_line_and_ground(ready_page: CalculatorPage) -> None:
    assert set(START) == set(ready_page.form())
    controls = {name for kind, name, *_ in ALL_TOUCHED if kind == "control"}
    assert controls | {"target"} == set(START)
    ticks = "(all) => all.map(({ dataset }) => dataset.unknown)"
    unknown = {name for name, value in NOT_KNOWN.items() if value is None}
    assert set(ready_page.root.locator("[data-unknown]").evaluate_all(ticks)) == unknown
    assert {name for kind, name, *_ in ALL_TOUCHED if kind == "line"} == set(scenarios.LINES)
    assert {name for kind, name, *_ in ALL_TOUCHED if kind == "ground"} == set(scenarios.GROUNDS)
    statuses = {name for kind, name, *_ in ALL_TOUCHED if kind == "status"}
    assert statuses == {"met", "one_more", "not_met", "undecided"}


def test_unknown_counts_are_shown_as_the_engine_answers(
    ready_page: CalculatorPage, calculator: Calculator
) -> None:
    ready_page.unfold()
    ready_page.fill(NOT_KNOWN)
    assert ready_page.form() == NOT_KNOWN
    assert ready_page.words() == shown(calculator, NOT_KNOWN)


def test_cases_filled_in_show_their_hand_worked_amounts_and_grounds(
    ready_page: CalculatorPage, calculator: Calculator
) -> None:
    ready_page.unfold()
    for form, case in few():
        ready_page.fill(form)
        assert ready_page.form() == form, case["id"]
        if "expect" in case:
            assert ready_page.statuses() == scenarios.expected_grounds(case), case["id"]
        else:
            assert ready_page.amounts() == {
                "lines": scenarios.expected_lines(case),
                "totals": scenarios.expected_totals(case),
            }, case["id"]
        assert ready_page.words() == shown(calculator, form), case["id"]
