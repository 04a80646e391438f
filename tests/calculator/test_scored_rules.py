"""Scores, bands, fixed and stepped amounts by themselves: at, below and above each threshold."""

from itertools import pairwise

import pytest
from hypothesis import given

from calculator.money import WIDE, ZERO, Span, exactly
from calculator.rules import Rule
from calculator.rules.banded_share import Band, BandedShare, Bands
from calculator.rules.deduction_per_event import DeductionPerEvent
from calculator.rules.fixed_amount import FixedAmount
from calculator.rules.rate_up_to_quota import RateUpToQuota
from calculator.rules.reward_by_level import Level, RewardByLevel
from calculator.rules.share_of_standard import ShareOfStandard
from calculator.rules.stepped_amount import SteppedAmount
from calculator.score import FAIL, PASS, Item, Score
from tests.calculator.drawn import COUNTS, KEY, MOST, RULES, bands
from tests.support.examples import examples

ITEMS = (
    Item("sign_ins", 2, required=22),
    Item("reports", 3, required=20),
    Item("hazards", 10),
    Item("meetings", 5, most=15),
)
SCORE = Score("月考核得分", 100, 0, 100, 60, ITEMS)
FULL = {"sign_ins": exactly(22), "reports": exactly(20), "hazards": exactly(0), "meetings": exactly(0)}
BY_SCORE = Bands(SCORE, "", (Band(90, 100), Band(75, 90), Band(60, 80)), up_to=False)
BASE = ShareOfStandard(standard=163000, share=70, depends_on_result=False)
PART = BandedShare(BASE, BY_SCORE)
YEARS = SteppedAmount(counter="years", from_count=1, first=5000, further=6000, most=30000)
UNITS = {"years": "年", "reports": "条", "rank": "名", "hazards": "次"}


@pytest.mark.parametrize(
    ("counts", "score"),
    [
        ({}, Span(100, 100)),
        ({"sign_ins": exactly(23)}, Span(100, 100)),  # one more gives nothing
        ({"sign_ins": exactly(21)}, Span(98, 98)),
        ({"reports": exactly(14)}, Span(82, 82)),  # 100 − 6 × 3
        ({"hazards": exactly(10)}, Span(0, 0)),
        ({"hazards": exactly(11)}, Span(0, 0)),  # never below 0
        ({"meetings": exactly(3)}, Span(85, 85)),
        ({"meetings": exactly(4)}, Span(85, 85)),  # at most 15 points
        # 100 − 20 × 3 − 15 to 100: the worst of both, the best of both.
        ({"reports": Span(0, 20), "meetings": Span(0, 9)}, Span(25, 100)),
    ],
)
def test_a_score_is_what_is_left_of_its_start(counts: dict[str, Span], score: Span) -> None:
    assert SCORE.span({**FULL, **counts}) == score


@pytest.mark.parametrize(
    ("sign_ins", "result"),
    [
        (exactly(2), PASS),  # 100 − 20 × 2 = 60
        (exactly(1), FAIL),  # 58
        (Span(2, 22), PASS),
        (Span(0, 1), FAIL),
        (Span(1, 2), None),
    ],
)
def test_a_month_passes_from_the_pass_mark_on(sign_ins: Span, result: str | None) -> None:
    assert SCORE.result({**FULL, "sign_ins": sign_ins}) == result


