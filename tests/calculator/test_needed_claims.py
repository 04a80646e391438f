"""Every sentence of the ways to an amount is true in every way the month may be."""

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
from calculator.policy import Policy
from calculator.present.needed import needed, shown_needed
from calculator.situation import Situation
from calculator.standing import Standing
from tests.calculator.test_properties import POLICY, READINGS, WHEN_AND_WHO
from tests.calculator.worlds import ELSEWHERE, counties, elsewhere, few, hull, worlds
from tests.examples import examples

MOST = 24
FEW = few(POLICY, MOST)
HANGING: list[dict[str, str]] = [
    {},
    {"surplus-cap": "all_rewards"},
    {"poor-cooperation": "charged_once"},
    {"surplus-cap": "all_rewards", "poor-cooperation": "charged_once", "notices-add": "highest_only"},
]
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


@examples(8)
@given(
    counties(FEW),
    st.fixed_dictionaries(WHEN_AND_WHO),
    READINGS,
    st.sampled_from(HANGING),
    st.fixed_dictionaries(dict.fromkeys(POLICY.inputs, st.integers(0, 3) | st.integers(0, MOST))),
    st.sampled_from(sorted(POLICY.inputs)),
    st.sets(st.sampled_from(sorted(POLICY.inputs)), min_size=3, max_size=3),
    st.integers(0, 30_000),
)
def test_what_is_said_to_be_enough_or_not_is_so_in_every_way_the_month_may_be(
    county: Policy,
    who: dict[str, Any],
    readings: dict[str, str],
    hanging: dict[str, str],
    known: dict[str, int],
    unknown: str,
    looked_at: set[str],
    more: int,
) -> None:
    request = {**who, "readings": {**readings, **hanging}, **known, unknown: None}
    standing = stand(county, Situation.read(county, request))
    now = payable(standing)
    target = now.least + more
    value = ways(standing, along_each(standing, FEW.inputs), target)
    assert (value.reached, value.payable) == (more == 0, now)
    answer = needed(value, standing.totals)
    check_rows(standing, value, answer["inputs"], looked_at)
    both = value.together
    if both is not None and both.added is None and not both.unknown:
        hedge, most = said_at_most(answer["together_reason"])
        best = payable(standing.changed(dict.fromkeys((each.id for each in both.inputs), exactly(MOST))))
        assert (best.least, hedge) == (most, best.least != best.most)
        assert most < target
    assert ("已经够了" in shown_needed(value, FEW)["summary"]) == (more == 0)


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
def test_what_moves_the_unsure_end_only_is_not_said_to_change_nothing(
    month: dict[str, Any], key: str, counts: dict[str, Any], reason: str
) -> None:
    county = elsewhere(POLICY, *ELSEWHERE[:2])
    answer = Calculator(county).needed({**month, **counts, "target": "900"})
    assert {row["input"]: row["reason"] for row in answer["inputs"]}[key].partition("：")[2] == reason
