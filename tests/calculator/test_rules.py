"""Each rule kind by itself: amount, product and words at, below and above each threshold."""

from collections.abc import Sequence
from dataclasses import fields, replace

import pytest

from calculator.binding import is_parameter
from calculator.money import Span, exactly
from calculator.rules import KINDS, Rule
from calculator.rules.deduction_per_event import DeductionPerEvent
from calculator.rules.deduction_per_shortfall import DeductionPerShortfall
from calculator.rules.rate_above_quota import Need, RateAboveQuota
from calculator.rules.rate_up_to_quota import RateUpToQuota
from calculator.rules.reward_by_level import Level, RewardByLevel
from calculator.rules.reward_range import RewardRange
from calculator.rules.share_of_standard import ShareOfStandard
from calculator.rules.stepped_amount import SteppedAmount

UNITS = {"n": "条", "m": "次"}
ONE, TWO = exactly(1), exactly(2)
PRICED = RateUpToQuota(counter="n", rate=2450, up_to=20, most=None)
CUT = RateUpToQuota(counter="n", rate=2450, up_to=20, most=48900)
SURPLUS = RateAboveQuota(counter="n", rate=500, above=20, needs=(), one_a_day=False, days=31)
NEEDY = RateAboveQuota(counter="n", rate=500, above=20, needs=(Need("m", 20),), one_a_day=False, days=31)
TWO_NEEDS = replace(NEEDY, needs=(Need("m", 20), Need("k", 5)))
DAYS = replace(NEEDY, one_a_day=True, days=28)
EACH = RewardByLevel(levels=(Level("n", 3000), Level("m", 2000), Level("k", 1000)), combine="each")
HIGHEST = RewardByLevel(levels=EACH.levels, combine="highest")
RANGE = RewardRange(counter="n", least=10000, most=30000)
EVENT = DeductionPerEvent(counter="n", rate=3000, not_again_with="")
ONCE = DeductionPerEvent(counter="n", rate=3000, not_again_with="m")
SHORT = DeductionPerShortfall(counter="n", required=20, rate=1000, one_a_day=False, days=28)
DAILY = DeductionPerShortfall(counter="n", required=20, rate=1000, one_a_day=True, days=28)
FIXED = ShareOfStandard(standard=163000, share=70, depends_on_result=False)
OPEN = ShareOfStandard(standard=163000, share=70, depends_on_result=True)


