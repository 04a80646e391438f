"""The thresholds of lines under a score, a share and ceilings, found from the rules and worked by hand."""

import pytest

from calculator.month import Month
from calculator.policy import build
from calculator.score import Item, Score
from scripts.content.revision.pair import Pair, Side
from scripts.content.revision.points import ABOVE, AT, BELOW, marked
from scripts.content.revision.tables import Node, changed_rules, used
from scripts.content.revision.thresholds import Threshold, place_of, thresholds
from tests.calculator.scored import parsed, scored

SIDE = Side(scored(), Month(2027, 1))
# Of 100 points, each of 22 sign-ins that is missing takes 2, each of 20 reports 3, a hazard 10, a meeting 5.
# From 90 points on 100 % are paid, from 75 90 %, from 60 80 %; the month passes from 60 points on.
# At most the pay of 20 × 9 = 180 yuan is taken off: 12 × 15 at 10 sign-ins; 2 hazards (200). Three meetings
# are 60 yuan. More than 20 reports pay 5 each, at most 50: 30. One full year pays 50, each further one 60, at
# most 300: 5 years 290, 6 years 350.
EXPECTED = {
    "base": [("month_score", 60), ("month_score", 75), ("month_score", 90)],
    "report_pay": [("valid_reports", 20)],
    "fixed_performance": [],
    "surplus_reward": [("valid_reports", 20), ("valid_reports", 30)],
    "seniority": [("full_years", 1), ("full_years", 6)],
    "hazard_deduction": [("missed_hazards", 2)],
    "sign_in_deduction": [("sign_ins", 10), ("sign_ins", 22)],
    "meeting_deduction": [("meetings_missed", 3)],
    "month_score": [
        *(("month_score", 0), ("month_score", 60)),
        *(("sign_ins", 22), ("valid_reports", 20), ("missed_hazards", 1), ("meetings_missed", 1)),
    ],
}


def found(rule: str) -> list[Threshold]:
    """Return the thresholds of a rule for a rural worker."""
    return thresholds(SIDE, "rural", rule, SIDE.full("rural"))


def place(of: Threshold, **counts: int) -> str | None:
    """Return where a rural worker's month is beside a threshold; 22 sign-ins and 20 reports if not given."""
    month = SIDE.standing("rural", {"sign_ins": 22, "valid_reports": 20, **counts})
    assert month is not None
    return place_of(SIDE, month, of)


@pytest.mark.parametrize("rule", EXPECTED)
def test_thresholds_are_those_of_the_text(rule: str) -> None:
    """A share bends along its score; a score bends along each of its counts, and none hides another."""
    assert [(each.along, each.at) for each in found(rule)] == EXPECTED[rule]


def test_below_and_above_are_the_next_counts() -> None:
    """With 3 sign-ins the deduction is not "below 10": any price would take off the same 180 yuan."""
    ten, _ = found("sign_in_deduction")
    places = [place(ten, sign_ins=count) for count in (3, 8, 9, 10, 11, 12)]
    assert places == [None, None, BELOW, AT, ABOVE, None]


def test_a_band_is_met_by_the_score_whichever_counts_lead_there() -> None:
    """100 - 5 × 2 = 90, 100 - 10 = 90; 100 - 4 × 2 - 3 = 89; 100 - 3 × 3 = 91; 100 - 12 × 2 = 76."""
    ninety = found("base")[2]
    assert place(ninety, sign_ins=17) == place(ninety, missed_hazards=1) == AT
    assert place(ninety, sign_ins=18, valid_reports=19) == BELOW
    assert place(ninety, valid_reports=17) == ABOVE
    assert place(ninety, sign_ins=10) is None


@pytest.mark.parametrize("of", ["base", "month_score"])
def test_each_mark_of_a_score_has_months_at_the_next_points(of: str) -> None:
    """Sign-ins take 2 points each and reports 3, so every number of points but 99 is possible."""
    for mark in (each for each in found(of) if each.along == "month_score"):
        assert {name: points for name, (points, _) in mark.months.items()} == {
            BELOW: mark.at - 1,
            AT: mark.at,
            ABOVE: mark.at + 1,
        }
        for name, (_, counts) in mark.months.items():
            assert place(mark, **counts) == name


def test_points_that_no_month_has_are_not_asked() -> None:
    """Steps of 10 points from 100: none has 75; 70 is the next below it and 80 above it."""
    score = Score("得分", 100, 0, None, 75, (Item("missed_hazards", 10),))
    month = SIDE.standing("rural", SIDE.full("rural"))
    assert month is not None
    ((_, months),) = marked(score, month, [75])
    assert months == {BELOW: (70, {"missed_hazards": 3}), ABOVE: (80, {"missed_hazards": 2})}


def test_an_item_of_a_score_is_not_felt_below_the_floor() -> None:
    """Eleven hazards take 110 points: the score is 0 with 19 reports and with 20."""
    twenty = next(each for each in found("month_score") if each.along == "valid_reports")
    assert place(twenty, valid_reports=19, missed_hazards=1) == BELOW
    assert place(twenty, valid_reports=19, missed_hazards=11) is None


def test_a_threshold_is_felt_only_beside_counts_that_leave_it() -> None:
    """Of 180 yuan, 2 hazards leave nothing to take off for the 22nd sign-in."""
    _, required = found("sign_in_deduction")
    assert place(required, sign_ins=21) == BELOW
    assert place(required, sign_ins=21, missed_hazards=2) is None


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
