"""Between the bends that rules and ceilings return, amounts are straight lines."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from calculator.ceiling import Ceiling
from calculator.money import Span, exactly
from calculator.plan import Plan
from calculator.rules import Rule
from calculator.rules.deduction_per_event import DeductionPerEvent
from calculator.rules.deduction_per_shortfall import DeductionPerShortfall
from calculator.rules.rate_above_quota import Need, RateAboveQuota
from calculator.rules.rate_up_to_quota import RateUpToQuota
from calculator.rules.reward_by_level import Level, RewardByLevel
from calculator.rules.reward_range import RewardRange
from calculator.rules.share_of_standard import ShareOfStandard
from tests.support.examples import examples

LAST = 40
FEW = st.integers(0, LAST)
PRICE = st.integers(0, 9)
NEEDS = st.lists(st.builds(Need, st.sampled_from("ab"), FEW), max_size=2)
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(ShareOfStandard, st.just(100), FEW, st.booleans()),
    st.builds(RateUpToQuota, st.just("a"), PRICE, st.none() | FEW, st.none() | st.integers(0, 300)),
    st.builds(RateAboveQuota, st.just("a"), PRICE, st.none() | FEW, NEEDS, st.booleans(), st.integers(2, 31)),
    st.builds(
        lambda prices, combine: RewardByLevel(
            [Level(key, price) for key, price in zip("bac", sorted(prices, reverse=True), strict=True)],
            combine,
        ),
        st.lists(PRICE, min_size=3, max_size=3),
        st.sampled_from(["each", "highest"]),
    ),
    st.builds(
        lambda least, more: RewardRange("a", least, least + more),
        PRICE,
        PRICE,
    ),
    st.builds(DeductionPerEvent, st.just("a"), PRICE, st.sampled_from(["", "b"])),
    st.builds(DeductionPerShortfall, st.just("a"), FEW, PRICE, st.booleans(), st.integers(2, 31)),
)

SPANS = st.tuples(FEW, FEW).map(lambda ends: Span(min(ends), max(ends)))
COUNTS = st.fixed_dictionaries(dict.fromkeys("abc", SPANS))


def straight(first: Span, last: Span, now: Span, at: int, of: int) -> bool:
    """Tell whether a span lies `at` of `of` on the line between two."""
    return all(
        of * end == (of - at) * before + at * after
        for before, after, end in zip(first, last, now, strict=True)
    )


@examples(150)
@given(RULES, COUNTS, st.sampled_from("abc"))
def test_a_rule_goes_straight_between_its_bends(rule: Rule, counts: dict[str, Span], counter: str) -> None:
    every = [rule.amount({**counts, counter: exactly(count)}) for count in range(LAST + 1)]
    if counter not in rule.counters:
        assert len(set(every)) == 1
        return
    inside = {count for count in rule.bends(counter, counts) if 0 < count < LAST}
    for one, other in pairwise(sorted({0, LAST, *inside})):
        for count in range(one, other):
            assert straight(every[one], every[other], every[count], count - one, other - one)


AMOUNTS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 8)).map(lambda pair: Span(pair[0], sum(pair))),
    min_size=3,
    max_size=3,
)
SLOPES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda pair: Span(pair[0], sum(pair))),
    min_size=3,
    max_size=3,
)


@examples(400)
@given(AMOUNTS, SLOPES, st.integers(0, 30), st.integers(0, 20))
def test_on_the_same_sides_of_every_bend_what_is_capped_goes_straight(
    start: list[Span], slopes: list[Span], most: int, other_most: int
) -> None:
    # Two ceilings over the same rules: what the first leaves is what the second sees.
    plan = Plan((), (Ceiling(most, (0, 1, 2)), Ceiling(other_most, (2, 0))), False, (), {})
    every = [
        [amount.plus(slope.times(count)) for amount, slope in zip(start, slopes, strict=True)]
        for count in range(5)
    ]
    if plan.sides(every[0]) != plan.sides(every[4]):
        return
    capped = [plan.capped(amounts) for amounts in every]
    for count in (1, 2, 3):
        for place in range(3):
            assert straight(capped[0][place], capped[4][place], capped[count][place], count, 4)
