"""The pay along one count: straight lines between the points where it bends."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculator.along import Along
from calculator.api import Calculator
from calculator.curve import Pay, curve
from calculator.engine import stand
from calculator.money import Span, exactly
from calculator.situation import Situation
from tests.calculator.test_properties import PARTLY_KNOWN, POLICY, READINGS
from tests.support.examples import examples

Ends = tuple[Span, ...]


def test_the_curve_bends_where_the_pay_does(calculator: Calculator, month: dict[str, Any]) -> None:
    def point(count: int, payable: str, total: str) -> dict[str, Any]:
        ends = {"payable": payable, "total": total}
        return {"count": count, **{name: {"min": each, "max": each} for name, each in ends.items()}}

    found = calculator.needed({**month, "valid_reports": 17})["curve"]
    assert found == {
        "input": "valid_reports",
        "label": "有效信息",
        "unit": "条",
        "points": [
            point(0, "350.00", "350.00"),
            point(20, "500.00", "500.00"),  # + 20 × 7.50
            point(30, "500.00", "550.00"),  # + 10 × 5 at the year's end
            point(40, "500.00", "550.00"),
        ],
        "own": 17,
        "at_own": point(17, "477.50", "477.50"),  # 350 + 17 × 7.50
    }
    beyond = calculator.needed({**month, "valid_reports": 60})["curve"]
    assert (beyond["points"][-1]["count"], beyond["at_own"]) == (40, point(60, "500.00", "550.00"))
    unknown = calculator.needed({**month, "valid_reports": None})["curve"]
    assert (unknown["points"], unknown["own"], unknown["at_own"]) == (found["points"], None, None)


def on_the_line(one: tuple[int, Ends], other: tuple[int, Ends], count: int, tried: Ends) -> bool:
    """Tell whether all ends of spans lie on the straight line between two points."""
    (start, first), (end, last) = one, other
    return all(
        (now - before) * (end - start) == (after - before) * (count - start)
        for spans in zip(first, last, tried, strict=True)
        for before, after, now in zip(*spans, strict=True)
    )


@examples(8)
@given(PARTLY_KNOWN, READINGS, st.sampled_from(sorted(POLICY.inputs)))
def test_between_two_points_of_a_curve_the_pay_goes_straight(
    request: dict[str, Any], readings: dict[str, str], key: str
) -> None:
    standing = stand(POLICY, Situation.read(POLICY, {**request, "readings": readings}))
    points = curve(Along(standing, POLICY.inputs[key])).points

    def pay(count: int) -> Pay:
        month = standing.changed({key: exactly(count)})
        return Pay(month.totals.payable, month.whole())

    assert points[0][0] == 0
    for one, other in pairwise(points):
        for count in range(one[0], other[0] + 1):
            assert on_the_line(one, other, count, pay(count))
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        assert not on_the_line(before, after, *point), "a point that is no bend"


@examples(6)
@given(PARTLY_KNOWN, READINGS, st.sampled_from(sorted(POLICY.inputs)))
def test_between_two_bends_the_totals_go_straight_as_far_as_counts_go(
    request: dict[str, Any], readings: dict[str, str], key: str
) -> None:
    standing = stand(POLICY, Situation.read(POLICY, {**request, "readings": readings}))
    along = Along(standing, POLICY.inputs[key])
    bends = along.bends(999)
    assert (bends[0], bends[-1]) == (0, 999)
    for one, other in pairwise(bends):
        for count in range(one, other):
            assert on_the_line((one, along.at(one)), (other, along.at(other)), count, along.at(count))
