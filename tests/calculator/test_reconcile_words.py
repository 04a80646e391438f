"""The sentences of the page and the sheet about a slip, word for word."""

import json
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.reconcile.rows import ROW_LABELS
from tests.scenarios import LINES

OPENING = "2026年10月，农村网格员，按《大宁县网格员管理考核办法（试行）》核对。"
CLOSING = "补助金额由乡镇平安办确定（第七条），县综治中心复审（第十条）。"
SLIP = {"base": "350", "report_pay": "142.50", "payable": "492.50"}


@pytest.fixture
def show(calculator: Calculator, month: dict[str, Any]) -> Any:
    """Show an ordinary rural month beside official amounts."""

    def shown(official: dict[str, Any], **more: Any) -> Any:
        return calculator.reconcile_page({**month, **more, "official": official})

    return shown


def causes(shown: dict[str, Any], key: str) -> Any:
    return next(row["causes"] for row in [*shown["rows"], *shown["totals"]] if row["id"] == key)


@pytest.fixture
def facts(calculator: Calculator, month: dict[str, Any]) -> Any:
    """Return the sentences for the office about an ordinary rural month beside official amounts."""

    def told(official: dict[str, Any], **more: Any) -> Any:
        return calculator.reconcile({**month, **more, "official": official})["facts"]

    return told


def test_the_page_gets_every_row_as_text(show: Any) -> None:
    shown = show(SLIP)
    keys = ["rows", "totals", "unlisted", "paid", "sheet", "verdict"]
    assert list(shown) == keys
    assert shown["unlisted"] == ""
    # 142.50 is 19 × 7.50.
    assert shown["rows"][1] == {
        "id": "report_pay",
        "label": "有效信息",
        "ours": "+150.00 元",
        "official": "+142.50 元",
        "difference": "−7.50 元",
        "status": "differs",
        "status_label": "不同",
        "causes": [
            "发放表的 142.50 元相当于有效信息 19 条，填的是 20 条：可能有 1 条没有被认定有效，"
            "也可能计入了相邻的月份。"
        ],
        "clause": {"name": "第十一条第一项", "anchor": "art-11-1"},
    }
    assert shown["totals"][2] == {
        "id": "payable",
        "label": "本月应发",
        "ours": "500.00 元",
        "official": "492.50 元",
        "difference": "−7.50 元",
        "status": "differs",
        "status_label": "不同",
        "causes": ["「有效信息」的差合起来，正好是这里的差。"],
        "clause": None,
    }
    left = shown["rows"][2]
    assert (left["official"], left["difference"], left["status_label"]) == ("", "", "没有填")
    assert ROW_LABELS == {"same": "一致", "within": "在范围内", "differs": "不同", "not_given": "没有填"}


def test_a_total_is_explained_by_lines_counts_and_readings(show: Any) -> None:
    # 350 − 10 and 150 − 7.50: 17.50 less together.
    slip = {"base": 340, "report_pay": "142.50", "payable": "482.50"}
    assert causes(show(slip), "payable") == ["「基础补助」、「有效信息」的差合起来，正好是这里的差。"]
    # The slip has the sign-ins; the reports can still be 19, of which the month pays 492.50.
    found = causes(show({"sign_in_deduction": 0, "payable": "492.50"}), "payable")
    assert found[0] == (
        "有效信息 19 条时，本月应发正好是 492.50 元，填的是 20 条：可能有 1 条没有被认定有效，"
        "也可能计入了相邻的月份。"
    )
    off = show({"deductions": 10})["sheet"]["asked"][0]
    assert off.startswith("扣款合计：按条文算是 0.00 元；发放表上扣 10.00 元，相差 −10.00 元。")


@pytest.mark.parametrize(
    ("official", "verdict"),
    [
        ({"payable": 500}, "发放表与按条文算的一致；没有填的项没有比。"),
        (SLIP, "有 1 处不同；没有填的项没有比。"),
        ({"base": 340, "report_pay": "142.50"}, "有 2 处不同；没有填的项没有比。"),
    ],
)
def test_the_verdict_is_one_sentence(show: Any, official: dict[str, Any], verdict: str) -> None:
    assert show(official)["verdict"] == verdict


def test_a_slip_given_whole_leaves_nothing_out(
    calculator: Calculator, month: dict[str, Any], show: Any
) -> None:
    own = calculator.estimate(month)
    whole = {line["id"]: line["min"] for line in own["lines"]}
    whole |= {name: own["totals"][name]["min"] for name in ("gross", "deductions", "payable", "year_end")}
    assert show(whole)["verdict"] == "发放表与按条文算的一致。"


