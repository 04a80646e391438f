"""What the text leaves open in a month: in yuan over all readings, and the place that moves it most."""

from dataclasses import replace
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.changes import Change, shown_changes
from calculator.money import ZERO, Span, exactly
from calculator.policy import Policy
from calculator.totals import Totals

MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": 18, "valid_reports": 23, "refused_orders": 1}


def unclear(policy: Policy, *readings: str, **asked: Any) -> tuple[str, str]:
    """Return both texts for a month, where the county has these readings only."""
    kept = {key: policy.readings[key] for key in readings} if readings else policy.readings
    shown = Calculator(replace(policy, readings=kept)).further_page({**MONTH, **asked})
    return shown["unclear"], shown["unclear_cause"]


@pytest.mark.parametrize(
    ("asked", "said", "alone"),
    [
        # 350 + 150 − 30 − 20 = 450. Most: all 23 reports have a price: 350 + 172.50 − 30 − 20. Least: no
        # base, no price, 1 day with a sign-in: −30 − 190, set against other months. Alone: no base 100; no
        # price 300; one day 280. The year's end: 15; nothing without 20 sign-ins; with the reports paid later
        # 150 + 15, and 172.50 + 15 if all of them have a price.
        (
            {},
            "办法没写清：换一处理解，可能 100.00～472.50 元，年底另发 0.00～165.00 元",
            "几处都换，可能 −220.00～472.50 元，年底另发 0.00～187.50 元；负数是与别的月份相抵的数",
        ),
        # 350 + 150 − 10 − 100 + 20 = 410. Most: 410. Least: no base, no price, 19 sign-ins on 1 day:
        # −190 − 100 + 20 = −270. Alone: no base 60; no price 260. The reports may be paid later.
        (
            {
                "sign_ins": 19,
                "valid_reports": 20,
                "refused_orders": 0,
                "missed_hazards": 1,
                "praised_by_city": 1,
            },
            "办法没写清：换一处理解，可能 60.00～410.00 元，年底另发 0.00～150.00 元",
            "几处都换，可能 −270.00～410.00 元，年底另发 0.00～150.00 元；负数是与别的月份相抵的数",
        ),
        # 1141 + 490 = 1631. Least: no base, the reports later, one day: −190. Later: 490 at most.
        (
            {"worker_type": "community_full_time", "sign_ins": 20, "valid_reports": 20, "refused_orders": 0},
            "办法没写清：换一处理解，可能 490.00～1631.00 元，年底另发 0.00～490.00 元",
            "几处都换，可能 −190.00～1631.00 元，年底另发 0.00～490.00 元；负数是与别的月份相抵的数",
        ),
        # 700 + 20 × 15 + 30 = 1030, and 15 later. Most: all 23 have their price: 700 + 345 + 30. Least: no
        # base, the reports later, one day: 30 − 190. Later at most all 23 at 15, and with a quota of 0 the 50
        # that a month gives. Alone: no base 330; 300 + 15 later.
        (
            {
                "worker_type": "community_part_time",
                "sign_ins": 20,
                "refused_orders": 0,
                "praised_by_province": 1,
            },
            "办法没写清：换一处理解，可能 330.00～1075.00 元，年底另发 0.00～315.00 元",
            "几处都换，可能 −160.00～1075.00 元，年底另发 0.00～395.00 元；负数是与别的月份相抵的数",
        ),
    ],
)
def test_a_span_over_all_combinations_and_over_each_place_alone(
    policy: Policy, asked: dict[str, Any], said: str, alone: str
) -> None:
    cause = "；影响最大：七成是固定的，还是随当月考核结果变？（第九条）"
    assert unclear(policy, **asked) == (said, alone + cause)


