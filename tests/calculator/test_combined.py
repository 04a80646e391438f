"""The totals over all readings together are those of the least and the most combination."""

from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculator.combined import combined
from calculator.engine import stand
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.tables import Patch
from calculator.totals import Totals
from tests.calculator.test_properties import POLICY, READINGS, WHEN_AND_WHO
from tests.support.examples import examples

# Around the thresholds of the measures, and counts that are not known.
FEW = st.sampled_from([0, 0, 1, 3, 19, 20, 23, 45, None])
MONTHS = st.fixed_dictionaries({**WHEN_AND_WHO, **dict.fromkeys(POLICY.inputs, FEW)})
KEYS = st.lists(st.sampled_from(sorted(POLICY.readings)), min_size=1, max_size=4, unique=True)


def every(policy: Policy, situation: Situation) -> list[Totals]:
    """Return the totals of every combination of readings, each computed by itself."""
    options = [[(key, option) for option in reading.options] for key, reading in policy.readings.items()]
    return [
        stand(policy, replace(situation, readings=tuple(sorted(each)))).totals for each in product(*options)
    ]


def check(policy: Policy, asked: dict[str, Any]) -> None:
    situation = Situation.read(policy, asked)
    found = combined(policy, situation, stand(policy, situation))
    for own, spans in zip(found, zip(*every(policy, situation), strict=True), strict=True):
        assert own == (min(each.least for each in spans), max(each.most for each in spans))


@examples(20)
@given(MONTHS, KEYS, READINGS)
def test_the_ends_are_those_of_all_combinations(
    asked: dict[str, Any], keys: list[str], chosen: dict[str, str]
) -> None:
    policy = replace(POLICY, readings={key: POLICY.readings[key] for key in keys})
    check(policy, {**asked, "readings": {key: option for key, option in chosen.items() if key in keys}})


def test_a_reading_that_changes_what_only_another_one_uses(policy: Policy) -> None:
    """The number of sign-ins is a condition of the surplus under another reading only."""
    quota = Patch("parameters.sign_in_quota.value", 20, 18)
    fewer = policy.readings["sign-in-shortfall"]
    option = replace(fewer.options["one_a_day"], patches=(quota,))
    readings = {
        "surplus-condition": policy.readings["surplus-condition"],
        "fewer": replace(fewer, id="fewer", options={**fewer.options, "one_a_day": option}),
    }
    asked = {"month": "2026-10", "worker_type": "rural", "sign_ins": 18, "valid_reports": 23}
    changed = replace(policy, readings=readings)
    check(changed, asked)
    check(changed, {**asked, "readings": {"surplus-condition": "sign_ins_too"}})
