"""The revised county: what the month of one edition says of the data of the other."""

from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.ledger.rows import NEWER
from calculator.loading.folder import load_editions
from calculator.versions import Editions
from tests.calculator.conftest import faults
from tests.scenarios.revised import COUNTY

TOWN = Path(__file__).parents[1] / "counties" / "town"
MONTH = {"worker_type": "rural", "sign_ins": 22, "valid_reports": 20}
LEADER = {"month": "2027-01", "worker_type": "area_leader", "sign_ins": 22}


@pytest.fixture(scope="module")
def county() -> Calculator:
    """The engine over the exam's county with its two editions."""
    return Calculator(load_editions(COUNTY))


@pytest.fixture(scope="module")
def before(county: Calculator) -> Calculator:
    """The engine of a build from before the revision."""
    return Calculator(Editions([county.editions.first]))


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_of_a_newer_page_asks_for_an_update(county: Calculator, before: Calculator, kind: str) -> None:
    months = [{**MONTH, "month": "2026-12"}, LEADER]
    text = county.export_ledger({"months": months, "format": kind})["text"]
    assert county.import_ledger({"text": text})["rows"] == 2
    (said,) = faults(before.import_ledger, {"text": text}).values()
    assert [each.rpartition("：")[2] for each in said] == [NEWER]


def test_after_the_way_back_to_an_older_page_the_kept_months_are_whole(
    county: Calculator, before: Calculator
) -> None:
    # Rural in 2026: 350 + 150, 350 + 150 − 10 for one sign-in of 20 that is missing.
    october, december = {**MONTH, "month": "2026-10"}, {**MONTH, "month": "2026-12", "sign_ins": 19}
    given = [december, LEADER, october]
    kept = [county.import_ledger({"text": file(county, [each])})["months"][0] for each in given]
    shown = before.year_page({"months": kept, "year": 2026})
    assert [each["shown"] for each in shown["months"] if each["recorded"]] == ["500.00", "490.00"]
    later = before.year_page({"months": kept, "year": 2027})
    assert later["months"][0]["cautions"] == [f"读不出来（{NEWER}），这个月不计入合计"]
    back = before.export_ledger({"months": kept, "format": "json"})
    assert (back["rows"], back["name"]) == (3, "网格员记录-2026-10-2027-01.json")
    assert county.import_ledger({"text": back["text"]})["months"] == [kept[2], kept[0], kept[1]]
    found = faults(before.export_ledger, {"months": kept, "format": "csv"})
    assert found == {"months.1.full_years": [f"2027年1月：{NEWER}"]}
    # A row that is faulty for another reason is in no file.
    found = faults(
        before.export_ledger,
        {"months": [*kept, {**MONTH, "month": "2026-11", "sign_ins": -1}], "format": "json"},
    )
    assert "months.3.sign_ins" in found


def file(calculator: Calculator, months: list[dict[str, Any]]) -> str:
    text: str = calculator.export_ledger({"months": months, "format": "json"})["text"]
    return text


def test_a_table_of_the_same_columns_asks_for_an_update_too(before: Calculator) -> None:
    text = before.export_ledger({"months": [{**MONTH, "month": "2027-01"}], "format": "csv"})["text"]
    changed = text.replace("农村网格员", "片区网格长")
    newer = changed.replace("2022-05-06", "2027-01-01")
    (said,) = faults(before.import_ledger, {"text": newer}).values()
    assert said == [f"第 2 行：{NEWER}"]
    # A version that cannot be read is no newer one.
    for version in ("2022-05-06", "5/6/22?"):
        found = faults(before.import_ledger, {"text": changed.replace("2022-05-06", version)})
        assert NEWER not in str(found)
    # Without an edition that is newer, an unknown column is one.
    found = faults(before.import_ledger, {"text": text.replace("备注", "工龄整年数")})
    assert "「工龄整年数」不认得" in str(found)


@pytest.mark.parametrize(
    ("month", "version", "key", "label"),
    [
        ("2026-12", "2022-05-06", "seniority", "工龄补贴"),
        ("2026-12", "2022-05-06", "fixed_performance", "固定绩效"),
        ("2027-01", "2027-01-01", "cooperation_deduction", "不积极配合"),
    ],
)
def test_an_official_line_of_the_other_edition_is_refused_in_words(
    county: Calculator, month: str, version: str, key: str, label: str
) -> None:
    year, number = month.split("-")
    asked = {**MONTH, "month": month, "official": {"payable": "600", key: "170"}}
    said = f"{year}年{int(number)}月按 {version} 版办法算，没有「{label}」这一项；没有就空着"
    for verb in (county.reconcile, county.reconcile_page):
        assert faults(verb, asked) == {f"official.{key}": [said]}
        for nothing in ("", "0", None):
            stated = verb({**asked, "official": {"payable": "600", key: nothing}})
            assert stated == verb({**asked, "official": {"payable": "600"}})
    assert list(faults(county.reconcile, {**asked, "month": "x"})) == ["month"]


