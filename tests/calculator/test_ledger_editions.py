"""The ledger over two editions: each month is computed by its own, and nothing of a month is lost."""

from typing import Any

import pytest

from calculator.api import Calculator
from tests.calculator.ledgers import row
from tests.calculator.revision import NEW, OLD


# 500 − 2 × 10 = 480 in December 2026, 500 − 2 × 12 = 476 in January 2027.
def test_each_month_is_computed_by_its_edition(several: Calculator) -> None:
    months = [row("2026-12", sign_ins=18), row("2027-01", sign_ins=18), row("2027-02", worker_type="leader")]
    for year, sums in ((2026, ["480.00"]), (2027, ["476.00", "500.00"])):
        answer = several.year({"months": months, "year": year})
        assert [each["payable"]["min"] for each in answer["months"] if each["recorded"]] == sums


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"policy": "2021-01-01"}, "没有 2021-01-01 版的政策数据"),
        ({"policy": OLD}, f"这个月记的是 {OLD} 版，2027年1月由 {NEW} 版办法管"),
        (
            {"poor_cooperation": 2},
            f"2027年1月按 {NEW} 版办法算，不问「不积极配合被通报或反馈」，这里写的是 2 次",
        ),
        (
            {"readings": {"surplus-cap": "all_rewards"}},
            f"2027年1月按 {NEW} 版办法算，没有这条理解：surplus-cap",
        ),
        (
            {"month": "2026-12", "worker_type": "leader"},
            f"2026年12月按 {OLD} 版办法算，没有「片区网格长」这一类",
        ),
    ],
)
def test_a_month_that_does_not_fit_its_edition_is_kept_and_not_computed(
    several: Calculator, stated: dict[str, Any], said: str
) -> None:
    given = {**row("2027-01"), **stated}
    answer = several.year({"months": [given]})
    (month,) = [each for each in answer["months"] if each["recorded"]]
    assert (month["computed"], month["cautions"]) == (False, [f"{said}，这个月不计入合计"])
    assert answer["totals"]["payable"] == {"min": "0.00", "max": "0.00"}
    for kind in ("json", "csv"):
        text = several.export_ledger({"months": [given], "format": kind})["text"]
        (kept,) = several.import_ledger({"text": text})["months"]
        assert {key: kept[key] for key in given} == given


def test_a_count_of_another_edition_that_is_zero_does_no_harm(several: Calculator) -> None:
    (month,) = [
        each
        for each in several.year({"months": [row("2027-01", poor_cooperation=0)]})["months"]
        if each["recorded"]
    ]
    assert (month["computed"], month["cautions"]) == (True, [])


@pytest.mark.parametrize(
    ("named", "stored"), [(OLD, NEW), (" 2022/05/06 ", NEW), (NEW, NEW), ("2021-01-01", "2021-01-01")]
)
def test_a_form_is_stored_by_the_edition_that_the_page_computes_it_by(
    several: Calculator, named: str, stored: str
) -> None:
    form = {"month": "2027-01", "worker_type": "rural", "sign_ins": "19", "valid_reports": "20"}
    assert several.row_page({"form": {**form, "policy": named}, "note": ""})["row"]["policy"] == stored
