"""The page's sentences about the changes needed to reach a target."""

from dataclasses import replace
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.policy import Policy

# 350 + 17 × 7.50 − 2 × 10 = 457.50.
SHORT = {"month": "2026-10", "worker_type": "rural", "sign_ins": "18", "valid_reports": "17"}


def shown(calculator: Calculator, target: str, **fields: Any) -> dict[str, Any]:
    found: dict[str, Any] = calculator.further_page({**SHORT, **fields, "target": target})["needed"]
    return found


def sentences(found: dict[str, Any]) -> dict[str, str]:
    return {row["input"]: row["sentence"] for row in found["rows"]}


@pytest.mark.parametrize("target", ["", None, " "])
def test_without_a_target_nothing_is_shown(calculator: Calculator, target: str | None) -> None:
    assert calculator.further_page({**SHORT, "target": target})["needed"] is None
    assert calculator.further_page(SHORT)["needed"] is None


def test_a_reached_target_is_reported_as_enough(calculator: Calculator, policy: Policy) -> None:
    found = shown(calculator, "457.50")
    caution = {
        "text": policy.honesty["text"],
        "clause": {"name": "第十三条第三项", "anchor": "art-13-3"},
    }
    assert found == {
        "target": "457.50",
        "reached": True,
        "summary": "要到 457.50 元：已经够了",
        "rows": [],
        "cannot": "",
        "together": "",
        "caution": caution,
    }
    assert "捏造事实、弄虚作假" in policy.honesty["text"]
    assert calculator.needed(SHORT)["caution"] == {"text": policy.honesty["text"], "article": "13.3"}


@pytest.mark.parametrize(
    ("target", "fields", "summary"),
    [
        # 20 sign-ins make 477.50, and 20 reports, three more, 480.00.
        ("475", {}, "，还差 17.50 元：签到再多 2 次（共 20 次），或者有效信息再多 3 条（共 20 条）"),
        ("480", {}, "，还差 22.50 元：有效信息再多 3 条（共 20 条）"),
        (
            "500",
            {},
            "，还差 42.50 元：合起来最少要加：签到再多 2 次（共 20 次）、"
            "有效信息再多 3 条（共 20 条），是 500.00 元",
        ),
        # 350 + 0～150 − 20 = 330.00～480.00: 420 − 330 = 90 at the lower end, 12 reports.
        (
            "420",
            {"valid_reports": None},
            "，按最低的算还差 90.00 元：有效信息一共 12 条",
        ),
        # Beyond what sign-ins and reports give only the other counts help.
        ("500.01", {}, "，还差 42.51 元：签到、有效信息合起来也做不到：最多到 500.00 元；其他情形见下面各行"),
        # 350～500 − 20: 495 may be reached with both, but the number of missing reports is unknown.
        (
            "495",
            {"valid_reports": None},
            "，按最低的算还差 165.00 元：有效信息还不清楚，填上以后才能合起来算；其他情形见下面各行",
        ),
    ],
)
def test_the_summary_is_the_shortest_way(
    calculator: Calculator, target: str, fields: dict[str, Any], summary: str
) -> None:
    amount = target if "." in target else f"{target}.00"
    assert shown(calculator, target, **fields)["summary"] == f"要到 {amount} 元{summary}"


def test_when_nothing_is_enough_the_greatest_amount_is_given(calculator: Calculator) -> None:
    # 999 special major reports make at least 499 500 more; a million is beyond every count alone.
    found = shown(calculator, "1000000")
    assert (
        found["summary"]
        == "要到 1000000.00 元，还差 999542.50 元：签到、有效信息合起来也做不到：最多到 500.00 元"
    )
    assert found["rows"] == []
    assert found["together"] == "签到、有效信息合起来也做不到：最多到 500.00 元"
    assert found["cannot"].startswith(
        "单靠这些做不到：签到（最多到 477.50 元）；有效信息（最多到 480.00 元）；"
    )
    assert found["cannot"].endswith(
        "；明显隐患或纠纷未及时上报、不服从综治中心指令、不积极配合被通报或反馈（已经是 0 次，不能再少）"
    )
    # 457.50 + 100～300 for each of 999: 99 900 + 457.50 are sure.
    assert "重大信息（按最低的算，最多到 100357.50 元）" in found["cannot"]


