"""What is said along a count is what trying every count finds, whatever rules and ceilings a text has."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from calculator.along import Along, along_each
from calculator.money import Span, exactly
from calculator.needed import ways
from calculator.plan import Plan
from calculator.policy import Input
from calculator.standing import Standing
from calculator.steps import step
from calculator.totals import Totals
from calculator.unknowns import most_moving
from tests.calculator.drawn import COUNTS, KEY, KEYS, MOST, plans
from tests.support.examples import examples

INPUTS = {key: Input(key, "", key, "次", MOST, True, 0, "1", "") for key in KEYS}
TOTALS = ("payable", "quarter", "year_end")


def every(standing: Standing, key: str) -> list[Totals]:
    """Return the totals with each value of a count."""
    return [standing.changed({key: exactly(count)}).totals for count in range(MOST + 1)]


def straight(found: list[Totals], one: int, other: int) -> bool:
    """Tell whether all ends of all totals are on straight lines between two counts."""
    ends = [[end for total in totals for end in total] for totals in found[one : other + 1]]
    steps = {tuple(b - a for a, b in zip(*pair, strict=True)) for pair in pairwise(ends)}
    return len(steps) == 1


@examples(120)
@given(plans(), COUNTS, KEY)
def test_totals_go_straight_between_the_bends(plan: Plan, counts: dict[str, Span], key: str) -> None:
    standing = Standing.of(plan, counts)
    along, found = Along(standing, INPUTS[key]), every(standing, key)
    assert all(straight(found, one, other) for one, other in pairwise(along.bends(MOST)))
    rises = [
        all(part[place] <= later[place] for part, later in pairwise(ends))
        or all(part[place] >= later[place] for part, later in pairwise(ends))
        for ends in zip(*found, strict=True)
        for place in (0, 1)
    ]
    assert all(rises) or not along.steady


@examples(120)
@given(plans(), COUNTS, st.integers(-50, 400))
def test_what_reaches_a_target_is_what_trying_finds(plan: Plan, counts: dict[str, Span], target: int) -> None:
    standing = Standing.of(plan, counts)
    alongs = along_each(standing, INPUTS)
    found = ways(standing, alongs, target)
    assert found.reached == (standing.totals.payable.least >= target)
    for row in found.alone:
        own = counts[row.item.id]
        pays = [totals.payable for totals in every(standing, row.item.id)]
        enough = [count for count, pay in enumerate(pays) if pay.least >= target]
        assert (row.to is None) == (not enough)
        assert row.moves == (len(set(pays)) > 1) or alongs[row.item.id].steady
        if row.to is not None:
            assert row.payable == pays[row.to]
            if own.exact:
                assert abs(row.to - own.least) == min(abs(count - own.least) for count in enough)
        elif not alongs[row.item.id].steady:
            assert row.best.least == max(pay.least for pay in pays)


@examples(120)
@given(plans(), COUNTS, KEY)
def test_a_flat_stretch_is_one(plan: Plan, counts: dict[str, Span], key: str) -> None:
    standing = Standing.of(plan, counts)
    found, own = every(standing, key), step(Along(standing, INPUTS[key]))
    for flat, parts in (
        (own.flat_from, [totals.due for totals in found]),
        (own.month_flat_from, [(totals.payable,) for totals in found]),
    ):
        if flat is not None:
            assert len(set(parts[flat:])) == 1
            assert flat == 0 or parts[flat - 1] != parts[flat]
        elif all(span.exact for span in parts[-1]):
            assert parts[-1] != parts[-2]


@examples(80)
@given(plans(), COUNTS)
def test_the_count_that_moves_most_is_the_one_that_trying_finds(plan: Plan, counts: dict[str, Span]) -> None:
    standing = Standing.of(plan, counts)
    found = most_moving(standing, INPUTS)
    wanted = None
    for name in TOTALS:
        width = (lambda span: span.most - span.least)(standing.totals.named(name))
        left = [
            (max(each.named(name).most - each.named(name).least for each in every(standing, key)), key)
            for key in KEYS
            if not counts[key].exact
        ]
        if wanted is None and left and min(left)[0] < width:
            wanted = (name, min(left)[0])
    assert (found and (found.total, found.remaining)) == wanted
