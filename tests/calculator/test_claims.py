"""The sentences about targets and about one more or one fewer hold for every possible month."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.along import along_each
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import Span, exactly
from calculator.needed import Needed, ways
from calculator.plan import Plan
from calculator.policy import Policy
from calculator.rules import Counts
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.steps import step
from tests.calculator.test_properties import POLICY, READINGS, WHEN_AND_WHO
from tests.calculator.worlds import ELSEWHERE, SUMS, World, counties, elsewhere, few, hull, sums, worlds
from tests.support.examples import DEEP, examples

MOST = 24
FEW = few(POLICY, MOST)
# Hypothesis prints the whole county of a failing case, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
HANGING: list[dict[str, str]] = [
    {},
    {"surplus-cap": "all_rewards"},
    {"poor-cooperation": "charged_once"},
    {"surplus-cap": "all_rewards", "poor-cooperation": "charged_once", "notices-add": "highest_only"},
]
INPUTS = st.sampled_from(sorted(POLICY.inputs))
# Two counts, the one not known and the one that moves; another county may read the first pairs in one line.
PAIRS = st.sampled_from(
    [
        ("missed_hazards", "valid_reports"),
        ("missed_hazards", "refused_orders"),
        ("refused_orders", "poor_cooperation"),
    ]
) | st.tuples(INPUTS, INPUTS)


def months(unknown: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a month with one count not known, some of its lines hanging on each other."""
    return st.builds(
        lambda who, readings, hanging, known, key: {
            **who,
            "readings": {**readings, **hanging},
            **known,
            key: None,
        },
        st.fixed_dictionaries(WHEN_AND_WHO),
        READINGS,
        st.sampled_from(HANGING),
        st.fixed_dictionaries(dict.fromkeys(POLICY.inputs, st.integers(0, 3) | st.integers(0, MOST))),
        unknown,
    )


PARTS = (SUMS.index("payable"), SUMS.index("year_end"))
AT_MOST = re.compile(r"(按最低的算，)?最多到 (−?)(\d+)\.(\d\d) 元")


def payable(standing: Standing) -> Span:
    """Return what the month pays at least and at most, every way tried."""
    return hull(worlds(standing.plan, standing.counts))["payable"]


def said_at_most(sentence: str) -> tuple[bool, int]:
    """Return whether only the sure end is spoken of, and the amount in 分."""
    found = AT_MOST.search(sentence)
    assert found, sentence
    hedge, minus, yuan, fen = found.groups()
    return bool(hedge), int(f"{minus and '-'}{yuan}{fen}")


def check_rows(standing: Standing, value: Needed, rows: list[dict[str, Any]], keys: set[str]) -> None:
    """Compare the rows of some inputs with every count of each."""
    assert value.target is not None
    for row, each in zip(rows, value.alone, strict=False):
        key = each.item.id
        if key not in keys:
            continue
        tried = [payable(standing.changed({key: exactly(count)})) for count in range(MOST + 1)]
        if each.to is None:
            assert all(span.least < value.target for span in tried), row
            reason = row["reason"].partition("：")[2]
            if reason == "它不影响本月应发":
                assert len(set(tried)) == 1, row
            elif not reason.startswith("已经是 0"):
                hedge, most = said_at_most(reason)
                assert max(span.least for span in tried) == most, row
                assert hedge or max(span.most for span in tried) == most, row
        else:
            assert each.payable == tried[each.to], row
            assert tried[each.to].least >= value.target, row


@examples(8 if DEEP else 3)
@given(
    counties(FEW),
    months(INPUTS),
    st.sets(INPUTS, min_size=3, max_size=3),
    st.integers(0, 30_000),
)
def test_what_is_said_to_be_enough_or_not_is_so_in_every_way_the_month_may_be(
    county: Policy, request: dict[str, Any], looked_at: set[str], more: int
) -> None:
    standing = stand(county, Situation.read(county, request))
    now = payable(standing)
    target = now.least + more
    value = ways(standing, along_each(standing, FEW.inputs), target)
    assert (value.reached, value.totals.payable) == (more == 0, now)
    answer, shown = value.as_json(), value.shown(FEW)
    check_rows(standing, value, answer["inputs"], looked_at)
    both = value.together
    if both is not None and both.added is None and not both.unknown:
        hedge, most = said_at_most(answer["together_reason"])
        best = payable(standing.changed(dict.fromkeys((each.id for each in both.inputs), exactly(MOST))))
        assert (best.least, hedge) == (most, best.least != best.most)
        assert most < target
    assert (shown is not None and "已经够了" in shown["summary"]) == (more == 0)