def test_two_places_that_change_a_total_only_together(policy: Policy) -> None:
    """The quota of sign-ins matters to the year's end only if 20 of them may be fewer days."""
    # 3 × 5 = 15 later. Alone: 20 sign-ins are enough, and days do not matter. Together: 1 to 20 days, so
    # 0 to 15. The month: 500, or with 1 day 500 − 190.
    asked = {"sign_ins": 20, "refused_orders": 0}
    assert unclear(policy, "surplus-condition", "sign-in-shortfall", **asked) == (
        "办法没写清：换一处理解，可能 310.00～500.00 元，年底另发 15.00 元",
        "几处都换，可能 310.00～500.00 元，年底另发 0.00～15.00 元；"
        "影响最大：按次数算，还是一天只算一次？（第十二条第三项）",
    )


@pytest.mark.parametrize(
    ("reading", "said", "cause"),
    [
        # 3 × 5 above 20, only with 20 sign-ins: there are 18.
        (
            "surplus-condition",
            "办法没写清：年底另发可能 0.00～15.00 元",
            "影响最大：「完成本职工作任务」指什么？（第十一条第一项）",
        ),
        # The month pays 450 and 15 later; with reports paid later 300 and 165.
        (
            "surplus-time",
            "办法没写清：可能 300.00～450.00 元，年底另发 15.00～165.00 元",
            "影响最大：「一般性奖励」只是多报的奖励，还是第一项的全部？（第十一条第一项）",
        ),
        # Nobody is a part-timer here, and the notices are none.
        ("part-time-quota", "", ""),
        ("notices-add", "", ""),
    ],
)
def test_one_place_alone(policy: Policy, reading: str, said: str, cause: str) -> None:
    assert unclear(policy, reading) == (said, cause)


def test_the_chosen_reading_is_compared_with_the_default(policy: Policy) -> None:
    # Chosen: the base by the result, 100 to 450; the default is 450, inside.
    chosen = {"readings": {"base-share": "by_result"}}
    assert unclear(policy, "base-share", **chosen)[0] == "办法没写清：可能 100.00～450.00 元"


@pytest.mark.parametrize(
    ("readings", "asked", "said"),
    [
        # Alone: no base 100; all 23 reports have a price 472.50. Amounts of later are under the total.
        ((), {}, "办法没写清：100.00～472.50 元"),
        # 350 + 150 − 30 − 20, and with reports paid later 300.
        (("surplus-time",), {}, "办法没写清：300.00～450.00 元"),
        # The month pays 450 in both; 3 × 5 later only with 20 sign-ins.
        (("surplus-condition",), {}, "年底另发：办法没写清"),
        # Nobody is a part-timer here, and the notices are none.
        (("part-time-quota", "notices-add"), {}, ""),
    ],
)
def test_the_short_text_is_of_the_months_pay(
    policy: Policy, readings: tuple[str, ...], asked: dict[str, Any], said: str
) -> None:
    kept = {key: policy.readings[key] for key in readings or policy.readings}
    shown = Calculator(replace(policy, readings=kept)).further_page({**MONTH, **asked})
    assert shown["unclear_pay"] == said


@pytest.mark.parametrize(
    ("net", "together", "later", "said"),
    [
        # 450 alone, and 310 at least only where both places change: the span of one place would be 450.
        (45000, Span(31000, 45000), exactly(1500), "本月应发、年底另发：办法没写清"),
        # 20 below 0 or 30: nothing that is paid out changes.
        (-3000, ZERO, ZERO, ""),
    ],
)
def test_the_short_text_of_places_that_leave_the_pay_alone(
    policy: Policy, net: int, together: Span, later: Span, said: str
) -> None:
    pay = exactly(max(0, net))
    against = Totals(pay, ZERO, exactly(max(net, -2000)), pay, ZERO, ZERO)
    other = against._replace(net=exactly(net), year_end=later)
    change = Change("surplus-time", "whole_item", "", "11.1", other, ())
    shown = shown_changes([change], against, other._replace(payable=together), policy)
    assert shown["unclear_pay"] == said
