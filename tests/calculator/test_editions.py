"""Earlier editions of the policy: a month is computed under the edition that it names."""

from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator, from_packed
from calculator.errors import ProjectError
from calculator.loading.folder import FILES, load_editions, tables_of
from calculator.policy import pack
from scripts.verbs.edition import begin
from tests.calculator.conftest import edit, faults

NEW, OLD = "2027-01-01", "2022-05-06"


@pytest.fixture
def revised(county: Path) -> Path:
    """The county after a new edition whose missed sign-in costs 12 yuan where it cost 10 (art. 12(3))."""
    assert begin(NEW, county) == OLD
    price = (county / "parameters.toml").read_text("utf-8").partition('id = "sign_in_price"')[2]
    edit(county, "parameters.toml", price, price.replace("value = 10 ", "value = 12 ", 1))
    return county


def test_a_month_is_computed_under_the_edition_it_names(revised: Path, month: dict[str, Any]) -> None:
    calculator = Calculator(*load_editions(revised))
    month["sign_ins"] = 18
    # 500 − 2 × 12 = 476 now; 500 − 2 × 10 = 480 under the old edition.
    for request, amount, version in (
        (month, "476.00", NEW),
        ({**month, "policy": NEW}, "476.00", NEW),
        ({**month, "policy": OLD}, "480.00", OLD),
    ):
        answer = calculator.estimate(request)
        assert answer["totals"]["payable"] == {"min": amount, "max": amount}
        assert answer["policy"]["version"] == version


def test_the_page_says_which_edition_a_figure_rests_on(revised: Path, month: dict[str, Any]) -> None:
    calculator = Calculator(*load_editions(revised))
    old = calculator.page({**month, "sign_ins": "18", "policy": OLD})
    assert old["headline"] == "480.00 元"
    assert old["edition"] == f"按 {OLD} 版政策数据算；现行的是 {NEW} 版。"
    assert calculator.page({**month, "sign_ins": "18"})["edition"] == ""


def test_an_edition_that_is_not_there_is_refused_with_all_other_faults(month: dict[str, Any]) -> None:
    calculator = Calculator(*load_editions())
    for version in ("2021-01-01", None, 7, [OLD]):
        found = faults(calculator.estimate, {**month, "policy": version, "sign_ins": "x"})
        assert list(found) == ["policy", "sign_ins"]
        assert found["policy"] == [f"没有这一版的政策数据，可以写：{OLD}"]
    assert list(faults(calculator.estimate, {**month, "policy": "1"})) == ["policy"]


def test_editions_come_through_packing(revised: Path, month: dict[str, Any]) -> None:
    tables = {
        version: tables_of(folder) for version, folder in ((NEW, revised), (OLD, revised / "editions" / OLD))
    }
    packed = pack({"present": tables[NEW], "earlier": {OLD: tables[OLD]}})
    asked = {**month, "sign_ins": 18, "policy": OLD}
    assert from_packed(packed).estimate(asked) == Calculator(*load_editions(revised)).estimate(asked)


def test_a_kept_edition_is_checked_as_the_present_one(revised: Path) -> None:
    edit(revised / "editions" / OLD, "pay.toml", 'article = "12.3"', 'article = "12.9"')
    with pytest.raises(ProjectError, match=rf"editions/{OLD}/pay\.toml 里有问题"):
        load_editions(revised)


def test_a_kept_edition_bears_the_name_of_its_folder(revised: Path) -> None:
    kept = revised / "editions"
    (kept / OLD).rename(kept / "2020-01-01")
    with pytest.raises(ProjectError, match=r"editions/2020-01-01/measure\.toml 里有问题"):
        load_editions(revised)


def test_a_new_edition_has_a_version_of_its_own(county: Path) -> None:
    before = {name: (county / name).read_bytes() for name in FILES}
    for version in (OLD, "", "../x", "二〇二七", "x" * 21):
        with pytest.raises(ProjectError):
            begin(version, county)
    assert {name: (county / name).read_bytes() for name in FILES} == before
    begin(NEW, county)
    with pytest.raises(ProjectError, match="已经有"):
        begin(OLD, county)
    edit(county, "measure.toml", f'version = "{NEW}"', f'version = "{OLD}"')
    with pytest.raises(ProjectError, match=rf"editions/{OLD}/measure\.toml 里有问题"):
        load_editions(county)
