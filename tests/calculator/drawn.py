"""Plans of drawn rules of every kind, with scores, shares and ceilings; small enough to try every month."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from calculator.bearings import with_ties
from calculator.binding import readers_of
from calculator.ceiling import Ceiling
from calculator.money import Span, exactly
from calculator.plan import DEDUCTIONS, GROSS, QUARTER_COLUMN, YEAR_END_COLUMN, BoundRule, Plan
from calculator.rules import Rule
from calculator.rules.banded_share import Band, BandedShare, Bands
from calculator.rules.deduction_per_event import DeductionPerEvent
from calculator.rules.deduction_per_shortfall import DeductionPerShortfall
from calculator.rules.fixed_amount import FixedAmount
from calculator.rules.rate_above_quota import Need, RateAboveQuota
from calculator.rules.rate_up_to_quota import RateUpToQuota
from calculator.rules.reward_by_level import Level, RewardByLevel
from calculator.rules.reward_range import RewardRange
from calculator.rules.share_of_standard import ShareOfStandard
from calculator.rules.stepped_amount import SteppedAmount
from calculator.score import Item, Score
from tests.calculator.worlds import World, sums

MOST = 4
KEYS = "abc"
KEY = st.sampled_from(KEYS)
FLAG = st.booleans()
FEW = st.integers(0, MOST)
# 10 % of ten 分 is a whole 分.
TENS = st.integers(0, 4).map(lambda tens: 10 * tens)
SHARES = st.lists(st.integers(0, 10).map(lambda tens: 10 * tens), min_size=1, max_size=3)
LIMIT = st.none() | st.integers(0, 12).map(lambda tens: 10 * tens)
LEVELS = st.tuples(TENS, TENS).map(
    lambda rates: [Level(key, rate) for key, rate in zip("ab", sorted(rates, reverse=True), strict=True)]
)
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(ShareOfStandard, st.just(100), st.sampled_from((50, 70)), st.just(False)),
    st.builds(FixedAmount, TENS),
    st.builds(SteppedAmount, KEY, FEW, TENS, TENS, LIMIT),
    st.builds(RateUpToQuota, KEY, TENS, st.none() | FEW, LIMIT),
    st.builds(
        RateAboveQuota,
        KEY,
        TENS,
        st.none() | FEW,
        st.lists(st.builds(Need, KEY, FEW), max_size=1),
        st.just(False),
        st.just(31),
    ),
    st.builds(RewardByLevel, LEVELS, st.sampled_from(("each", "highest"))),
    st.integers(0, 2).map(lambda least: RewardRange("c", 10 * least, 10 * least + 10)),
    st.builds(DeductionPerEvent, st.just("a"), TENS, st.sampled_from(("", "b"))),
    st.builds(DeductionPerEvent, KEY, TENS, st.just("")),
    st.builds(DeductionPerShortfall, KEY, FEW, TENS, st.booleans(), st.just(3)),
)
ITEMS = st.builds(Item, KEY, st.integers(0, 20), st.none() | FEW, st.none() | st.integers(0, 50))


def _one_way(items: Sequence[Item]) -> bool:
    ways = {(item.counter, item.way) for item in items}
    return not any((counter, -way) in ways for counter, way in ways)


SCORES = st.builds(
    Score,
    st.just("得分"),
    st.just(100),
    st.sampled_from((0, 40)),
    st.none(),
    st.just(60),
    st.lists(ITEMS, min_size=1, max_size=3).filter(_one_way).map(tuple),
)


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    """Draw the bands of a share, by a score or by a count."""
    shares = sorted(draw(SHARES), reverse=True)
    score = draw(st.none() | SCORES)
    if score is None and draw(FLAG):
        limits = sorted(draw(st.sets(FEW, min_size=len(shares), max_size=len(shares))))
        return Bands(None, draw(KEY), tuple(map(Band, limits, shares)), True)
    numbers = st.integers(0, 100) if score else FEW
    limits = sorted(draw(st.sets(numbers, min_size=len(shares), max_size=len(shares))), reverse=True)
    return Bands(score, "" if score else draw(KEY), tuple(map(Band, limits, shares)), False)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan of up to five rules under up to two ceilings."""
    rules = draw(st.lists(RULES, min_size=2, max_size=5))
    shares = draw(st.lists(st.none() | bands(), min_size=len(rules), max_size=len(rules)))
    rules = [BandedShare(rule, share) if share else rule for rule, share in zip(rules, shares, strict=True)]
    paid = st.sampled_from((None, None, None, QUARTER_COLUMN, YEAR_END_COLUMN))
    columns = tuple(draw(paid) or (DEDUCTIONS if rule.deducts else GROSS) for rule in rules)
    ceilings = [draw(_ceiling(rules, columns)) for _ in range(draw(st.integers(0, 2)))]
    bound = [
        BoundRule(str(place), str(place), "1", (), "month", "0", rule, rule.counters)
        for place, rule in enumerate(rules)
    ]
    found = [each for each in ceilings if each]
    return with_ties(Plan(bound, found, draw(FLAG), columns, readers_of(bound)))


@st.composite
def _ceiling(draw: st.DrawFn, rules: Sequence[Rule], columns: Sequence[int]) -> Ceiling | None:
    deducts = draw(FLAG)
    mine = [place for place, rule in enumerate(rules) if rule.deducts == deducts]
    others = [place for place, rule in enumerate(rules) if not rule.deducts]
    covered = [place for place in mine if draw(FLAG)]
    limiting = tuple(place for place in others if place not in covered and draw(FLAG))
    if not covered:
        return None
    covered.sort(key=lambda place: columns[place])
    most: int | None = draw(LIMIT)
    if most is None and not limiting:
        return None
    return Ceiling(most, tuple(covered), limiting if most is None else (), deducts)


COUNTS = st.fixed_dictionaries(
    dict.fromkeys(KEYS, st.tuples(FEW, FEW).map(lambda ends: Span(min(ends), max(ends))))
)


def months(plan: Plan, counts: Mapping[str, Span]) -> Iterator[tuple[World, list[int]]]:
    """Yield the sums and the lines of each month: of all counts, and of all amounts that are left open."""
    for numbers in product(*(range(span.least, span.most + 1) for span in counts.values())):
        known = dict(zip(counts, map(exactly, numbers), strict=True))
        for amounts in product(*(range(least, most + 1) for least, most in plan.amounts(known))):
            lines = [line.least for line in plan.capped(list(map(exactly, amounts)))]
            yield sums(plan, lines), lines
