"""A month compared with its official slip: hand-worked cases, the ends of a range, and the causes."""

from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.money import Span
from calculator.reconcile.counts import fitting
from calculator.reconcile.rows import ROW_LABELS
from tests import scenarios

CASES = scenarios.cases("reconcile")
TOTALS = ("gross", "deductions", "payable", "year_end")
ROW = ["id", "label", "article", "also", "ours", "working", "official", "difference", "status", "causes"]
ANSWER = [
    *("month", "worker_type", "lines", "totals", "unlisted", "facts", "readings", "policy"),
    "cautions",
]


@pytest.fixture
def ask(calculator: Calculator, month: dict[str, Any]) -> Any:
    """Ask for an ordinary rural month beside official amounts."""

    def asked(official: dict[str, Any], **more: Any) -> Any:
        return calculator.reconcile({**month, **more, "official": official})

    return asked


def rows(answer: dict[str, Any]) -> dict[str, Any]:
    return {row["id"]: row for row in [*answer["lines"], *answer["totals"]]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_slip_comes_to_its_hand_worked_differences(calculator: Calculator, case: dict[str, Any]) -> None:
    answer = calculator.reconcile(case["input"])
    for key, row in rows(answer).items():
        expected = case["rows"].get(key)
        if expected is None:
            found = (row["status"], row["official"], row["difference"], row["causes"])
            assert found == ("not_given", None, None, [])
            continue
        assert (key, row["status"]) == (key, expected["status"])
        assert (key, row["difference"]) == (key, scenarios.span(expected["difference"]))
        wanted = expected.get("causes", [])
        assert [cause["kind"] for cause in row["causes"]] == [cause["kind"] for cause in wanted]
        assert [
            {name: cause[name] for name in each} for each, cause in zip(wanted, row["causes"], strict=True)
        ] == wanted
    unlisted = case.get("unlisted")
    assert answer["unlisted"] == ({"total": unlisted[0], **scenarios.span(unlisted[1])} if unlisted else None)


def test_there_are_enough_cases() -> None:
    kinds = {
        cause["kind"] for case in CASES for row in case["rows"].values() for cause in row.get("causes", [])
    }
    assert kinds == {"reading", "count", "paid", "limit", "range", "lines", "unlisted", "unexplained"}
    assert len({case["id"] for case in CASES}) == len(CASES) > 15


def test_the_answer_has_its_keys(ask: Any) -> None:
    answer = ask({"payable": 500}, readings={"full-time-price": "lower_price"})
    assert list(answer) == ANSWER
    assert [row["id"] for row in answer["lines"]] == list(scenarios.LINES)
    assert [row["id"] for row in answer["totals"]] == list(TOTALS)
    assert {tuple(row) for row in rows(answer).values()} == {tuple(ROW)}
    assert (answer["month"], answer["worker_type"]) == ("2026-10", "rural")
    assert answer["readings"] == {"full-time-price": "lower_price"}
    assert answer["policy"]["id"] == "daning"
    assert answer["cautions"] == []
    (cause,) = rows(ask({"report_pay": "142.50"}))["report_pay"]["causes"]
    assert cause == {
        "kind": "count",
        "text": "发放表的 142.50 元相当于有效信息 19 条，填的是 20 条：可能有 1 条没有被认定有效，"
        "也可能计入了相邻的月份。",
        "article": "11.1",
        "input": "valid_reports",
        "from": 20,
        "count": 19,
        "change": -1,
        "exact": True,
    }
    assert len(ask({"payable": 500}, month="2022-05")["cautions"]) == 1
    line, total = answer["lines"][1], answer["totals"][2]
    assert (line["article"], line["also"], line["working"]) == ("11.1", ["9"], "7.50 元 × 20 条 = 150.00 元")
    assert (total["article"], total["also"], total["working"], total["official"]) == (None, [], "", "500.00")


def test_the_reference_names_every_key_of_the_answer() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "notes" / "reference.md").read_text(encoding="utf-8")
    causes = [cause for case in CASES for row in case["rows"].values() for cause in row.get("causes", [])]
    names = {*ANSWER, *ROW, *ROW_LABELS, *(cause["kind"] for cause in causes), *TOTALS}
    names |= {name for cause in causes for name in cause}
    assert [name for name in sorted(names) if f"`{name}`" not in reference] == []


def test_the_working_is_that_of_the_statement(
    calculator: Calculator, ask: Any, month: dict[str, Any]
) -> None:
    lines = calculator.estimate(month)["lines"]
    keys = ("id", "label", "article", "also", "working")
    expected = [{key: line[key] for key in keys} for line in lines]
    assert [{key: line[key] for key in keys} for line in ask({"base": 1})["lines"]] == expected


@pytest.mark.parametrize(
    ("official", "status"),
    [
        ("99.99", "differs"),
        ("100", "within"),
        ("100.01", "within"),
        ("299.99", "within"),
        ("300", "within"),
        ("300.01", "differs"),
    ],
)
def test_a_range_holds_both_its_ends(ask: Any, official: str, status: str) -> None:
    # Art. 11(3): 100 to 300 for one.
    row = rows(ask({"major_reward": official}, major_reports=1))["major_reward"]
    assert row["status"] == status
    assert [cause["kind"] for cause in row["causes"]][:1] == (["range"] if status == "differs" else [])