def test_where_nothing_required_raises_the_pay_it_goes_as_far_as_it_is(policy: Policy) -> None:
    # A county that asks for the hazards alone: 350 + 0 − 20 × 10 − 1 × 100 = 50.00.
    inputs = {key: replace(item, required=key == "missed_hazards") for key, item in policy.inputs.items()}
    hazards = Calculator(replace(policy, inputs=inputs))
    asked = {"month": "2026-10", "worker_type": "rural", "missed_hazards": "1"}
    found = hazards.further_page({**asked, "target": "1000000"})["needed"]
    assert found["summary"] == "要到 1000000.00 元，还差 999950.00 元：做不到，最多到 50.00 元"
    assert found["together"] == ""
    # Without the one hazard 150.00: required or not, it is said with an if.
    found = hazards.further_page({**asked, "target": "150"})["needed"]
    assert found["summary"] == "要到 150.00 元，还差 100.00 元：其他情形见下面各行"
    assert (
        sentences(found)["missed_hazards"]
        == "如果少 1 次明显隐患或纠纷未及时上报（第十二条第一项），是 150.00 元"
    )


def test_each_way_is_a_sentence_and_the_rest_is_one(calculator: Calculator) -> None:
    # 457.50 − 30 for the order; 480 is 52.50 more: 2 × 30, 3 × 20, 6 × 10; one major report 100～300.
    found = shown(calculator, "480", refused_orders="1")
    assert sentences(found) == {
        "praised_by_province": "如果再有 2 条省级通报表扬的信息（第十一条第二项），是 487.50 元",
        "praised_by_city": "如果再有 3 条市级通报表扬的信息（第十一条第二项），是 487.50 元",
        "praised_by_county": "如果再有 6 条县级通报表扬的信息（第十一条第二项），是 487.50 元",
        "major_reports": "如果再有 1 条重大信息（第十一条第三项），是 527.50～727.50 元",
        "special_major_reports": "如果再有 1 条特别重大信息（第十一条第三项），是 927.50～1427.50 元",
    }
    assert found["cannot"] == (
        "单靠这些做不到：签到（最多到 447.50 元）；有效信息（最多到 450.00 元）；"
        "明显隐患或纠纷未及时上报、不积极配合被通报或反馈（已经是 0 次，不能再少）；"
        "不服从综治中心指令（最多到 457.50 元）"
    )
    assert found["rows"][0]["clause"] == {"name": "第十一条第二项", "anchor": "art-11-2"}
    assert found["rows"][0]["label"] == "省级通报表扬的信息"


def test_events_are_stated_as_facts_and_not_as_advice(calculator: Calculator) -> None:
    # 500 − 2 × 30 = 440; one order fewer 470, two fewer 500.
    full = {"sign_ins": "20", "valid_reports": "20"}
    found = sentences(shown(calculator, "470", **full, refused_orders="2"))
    assert found["refused_orders"] == "如果少 1 次不服从综治中心指令（第十二条第二项），是 470.00 元"
    # Not known how many: 500 − 30 each, one at most leaves 470.
    found = sentences(shown(calculator, "470", **full, refused_orders=None))
    assert found["refused_orders"] == "如果不服从综治中心指令不超过 1 次（第十二条第二项），是 470.00 元"


def test_a_required_count_is_said_without_an_if(calculator: Calculator) -> None:
    # 457.50 + 2 × 10, and 457.50 + 3 × 7.50; 330 + 12 × 7.50 of reports that are not known.
    found = sentences(shown(calculator, "475"))
    assert found["sign_ins"] == "签到再多 2 次（共 20 次），是 477.50 元"
    assert found["valid_reports"] == "有效信息再多 3 条（共 20 条），是 480.00 元"
    found = sentences(shown(calculator, "420", valid_reports=None))
    assert found["valid_reports"] == "有效信息一共 12 条，是 420.00 元"


def test_ways_of_what_is_not_known_tell_the_total(calculator: Calculator) -> None:
    # 457.50 and 30 for each praised report: two make 517.50.
    found = sentences(shown(calculator, "500", praised_by_province=None))
    assert found["praised_by_province"] == "如果省级通报表扬的信息一共 2 条（第十一条第二项），是 517.50 元"


def test_changes_made_together_are_one_sentence(calculator: Calculator) -> None:
    found = shown(calculator, "490")
    # 2 × 10 + 2 × 7.50 = 35.00 more.
    together = "合起来最少要加：签到再多 2 次（共 20 次）、有效信息再多 2 条（共 19 条），是 492.50 元"
    assert found["together"] == together
    # One of them alone is as small: only that one is named. 457.50 + 10.
    assert shown(calculator, "465")["together"] == "合起来最少要加：签到再多 1 次（共 19 次），是 467.50 元"
    unknown = shown(calculator, "400", valid_reports=None)
    assert unknown["together"] == "有效信息还不清楚，填上以后才能合起来算"
