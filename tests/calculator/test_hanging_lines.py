"""Lines that depend on each other, with ceilings and prices that only another county could have."""

from dataclasses import replace
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.engine import stand
from calculator.money import exactly
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.tables import Patch
from tests.calculator.test_properties import POLICY
from tests.calculator.worlds import SUMS, few, hull, worlds

COVERS = "ceilings.monthly_rewards.covers"
MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": 18, "valid_reports": 25}
ALL = {"surplus-cap": "all_rewards"}


def county(*patches: Patch) -> Policy:
    """Return a county of few counts whose tables differ in some places."""
    return replace(few(POLICY, 34), tables=POLICY.tables.patched(patches))


def covering(*rules: str) -> Policy:
    return county(Patch(COVERS, ["surplus_reward"], list(rules)))


def month(policy: Policy, **counts: Any) -> Standing:
    return stand(policy, Situation.read(policy, {**MONTH, **counts}))


def totals_of(standing: Standing) -> dict[str, Any]:
    return dict(zip(SUMS, standing.totals, strict=False))


@pytest.mark.parametrize(
    ("rules", "counts"),
    [
        # Reports at 7.50 fill the 50 in the month: those above 20 find no room at the year's end.
        (("report_pay", "surplus_reward"), {"valid_reports": None}),
        (("report_pay", "surplus_reward"), {"valid_reports": None, "sign_ins": None}),
        # No part of it is paid at the year's end.
        (("praise_reward", "major_reward"), {"praised_by_city": None, "major_reports": 1}),
        (("praise_reward", "major_reward"), {"praised_by_city": None, "major_reports": None}),
    ],
)
def test_another_ceiling_is_as_exact(rules: tuple[str, ...], counts: dict[str, Any]) -> None:
    standing = month(covering(*rules), **counts)
    found = hull(worlds(standing.plan, standing.counts))
    whole = found.pop("whole")
    assert totals_of(standing) == found
    assert standing.whole().least <= whole.least <= whole.most <= standing.whole().most


def test_a_count_under_a_ceiling_in_both_parts_is_tangled_with_all_under_it() -> None:
    plan = month(covering("report_pay", "surplus_reward", "praise_reward")).plan
    praised = {f"praised_by_{level}" for level in ("province", "city", "county")}
    assert plan.tangled == {"valid_reports": praised | {"valid_reports"}}


def test_an_order_that_costs_less_than_poor_cooperation_is_best_where_it_covers_it() -> None:
    # 20 for an order, 30 for poor cooperation, three of these: three orders cost 60 and nothing more, two
    # 40 + 30, four 80. The best lies within, where the one line bends.
    cheaper = county(
        Patch("parameters.order_price.value", 30, 20),
        Patch("rules.cooperation_deduction.not_again_with", "", "refused_orders"),
    )
    standing = month(cheaper, refused_orders=None, poor_cooperation=3, sign_ins=20)
    assert standing.totals.deductions.most == -6000
    assert totals_of(standing) == {
        name: span for name, span in hull(worlds(standing.plan, standing.counts)).items() if name != "whole"
    }
    both = month(cheaper, refused_orders=None, poor_cooperation=None)
    for count in range(8):
        known = both.changed({"poor_cooperation": exactly(count)})
        assert known.totals.deductions == hull(worlds(known.plan, known.counts))["deductions"]


def test_an_official_total_is_compared_with_the_possible_totals(calculator: Calculator) -> None:
    # One special report fills the 50, with any number of major ones: 350 + 150 − 20 + 50 = 530, never 580.
    asked = {**MONTH, "valid_reports": 20, "major_reports": None, "special_major_reports": 1, "readings": ALL}

    def total(**official: str) -> dict[str, Any]:
        rows = calculator.reconcile({**asked, "official": official})["totals"]
        (found,) = [row for row in rows if row["id"] == "payable"]
        assert isinstance(found, dict)
        return found

    assert total(payable="530")["status"] == "same"
    assert total(payable="580")["status"] == "differs"
    # Each line alone may be 0, the two together cannot: no line differs, so none is said to make it up.
    none = total(payable="480", major_reward="0", special_major_reward="0")
    assert none["status"] == "differs"
    assert "lines" not in {cause["kind"] for cause in none["causes"]}
    # Here a line differs, and its difference explains that of the total.
    made_up = total(payable="560", major_reward="80", special_major_reward="0")
    assert [cause["kind"] for cause in made_up["causes"]] == ["lines"]
