"""Several ceilings over one month; the policy has one, a reading or another county may have more."""

import pytest

from calculator.ceiling import Ceiling
from calculator.money import Span, exactly
from calculator.plan import Plan


def plan(*ceilings: Ceiling) -> Plan:
    return Plan(rules=(), ceilings=ceilings, carried=False, columns=(), readers={})


@pytest.mark.parametrize(
    ("amounts", "capped"),
    [
        ((50, 50), (50, 50)),
        ((50, 51), (50, 50)),
        ((100, 1), (100, 0)),
        ((101, 0), (100, 0)),
    ],
)
def test_the_first_amount_uses_the_ceiling_first(amounts: tuple[int, ...], capped: tuple[int, ...]) -> None:
    together = plan(Ceiling(100, (0, 1)))
    assert together.capped([exactly(amount) for amount in amounts]) == [exactly(amount) for amount in capped]


def test_a_ceiling_that_is_not_reached_leaves_the_next_one_in_force() -> None:
    assert plan(Ceiling(100, (0,)), Ceiling(5, (1,))).capped([exactly(50)] * 3) == [
        exactly(50),
        exactly(5),
        exactly(50),
    ]


def test_the_room_left_by_a_span_is_a_span() -> None:
    # Between 20 and 80 of 100 are taken: between 20 and 80 are left for the 90.
    assert plan(Ceiling(100, (0, 1))).capped([Span(20, 80), exactly(90)]) == [Span(20, 80), Span(20, 80)]