@pytest.mark.parametrize(
    ("rule", "counts", "amount"),
    [
        (FIXED, (), Span(114100, 114100)),  # 1630.00 × 70% = 1141.00
        (OPEN, (), Span(0, 114100)),
        (PRICED, (exactly(0),), Span(0, 0)),
        (PRICED, (exactly(19),), Span(46550, 46550)),  # 19 × 24.50
        (PRICED, (exactly(20),), Span(49000, 49000)),  # 20 × 24.50
        (PRICED, (exactly(21),), Span(49000, 49000)),
        (PRICED, (Span(19, 999),), Span(46550, 49000)),
        (RateUpToQuota(counter="n", rate=2450, up_to=None, most=None), (exactly(21),), Span(51450, 51450)),
        (CUT, (exactly(19),), Span(46550, 46550)),
        (CUT, (exactly(20),), Span(48900, 48900)),
        (CUT, (Span(0, 20),), Span(0, 48900)),
        (SURPLUS, (exactly(20),), Span(0, 0)),
        (SURPLUS, (exactly(21),), Span(500, 500)),
        (SURPLUS, (Span(19, 22),), Span(0, 1000)),
        (replace(SURPLUS, above=None), (exactly(99),), Span(0, 0)),
        (replace(SURPLUS, above=0), (exactly(1),), Span(500, 500)),
        (NEEDY, (exactly(22), exactly(19)), Span(0, 0)),
        # 19 sign-ins fall on 19 days at most; 20 and more may fall on one day or on 20
        (DAYS, (exactly(22), exactly(19)), Span(0, 0)),
        (DAYS, (exactly(22), exactly(20)), Span(0, 1000)),
        (DAYS, (exactly(22), exactly(999)), Span(0, 1000)),
        (replace(DAYS, days=19), (exactly(22), exactly(999)), Span(0, 0)),
        (NEEDY, (exactly(22), exactly(20)), Span(1000, 1000)),
        (NEEDY, (exactly(22), Span(19, 19)), Span(0, 0)),
        (NEEDY, (exactly(22), Span(0, 20)), Span(0, 1000)),
        (NEEDY, (Span(21, 22), Span(20, 30)), Span(500, 1000)),
        (TWO_NEEDS, (exactly(22), Span(0, 20), exactly(4)), Span(0, 0)),
        (TWO_NEEDS, (exactly(22), exactly(20), Span(0, 5)), Span(0, 1000)),
        (TWO_NEEDS, (exactly(22), Span(0, 20), exactly(5)), Span(0, 1000)),
        (EACH, (ONE, TWO, exactly(3)), Span(10000, 10000)),  # 30 + 2×20 + 3×10 = 100
        (EACH, (Span(0, 1), TWO, exactly(3)), Span(7000, 10000)),
        # Three reports: one at all levels 30, one more of the city's 20, one more of the county's 10.
        (HIGHEST, (ONE, TWO, exactly(3)), Span(6000, 10000)),
        # Three of the province's cover the city's two and the county's one.
        (HIGHEST, (exactly(3), TWO, ONE), Span(9000, 14000)),
        (HIGHEST, (exactly(0), exactly(0), TWO), Span(2000, 2000)),
        (HIGHEST, (Span(0, 1), ONE, exactly(0)), Span(2000, 5000)),
        (RANGE, (exactly(0),), Span(0, 0)),
        (RANGE, (TWO,), Span(20000, 60000)),
        (RANGE, (Span(1, 2),), Span(10000, 60000)),
        (RewardRange(counter="n", least=500, most=500), (TWO,), Span(1000, 1000)),
        (EVENT, (exactly(0),), Span(0, 0)),
        (EVENT, (TWO,), Span(-6000, -6000)),
        (EVENT, (Span(0, 2),), Span(-6000, 0)),
        (ONCE, (TWO, exactly(0)), Span(-6000, -6000)),
        (ONCE, (TWO, ONE), Span(-6000, -3000)),
        (ONCE, (TWO, exactly(5)), Span(-6000, 0)),
        (ONCE, (Span(1, 2), Span(0, 1)), Span(-6000, 0)),
        (SHORT, (exactly(0),), Span(-20000, -20000)),  # 20 × 10
        (SHORT, (exactly(19),), Span(-1000, -1000)),
        (SHORT, (exactly(20),), Span(0, 0)),
        (SHORT, (exactly(21),), Span(0, 0)),
        (SHORT, (Span(0, 999),), Span(-20000, 0)),
        (DAILY, (exactly(0),), Span(-20000, -20000)),
        (DAILY, (exactly(1),), Span(-19000, -19000)),
        (DAILY, (exactly(19),), Span(-19000, -1000)),  # from one day to nineteen
        (DAILY, (exactly(40),), Span(-19000, 0)),
    ],
)
def test_a_rule_gives_its_amount(rule: Rule, counts: Sequence[Span], amount: Span) -> None:
    assert rule.amount(dict(zip("nmk", counts, strict=False))) == amount


def test_a_month_with_too_few_days_cannot_reach_the_number() -> None:
    # 25 needed, 28 days counted at most: 40 sign-ins are 25 days or more; in a month of 24, one is missing.
    short = DeductionPerShortfall(counter="n", required=25, rate=1000, one_a_day=True, days=24)
    assert short.amount({"n": exactly(40)}) == Span(-24000, -1000)