def test_lines_that_agree_may_not_add_up(show: Any, facts: Any) -> None:
    # A major report of 100 to 300: the slip's 200 and its 650 lie in their spans; 350 + 150 + 200 = 700.
    slip = {"base": 350, "report_pay": 150, "major_reward": 200, "payable": 650}
    shown = show(slip, major_reports=1)
    assert shown["verdict"] == "填了的各项与按条文算的一致，但各项相加与合计对不上；没有填的项没有比。"
    said = (
        "发放表填了的各项相加是 700.00 元，与合计（本月应发）650.00 元差 −50.00 元："
        "可能有一项没有列出，也可能有一项没有填。"
    )
    assert shown["unlisted"] == said
    assert facts(slip, major_reports=1)[2:-1] == [said, "填了的各项与按条文算的一致。"]


def test_the_facts_say_what_was_recorded_and_ask(facts: Any) -> None:
    assert facts(SLIP) == [
        OPENING,
        "我记的：签到 20 次，有效信息 20 条。",
        "有效信息：按第十一条第一项，7.50 元 × 20 条 = 150.00 元；发放表上是 142.50 元，相差 −7.50 元。"
        "想请核对：有效信息是 20 条还是 19 条（以省平台统计为准，第八条第二项）。",
        CLOSING,
    ]


def test_the_facts_of_a_slip_that_agrees_are_few(facts: Any) -> None:
    assert facts({"payable": 500}, missed_hazards=0) == [
        OPENING,
        "我记的：签到 20 次，有效信息 20 条。",
        "填了的各项与按条文算的一致。",
        CLOSING,
    ]


def test_the_facts_name_the_readings_chosen_and_what_is_not_known(facts: Any) -> None:
    chosen = {"notices-add": "highest_only", "base-share": "default"}
    said = facts({"base": 350}, valid_reports=None, praised_by_city=2, readings=chosen)
    assert said[1:3] == [
        "我记的：签到 20 次，有效信息还不清楚，市级通报表扬的信息 2 条。",
        "条文不清楚的地方，这里按这种理解算：同一条信息只计最高一级（次数里看不出是不是同一条，所以是范围）"
        "（第十一条第二项）。",
    ]


def test_a_reading_is_asked_for(show: Any, facts: Any) -> None:
    # Art. 9: 30 % of 1630 is 489; art. 11(1): 20 × 24.50 = 490.
    slip, more = {"report_pay": 489}, {"worker_type": "community_full_time"}
    shown = show(slip, **more)
    assert causes(shown, "report_pay") == [
        "换一种理解「每条 24.45 元，20 条正好 489.00 元」，有效信息正好是 489.00 元。",
        "换一种理解「每条 24.50 元，但一个月最多 489.00 元」，有效信息正好是 489.00 元。",
    ]
    assert facts(slip, **more)[2].endswith(
        "发放表上是 489.00 元，相差 −1.00 元。想请确认这一条按哪种理解：20 条乘 24.50 元是 490.00 元，"
        "比标准的三成 489.00 元多 1 元，按哪个？（见理解登记；办法由县委政法委解释，第十五条）"
    )


def test_a_deduction_is_named_as_a_deduction(show: Any, facts: Any) -> None:
    slip = {"sign_in_deduction": 20}
    shown = show(slip, sign_ins=19)
    assert causes(shown, "sign_in_deduction") == [
        "发放表扣的 20.00 元相当于签到 18 次，填的是 19 次：可能有 1 次没有记上，也可能计入了相邻的月份。",
        "换一种理解「一天只算一次（次数里看不出有几天，所以是范围）」，少签到是 −190.00～−10.00 元，"
        "发放表扣的 20.00 元在这个范围里。",
    ]
    assert facts(slip, sign_ins=19)[2] == (
        "少签到：按第十二条第三项，10.00 元 × 1 次 = 10.00 元（本月 19 次，要 20 次）；发放表上扣 20.00 元，"
        "相差 −10.00 元。想请核对：签到是 19 次还是 18 次（看“平安山西APP”里的签到，第八条第一项）。"
    )


def test_a_total_without_its_line_is_asked_about_once(show: Any, facts: Any) -> None:
    nothing = dict.fromkeys(LINES, 0)
    slip = {**nothing, "base": 350, "report_pay": 150, "payable": 450}
    shown = show(slip)
    said = "发放表各项相加是 500.00 元，与合计（本月应发）450.00 元差 −50.00 元：可能有一项没有列出。"
    assert (shown["unlisted"], causes(shown, "payable")) == (said, [said])
    assert facts(slip)[2:-1] == [
        f"本月应发：按条文算是 500.00 元；发放表上是 450.00 元，相差 −50.00 元。{said}想请核对。"
    ]


def test_the_worker_reaches_the_page(calculator: Calculator, month: dict[str, Any]) -> None:
    form = {**month, "official": SLIP}
    text = calculator.answer(json.dumps(form), "reconcile_page")
    assert json.loads(text) == calculator.reconcile_page(form)
    assert json.loads(calculator.answer(json.dumps(form), "reconcile")) == calculator.reconcile(form)
    refused = json.loads(calculator.answer(json.dumps(month), "reconcile_page"))
    assert [error["field"] for error in refused["errors"]] == ["official"]
    with pytest.raises(KeyError):
        calculator.answer(json.dumps(form), "bonus")