@pytest.mark.parametrize(
    ("key", "counts", "reason"),
    [
        # 350 + 150 = 500 (articles 9, 11(1)), and for each report on a major matter 0 to 300 (article 11(3)).
        ("major_reports", {}, "按最低的算，最多到 500.00 元"),
        # With one of those, 500 to 800: its least is the same again.
        ("major_reports", {"major_reports": 1}, "按最低的算，最多到 500.00 元"),
        # All 20 reports are paid already, and those above wait for the year's end.
        ("valid_reports", {}, "最多到 500.00 元"),
        ("special_major_reports", {"special_major_reports": None}, "按最低的算，最多到 500.00 元"),
    ],
)
def test_a_change_of_the_uncertain_end_is_not_reported_as_no_change(
    month: dict[str, Any], key: str, counts: dict[str, Any], reason: str
) -> None:
    county = elsewhere(POLICY, *ELSEWHERE[:2])
    answer = Calculator(county).needed({**month, **counts, "target": "900"})
    assert {row["input"]: row["reason"] for row in answer["inputs"]}[key].partition("：")[2] == reason


def test_an_amount_between_ends_that_stay_may_move(month: dict[str, Any]) -> None:
    """With five hazards missed, four reports leave one of them charged for sure: such a month falls by 107.5.

    The most has no hazard, 350 + 5 × 7.50 and 350 + 4 × 7.50; the least has all of them charged.
    """
    county = elsewhere(POLICY, ELSEWHERE[2], ELSEWHERE[-1])
    request = {**month, "valid_reports": 5, "missed_hazards": None}
    found = Calculator(county).needed(request)["steps"]
    said = {row["input"]: row["sentence"] for row in found}["valid_reports"]
    # From 20 reports on both ends stay, and a month of 25 hazards still rises by 100 with the 21st.
    assert said == "有效信息少 1 条：最低和最高都 −7.50 元；多 1 条：最低和最高都 +7.50 元"
    # A sign-in is read by no line that is not known.
    assert {row["input"]: row["sentence"] for row in found}["sign_ins"].startswith("签到少 1 次：−10.00 元；")


@examples(24)
@given(counties(FEW), PAIRS.flatmap(lambda pair: st.tuples(months(st.just(pair[0])), st.just(pair[1]))))
def test_no_month_moves_otherwise_than_is_said(county: Policy, asked: tuple[dict[str, Any], str]) -> None:
    request, key = asked
    (unknown,) = (each for each in POLICY.inputs if request[each] is None)
    at = request[key] or 0
    standing = stand(county, Situation.read(county, request))
    found = step(along_each(standing, FEW.inputs)[key])

    def in_every_way(count: int) -> list[World]:
        """Return the month with this count in every way, in the same order for each count."""
        values = range(MOST + 1) if key != unknown else (0,)
        counts = [{**standing.counts, unknown: exactly(n), key: exactly(count)} for n in values]
        return [way for each in counts for way in (end(standing.plan, each, 0), end(standing.plan, each, 1))]

    for moved, after in ((found.less, at - 1), (found.more, at + 1)):
        if moved is None or moved.ends_only:
            continue
        pairs = list(zip(in_every_way(at), in_every_way(after), strict=True))
        for place, part in zip(PARTS, (moved.payable, moved.year_end), strict=True):
            moves = [new[place] - old[place] for old, new in pairs]
            assert min(part) <= min(moves) and max(moves) <= max(part)  # noqa: PT018
    for flat, places in ((found.flat_from, PARTS), (found.month_flat_from, PARTS[:1])):
        last = [[way[place] for place in places] for way in in_every_way(MOST)]
        for count in range(MOST if flat is None else flat, MOST):
            assert [[way[place] for place in places] for way in in_every_way(count)] == last


def end(plan: Plan, counts: Counts, which: int) -> World:
    """Return the sums with each amount that the text leaves open at its least, 0, or at its most, 1."""
    raw = [exactly(amount[which]) for amount in plan.amounts(counts)]
    return sums(plan, [line.least for line in plan.capped(raw)])
