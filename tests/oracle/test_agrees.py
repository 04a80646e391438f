"""The engine gives what the second opinion gives; `test --deep` draws from any seed, many more times."""

from json import dumps
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.loading.folder import load_editions
from tests.oracle.draws import ALIKE, pay_request, risk_request
from tests.oracle.duel import pay_differences, pay_expected, risk_differences, smallest
from tests.support.county import copied
from tests.support.examples import examples

# The first seed with which 200 drawn months reach everything that the test
# `test_the_draws_reach_every_threshold_and_option_of_the_text` asks for.
SEED = 138
PAY, RISK = 200, 600
SEEDS = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module")
def verbs(tmp_path_factory: pytest.TempPathFactory) -> Calculator:
    """The engine with the first amounts of the measures: the second opinion knows no later amount."""
    return Calculator(load_editions(copied(tmp_path_factory.mktemp("first") / "county")))


def check_pay(verbs: Calculator, seed: int, number: int) -> None:
    """Fail with the smallest request that still differs."""
    request = pay_request(seed, number)
    if pay_differences(verbs.estimate, request):
        least = smallest(request, lambda each: pay_differences(verbs.estimate, each))
        pytest.fail(f"seed {seed}, {number}: {least}: {pay_differences(verbs.estimate, least)}")


def check_risk(verbs: Calculator, seed: int, number: int) -> None:
    """Fail with the smallest request that still differs."""
    request = risk_request(seed, number)
    if risk_differences(verbs.risk, request):
        least = smallest(request, lambda each: risk_differences(verbs.risk, each))
        pytest.fail(f"seed {seed}, {number}: {least}: {risk_differences(verbs.risk, least)}")


def test_pay_equals_that_of_the_second_opinion(verbs: Calculator) -> None:
    for number in range(PAY):
        check_pay(verbs, SEED, number)


def test_grounds_equal_those_of_the_second_opinion(verbs: Calculator) -> None:
    for number in range(RISK):
        check_risk(verbs, SEED, number)


@pytest.mark.deep
@examples(100)  # in `test --deep` 1,000 seeds: 8,000 months and 8,000 histories
@given(seed=SEEDS)
def test_pay_and_grounds_of_any_seed_are_what_the_text_gives(verbs: Calculator, seed: int) -> None:
    # The engine prepares once for all requests with the same month, worker type and readings.
    for number in range(ALIKE):
        check_pay(verbs, seed, number)
        check_risk(verbs, seed, number)


def test_a_wrong_amount_is_found_and_made_small(verbs: Calculator) -> None:
    def dearer(request: dict[str, Any]) -> dict[str, Any]:
        """Answer as the engine does, but pay 1 分 more where three reports of a city notice were praised."""
        answer = verbs.estimate(request)
        if (request.get("praised_by_city") or 0) >= 3:
            answer["totals"]["gross"]["max"] += "1"
        return answer

    request = {
        "month": "2026-10",
        "worker_type": "rural",
        "sign_ins": 19,
        "valid_reports": 31,
        "praised_by_city": 4,
        "missed_hazards": None,
        "readings": {"below-zero": "carried"},
    }
    found = smallest(request, lambda each: pay_differences(dearer, each))
    least = {"sign_ins": 0, "valid_reports": 0, "praised_by_city": 3, "missed_hazards": 0, "readings": {}}
    assert found == {"month": "2026-10", "worker_type": "rural", **least}
    assert [place for place, _, _ in pay_differences(dearer, found)] == ["total gross"]


def test_a_missing_ground_is_a_difference(verbs: Calculator) -> None:
    def fewer(request: dict[str, Any]) -> dict[str, Any]:
        return {"grounds": verbs.risk(request)["grounds"][1:]}

    places = [place for place, _, _ in risk_differences(fewer, risk_request(SEED, 0))]
    assert places == ["order of grounds", "ground consecutive_failures"]


def test_the_draws_reach_every_threshold_and_option_of_the_text() -> None:
    drawn = [pay_request(SEED, number) for number in range(PAY)]
    assert {request["worker_type"] for request in drawn} == {
        "rural",
        "community_part_time",
        "community_full_time",
    }
    for name in ("sign_ins", "valid_reports"):
        assert {None, 0, 19, 20, 21} <= {request[name] for request in drawn}
    chosen = {pair for request in drawn for pair in request["readings"].items()}
    assert len({pair for pair in chosen if pair[1] != "default"}) == 17
    # Lines that depend on each other, under each of the two readings alone and under both.
    for pair in (("surplus-cap", "all_rewards"), ("poor-cooperation", "charged_once")):
        asked = [request for request in drawn if pair in request["readings"].items()]
        assert any('"narrower"' in dumps(pay_expected(request)) for request in asked)
