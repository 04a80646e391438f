"""Editions of the policy: the month of a request chooses the one that it is computed under."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator, from_packed
from calculator.errors import FieldError, InputError, ProjectError
from calculator.loading.folder import FILES, load, load_editions, stamped, tables_of
from calculator.month import Month
from calculator.packing import pack
from calculator.policy import Elsewhere, Policy
from calculator.versions import Editions
from scripts.content.revision.draft import begin
from tests.calculator.conftest import edit, faults
from tests.calculator.revision import NEW, OLD

UNDER_NEW = f"2027年1月由 {NEW} 版办法管，不是写着的 {OLD} 版；要按 {NEW} 版算。"


def payable(answer: dict[str, Any]) -> tuple[str, str]:
    """Return the amount of an answer, which is exact, and the edition that it is computed under."""
    span = answer["totals"]["payable"]
    assert span["min"] == span["max"]
    return span["min"], answer["policy"]["version"]


def test_the_month_chooses_the_edition(several: Calculator, month: dict[str, Any]) -> None:
    month["sign_ins"] = 18
    # 500 − 2 × 10 = 480 until December 2026; 500 − 2 × 12 = 476 from January 2027 on.
    for name, named, expected in (
        ("2022-05", {}, ("480.00", OLD)),
        ("2026-12", {}, ("480.00", OLD)),
        ("2026-12", {"policy": OLD}, ("480.00", OLD)),
        ("2027-01", {}, ("476.00", NEW)),
        ("2027-01", {"policy": NEW}, ("476.00", NEW)),
        ("2031-07", {}, ("476.00", NEW)),
    ):
        assert payable(several.estimate({**month, "month": name, **named})) == expected


@pytest.mark.parametrize(("name", "named", "right"), [("2026-12", NEW, OLD), ("2027-01", OLD, NEW)])
def test_an_edition_that_does_not_govern_the_month_is_a_fault_that_offers_the_right_one(
    several: Calculator, month: dict[str, Any], name: str, named: str, right: str
) -> None:
    chinese = Month.parse(name).chinese
    said = f"{chinese}由 {right} 版办法管，不是写着的 {named} 版；要按 {right} 版算"
    asked = {**month, "month": name, "policy": named, "target": 400, "official": {"payable": 400}}
    for verb, fields in (("estimate", ()), ("needed", ("target",)), ("reconcile", ("official",))):
        request = {key: asked[key] for key in (*month, "policy", *fields)}
        with pytest.raises(InputError) as caught:
            several.verb(verb)(request)
        assert caught.value.errors == (FieldError("policy", said, right),)
    assert caught.value.errors[0].as_json() == {"field": "policy", "message": said, "edition": right}
    assert list(faults(several.estimate, {**asked, "sign_ins": "x"})) == [
        *("policy", "target", "official", "sign_ins")
    ]


def test_the_page_computes_by_the_month_and_says_so(several: Calculator, month: dict[str, Any]) -> None:
    form = {**month, "sign_ins": "18"}
    old = several.page({**form, "month": "2026-12"})
    assert (old["headline"], old["edition"]) == (
        "480.00 元",
        f"按 {OLD} 版办法算，它管2022年5月至2026年12月的月份。",
    )
    new = several.page({**form, "month": "2027-01"})
    assert (new["headline"], new["edition"]) == ("476.00 元", f"按 {NEW} 版办法算，它管2027年1月起的月份。")
    chosen = {"surplus-cap": "all_rewards", "base-share": "default"}
    link = several.page({**form, "month": "2027-01", "policy": OLD, "readings": chosen})
    assert link["headline"] == "476.00 元"
    assert link["edition"] == (f"{UNDER_NEW}理解 surplus-cap 这一版没有，没有用上。")
    plain = {**form, "month": "2027-01", "policy": OLD}
    assert several.page(plain)["edition"] == UNDER_NEW
    assert several.further_page(plain) == several.further_page({**form, "month": "2027-01"})
    slip = {"official": {"payable": "476"}}
    assert several.reconcile_page({**plain, **slip}) == several.reconcile_page(
        {**form, "month": "2027-01", **slip}
    )


def test_one_edition_needs_no_note(calculator: Calculator, month: dict[str, Any]) -> None:
    for named in ({}, {"policy": OLD}):
        assert calculator.page({**month, **named})["edition"] == ""


def test_an_edition_that_is_not_there_is_refused_with_all_other_faults(
    calculator: Calculator, month: dict[str, Any]
) -> None:
    for version in ("2021-01-01", None, 7, [OLD]):
        for verb in (calculator.estimate, calculator.page):
            found = faults(verb, {**month, "policy": version, "sign_ins": "x"})
            assert list(found) == ["policy", "sign_ins"]
            said = f"没有这一版的政策数据；2026年10月由 {OLD} 版办法管，要按 {OLD} 版算"
            assert found["policy"] == [said]
    assert list(faults(calculator.estimate, {**month, "policy": "1"})) == ["policy"]


@pytest.mark.parametrize("named", ["2028-01-01", "", None])
@pytest.mark.parametrize(("name", "right"), [("2026-12", OLD), ("2027-01", NEW), ("2027-13", "")])
def test_an_edition_that_is_not_there_is_a_fault_that_offers_the_right_one(
    several: Calculator, month: dict[str, Any], named: str | None, name: str, right: str
) -> None:
    with pytest.raises(InputError) as caught:
        several.estimate({**month, "month": name, "policy": named})
    fault = caught.value.errors[0]
    assert (fault.field, fault.edition) == ("policy", right)
    assert fault.message.endswith(f"要按 {right} 版算" if right else f"可以写：{OLD}、{NEW}")


def test_without_a_readable_month_the_named_edition_reads_the_rest(
    several: Calculator, month: dict[str, Any]
) -> None:
    wrong = {**month, "month": "2027-13", "poor_cooperation": 1}
    assert list(faults(several.estimate, {**wrong, "policy": OLD})) == ["month"]
    assert list(faults(several.estimate, wrong)) == ["month", "poor_cooperation"]
    assert list(faults(several.estimate, [])) == [""]
    early = "办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"
    assert faults(several.estimate, {**month, "month": "2022-04"}) == {"month": [early]}


@pytest.mark.parametrize("stated", [None, "", " ", 0, "0", "０ 次"])
def test_a_count_of_another_edition_may_be_empty_or_zero(
    several: Calculator, month: dict[str, Any], stated: object
) -> None:
    for name, key in (("2026-12", "meetings"), ("2027-01", "poor_cooperation")):
        plain = {**month, "month": name}
        assert several.estimate({**plain, key: stated}) == several.estimate(plain)


def test_a_count_of_another_edition_is_refused_from_one_on(
    several: Calculator, month: dict[str, Any]
) -> None:
    for name, version, key, label in (
        ("2026-12", OLD, "meetings", "例会缺席"),
        ("2027-01", NEW, "poor_cooperation", "不积极配合被通报或反馈"),
    ):
        said = (
            f"{Month.parse(name).chinese}按 {version} 版办法算，不问「{label}」，这里写的是 1 次；没有就写 0"
        )
        for verb in (several.estimate, several.page):
            assert faults(verb, {**month, "month": name, key: 1}) == {key: [said]}
        assert list(faults(several.estimate, {**month, "month": name, key: "x"})) == [key]
        asked = {"worker_type": "rural", "months": [{"month": name, key: 1}]}
        assert faults(several.risk, asked) == {f"months.0.{key}": [said]}


def test_a_worker_type_or_a_reading_of_another_edition_is_refused(
    several: Calculator, month: dict[str, Any]
) -> None:
    leader = {**month, "worker_type": "leader"}
    (said,) = faults(several.estimate, {**leader, "month": "2026-12"})["worker_type"]
    assert said.startswith(f"2026年12月按 {OLD} 版办法算，没有「片区网格长」这一类；可以选：农村网格员、")
    assert payable(several.estimate({**leader, "month": "2027-01"})) == ("500.00", NEW)
    gone = {**month, "month": "2027-01", "readings": {"surplus-cap": "all_rewards"}}
    for verb in (several.estimate, several.page):
        assert faults(verb, gone) == {
            "readings.surplus-cap": [f"2027年1月按 {NEW} 版办法算，没有这条理解：surplus-cap"]
        }
    plain = {**month, "month": "2027-01", "readings": {"surplus-cap": "default"}}
    assert payable(several.estimate(plain)) == ("500.00", NEW)


def test_each_edition_knows_what_any_other_one_has(policy: Policy) -> None:
    fewer = replace(
        policy,
        facts={key: fact for key, fact in policy.facts.items() if key != "township_statement"},
        readings={key: each for key, each in policy.readings.items() if key != "surplus-cap"},
    )
    editions = Editions([policy, _renamed(fewer, NEW, 2027), _renamed(fewer, "2028-01-01", 2028)])
    for edition in list(editions.values())[1:]:
        elsewhere = edition.elsewhere
        assert (list(elsewhere.facts), list(elsewhere.readings)) == (["township_statement"], ["surplus-cap"])
    assert editions.first.elsewhere == Elsewhere()


def test_editions_know_their_months(revised: Path) -> None:
    editions = load_editions(revised)
    old, new = editions.values()
    assert (old.version, new.version, editions.newest) == (OLD, NEW, new)
    assert (editions.first, old.last, new.last) == (
        old,
        Month(2026, 12),
        None,
    )
    assert (editions.at(Month(2026, 12)), editions.at(Month(2027, 1))) == (old, new)
    assert editions.at(Month(2000, 1)) is old


def test_editions_come_through_packing_in_any_order(revised: Path, month: dict[str, Any]) -> None:
    tables = [tables_of(folder) for folder in (revised, revised / "editions" / OLD)]
    loaded = Calculator(load_editions(revised))
    for listed in (tables, tables[::-1]):
        packed = from_packed(pack({"editions": stamped(listed)}))
        for name in ("2026-12", "2027-01"):
            asked = {**month, "month": name, "sign_ins": 18}
            assert packed.estimate(asked) == loaded.estimate(asked)


def test_two_editions_may_not_begin_in_one_month_or_share_a_version(revised: Path) -> None:
    policy = load(revised)
    with pytest.raises(ProjectError, match="有两版写着同一个版本"):
        Editions([load(revised / "editions" / OLD), _renamed(policy, OLD, 2028)])
    edit(revised, "measure.toml", "in_force_from = 2027-01-01", "in_force_from = 2022-05-31")
    with pytest.raises(ProjectError, match=f"^{OLD} 版和 {NEW} 版都从2022年5月起用，一个月只能有一版"):
        load_editions(revised)


def _renamed(policy: Policy, version: str, year: int) -> Policy:
    return replace(policy, measure={**policy.measure, "version": version, "in_force_from": date(year, 1, 1)})


def test_a_half_copied_edition_is_refused(revised: Path) -> None:
    (revised / "editions" / OLD / "pay.toml").unlink()
    with pytest.raises(ProjectError, match=rf"^政策数据读不了：.*{OLD}/pay\.toml 里有问题。运行 .*check"):
        load_editions(revised)


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
    for version in (OLD, "2022-05-01", "2027-01-15", "20270101", "", "../x", "二〇二七", "x" * 21):
        with pytest.raises(ProjectError):
            begin(version, county)
    assert {name: (county / name).read_bytes() for name in FILES} == before
    begin(NEW, county)
    with pytest.raises(ProjectError, match="已经有"):
        begin(NEW, county)
    edit(county, "measure.toml", f'version = "{NEW}"', f'version = "{OLD}"')
    with pytest.raises(ProjectError, match=rf"editions/{OLD}/measure\.toml 里有问题"):
        load_editions(county)
