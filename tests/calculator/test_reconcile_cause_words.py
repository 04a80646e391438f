"""The sentence about each cause, and the question on the sheet, word for word."""

from typing import Any

import pytest

from calculator.api import Calculator
from calculator.loading.folder import load_editions
from tests.scenarios.revised import COUNTY


@pytest.fixture
def show(calculator: Calculator, month: dict[str, Any]) -> Any:
    """Show an ordinary rural month beside official amounts."""

    def shown(official: dict[str, Any], **more: Any) -> Any:
        return calculator.reconcile_page({**month, **more, "official": official})

    return shown


def causes(shown: dict[str, Any], key: str) -> Any:
    return next(row["causes"] for row in [*shown["rows"], *shown["totals"]] if row["id"] == key)


@pytest.mark.parametrize(
    ("official", "more", "key", "said"),
    [
        (
            # 20 or more give 150.00.
            {"report_pay": 150},
            {"valid_reports": 19},
            "report_pay",
            "发放表的 150.00 元相当于有效信息 20 条或更多，填的是 19 条：可能至少有 1 条没有填，"
            "也可能是相邻月份的计到了这个月。",
        ),
        (
            {"surplus_reward": 0},
            {"valid_reports": 22},
            "surplus_reward",
            "发放表的 0.00 元相当于有效信息 20 条或更少，填的是 22 条：可能至少有 2 条没有被认定有效，"
            "也可能计入了相邻的月份。",
        ),
        (
            {"hazard_deduction": 100},
            {},
            "hazard_deduction",
            "发放表扣的 100.00 元相当于明显隐患或纠纷未及时上报 1 次，填的是 0 次：可能有 1 次没有填。",
        ),
        (
            {"praise_reward": 0},
            {"praised_by_city": 1},
            "praise_reward",
            "发放表的 0.00 元相当于市级通报表扬的信息 0 条，填的是 1 条：可能有 1 条没有计入。",
        ),
        (
            {"payable": "492.50"},
            {},
            "payable",
            "有效信息 19 条时，本月应发正好是 492.50 元，填的是 20 条：可能有 1 条没有被认定有效，"
            "也可能计入了相邻的月份。",
        ),
        (
            # 100n ≤ 400 ≤ 300n for 2, 3 and 4.
            {"major_reward": 400},
            {"major_reports": 1},
            "major_reward",
            "条文写的是每条 100.00～300.00 元，1 条是 100.00～300.00 元，发放表的 400.00 元不在这个范围里。",
        ),
        (
            {"surplus_reward": 60},
            {"valid_reports": 32},
            "surplus_reward",
            "不受每月最多 50.00 元的限制时是 60.00 元，和发放表对得上；条文写了这个限制。",
        ),
        (
            {"report_pay": 1},
            {},
            "report_pay",
            "从条文看不出原因，可以请乡镇平安办说明。",
        ),
        (
            {"report_pay": 0},
            {},
            "report_pay",
            "换一种理解「第一项按条计的部分（三成）也到年底发放」，有效信息到年底发，这个月的发放表上就没有。",
        ),
        (
            {"praise_reward": 0, "report_pay": 150, "gross": 510},
            {"valid_reports": 22},
            "gross",
            "相差的可能是超额奖励 10.00 元：这里按年底发算，可能在别的时候发了。",
        ),
    ],
)
def test_the_first_cause_is_said(
    show: Any, official: dict[str, Any], more: dict[str, Any], key: str, said: str
) -> None:
    assert causes(show(official, **more), key)[0] == said


@pytest.mark.parametrize(
    ("official", "more", "key", "said"),
    [
        (
            {"major_reward": 400},
            {"major_reports": 1},
            "major_reward",
            "重大信息 2～4 条时，重大信息奖励的范围里才有发放表的 400.00 元，填的是 1 条："
            "可能至少有 1 条没有填。",
        ),
        (
            {"praise_reward": 0},
            {"praised_by_city": 1},
            "praise_reward",
            "通报表扬奖励 20.00 元，办法没有写它什么时候发，这个月的发放表上可能还没有。",
        ),
        (
            {"surplus_reward": 0},
            {"valid_reports": 22},
            "surplus_reward",
            "超额奖励 10.00 元，这里按年底发算，这个月的发放表上可能还没有。",
        ),
    ],
)
def test_the_last_cause_is_said(
    show: Any, official: dict[str, Any], more: dict[str, Any], key: str, said: str
) -> None:
    assert causes(show(official, **more), key)[-1] == said


@pytest.mark.parametrize(
    ("official", "more", "asked"),
    [
        ({"report_pay": 1}, {}, "从条文看不出原因，想请说明。"),
        (
            {"surplus_reward": 60},
            {"valid_reports": 32},
            "想请说明：这一项的金额是怎样定的（第十一条第一项）。",
        ),
        (
            {"praise_reward": 0, "report_pay": 150, "gross": 510},
            {"valid_reports": 22},
            "想请确认：超额奖励什么时候发（第十一条第一项）。",
        ),
        (
            {"major_reward": 400},
            {"major_reports": 1},
            "想请说明：这一项的金额是怎样定的（第十一条第三项）。"
            "想请核对：重大信息是 1 条还是 2～4 条（第十一条第三项）。",
        ),
    ],
)
def test_the_sheet_asks_by_the_cause(
    show: Any, official: dict[str, Any], more: dict[str, Any], asked: str
) -> None:
    assert "".join(show(official, **more)["sheet"]["asked"][1:]) == asked


@pytest.mark.parametrize(
    ("official", "key", "said"),
    [
        # The revised text, article 11(4): 50 for the first whole year, 60 for each further one, at most 300.
        (
            {"seniority": 50},
            "seniority",
            "发放表的 50.00 元相当于工龄整年数 1 年，填的是 2 年：可能有 1 年没有计入。",
        ),
        # 5 years are 50 + 4 × 60 = 290, and 6 would be 350.
        (
            {"seniority": 300},
            "seniority",
            "发放表的 300.00 元相当于工龄整年数 6 年或更多，填的是 2 年：可能至少有 4 年没有填。",
        ),
        # 420 + 180 + 110 with 2 years, 110 less with none; 110 are no sign-ins of 15 and no reports of 9.
        (
            {"payable": 600},
            "payable",
            "工龄整年数 0 年时，本月应发正好是 600.00 元，填的是 2 年：可能有 2 年没有计入。",
        ),
    ],
)
def test_a_count_that_nobody_is_told_to_raise_is_a_cause(
    official: dict[str, Any], key: str, said: str
) -> None:
    calculator = Calculator(load_editions(COUNTY))
    month = {"month": "2027-01", "worker_type": "rural", "sign_ins": 22, "valid_reports": 20}
    shown = calculator.reconcile_page({**month, "full_years": 2, "official": official})
    assert causes(shown, key)[0] == said
