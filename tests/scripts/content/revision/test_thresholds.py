"""The thresholds of lines under a score, a share and ceilings, found from the rules and worked by hand."""

import pytest

from calculator.month import Month
from calculator.policy import build
from scripts.content.revision.pair import Pair, Side
from scripts.content.revision.tables import Node, changed_rules, used
from scripts.content.revision.thresholds import ABOVE, AT, BELOW, Threshold, bends_here, thresholds
from tests.calculator.scored import parsed, scored

SIDE = Side(scored(), Month(2027, 1))
# Of 100 points, each of 22 sign-ins that is missing takes 2: 90 points at 17, 76 at 10, 60 at 2. Reports,
# hazards and meetings lead to the same bands.
# At most the pay of 20 × 9 = 180 yuan is taken off: 12 × 15 at 10 sign-ins; 2 hazards (200). Three meetings
# are 60 yuan. More than 20 reports pay 5 each, at most 50: 30. One full year pays 50, each further one 60, at
# most 300: 5 years 290, 6 years 350.
EXPECTED = {
    "base": [("sign_ins", 2), ("sign_ins", 10), ("sign_ins", 17)],
    "report_pay": [("valid_reports", 20)],
    "fixed_performance": [],
    "surplus_reward": [("valid_reports", 20), ("valid_reports", 30)],
    "seniority": [("full_years", 1), ("full_years", 6)],
    "hazard_deduction": [("missed_hazards", 2)],
    "sign_in_deduction": [("sign_ins", 10), ("sign_ins", 22)],
    "meeting_deduction": [("meetings_missed", 3)],
}


def found(rule: str) -> list[Threshold]:
    """Return the thresholds of a rule for a rural worker."""
    return thresholds(SIDE, "rural", rule, SIDE.full("rural"))


@pytest.mark.parametrize("rule", EXPECTED)
def test_thresholds_are_those_of_the_text(rule: str) -> None:
    """A band of the score has one threshold, although several counts lead there."""
    assert [(each.counter, each.at) for each in found(rule)] == EXPECTED[rule]


def test_a_threshold_is_met_between_its_neighbours() -> None:
    two, ten, seventeen = found("base")
    assert [two.position(count) for count in (0, 1, 2, 3, 10, 11)] == [None, BELOW, AT, ABOVE, ABOVE, None]
    assert [ten.position(count) for count in (2, 3, 9, 10, 11, 17, 18)] == [
        *(None, BELOW, BELOW, AT, ABOVE, ABOVE),
        None,
    ]
    assert [seventeen.position(count) for count in (10, 11, 16, 17, 18)] == [None, BELOW, BELOW, AT, ABOVE]


def test_a_threshold_is_felt_only_beside_counts_that_leave_it() -> None:
    """With two hazards the score is 20 lower, so 17 sign-ins are 70 points and decide nothing."""
    seventeen = found("base")[2]
    for hazards, felt in ((0, True), (2, False)):
        month = SIDE.standing("rural", {"sign_ins": 17, "valid_reports": 20, "missed_hazards": hazards})
        assert month is not None
        assert bends_here(month, seventeen) is felt


@pytest.mark.parametrize(
    ("parameter", "rules"), [("best_points", ["base"]), ("meeting_most", ["meeting_deduction"])]
)
def test_a_line_is_changed_with_its_share_and_its_ceiling(parameter: str, rules: list[str]) -> None:
    tables = parsed()
    (row,) = [each for each in tables["parameters.toml"]["parameters"] if each["id"] == parameter]
    row["values"][0]["value"] += 5
    assert changed_rules(Pair(SIDE, Side(build(tables), SIDE.month)), "rural") == rules


def test_a_line_uses_its_share_score_and_ceiling() -> None:
    base = used(SIDE, "base")
    for node in (("shares", "base_by_score"), ("scores", "month_score"), ("parameters", "best_points")):
        assert Node(*node) in base
    assert Node("rules", "report_pay") not in base
    # The pay of the reports is the most of the deductions.
    assert Node("parameters", "report_price") in used(SIDE, "sign_in_deduction")
