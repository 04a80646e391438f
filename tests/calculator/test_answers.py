"""Answered readings: from a month on an unclear clause has a single option; months before keep them all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.packing import pack, unpack
from calculator.policy import build
from tests.calculator.conftest import faults

QUESTION = "七成是固定的，还是随当月考核结果变？"
BY_RESULT = {
    "on": date(2026, 12, 20),
    "by": "县委政法委",
    "document": "平安办〔2026〕9号",
    "from": date(2027, 1, 1),
    "choice": "by_result",
}
TOLD = f"「{QUESTION}」按县委政法委2026年12月20日的答复（平安办〔2026〕9号），2027年1月起："
LABEL = "随月绩效考核结果变，从 0 到全额都有可能"

Answering = Callable[[str, dict[str, Any]], Calculator]


@pytest.fixture
def answering(parsed: dict[str, dict[str, Any]]) -> Answering:
    """The engine over the county's policy in which one reading has an answer."""

    def make(reading: str, answer: dict[str, Any]) -> Calculator:
        rows = [
            {**row, "answered": answer} if row["id"] == reading else row
            for row in parsed["readings.toml"]["readings"]
        ]
        # As the page has it: through JSON.
        return Calculator(build(unpack(pack({**parsed, "readings.toml": {"readings": rows}}))))

    return make


def payable(answer: dict[str, Any]) -> tuple[str, str]:
    """Return both ends of what a month pays."""
    total = answer["totals"]["payable"]
    return total["min"], total["max"]


def test_an_answer_takes_the_default_s_place_from_its_month_on(
    answering: Answering, month: dict[str, Any]
) -> None:
    calculator = answering("base-share", BY_RESULT)
    # December: 350 + 20 × 7.50 = 500, and both readings are listed.
    before = calculator.estimate({**month, "month": "2026-12"})
    assert payable(before) == ("500.00", "500.00")
    assert ("base-share", "by_result") in listed(before)
    assert before["cautions"] == []
    # January: the base is between 0 and 350, so 150 to 500; no other reading is left.
    after = calculator.estimate({**month, "month": "2027-01"})
    assert payable(after) == ("150.00", "500.00")
    assert "base-share" not in [reading for reading, _ in listed(after)]
    assert after["cautions"] == [f"{TOLD}{LABEL}。"]
    page = calculator.page({**month, "month": "2027-01"})
    assert (page["headline"], page["chosen"]) == ("150.00～500.00 元", [])


def test_an_answer_that_confirms_the_default_closes_the_alternative(
    answering: Answering, month: dict[str, Any]
) -> None:
    calculator = answering("base-share", {**BY_RESULT, "choice": "default"})
    for name, pay, open_ in (("2026-12", "500.00", True), ("2027-01", "500.00", False)):
        answer = calculator.estimate({**month, "month": name})
        assert payable(answer) == (pay, pay)
        assert (("base-share", "by_result") in listed(answer)) is open_
        assert answer["cautions"] == []


def test_another_option_than_the_answer_is_refused_by_name_from_its_month_on(
    answering: Answering, month: dict[str, Any]
) -> None:
    calculator = answering("base-share", BY_RESULT)
    for verb in (calculator.estimate, calculator.page, calculator.needed):
        asked = {**month, "month": "2027-01", "readings": {"base-share": "default"}}
        assert faults(verb, asked) == {"readings.base-share": [f"{TOLD}{LABEL}，不再选别的理解"]}
        verb({**asked, "month": "2026-12"})
        # What the answer says may be chosen, and is then no choice.
        verb({**asked, "readings": {"base-share": "by_result"}})
    slip = {**asked, "readings": {"base-share": "by_result"}, "official": {"payable": "300"}}
    assert calculator.reconcile(slip)["readings"] == {}


def test_what_reaches_the_target_is_judged_by_the_answer(answering: Answering, month: dict[str, Any]) -> None:
    # 450 is certain in December; in January the base may be 0, and 150 of reports are certain.
    calculator = answering("base-share", BY_RESULT)
    for name, reached in (("2026-12", True), ("2027-01", False)):
        assert calculator.needed({**month, "month": name, "target": 450})["reached"] is reached


def test_a_stored_month_keeps_its_choice_and_says_what_took_its_place(
    answering: Answering, month: dict[str, Any]
) -> None:
    calculator = answering("base-share", {**BY_RESULT, "choice": "default"})
    row = {**month, "month": "2027-01", "readings": {"base-share": "by_result"}}
    text = calculator.export_ledger({"months": [row], "format": "json"})["text"]
    (stored,) = calculator.import_ledger({"text": text})["months"]
    assert stored["readings"] == {"base-share": "by_result"}
    year = calculator.year({"worker_type": "rural", "months": [row], "year": 2027})
    january = year["months"][0]
    # 350 + 150 = 500, and no longer 150 to 500.
    assert january["payable"] == {"min": "500.00", "max": "500.00"}
    assert january["cautions"] == [f"{TOLD}补助标准的 70% 按月固定发放。"]


def test_other_readings_go_on_beside_an_answer(answering: Answering, month: dict[str, Any]) -> None:
    # Part-timers: 700 + 25 × 15 = 1075 if every report counts its price, and 5 more for each above 20.
    calculator = answering("base-share", {**BY_RESULT, "choice": "default"})
    asked = {**month, "month": "2027-01", "worker_type": "community_part_time", "valid_reports": 25}
    chosen = calculator.estimate({**asked, "readings": {"report-quota-stop": "every_report"}})
    assert payable(chosen) == ("1075.00", "1075.00")
    assert ("report-quota-stop", "default") in listed(chosen)


def listed(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the options that an answer lists beside its own."""
    return [(each["reading"], each["alternative"]) for each in answer["readings"]]
