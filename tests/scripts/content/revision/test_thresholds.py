"""The thresholds of lines under a score, a share and ceilings, found from the rules and worked by hand."""

from pathlib import Path

import pytest

from calculator.loading.folder import tables_of
from calculator.policy import build
from calculator.versions import Editions
from scripts.content.revision.pair import Pair
from scripts.content.revision.pair import pair as pair_of_editions
from scripts.content.revision.tables import Node, changed_rules, used
from scripts.content.revision.thresholds import ABOVE, AT, BELOW, bends_here, thresholds
from tests.calculator.conftest import edit
from tests.calculator.revision import NEW, OLD
from tests.support.county import begun

PARAMETERS = "".join(
    f'\n[[parameters]]\nid = "{key}"\nlabel = "{key}"\nunit = "{unit}"\narticle = "8.1"\n'
    f"values = [{{ from = 2027-01-01, value = {value} }}]\n"
    for key, unit, value in (
        *(("from_points", "points", 100), ("to_points", "points", 0), ("pass_points", "points", 60)),
        *(("missed_points", "points", 2), ("hazard_points", "points", 10)),
        *(("high", "points", 90), ("middle", "points", 75), ("low", "points", 60)),
        *(("whole_share", "percent", 100), ("high_share", "percent", 90), ("low_share", "percent", 80)),
    )
)
SCORE = """
[[scores]]
id = "score"
label = "得分"
article = "8.1"
start = "from_points"
floor = "to_points"
pass = "pass_points"
items = [
    { kind = "shortfall", counter = "sign_ins", required = "sign_in_quota", points = "missed_points" },
    { kind = "event", counter = "missed_hazards", points = "hazard_points" },
]

[[shares]]
id = "base_by_score"
article = "8.1"
by = "score"
covers = ["base"]
bands = [
    { at_least = "high", share = "whole_share" },
    { at_least = "middle", share = "high_share" },
    { at_least = "low", share = "low_share" },
]

[[ceilings]]
id = "all_deductions"
article = "12"
most_of = ["report_pay"]
covers = ["hazard_deduction", "order_deduction", "cooperation_deduction", "sign_in_deduction"]

[settlement]
"""


@pytest.fixture
def pair(county: Path) -> Pair:
    """The base is paid by a score from 2027 on, and the deductions are at most the pay of the reports."""
    begun(county, NEW, NEW)
    text = (county / "parameters.toml").read_text("utf-8")
    (county / "parameters.toml").write_text(f"{text}{PARAMETERS}", "utf-8")
    edit(county, "pay.toml", "\n[settlement]\n", SCORE)
    folders = (county / "editions" / OLD, county)
    found = pair_of_editions(Editions(build(tables_of(folder)) for folder in folders))
    assert found is not None
    return found


# 20 sign-ins are required, each missing one takes 2 points: 90 points at 15, 75 at 8 (76), 60 at 0.
# At most 20 × 7.50 = 150 yuan are taken off: 15 × 10 at 5 sign-ins; 2 hazards (200); 5 orders (150).
EXPECTED = {
    "base": [("sign_ins", 8), ("sign_ins", 15), ("missed_hazards", 5)],
    "sign_in_deduction": [("sign_ins", 5), ("sign_ins", 20)],
    "hazard_deduction": [("missed_hazards", 2)],
    "order_deduction": [("refused_orders", 5)],
    "report_pay": [("valid_reports", 20)],
    "praise_reward": [("praised_by_province", 1), ("praised_by_city", 1), ("praised_by_county", 1)],
}


@pytest.mark.parametrize("rule", EXPECTED)
def test_thresholds_are_those_of_the_text(pair: Pair, rule: str) -> None:
    """A band of the score has one threshold, although a hazard leads there too.

    Only hazards lead below 60 points: 4 leave 60, 5 leave 50.
    """
    found = thresholds(pair.new, "rural", rule, pair.new.full("rural"))
    assert [(each.counter, each.at) for each in found] == EXPECTED[rule]


def test_a_threshold_is_met_between_its_neighbours(pair: Pair) -> None:
    eight, fifteen, _ = thresholds(pair.new, "rural", "base", pair.new.full("rural"))
    assert [eight.position(count) for count in (0, 1, 7, 8, 9, 15, 16)] == [
        *(None, BELOW, BELOW, AT, ABOVE, ABOVE),
        None,
    ]
    assert [fifteen.position(count) for count in (7, 8, 9, 14, 15, 16, 20)] == [
        *(None, None, BELOW, BELOW, AT, ABOVE),
        ABOVE,
    ]


def test_a_threshold_is_felt_only_beside_counts_that_leave_it(pair: Pair) -> None:
    """With two hazards the score is 20 lower, so 15 sign-ins are 70 points and decide nothing."""
    fifteen = thresholds(pair.new, "rural", "base", pair.new.full("rural"))[1]
    for hazards, felt in ((0, True), (2, False)):
        month = pair.new.standing("rural", {"sign_ins": 15, "valid_reports": 20, "missed_hazards": hazards})
        assert month is not None
        assert bends_here(month, fifteen) is felt


def test_a_line_uses_its_share_score_and_ceiling(pair: Pair) -> None:
    assert changed_rules(pair, "rural") == [
        "base",
        "hazard_deduction",
        "order_deduction",
        "cooperation_deduction",
        "sign_in_deduction",
    ]
    base = used(pair.new, "base")
    assert {Node("shares", "base_by_score"), Node("scores", "score"), Node("parameters", "high")} <= base
    assert Node("rules", "report_pay") not in base
    # The pay of the reports is the most of the deductions.
    assert Node("parameters", "report_price") in used(pair.new, "sign_in_deduction")
