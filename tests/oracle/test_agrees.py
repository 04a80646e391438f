"""The engine says what the second opinion says; the verb `battery` asks many more of the same questions."""

from json import dumps
from typing import Any

import pytest

from calculator.loading.folder import DEFAULT_FOLDER, load_editions
from calculator.verbs import Verbs
from tests.examples import TIMES
from tests.oracle.draws import pay_request, risk_request
from tests.oracle.duel import pay_differences, pay_expected, risk_differences, smallest

# The first seed whose 200 draws of a month reach what `test_the_draws_reach_what_the_text_turns_on` asks for.
SEED = 138
PAY, RISK = 200 * TIMES, 600 * TIMES


@pytest.fixture(scope="module")
def verbs() -> Verbs:
    """The engine as the command line has it."""
    return Verbs(*load_editions(DEFAULT_FOLDER))


def test_pay_is_what_the_text_gives(verbs: Verbs) -> None:
    for number in range(PAY):
        request = pay_request(SEED, number)
        if pay_differences(verbs.estimate, request):
            least = smallest(request, lambda each: pay_differences(verbs.estimate, each))
            pytest.fail(f"{least}: {pay_differences(verbs.estimate, least)}")


def test_grounds_are_what_the_text_gives(verbs: Verbs) -> None:
    for number in range(RISK):
        request = risk_request(SEED, number)
        if risk_differences(verbs.risk, request):
            least = smallest(request, lambda each: risk_differences(verbs.risk, each))
            pytest.fail(f"{least}: {risk_differences(verbs.risk, least)}")


def test_a_wrong_amount_is_found_and_made_small(verbs: Verbs) -> None:
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


def test_a_missing_ground_is_a_difference(verbs: Verbs) -> None:
    def fewer(request: dict[str, Any]) -> dict[str, Any]:
        return {"grounds": verbs.risk(request)["grounds"][1:]}

    places = [place for place, _, _ in risk_differences(fewer, risk_request(SEED, 0))]
    assert places == ["order of grounds", "ground consecutive_failures"]


def test_the_draws_reach_what_the_text_turns_on() -> None:
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
    # Lines that hang on each other: in either way, alone and together.
    for pair in (("surplus-cap", "all_rewards"), ("poor-cooperation", "charged_once")):
        asked = [request for request in drawn if pair in request["readings"].items()]
        assert any('"narrower"' in dumps(pay_expected(request)) for request in asked)