def test_months_before_a_type_existed_are_judged_by_their_own_text(county: Calculator) -> None:
    # In 2026 the worker was of another type, to which the trial text's article 13(2) applies; the
    # exemption of 片区网格长 begins with 2027 (说明 4), so that January does not continue a run.
    for first, status in (("2026-11", "met"), ("2026-12", "not_met"), ("2027-01", "not_met")):
        months = [name for name in ("2026-11", "2026-12", "2027-01", "2027-02") if name >= first]
        stated = [{"month": name, "valid_reports": 0} for name in months]
        answer = county.risk({"worker_type": "area_leader", "months": stated})
        assert {each["id"]: each["status"] for each in answer["grounds"]}["zero_reports"] == status
    # A request of 2026 alone must state the type that the worker had.
    asked = {"worker_type": "area_leader", "months": [{"month": "2026-12", "valid_reports": 0}]}
    assert list(faults(county.risk, asked)) == ["worker_type"]


def test_a_count_that_the_uncut_deduction_excludes_is_no_cause(county: Calculator) -> None:
    # Two hazards: 80 points, so 420 × 90 % = 378, and 200 off, at most 180. The slip has 420 and takes off
    # 200: no count of hazards explains both, because 420 needs at most one.
    asked = {**MONTH, "month": "2027-01", "missed_hazards": 2}
    for official in ({"hazard_deduction": 200}, {"hazard_deduction": 180}):
        rows = county.reconcile({**asked, "official": {"base": 420, **official}})["lines"]
        (causes,) = [row["causes"] for row in rows if row["id"] == "base"]
        assert [cause["kind"] for cause in causes] == ["unexplained"]
    # Without a word on the deduction, one hazard is a cause: 90 points.
    rows = county.reconcile({**asked, "official": {"base": 420}})["lines"]
    (causes,) = [row["causes"] for row in rows if row["id"] == "base"]
    assert [cause["input"] for cause in causes] == ["missed_hazards"]


def test_the_curve_ends_at_twice_the_last_bend() -> None:
    town = Calculator(load_editions(TOWN))
    asked = dict.fromkeys(town.policy.inputs, 0)
    request = {**asked, "month": "2026-10", "worker_type": next(iter(town.policy.workers))}
    curve = town.needed({**request, "target": "100"})["curve"]
    # 20 yuan are taken for each of 90 items that is missing, from a pool of 1,200: 30 to 90 items pay.
    assert [point["count"] for point in curve["points"]] == [0, 30, 90, 180]


@pytest.mark.parametrize(("reports", "said"), [(None, False), ("", False), ("12", True)])
def test_reports_that_a_leader_leaves_out_are_not_shown_as_none(
    county: Calculator, reports: str | None, said: bool
) -> None:
    form: dict[str, Any] = {**LEADER, **({} if reports is None else {"valid_reports": reports})}
    assert ("有效信息 12 条" in county.page(form)["given"]) is said
    assert "有效信息 0 条" not in county.page(form)["given"]
    chart = county.further_page(form)["chart"]
    assert ("你现在" in chart["says"], chart["own"] is not None) == (said, said)
    assert "有效信息 0 条" in county.page({**form, "worker_type": "rural", "valid_reports": "0"})["given"]
    _, counts = county.reconcile_page({**form, "official": {"base": "1700"}})["sheet"]["recorded"]
    assert ("有效信息 12 条" in counts, "有效信息 0 条" in counts) == (said, False)


def test_a_run_across_the_change_says_which_text_governs_each_month(county: Calculator) -> None:
    """Three failures in a row: two announced in 2026, and 100 − 14 × 3 = 58 points in January 2027."""
    failed = [{"month": month, "valid_reports": 20, "result": "fail"} for month in ("2026-11", "2026-12")]
    scored = {"month": "2027-01", "sign_ins": 22, "valid_reports": 6}
    grounds = county.risk({"worker_type": "rural", "months": [*failed, scored]})["grounds"]
    (run,) = (each for each in grounds if each["id"] == "consecutive_failures")
    old, new = county.editions
    assert (run["status"], run["reason"]) == (
        "met",
        "2026年12月、2027年1月 连续 2 次考核不合格，该条所列情形已出现。这几个月不归同一版办法管："
        f"2026年12月由 {old} 版管，2027年1月由 {new} 版管；这一条按 {new} 版判断。",
    )


def test_a_year_lists_what_is_paid_later_only_where_a_text_of_the_year_pays_so(county: Calculator) -> None:
    """Twenty-two reports: 2 × 5 at the end of 2026, in 2027 with the month (420 + 180 + 10 = 610)."""
    months = [{**MONTH, "month": month, "valid_reports": 22} for month in ("2026-12", "2027-01")]
    for year, sums in (
        (2026, {"gross": "500.00", "deductions": "0.00", "payable": "500.00", "year_end": "10.00"}),
        (2027, {"gross": "610.00", "deductions": "0.00", "payable": "610.00"}),
    ):
        asked = {"months": months, "year": year}
        answer = county.year(asked)
        assert {name: total["min"] for name, total in answer["totals"].items()} == sums
        assert [name for name in answer["months"][0] if name in ("payable", "year_end")] == [*sums][2:]
        assert [total["id"] for total in county.year_page(asked)["totals"]] == [*sums]


def test_a_town_that_pays_all_with_the_month_has_no_sum_of_the_years_end() -> None:
    town = Calculator(load_editions(TOWN))
    asked = {"months": [], "year": 2026}
    assert list(town.year(asked)["totals"]) == ["gross", "deductions", "payable"]
    shown = town.year_page(asked)["totals"]
    assert [total["label"] for total in shown] == ["应得合计", "扣款合计", "应发合计"]
