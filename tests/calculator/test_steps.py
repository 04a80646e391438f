"""The effect of one more and one fewer, the count from which it ends, and the pay by reports."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.along import Along
from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import Span, exactly
from calculator.situation import Situation
from calculator.steps import step
from tests.calculator.test_properties import PARTLY_KNOWN, POLICY, READINGS
from tests.support.examples import examples

ZERO = {"min": "0.00", "max": "0.00"}
NO_REPORT_MORE = "第 21 条起本月不再增加，年底另计；第 31 条起不再增加"


def steps(calculator: Calculator, request: dict[str, Any], **counts: Any) -> dict[str, dict[str, Any]]:
    return {row["input"]: row for row in calculator.needed({**request, **counts})["steps"]}


def test_every_input_has_its_step(calculator: Calculator, month: dict[str, Any]) -> None:
    found = steps(calculator, month)
    assert list(found) == list(POLICY.inputs)
    assert found["valid_reports"] == {
        "input": "valid_reports",
        "label": "有效信息",
        "unit": "条",
        "article": "8.2",
        "count": 20,
        # The 20th is worth 7.50 in the month, the 21st 5.00 at the year's end, up to the 30th: 10 × 5 = 50.
        "less": {"payable": {"min": "-7.50", "max": "-7.50"}, "year_end": ZERO},
        "more": {"payable": ZERO, "year_end": {"min": "5.00", "max": "5.00"}},
        "flat_from": 30,
        "month_flat_from": 20,
        "sentence": f"有效信息少 1 条：−7.50 元；多 1 条：本月不变，年底 +5.00 元；{NO_REPORT_MORE}",
    }


@pytest.mark.parametrize(
    ("key", "count", "sentence"),
    [
        ("sign_ins", 0, "签到多 1 次：+10.00 元；第 21 次起不再增加"),
        ("sign_ins", 19, "签到少 1 次：−10.00 元；多 1 次：+10.00 元；第 21 次起不再增加"),
        ("sign_ins", 20, "签到少 1 次：−10.00 元；多 1 次：不变；第 21 次起不再增加"),
        ("sign_ins", 21, "签到少 1 次：不变；多 1 次：不变；第 21 次起不再增加"),
        ("sign_ins", 999, "签到少 1 次：不变；第 21 次起不再增加"),
        ("sign_ins", None, "签到还不清楚；第 21 次起不再增加"),
        ("valid_reports", 19, f"有效信息少 1 条：−7.50 元；多 1 条：+7.50 元；{NO_REPORT_MORE}"),
        (
            "valid_reports",
            21,
            f"有效信息少 1 条：本月不变，年底 −5.00 元；多 1 条：本月不变，年底 +5.00 元；{NO_REPORT_MORE}",
        ),
        ("valid_reports", 30, f"有效信息少 1 条：本月不变，年底 −5.00 元；多 1 条：不变；{NO_REPORT_MORE}"),
        ("valid_reports", 31, f"有效信息少 1 条：不变；多 1 条：不变；{NO_REPORT_MORE}"),
        ("praised_by_province", 0, "省级通报表扬的信息多 1 条：+30.00 元"),
        ("praised_by_province", 1, "省级通报表扬的信息少 1 条：−30.00 元；多 1 条：+30.00 元"),
        # Each 100～300: how far both ends move.
        ("major_reports", 0, "重大信息多 1 条：+100.00～+300.00 元"),
        # 500 − 5 × 100 = 0, and not less than 0 is paid.
        ("missed_hazards", 0, "明显隐患或纠纷未及时上报多 1 次：−100.00 元；第 6 次起不再减少"),
        (
            "missed_hazards",
            5,
            "明显隐患或纠纷未及时上报少 1 次：+100.00 元；多 1 次：不变；第 6 次起不再减少",
        ),
    ],
)
def test_a_step_is_one_sentence(
    calculator: Calculator, month: dict[str, Any], key: str, count: int | None, sentence: str
) -> None:
    assert steps(calculator, month, **{key: count})[key]["sentence"] == sentence


@pytest.mark.parametrize(
    ("readings", "counts", "key", "sentence"),
    [
        (  # without a price only the year's end moves
            {"rural-name": "no_unit_price"},
            {},
            "valid_reports",
            "有效信息少 1 条：不变；多 1 条：本月不变，年底 +5.00 元；"
            "本月不随它变，年底另计；第 31 条起不再增加",
        ),
        (  # each at 7.50 for ever, and 5.00 at the year's end from the 21st to the 30th
            {"report-quota-stop": "every_report"},
            {},
            "valid_reports",
            "有效信息少 1 条：−7.50 元；多 1 条：本月 +7.50 元，年底 +5.00 元",
        ),
        (  # all of it at the year's end, without an end
            {"report-quota-stop": "every_report", "surplus-time": "whole_item"},
            {},
            "valid_reports",
            "有效信息少 1 条：本月不变，年底 −7.50 元；多 1 条：本月不变，年底 +12.50 元；"
            "本月不随它变，年底另计",
        ),
        (  # 10 × 5 = 50 take all the room; one praise of 30 in the month takes 30 of it, the second 20
            {"surplus-cap": "all_rewards"},
            {"valid_reports": 30},
            "praised_by_province",
            "省级通报表扬的信息多 1 条：本月 +30.00 元，年底 −30.00 元；第 3 条起不再变",
        ),
        (  # 350 + 150 − 10 × 100 is far below 0
            {},
            {"missed_hazards": 10},
            "sign_ins",
            "签到多少都不变",
        ),
        # A month that is not known: only its ends are said to move.
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
        # 21st on no sign-in changes anything, with any other counts of the month.
        (
            {},
            {"missed_hazards": None},
            "sign_ins",
            "签到少 1 次：最低不变，最高 −10.00 元；多 1 次：不变；第 21 次起不再增加",
        ),
        # 510 − 480 = 30 and 20 for each praise: with one event 0 are left at least, nothing is cut. With 999
        # praises 20010 are left, 667 × 30.
        (
            {},
            {"praised_by_city": None, "praised_by_county": 1, "refused_orders": 16},
            "poor_cooperation",
            "不积极配合被通报或反馈多 1 次：−30.00 元；第 668 次起不再减少",
        ),
        # 500 − 400 − 130 = −30, and at most 999 × 30 = 29970: 998 orders take it all, the last but one.
        (
            {},
            {"praised_by_province": None, "missed_hazards": 4, "sign_ins": 7},
            "refused_orders",
            "不服从综治中心指令多 1 次：最低不变，最高 −30.00 元；第 999 次起不再减少",
        ),
        # Whether any surplus is paid is not known: from the 31st on its ends, 0 and 50, stay. Only ends that
        # are known are said to stay for good.
        (
            {"surplus-condition": "sign_ins_too"},
            {"sign_ins": None},
            "valid_reports",
            "有效信息少 1 条：−7.50 元；多 1 条：本月最低和最高都不变，年底最低不变，最高 +5.00 元；"
            "第 21 条起本月不再增加，年底另计",
        ),
        # With any number of reports, 350 to 500 without it, a sign-in changes the month by 10.
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
def test_a_step_says_what_moves_and_when(
    calculator: Calculator,
    month: dict[str, Any],
    readings: dict[str, str],
    counts: dict[str, int | None],
    key: str,
    sentence: str,
) -> None:
    assert steps(calculator, month, readings=readings, **counts)[key]["sentence"] == sentence


def test_an_unknown_count_has_no_next_step(calculator: Calculator, month: dict[str, Any]) -> None:
    found = steps(calculator, month, valid_reports=None)["valid_reports"]
    assert (found["count"], found["less"], found["more"]) == ({"min": 0, "max": 999}, None, None)
    assert (found["flat_from"], found["month_flat_from"]) == (30, 20)


def test_the_page_shows_the_steps_of_what_must_be_stated(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    shown = calculator.further_page(month)
    assert [row["input"] for row in shown["steps"]] == ["sign_ins", "valid_reports"]
    assert shown["steps"][0] == {
        "input": "sign_ins",
        "label": "签到",
        "sentence": "签到少 1 次：−10.00 元；多 1 次：不变；第 21 次起不再增加",
        "clause": {"name": "第八条第一项", "anchor": "art-8-1"},
    }


@examples(8)
@given(PARTLY_KNOWN, READINGS, st.sampled_from(sorted(POLICY.inputs)))
def test_steps_and_flat_stretches_are_those_that_trying_finds(
    request: dict[str, Any], readings: dict[str, str], key: str
) -> None:
    standing = stand(POLICY, Situation.read(POLICY, {**request, "readings": readings}))
    found = step(Along(standing, POLICY.inputs[key]))
    every = [standing.changed({key: exactly(count)}).totals for count in range(1000)]
    for flat, parts in (
        (found.month_flat_from, [totals.payable for totals in every]),
        (found.flat_from, [(totals.payable, totals.year_end) for totals in every]),
    ):
        changing = [count for count, (one, other) in enumerate(pairwise(parts)) if one != other]
        last = changing[-1] + 1 if changing else 0
        at = standing.changed({key: exactly(last)})
        # Ends that stay say nothing of the months between, where a line that reads the count is not known.
        known = all(at.raw[place].exact for place in at.plan.readers.get(key, ()))
        told = last < 999 and (known or at.totals.payable.exact)
        assert flat == (last if told else None)
    own = standing.counts[key]
    for moved, after in ((found.less, own.least - 1), (found.more, own.least + 1)):
        if not own.exact or not 0 <= after <= 999:
            assert moved is None
            continue
        assert moved is not None
        old, new = every[own.least], every[after]
        assert moved.payable == moved_by(old.payable, new.payable)
        assert moved.year_end == moved_by(old.year_end, new.year_end)


def moved_by(old: Span, new: Span) -> Span:
    return Span(new.least - old.least, new.most - old.most)
