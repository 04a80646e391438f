"""What the text leaves open in a month: in yuan, and the place that moves it most."""

from dataclasses import replace
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.policy import Policy

MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": 18, "valid_reports": 23, "refused_orders": 1}


def unclear(policy: Policy, *readings: str, **asked: Any) -> tuple[str, str]:
    """Return both texts for a month, where the county has these readings only."""
    kept = {key: policy.readings[key] for key in readings} if readings else policy.readings
    shown = Calculator(replace(policy, readings=kept)).further_page({**MONTH, **asked})
    return shown["unclear"], shown["unclear_cause"]


def test_the_pay_is_a_span_over_all_readings(policy: Policy) -> None:
    # 350 + 150 − 30 − 20 = 450. Each place alone: the base is 0 to 350, so 100 to 450; all 23
    # reports have a price: 172.50, so 472.50; they have none, or are paid later: 300; 1 to 18 days with a
    # sign-in: 280 to 450.
    assert unclear(policy) == (
        "办法没写清：可能 100.00～472.50 元",
        "影响最大：七成是固定的，还是随当月考核结果变？（第九条）",
    )


def test_a_full_timer_and_what_is_paid_without_a_reading(policy: Policy) -> None:
    asked = {"worker_type": "community_full_time", "sign_ins": 20, "valid_reports": 20, "refused_orders": 0}
    # 1141 + 490 = 1631; the base is 0 to 1141: 490 at least. 489.00 for reports: 1630. Reports later: 1141.
    assert unclear(policy, **asked)[0] == "办法没写清：可能 490.00～1631.00 元"


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
            "办法没写清：可能 300.00～450.00 元",
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
