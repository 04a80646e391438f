"""The requests that the rehearsal draws: valid in counties of every shape, and on both sides of a change."""

import json
from pathlib import Path
from typing import Any

import pytest

from calculator.api import PAGES, VERBS, Calculator, from_packed
from calculator.ledger.files import FORMATS
from calculator.loading.folder import DEFAULT_FOLDER, load_editions
from calculator.month import Month
from scripts.content import handbook
from scripts.runtime.bundle import _read_tools, bundled
from scripts.runtime.node import Node
from scripts.runtime.parts import Parts
from scripts.runtime.rehearsal import FORMS, PROOF, SEED, VALID_REQUESTS, Question, answered_questions
from scripts.runtime.requests import Drawn
from scripts.setup.bootstrap import ROOT, node_command

REVISED, TOWN = (ROOT / "tests" / "counties" / name for name in ("revised", "town"))
ASKED = [verb for verb in VERBS if not verb.endswith("_ledger")]


def answers(calculator: Calculator, verb: str, requests: list[dict[str, Any]]) -> list[Any]:
    return [json.loads(calculator.answer(json.dumps(each), verb)) for each in requests]


def out_of_order(text: str) -> str:
    """Return a ledger's file with the second half of its months before the first one."""
    if text.startswith("{"):
        table = json.loads(text)
        months = table["months"]
        return json.dumps({**table, "months": months[len(months) // 2 :] + months[: len(months) // 2]})
    head, *lines = text.splitlines(keepends=True)
    return "".join([head, *lines[len(lines) // 2 :], *lines[: len(lines) // 2]])


@pytest.fixture(scope="module", name="revised")
def two_editions() -> Calculator:
    return Calculator(load_editions(REVISED))


@pytest.mark.parametrize("county", [DEFAULT_FOLDER, REVISED, TOWN], ids=lambda county: county.name)
def test_requests_that_are_drawn_as_valid_are_computed(county: Path) -> None:
    calculator = Calculator(load_editions(county))
    drawn = Drawn(calculator.policy, SEED)
    for verb in ASKED:
        requests = [drawn.request(verb) for _ in range(VALID_REQUESTS)]
        for request, answer in zip(requests, answers(calculator, verb, requests), strict=True):
            assert "errors" not in answer, (verb, request)


@pytest.mark.parametrize("county", [DEFAULT_FOLDER, REVISED, TOWN], ids=lambda county: county.name)
def test_some_forms_name_their_edition_and_readings_as_a_links_form_does(county: Path) -> None:
    policy = Calculator(load_editions(county)).policy
    drawn = Drawn(policy, SEED)
    forms = [drawn.form() for _ in range(FORMS)]
    assert any("policy" in form for form in forms)
    assert any(form.get("readings") for form in forms) == any(each.readings for each in policy.editions)


def test_months_of_each_edition_and_runs_across_the_change_are_drawn(revised: Calculator) -> None:
    drawn, change = Drawn(revised.policy, SEED), revised.policy.first
    before = dict.fromkeys(ASKED, 0)
    both = dict.fromkeys(("risk", "needed", "year"), 0)
    for verb in ASKED:
        for _ in range(VALID_REQUESTS):
            request = drawn.request(verb)
            rows = request.get("history", request).get("months", ())
            sides = {Month.parse(row["month"]) < change for row in rows}
            before[verb] += Month.parse(request["month"]) < change if "month" in request else sides == {True}
            if verb in both:
                both[verb] += len(sides) == 2
    assert all(0 < count < VALID_REQUESTS for count in before.values()), before
    assert all(count > 3 for count in both.values()), both
    assert {Month.parse(row["month"]) < change for row in drawn.rows(7)} == {True, False}


def test_forms_and_rows_of_the_other_edition_are_drawn(revised: Calculator) -> None:
    """Each sentence below is that of a form or a row which states what only the other edition knows."""
    drawn = Drawn(revised.policy, SEED)
    forms = [drawn.form() for _ in range(4 * FORMS)]
    said = json.dumps(answers(revised, "page", forms), ensure_ascii=False)
    told = (
        "不是写着的 2022-05-06 版",
        "不是写着的 2027-01-01 版",
        "没有用上",
        "没有「片区网格长」这一类",
        "版办法算，不问「",
    )
    assert [each for each in told if each not in said] == []
    asked = [{"months": drawn.rows(12), "year": year} for year in (2026, 2027) for _ in range(FORMS)]
    years = answers(revised, "year", asked)
    cautions = json.dumps([year.get("months") for year in years], ensure_ascii=False)
    noted = ("这个月记的是 2022-05-06 版", "这个月记的是 2027-01-01 版", "不问「", "没有「片区网格长」这一类")
    assert [each for each in noted if each not in cautions] == []


@pytest.mark.parametrize("county", [DEFAULT_FOLDER, REVISED, TOWN], ids=lambda county: county.name)
def test_a_changed_policy_is_proven_with_every_verb_and_question_of_the_page(county: Path) -> None:
    proven = {question.verb for question in answered_questions(handbook.load(county).packed, PROOF)}
    assert proven == {*ASKED, *PAGES}


@pytest.mark.deep
@pytest.mark.parametrize("county", [REVISED, TOWN], ids=lambda county: county.name)
def test_the_lean_python_of_another_county_answers_what_was_not_rehearsed(
    county: Path, tmp_path: Path
) -> None:
    """A request that calls a removed function ends the Node process, and so does another answer."""
    packed = handbook.load(county).packed
    with bundled(packed, tmp_path / "runtime", node_command()) as manifest:
        pass
    parts = Parts(_read_tools(), tmp_path / "runtime.parts", Node(node_command(), manifest.lock), packed)
    calculator = from_packed(packed)
    drawn, asked = Drawn(calculator.policy, SEED + 1), list[tuple[str, dict[str, Any]]]()
    for _ in range(VALID_REQUESTS):
        asked += [(verb, drawn.request(verb)) for verb in ASKED]
        form, rows = drawn.form(), drawn.rows(12)
        asked += [("page", form), ("further_page", form), ("row_page", {"form": form})]
        asked += [("year_page", {"months": rows, "form": form}), ("form_page", {"row": rows[0]})]
        asked += [("export_ledger", {"months": rows, "format": kind}) for kind in FORMATS]
    # A long file is sorted by other functions than a short one, and by others again when it is out of order.
    exports = [{"months": drawn.rows(150), "format": kind} for kind in FORMATS]
    texts = [exported["text"] for exported in answers(calculator, "export_ledger", exports)]
    asked += [("import_ledger", {"text": out_of_order(text)}) for text in texts]
    sent = [(verb, json.dumps(request)) for verb, request in asked]
    questions = [Question(verb, request, calculator.answer(request, verb)) for verb, request in sent]
    assert parts.node.answer(questions, packed, parts._snapshot(), parts._core(parts.wasm())) == []
