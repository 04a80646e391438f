"""The engine over the exam's county gives what the second opinion gives, before and after the change."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.loading.folder import load_editions
from tests import scenarios
from tests.oracle import duel, revised
from tests.oracle.draws import ALIKE, LEVELS, OPTIONAL, REQUIRED, pay_request
from tests.oracle.revised_draws import WORKERS, revised_history, revised_request
from tests.scenarios import revised as worked
from tests.support.examples import examples

SEED = 2027
MONTHS, HISTORIES = 400, 400
OTHERS = ("full_years", "meetings_missed")


@pytest.fixture(scope="module")
def county() -> Calculator:
    """The engine over the exam's county with its two editions."""
    return Calculator(load_editions(worked.COUNTY))


def expected(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the revision gives for a request, written as the engine writes it."""
    counts = {name: request.get(name, 0) for name in (*REQUIRED, *OPTIONAL, *OTHERS)}
    month = revised.month(request["worker_type"], counts)
    lines = {name: None if span is None else duel.written(span) for name, span in month["lines"].items()}
    (low, high), (least, most) = month["score"], month["base_share"]
    return {
        **{f"line {name}": span for name, span in lines.items()},
        **{f"total {name}": duel.written(span) for name, span in month["totals"].items()},
        "score": low if low == high else {"min": low, "max": high},
        "result": month["result"],
        "base_share": f"{least}%" if least == most else {"min": f"{least}%", "max": f"{most}%"},
    }


def found(request: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an answer what `expected` has; a line that is not there is zero."""
    lines = {
        row["id"]: {"min": row["min"], "max": row["max"]} for row in answer["lines"] if row["paid"] == "month"
    }
    assert len(lines) == len(answer["lines"]), "from 2027 on nothing waits for the year's end"
    wanted = expected(request)
    zero = {"min": "0.00", "max": "0.00"}
    told = {
        place: None if span is None else lines.get(place.removeprefix("line "), zero)
        for place, span in wanted.items()
        if place.startswith("line ")
    }
    others = {f"line {name}": span for name, span in lines.items() if f"line {name}" not in wanted}
    totals = {f"total {name}": {end: span[end] for end in zero} for name, span in answer["totals"].items()}
    return {**told, **others, **totals, **{name: answer[name] for name in ("score", "result", "base_share")}}


def pay_differences(county: Calculator, request: dict[str, Any]) -> list[duel.Difference]:
    return duel.differences(expected(request), found(request, county.estimate(request)))


def risk_differences(county: Calculator, request: dict[str, Any]) -> list[duel.Difference]:
    answer = county.risk(request)
    return duel.differences(
        revised.statuses(request), {row["id"]: row["status"] for row in answer["grounds"]}
    )


def test_months_from_2027_on_are_what_the_revision_gives(county: Calculator) -> None:
    for number in range(MONTHS):
        request = revised_request(SEED, number)
        assert not pay_differences(county, request), (number, request)


def test_months_of_the_trial_are_what_the_trial_text_gives(county: Calculator) -> None:
    for number in range(MONTHS):
        request = pay_request(SEED, number)
        if request["month"] < revised.FIRST:
            assert not duel.pay_differences(county.estimate, request), (number, request)


def test_histories_across_the_change_are_what_the_two_texts_give(county: Calculator) -> None:
    for number in range(HISTORIES):
        request = revised_history(SEED, number)
        assert not risk_differences(county, request), (number, request)


def test_the_draws_reach_what_the_revision_turns_on() -> None:
    drawn = [revised_request(SEED, number) for number in range(MONTHS)]
    assert {request["worker_type"] for request in drawn} == set(WORKERS)
    told = [expected(request) for request in drawn]
    assert {each["base_share"] for each in told if isinstance(each["base_share"], str)} == {
        f"{share}%" for share in (0, 80, 90, 100)
    }
    assert {each["result"] for each in told} == {"pass", "fail", None}
    assert any(each["line hazard_deduction"] is None for each in told)
    assert any(each["line seniority"]["max"] == "300.00" for each in told)
    known = [each for each in drawn if None not in each.values()]
    assert len(known) > MONTHS / 4
    histories = [revised_history(SEED, number) for number in range(HISTORIES)]
    statuses = {pair for each in histories for pair in revised.statuses(each).items()}
    for ground in ("consecutive_failures", "failures_in_year", "zero_reports"):
        assert {(ground, status) for status in ("met", "one_more", "not_met")} <= statuses
    assert {level for each in histories for level in each["criticised_by"]} == set(LEVELS)


def test_the_second_opinion_alone_gives_the_hand_worked_months() -> None:
    for case in worked.cases(*worked.MONTHS):
        request = case["input"]
        if request["month"] < revised.FIRST or "faults" in case:
            continue
        told, wanted = expected(request), worked.expected(case)
        for name, amount in wanted["lines"].items():
            if told[f"line {name}"] is not None:
                assert told[f"line {name}"] == amount, (case["id"], name)
        for name, amount in wanted["totals"].items():
            assert told[f"total {name}"] == amount, (case["id"], name)
        for name in worked.SCORED:
            assert told[name] == wanted[name], (case["id"], name)


def test_the_second_opinion_alone_gives_the_hand_worked_grounds() -> None:
    nothing = {"months": [], "phone_checks_missed": 0, "criticised_by": [], "fabrication": None}
    flags = dict.fromkeys(("title_misuse", "caused_serious_case", "township_statement"), False)
    for case in worked.cases("grounds"):
        told = revised.statuses({**nothing, **flags, **case["input"]})
        assert told == scenarios.expected_grounds(case), case["id"]


@pytest.mark.deep
@examples(100)
@given(seed=st.integers(0, 2**32 - 1))
def test_any_seed_gives_what_the_two_texts_give(county: Calculator, seed: int) -> None:
    for number in range(ALIKE):
        assert not pay_differences(county, revised_request(seed, number)), (seed, number)
        assert not risk_differences(county, revised_history(seed, number)), (seed, number)
