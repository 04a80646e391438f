"""What `check` refuses of scores, shares and ceilings, and of the numbers that they use."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from calculator.errors import Problem
from calculator.loading.checks import check
from calculator.loading.shapes import misshapen
from calculator.money import Literal
from scripts.content.shapes import check_shapes
from tests.calculator.scored import parsed

Change = Callable[[dict[str, Any]], None]


def problems(change: Change, file: str = "pay.toml") -> list[tuple[str, str]]:
    """Return the keys and messages with which the changed file is refused."""
    tables = parsed()
    change(tables[file])
    found: list[Problem] = []
    check(tables, found)
    return [(each.key, each.message) for each in found if each.file == file]


def score(**keys: Any) -> Change:
    return lambda pay: pay["scores"][0].update(keys)


def item(place: int, **keys: Any) -> Change:
    return lambda pay: pay["scores"][0]["items"][place].update(keys)


def share(**keys: Any) -> Change:
    return lambda pay: pay["shares"][0].update(keys)


def ceiling(place: int, *gone: str, **keys: Any) -> Change:
    def change(pay: dict[str, Any]) -> None:
        row = pay["ceilings"][place]
        row.update(keys)
        for name in gone:
            del row[name]

    return change


def number(key: str, value: Any) -> Change:
    def change(table: dict[str, Any]) -> None:
        (row,) = (row for row in table["parameters"] if row["id"] == key)
        row["values"] = [{"from": date(2022, 5, 6), "value": value}]

    return change


def test_the_county_has_no_problem_and_the_types_of_its_files() -> None:
    tables, found = parsed(), list[Problem]()
    check(tables, found)
    check_shapes({name: tables[name] for name in ("pay.toml", "parameters.toml")}, found)
    assert found == []
    assert misshapen(tables) is None


TWICE = "一行只能按一个比例发，base 写了两遍"
ONE_MOST = "写 most（一个数）或者 most_of（几行之和），只写一个"
OWN = "hazard_deduction 不能限制它自己"
MIXED = [{"at_least": "best_points", "share": "full"}, {"at_most": "one_year", "share": "full"}]
BY = "没有这个得分或者次数项：score，是不是要写 month_score"
UNIT = "没有这个数（在 parameters.toml，单位要对）"


@pytest.mark.parametrize(
    ("change", "key", "says"),
    [
        (score(id="sign_ins"), "scores.sign_ins", "inputs.toml 里已有这个编号，请换一个"),
        (score(start="standard"), "scores.month_score.start", f"{UNIT}：standard"),
        (score(top="sign_in_quota"), "scores.month_score.top", f"{UNIT}：sign_in_quota"),
        (item(0, kind="short"), "scores.month_score.items[0].kind", "没有这个扣分种类：short"),
        (item(0, counter="sign"), "scores.month_score.items[0].counter", "没有这个次数项：sign"),
        (item(0, required="sign_in_points"), "scores.month_score.items[0].required", UNIT),
        (item(2, required="one_year"), "scores.month_score.items[2].required", "这种扣分没有这个键"),
        (item(2, most="hazard_price"), "scores.month_score.items[2].most", UNIT),
        (share(by="score"), "shares.base_by_score.by", BY),
        (share(by="sign_ins"), "shares.base_by_score.bands[0].at_least", f"{UNIT}：best_points"),
        (share(covers=["bas"]), "shares.base_by_score.covers[0]", "没有这个算法：bas，是不是要写 base"),
        (
            share(covers=["base", "base"]),
            "shares.base_by_score.covers[1]",
            "一行只能按一个比例发，base 写了两遍",
        ),
        (
            share(
                bands=[{"at_least": "best_points", "share": "full"}, {"at_most": "one_year", "share": "full"}]
            ),
            "shares.base_by_score.bands",
            "每一档都写 at_least，或者都写 at_most",
        ),
        (share(bands=[{"share": "full"}]), "shares.base_by_score.bands", "每一档都写 at_least"),
        (
            share(bands=[{"at_least": "good_points", "share": "pass_points"}]),
            "shares.base_by_score.bands[0].share",
            f"{UNIT}：pass_points",
        ),
        (
            ceiling(0, most_of=["report_pay"]),
            "ceilings.surplus",
            "写 most（一个数）或者 most_of（几行之和），只写一个",
        ),
        (ceiling(0, "most"), "ceilings.surplus", "只写一个"),
        (ceiling(0, most="one_year"), "ceilings.surplus.most", f"{UNIT}：one_year"),
        (ceiling(0, covers=["surplus"]), "ceilings.surplus.covers[0]", "没有这个算法：surplus"),
        (
            ceiling(1, covers=["meeting_deduction"] * 2),
            "ceilings.meetings.covers[1]",
            "meeting_deduction 写了两遍",
        ),
        (
            ceiling(1, covers=["meeting_deduction", "seniority"]),
            "ceilings.meetings.covers",
            "奖励和扣款不能放在一个上限里，分开写两个",
        ),
        (
            ceiling(2, most_of=["hazard_deduction"]),
            "ceilings.deductions.most_of[0]",
            "hazard_deduction 不能限制它自己",
        ),
        (
            ceiling(2, covers=["hazard_deduction"], most_of=["sign_in_deduction"]),
            "ceilings.deductions.most_of[0]",
            "sign_in_deduction 是扣款，上限只能是发的几行之和",
        ),
    ],
)
def test_a_faulty_row_is_refused_where_it_stands(change: Change, key: str, says: str) -> None:
    found = dict(problems(change))
    assert says in found[key]


@pytest.mark.parametrize(
    ("key", "value", "where", "says"),
    [
        ("no_points", 101, "scores.month_score", "从 100 分起，不在最低 101 分和最高 100 分之间"),
        ("pass_points", 101, "scores.month_score", "101 分合格，不在最低 0 分和最高 100 分之间"),
        ("good_points", 95, "shares.base_by_score", "各档要按界线从大到小排，比例从高到低：95 排在 90 后面"),
        ("some_of_it", 95, "shares.base_by_score", "比例从高到低：60 排在 75 后面"),
        # 500.50 × 70 % is 350.35, of which 90 % is 315.315.
        ("standard", "500.50", "rules.base", "350.35 元的 90% 不是整分"),
    ],
)
def test_numbers_that_conflict_are_refused_with_their_month(
    key: str, value: Any, where: str, says: str
) -> None:
    tables = parsed()
    number(key, Literal(value) if isinstance(value, str) else value)(tables["parameters.toml"])
    found: list[Problem] = []
    check(tables, found)
    first = found[0]
    assert (first.file, first.key) == ("pay.toml", where)
    who = "农村、社区兼职、社区专职"
    assert first.message.startswith(f"2022年5月起（{who}）：")
    assert says in first.message


def test_a_ceiling_that_is_never_reached_is_refused() -> None:
    # 999 reports: 979 × 5 = 4895.00.
    tables = parsed()
    number("surplus_most", 4895)(tables["parameters.toml"])
    found: list[Problem] = []
    check(tables, found)
    says = "从来用不上：它管的最多合计 4895.00 元，超不过 4895.00 元；写错了就改，不然删掉"
    assert found[0] == Problem("pay.toml", "ceilings.surplus", says)
    number("surplus_most", 4894)(tables["parameters.toml"])
    found.clear()
    check(tables, found)
    assert found == []


def test_a_reading_is_tried_on_scores_and_shares_too() -> None:
    def easier(table: dict[str, Any]) -> None:
        table["readings"][0]["alternatives"][1]["patches"][0]["value"] = "standard"

    (found,) = problems(easier, "readings.toml")
    assert "改后 pay.toml · scores.month_score.pass" in found[1]


@pytest.mark.parametrize(
    "change",
    [
        score(start=100),
        score(items=[]),
        share(bands=[]),
        share(covers=[]),
        ceiling(2, most_of=[]),
    ],
)
def test_a_value_of_another_type_is_misshapen(change: Change) -> None:
    tables = parsed()
    change(tables["pay.toml"])
    assert misshapen(tables) == "pay.toml"
    found: list[Problem] = []
    check_shapes({"pay.toml": tables["pay.toml"]}, found)
    assert found
