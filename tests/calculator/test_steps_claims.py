"""What is said of one more and one fewer is true in every way the month may be."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.along import along_each
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import exactly
from calculator.plan import Plan
from calculator.policy import Policy
from calculator.rules import Counts
from calculator.situation import Situation
from calculator.steps import step
from tests.calculator.test_needed_claims import FEW, HANGING, MOST
from tests.calculator.test_properties import POLICY, READINGS, WHEN_AND_WHO
from tests.calculator.worlds import ELSEWHERE, SUMS, World, counties, elsewhere, sums
from tests.examples import examples

# Counts that another county may read together in one line: the one not known, and the one that moves.
PAIRS = st.sampled_from(
    [
        ("missed_hazards", "valid_reports"),
        ("missed_hazards", "refused_orders"),
        ("refused_orders", "poor_cooperation"),
    ]
)
PARTS = (SUMS.index("payable"), SUMS.index("year_end"))


@pytest.mark.parametrize(
    ("readings", "counts", "key", "sentence"),
    [
        # 350 − 18 × 10 − 2 × 100 = −30, and of the praise at most 50. With one at the county 10: with none
        # at the province −20, paid 0, with one 10, with more 20. One at the city is 20 more: 0, 20, 20. The
        # ends, 0 and 20, stay, and the month between them moves by 10. With two, the 50 are full: 20 always.
        (
            {"surplus-cap": "all_rewards"},
            {"sign_ins": 2, "valid_reports": 0, "praised_by_county": 1, "missed_hazards": 2}
            | {"praised_by_province": None},
            "praised_by_city",
            "市级通报表扬的信息多 1 条：最低和最高都不变；第 3 条起不再增加",
        ),
        # 500 and 490 with no hazard missed, 0 with five: a month of 5 goes to 0, one of 500 by 10. From the
        # 21st on no sign-in moves anything, whatever else the month is.
        (
            {},
            {"missed_hazards": None},
            "sign_ins",
            "签到少 1 次：最低不变，最高 −10.00 元；多 1 次：不变；第 21 次起不再增加",
        ),
        # Whatever the reports come to, 350 to 500 without it, a sign-in moves the month by 10.
        (
            {},
            {"valid_reports": None},
            "sign_ins",
            "签到少 1 次：−10.00 元；多 1 次：不变；第 21 次起不再增加",
        ),
        # The surplus shares the 50 with the praise: 5 with none, 0 with two at the province; the month stays.
        (
            {"surplus-cap": "all_rewards"},
            {"praised_by_province": None},
            "valid_reports",
            "有效信息少 1 条：最低和最高都 −7.50 元；"
            "多 1 条：本月最低和最高都不变，年底最低不变，最高 +5.00 元；"
            "第 21 条起本月不再增加，年底另计；第 31 条起不再增加",
        ),
    ],
)
def test_of_a_month_not_known_only_the_ends_are_said_to_move(
    calculator: Calculator,
    month: dict[str, Any],
    readings: dict[str, str],
    counts: dict[str, Any],
    key: str,
    sentence: str,
) -> None:
    found = calculator.needed({**month, "readings": readings, **counts})["steps"]
    assert {row["input"]: row["sentence"] for row in found}[key] == sentence


def test_an_amount_between_ends_that_stay_may_move(month: dict[str, Any]) -> None:
    """With five hazards missed, four reports leave one of them charged for sure: such a month falls by 107.5.

    The most has no hazard, 350 + 5 × 7.50 and 350 + 4 × 7.50; the least has all of them charged.
    """
    county = elsewhere(POLICY, ELSEWHERE[2], ELSEWHERE[-1])
    request = {**month, "valid_reports": 5, "missed_hazards": None}
    found = Calculator(county).needed(request)["steps"]
    said = {row["input"]: row["sentence"] for row in found}["valid_reports"]
    assert said.startswith("有效信息少 1 条：最低和最高都 −7.50 元；多 1 条：最低和最高都 +7.50 元；")
    # A sign-in is read by no line that is not known.
    assert {row["input"]: row["sentence"] for row in found}["sign_ins"].startswith("签到少 1 次：−10.00 元；")


@examples(24)
@given(
    counties(FEW),
    st.fixed_dictionaries(WHEN_AND_WHO),
    READINGS,
    st.sampled_from(HANGING),
    st.fixed_dictionaries(dict.fromkeys(POLICY.inputs, st.integers(0, 3) | st.integers(0, MOST))),
    PAIRS | st.tuples(st.sampled_from(sorted(POLICY.inputs)), st.sampled_from(sorted(POLICY.inputs))),
)
def test_no_month_moves_otherwise_than_is_said(
    county: Policy,
    who: dict[str, Any],
    readings: dict[str, str],
    hanging: dict[str, str],
    known: dict[str, int],
    unknown_and_key: tuple[str, str],
) -> None:
    unknown, key = unknown_and_key
    request = {**who, "readings": {**readings, **hanging}, **known, unknown: None}
    standing = stand(county, Situation.read(county, request))
    found = step(along_each(standing, FEW.inputs)[key])

    def ways(count: int) -> list[World]:
        """Return the month with this count in every way, in the same order for each count."""
        values = range(MOST + 1) if key != unknown else (0,)
        counts = [{**standing.counts, unknown: exactly(n), key: exactly(count)} for n in values]
        return [way for each in counts for way in (end(standing.plan, each, 0), end(standing.plan, each, 1))]

    for moved, after in ((found.less, known[key] - 1), (found.more, known[key] + 1)):
        if moved is None or moved.ends_only:
            continue
        pairs = list(zip(ways(known[key]), ways(after), strict=True))
        for place, part in zip(PARTS, moved[:2], strict=True):
            moves = [new[place] - old[place] for old, new in pairs]
            assert min(part) <= min(moves) and max(moves) <= max(part)  # noqa: PT018
    for flat, places in ((found.flat_from, PARTS), (found.month_flat_from, PARTS[:1])):
        last = [[way[place] for place in places] for way in ways(MOST)]
        for count in range(MOST if flat is None else flat, MOST):
            assert [[way[place] for place in places] for way in ways(count)] == last


def end(plan: Plan, counts: Counts, which: int) -> World:
    """Return the sums with each amount that the text leaves open at its least, 0, or at its most, 1."""
    raw = [exactly(amount[which]) for amount in plan.amounts(counts)]
    return sums(plan, [line.least for line in plan.capped(raw)])