@pytest.mark.parametrize("written", ["10", "-10", "−10", "－10", "１０", "10.0", "10.00", " 10 ", 10, -10])
def test_a_deduction_is_accepted_with_and_without_a_minus_sign(ask: Any, written: object) -> None:
    # 20 − 19 = 1 sign-in, 10.00 off.
    row = rows(ask({"sign_in_deduction": written}, sign_ins=19))["sign_in_deduction"]
    assert (row["official"], row["status"]) == ("-10.00", "same")


def test_where_a_time_of_payment_is_not_said_nothing_may_have_been_paid_yet(ask: Any) -> None:
    # City 20.00; the official 0 is 0 reports, or it is paid at another time (art. 11(2) gives none).
    row = rows(ask({"praise_reward": 0}, praised_by_city=1))["praise_reward"]
    assert [(cause["kind"], cause.get("paid", "-")) for cause in row["causes"]] == [
        ("count", "-"),
        ("paid", None),
    ]


def test_a_balance_is_made_up_of_its_two_sums(ask: Any) -> None:
    # 500 − 0; the slip earns 492.50 and takes off 20: both sums differ, and 472.50 is just their balance.
    found = rows(ask({"gross": "492.50", "deductions": 20, "payable": "472.50"}))
    assert found["payable"]["causes"][0]["rows"] == ["gross", "deductions"]
    # 10 more than that is not.
    found = rows(ask({"gross": "492.50", "deductions": 20, "payable": "462.50"}))
    assert "lines" not in [cause["kind"] for cause in found["payable"]["causes"]]


def test_a_whole_line_paid_otherwise_leaves_nothing_unlisted(ask: Any) -> None:
    # 22 reports: 10.00 at the year's end; lines 350 + 150, total 510 with it: nothing is missing.
    lines = {"base": 350, "report_pay": 150, "surplus_reward": 10}
    assert ask({**lines, "payable": 510}, valid_reports=22)["unlisted"] is None
    # One 分 more is not that line.
    assert ask({**lines, "payable": "510.01"}, valid_reports=22)["unlisted"] == {
        "total": "payable",
        "min": "10.01",
        "max": "10.01",
    }


def test_sums_without_a_line_of_theirs_say_nothing(ask: Any) -> None:
    # No deduction was given, so the deductions cannot be short of a line.
    assert ask({"base": 350, "report_pay": 150, "deductions": 30})["unlisted"] is None
    one = ask({"sign_in_deduction": 10, "deductions": 40}, sign_ins=19)
    assert one["unlisted"] == {"total": "deductions", "min": "-30.00", "max": "-30.00"}


def test_a_reading_that_contradicts_another_line_is_no_cause(ask: Any) -> None:
    # Part-time, 25 reports: a surplus of 0 fits two readings, but 20 × 15 = 300 only the one without a quota.
    found = ask({"report_pay": 300, "surplus_reward": 0}, worker_type="community_part_time", valid_reports=25)
    causes = [cause for cause in rows(found)["surplus_reward"]["causes"] if cause["kind"] == "reading"]
    assert [cause["alternative"] for cause in causes] == ["no_surplus"]


def test_a_reading_of_a_total_keeps_the_lines_that_agree(ask: Any) -> None:
    # 27 × 15 = 405 for every report would not be the 300 that was given.
    more = {"worker_type": "community_part_time", "valid_reports": 27}
    found = rows(ask({"report_pay": 300, "year_end": 0}, **more))["year_end"]["causes"]
    assert [cause["alternative"] for cause in found if cause["kind"] == "reading"] == ["no_surplus"]
    found = rows(ask({"year_end": 0}, **more))["year_end"]["causes"]
    assert [cause["alternative"] for cause in found if cause["kind"] == "reading"] == [
        "no_surplus",
        "every_report",
    ]


def test_a_reading_that_pays_a_line_later_leaves_nothing_unlisted(ask: Any) -> None:
    # 350 + 150, of which 350 is paid now and 150 at the year's end under one reading.
    lines = {"base": 350, "report_pay": 150}
    assert ask({**lines, "payable": 350})["unlisted"] is None
    assert ask({**lines, "payable": 351})["unlisted"]["min"] == "-149.00"


def test_counts_that_fit_are_found_by_halving() -> None:
    # 5 for each above 20, at most 50: 25 is 5 above; 50 is 10 above and all beyond.
    looked: list[int] = []

    def surplus(count: int) -> Span:
        looked.append(count)
        amount = min(50, 5 * max(0, count - 20))
        return Span(amount, amount)

    assert fitting(surplus, 999, 25) == Span(25, 25)
    assert fitting(surplus, 999, 50) == Span(30, 999)
    assert fitting(surplus, 999, 0) == Span(0, 20)
    assert fitting(surplus, 999, 26) is None
    assert len(looked) < 4 * 25
    assert fitting(surplus, 999, 51) is None
    assert fitting(surplus, 999, -1) is None
    assert fitting(lambda count: Span(-10 * count, -10 * max(0, count - 2)), 9, -30) == Span(3, 5)


def test_a_reading_explains_only_what_it_can_pay(ask: Any) -> None:
    # Three events at 30, and orders that are not known. Charged once, the three are charged as the one or as
    # the other: 500 − 90 at most, though the lines alone add up to 0～500. Without it 450 can be paid.
    slip = {"base": 350, "payable": "450"}
    found = rows(ask(slip, poor_cooperation=3, refused_orders=None))["payable"]["causes"]
    assert [cause["alternative"] for cause in found if cause["kind"] == "reading"] == ["no_deduction"]
