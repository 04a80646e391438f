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