@pytest.mark.parametrize(
    ("numbers", "items", "says"),
    [
        ((100, 0, 90, 60), (), "从 100 分起，不在最低 0 分和最高 90 分之间"),
        ((100, 101, None, 100), (), "从 100 分起，不在最低 101 分和最高 100 分之间"),
        ((100, 60, None, 59), (), "59 分合格，不在最低 60 分和最高 100 分之间"),
        ((100, 0, None, 101), (), "101 分合格，不在最低 0 分和最高 100 分之间"),
        ((100, 0, None, 60), (Item("a", 1), Item("a", 1, 5)), "同一个次数不能又因为少、又因为多扣分"),
    ],
)
def test_a_score_whose_numbers_conflict_is_refused(
    numbers: tuple[int, int, int | None, int], items: tuple[Item, ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Score("得分", *numbers, items)


def test_two_items_of_one_count_may_both_take_off_for_what_is_missing() -> None:
    # Below 20 one point each, below 10 two more each.
    score = Score("得分", 100, 0, None, 60, (Item("a", 1, 20), Item("a", 2, 10)))
    assert [score.span({"a": exactly(count)}).least for count in (20, 19, 10, 9, 0)] == [100, 99, 90, 87, 60]
    assert (score.way("a"), score.last("a"), score.counters) == (1, 20, ("a",))
    assert Score("得分", 100, 0, None, 60, (Item("a", 0),)).last("a") == 0


@pytest.mark.parametrize(
    ("sign_ins", "share", "amount"),
    [
        # 90 points with 17 sign-ins, 88 with 16; 75 is between 9 (74) and 10 (76); 60 with 2, 58 with 1.
        (17, 100, 114100),
        (16, 90, 102690),  # 1141 × 90% = 1026.90
        (10, 90, 102690),
        (9, 80, 91280),  # 1141 × 80% = 912.80
        (2, 80, 91280),
        (1, 0, 0),
    ],
)
def test_a_share_is_that_of_the_first_band_that_fits(sign_ins: int, share: int, amount: int) -> None:
    counts = {**FULL, "sign_ins": exactly(sign_ins)}
    assert (BY_SCORE.share(counts), PART.amount(counts)) == (exactly(share), exactly(amount))


def test_a_rank_gives_a_share_up_to_its_limit() -> None:
    rule = BandedShare(FixedAmount(30000), Bands(None, "rank", (Band(1, 100), Band(3, 80)), up_to=True))
    amounts = [rule.amount({"rank": exactly(rank)}).least for rank in (1, 2, 3, 4)]
    assert amounts == [30000, 24000, 24000, 0]
    assert rule.amount({"rank": Span(1, 9)}) == Span(0, 30000)
    assert rule.working({"rank": exactly(3)}, UNITS) == "300.00 元 × 80% = 240.00 元（3 名）"
    assert [*rule.bends("rank", {"rank": Span(0, 9)})] == [1, 2, 3, 4]
    assert (rule.step("rank"), rule.step("rank", {"rank": Span(2, 3)})) == (Span(-WIDE, 0), ZERO)


def test_a_share_of_a_deduction_takes_off_less() -> None:
    rule = BandedShare(DeductionPerEvent("hazards", 10000, ""), BY_SCORE)
    counts = {**FULL, "hazards": exactly(1), "reports": Span(14, 20)}
    # 90 points: all of 100; 72 points: 80 % of it.
    assert rule.amount(counts) == Span(-10000, -8000)
    assert rule.deducts
    # More events cost more and lower the score, of which a lower share is taken.
    assert rule.step("hazards") == Span(-WIDE, WIDE)
    by = "（100.00 元 × 1 次，月考核得分 72～90 分）"
    assert rule.working(counts, UNITS) == f"100.00 元 × 80～100% = 80.00～100.00 元{by}"


@pytest.mark.parametrize(
    ("bands", "up_to", "says"),
    [
        ((Band(75, 90), Band(90, 100)), False, "各档要按界线从大到小排，比例从高到低：90 排在 75 后面"),
        ((Band(90, 100), Band(90, 90)), False, "90 排在 90 后面"),
        ((Band(90, 80), Band(75, 90)), False, "75 排在 90 后面"),
        ((Band(3, 100), Band(1, 80)), True, "各档要按界线从小到大排，比例从高到低：1 排在 3 后面"),
        ((Band(1, 80), Band(3, 100)), True, "3 排在 1 后面"),
    ],
)
def test_bands_out_of_order_are_refused(bands: tuple[Band, ...], up_to: bool, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Bands(None, "rank", bands, up_to)


@pytest.mark.parametrize(
    ("rule", "grain"),
    [
        (BASE, 114100),
        (FixedAmount(30001), 30001),
        (YEARS, 1000),
        (RateUpToQuota("reports", 2450, 20, None), 2450),
        (RewardByLevel((Level("a", 30), Level("b", 20)), "each"), 10),
    ],
)
def test_every_amount_is_a_multiple_of_the_grain(rule: Rule, grain: int) -> None:
    assert rule.grain == grain


def test_a_share_bends_with_its_rule_and_beside_each_change_of_the_share() -> None:
    part = BandedShare(RateUpToQuota("reports", 900, 20, None), Bands(None, "rank", (Band(1, 50),), True))
    counts = {"reports": exactly(3), "rank": exactly(1)}
    assert [*part.bends("reports", counts)] == [20]
    # The first has half, the second nothing.
    assert sorted(part.bends("rank", counts)) == [1, 2]


def test_a_share_that_is_not_whole_fen_is_refused() -> None:
    # 24.50 × 75% = 18.375
    with pytest.raises(ValueError, match=r"^24\.50 元的 75% 不是整分$"):
        BandedShare(RateUpToQuota("reports", 2450, 20, None), Bands(None, "rank", (Band(1, 75),), True))


@pytest.mark.parametrize(
    ("years", "amount", "working"),
    [
        (exactly(1), exactly(5000), "满 1 年：50.00 元 = 50.00 元"),
        (exactly(3), exactly(17000), "满 3 年：50.00 元 ＋ 60.00 元 × 2 = 170.00 元"),
        (exactly(5), exactly(29000), "满 5 年：50.00 元 ＋ 60.00 元 × 4 = 290.00 元"),
        (exactly(6), exactly(30000), "满 6 年：50.00 元 ＋ 60.00 元 × 5 = 350.00 元，最多 300.00 元"),
        (
            Span(0, 2),
            Span(0, 11000),
            "满 1 年 50.00 元，每多 1 年加 60.00 元，最多 300.00 元：0～2 年是 0.00～110.00 元",
        ),
        (exactly(0), exactly(0), None),
    ],
)
def test_an_amount_grows_by_steps(years: Span, amount: Span, working: str | None) -> None:
    counts = {"years": years}
    assert YEARS.amount(counts) == amount
    assert tuple(YEARS.product(counts)) == (years, None)
    assert YEARS.idle(counts) == (working is None)
    if working:
        assert YEARS.working(counts, UNITS) == working


def test_steps_without_a_limit_have_fewer_bends() -> None:
    unlimited = SteppedAmount("years", 1, 5000, 6000, None)
    assert unlimited.amount({"years": exactly(6)}) == exactly(35000)
    assert [*unlimited.bends("years", {})] == [0, 1]
    # 50 + 4 × 60 = 290 with 5 years, 300 with 6 and more.
    assert [*YEARS.bends("years", {})] == [0, 1, 5, 6]
    assert YEARS.says({"years": exactly(0)}, UNITS) == {"count": "0 年"}


def test_a_fixed_amount_has_no_factors() -> None:
    rule = FixedAmount(30000)
    assert rule.working({}, {}) == "每月固定 300.00 元"
    assert tuple(rule.product({})) == (None, None)


def test_the_share_of_a_rule_shows_the_factors_of_the_rule() -> None:
    rule = BandedShare(RateUpToQuota("reports", 900, 20, None), BY_SCORE)
    counts = {**FULL, "reports": exactly(18), "hazards": exactly(1)}
    # 100 − 2 × 3 − 10 = 84 points: 162 × 90% = 145.80.
    assert rule.working(counts, UNITS) == "162.00 元 × 90% = 145.80 元（9.00 元 × 18 条，月考核得分 84 分）"
    assert tuple(rule.product(counts)) == (exactly(18), exactly(900))
    assert rule.says(counts, UNITS) == {"count": "18 条", "price": "9.00 元"}
    assert rule.counters == ("reports", "sign_ins", "hazards", "meetings")
    assert (rule.idle(counts), rule.idle({**counts, "reports": exactly(0)})) == (False, True)
    assert rule.step("reports") == Span(0, WIDE)
    assert rule.step("hazards") == rule.step("meetings") == Span(-WIDE, 0)


@examples(150)
@given(RULES, bands(), COUNTS, KEY)
def test_a_share_goes_straight_between_its_bends(
    rule: Rule, share: Bands, counts: dict[str, Span], key: str
) -> None:
    part = BandedShare(rule, share)
    every = [part.amount({**counts, key: exactly(count)}) for count in range(MOST + 1)]
    inside = {count for count in part.bends(key, counts) if 0 < count < MOST}
    for one, other in pairwise(sorted({0, MOST, *inside})):
        moves = {
            (after.least - before.least, after.most - before.most)
            for before, after in pairwise(every[one : other + 1])
        }
        assert len(moves) == 1