@pytest.mark.parametrize(
    ("rule", "counts", "working"),
    [
        (FIXED, (), "1630.00 元 × 70% = 1141.00 元"),
        (OPEN, (), "1630.00 元 × 0～70% = 0.00～1141.00 元"),
        (PRICED, (exactly(20),), "24.50 元 × 20 条 = 490.00 元"),
        (PRICED, (exactly(21),), "24.50 元 × 20 条 = 490.00 元（本月 21 条，按单价计到第 20 条）"),
        (CUT, (exactly(20),), "24.50 元 × 20 条 = 490.00 元，最多 489.00 元"),
        (CUT, (exactly(19),), "24.50 元 × 19 条 = 465.50 元"),
        (
            RateUpToQuota(counter="n", rate=2450, up_to=20, most=49000),
            (exactly(20),),
            "24.50 元 × 20 条 = 490.00 元",
        ),
        (
            CUT,
            (Span(0, 21),),
            "24.50 元 × 0～20 条 = 0.00～490.00 元（本月 0～21 条，按单价计到第 20 条），最多 489.00 元",
        ),
        (SURPLUS, (exactly(22),), "5.00 元 × 2 条 = 10.00 元"),
        (EACH, (ONE, exactly(0), exactly(0)), "30.00 元 × 1 条 = 30.00 元"),
        (EACH, (ONE, TWO, exactly(0)), "30.00 元 × 1 条 ＋ 20.00 元 × 2 次 = 70.00 元"),
        (HIGHEST, (ONE, ONE, exactly(0)), "30.00 元 × 1 条 ＋ 20.00 元 × 1 次 = 30.00～50.00 元"),
        (RANGE, (TWO,), "100.00～300.00 元 × 2 条 = 200.00～600.00 元"),
        (EVENT, (TWO,), "30.00 元 × 2 条 = 60.00 元"),
        (ONCE, (TWO, ONE), "30.00 元 × 1～2 条 = 30.00～60.00 元"),
        (SHORT, (exactly(18),), "10.00 元 × 2 条 = 20.00 元（本月 18 条，要 20 条）"),
        (DAILY, (exactly(18),), "10.00 元 × 2～19 条 = 20.00～190.00 元（本月 18 条，要 20 条）"),
    ],
)
def test_a_rule_says_its_working(rule: Rule, counts: Sequence[Span], working: str) -> None:
    assert rule.working(dict(zip("nmk", counts, strict=False)), {**UNITS, "k": "条"}) == working


@pytest.mark.parametrize(
    ("rule", "counts", "product", "says"),
    [
        (FIXED, (), (None, None), {}),
        (PRICED, (exactly(21),), (exactly(20), exactly(2450)), {"count": "21 条", "price": "24.50 元"}),
        (SURPLUS, (exactly(22),), (TWO, exactly(500)), {"count": "22 条", "quota": "20 条"}),
        (
            replace(SURPLUS, rate=5, above=None),
            (TWO,),
            (exactly(0), exactly(5)),
            {"count": "2 条", "quota": "不设"},
        ),
        (EACH, (ONE, TWO, exactly(3)), (exactly(6), None), {}),
        (RANGE, (TWO,), (TWO, Span(10000, 30000)), {"count": "2 条"}),
        (ONCE, (TWO, ONE), (Span(1, 2), exactly(3000)), {"count": "2 条"}),
        (SHORT, (exactly(18),), (TWO, exactly(1000)), {"count": "18 条"}),
    ],
)
def test_a_rule_shows_what_it_multiplies(
    rule: Rule, counts: Sequence[Span], product: tuple[Span | None, Span | None], says: dict[str, str]
) -> None:
    known = dict(zip("nmk", counts, strict=False))
    assert tuple(rule.product(known)) == product
    assert rule.says(known, UNITS) == says


def test_a_share_that_is_not_whole_fen_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^0\.01 元的 70% 不是整分$"):
        ShareOfStandard(standard=1, share=70, depends_on_result=False)
    assert ShareOfStandard(standard=10, share=70, depends_on_result=False).amount({}) == exactly(7)


def test_a_stepped_amount_says_its_limit_where_it_counts() -> None:
    # 50 and 2 × 60: 170 in the third year.
    begun, each = "满 1 条 50.00 元，每多 1 条加 60.00 元", "满 3 条：50.00 元 ＋ 60.00 元 × 2 = 170.00 元"
    for most, open_limit, most_said, limit in (
        (None, "", "170.00", ""),
        (17000, "，最多 170.00 元", "170.00", ""),
        (16000, "，最多 160.00 元", "160.00", "，最多 160.00 元"),
    ):
        rule = SteppedAmount(counter="n", from_count=1, first=5000, further=6000, most=most)
        assert (
            rule.working({"n": Span(0, 3)}, UNITS) == f"{begun}{open_limit}：0～3 条是 0.00～{most_said} 元"
        )
        assert rule.working({"n": exactly(3)}, UNITS) == each + limit


def test_a_range_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^最少 0\.02 元，比最多的还多$"):
        RewardRange(counter="n", least=2, most=1)


def test_every_kind_declares_a_field_for_each_of_its_keys() -> None:
    for kind in KINDS.values():
        named = {kind.FIELDS.get(key, key) for key in kind.KEYS}
        assert named == {field.name for field in fields(kind)}  # type: ignore[arg-type]


def test_only_a_named_unit_holds_a_parameter() -> None:
    assert all(is_parameter(kind) for kind in ("amount", "times", "percent", "times_or_unlimited"))
    assert not any(is_parameter(kind) for kind in ("flag", "counter", ("amount",)))
