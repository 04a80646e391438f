"""What a revision does to typical months, against amounts worked by hand from both texts."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from calculator.money import Span, exactly
from scripts.content.revision import differences
from scripts.content.revision.clauses import CHANGED, GONE, MOVED, NEW, clauses
from scripts.content.revision.effects import Effect, effects, full_months, unexplained, written
from scripts.content.revision.numbers import numbers
from scripts.content.revision.pair import Pair
from scripts.content.revision.tables import changed_rules
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY
from tests.scripts.content.revision.county import CEILING, dearer, effect, pair_of, revised
from tests.support.county import begun, copied


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The two editions of the county with every kind of change."""
    return pair_of(revised(copied(tmp_path_factory.mktemp("revised") / "county")))


@pytest.fixture(scope="module")
def found(pair: Pair) -> list[Effect]:
    """All months of that county."""
    return effects(pair)


# Of a rural worker 350 yuan are fixed and each of 20 reports pays 7.50, so 20 of both are 500. Old: each of
# 20 sign-ins missing costs 10, a hazard 100, an order 30, poor cooperation 30. New: a sign-in costs 12, a
# meeting 30 in place of poor cooperation, and praise pays at most 40.
@pytest.mark.parametrize(
    ("counts", "old", "new"),
    [
        ({"sign_ins": 20, "valid_reports": 20}, 500_00, 500_00),
        ({"sign_ins": 19, "valid_reports": 20}, 490_00, 488_00),
        ({"sign_ins": 20, "valid_reports": 19}, 492_50, 492_50),
        # 350 + 10 × 7.50 = 425; old − 10 × 10, new − 10 × 12.
        ({"sign_ins": 10, "valid_reports": 10}, 325_00, 305_00),
        # The month pays 500, the year's end 10 × 5.
        ({"sign_ins": 20, "valid_reports": 30}, 550_00, 550_00),
        # 350 − 20 × 10, and 350 − 20 × 12.
        ({}, 150_00, 110_00),
        # 500 − 100 − 30 − 30 in both: the meeting costs what poor cooperation did.
        (
            {
                **{"sign_ins": 20, "valid_reports": 20, "missed_hazards": 1, "refused_orders": 1},
                **{"poor_cooperation": 1, "meetings": 1},
            },
            340_00,
            340_00,
        ),
        # The count is asked only by the new edition.
        ({"sign_ins": 20, "valid_reports": 20, "meetings": 1}, 500_00, 470_00),
        # 2 × 30 = 60 for praise by the province, at most 40 in the new edition.
        ({"sign_ins": 20, "valid_reports": 20, "praised_by_province": 2}, 560_00, 540_00),
    ],
)
def test_a_month_is_paid_by_both_texts(
    found: list[Effect], counts: dict[str, int], old: int, new: int
) -> None:
    each = effect(found, "rural", **counts)
    assert each.both is not None
    assert [month.whole() for month in each.both] == [exactly(old), exactly(new)]
    assert each.whole == exactly(new - old)


def test_those_who_lose_most_come_first_and_new_worker_types_last(found: list[Effect]) -> None:
    moved = [each.whole.least for each in found if each.whole]
    assert moved == sorted(moved)
    # No sign-in costs 20 × 12 in place of 20 × 10, and of 2 × 30 yuan for praise the new text pays 40.
    assert moved[0] == -60_00
    assert {each.worker for each in found[len(moved) :]} == {"leader"}
    assert all(each.old is None for each in found[len(moved) :])


def test_a_line_for_each_worker_type(pair: Pair, found: list[Effect]) -> None:
    full = "满额的一个月（签到 20 次、有效信息 20 条）"
    assert full_months(pair, found) == [
        f"农村网格员：{full}500.00 → 500.00 元",
        f"社区兼职网格员：{full}1000.00 → 1000.00 元",
        f"社区专职网格员：{full}1631.00 → 1631.00 元",
        f"片区网格长：{full}500.00 元，新增的类型",
    ]


def test_where_the_new_text_asks_more_both_full_months_are_told(county: Path) -> None:
    """22 sign-ins in place of 20: who does as before misses 2, 500 − 2 × 10 = 480."""
    begun(county, "2027-01-01", "2027-01-01")
    quota = (county / "parameters.toml").read_text("utf-8").partition('id = "sign_in_quota"')[2]
    edit(county, "parameters.toml", quota, quota.replace("value = 20 ", "value = 22 ", 1))
    pair = pair_of(county)
    assert full_months(pair, effects(pair))[0] == (
        "农村网格员：满额的一个月（签到 20 次、有效信息 20 条）500.00 → 480.00 元；"
        "照改后满额（签到 22 次、有效信息 20 条）500.00 元"
    )


def test_typical_months_are_about_a_dozen_for_each_worker_type(pair: Pair, found: list[Effect]) -> None:
    for worker in pair.workers:
        assert 8 <= sum(each.worker == worker and each.case.typical for each in found) <= 14


def test_the_table_has_amounts_as_numbers(pair: Pair, found: list[Effect]) -> None:
    rows = list(csv.DictReader(StringIO(written([(pair, found)]))))
    (zero,) = [row for row in rows if (row["类型"], row["情形"]) == ("农村网格员", "全是零")]
    assert [zero[f"{when}本月应发"] for when in ("旧：", "新：", "差额：")] == ["150.00", "110.00", "-40.00"]
    assert zero["签到（次）"] == "0"
    # 500 + 10 × 5, and 60 for praise (new: 40); one major report pays 100 to 300, a special one 500 to 1000.
    (best,) = [row for row in rows if (row["类型"], row["情形"]) == ("农村网格员", "每种奖励都有")]
    whole = [best[f"{when}连以后另发的{end}"] for when in ("旧：", "新：") for end in ("", "最多")]
    assert whole == ["1210.00", "1910.00", "1190.00", "1890.00"]
    assert (best["差额：连以后另发的"], best["差额：连以后另发的最多"]) == ("-20.00", "")


def test_rules_that_a_revision_changes_for_a_worker_type(pair: Pair) -> None:
    changed = ["praise_reward", "cooperation_deduction", "sign_in_deduction"]
    assert changed_rules(pair, "rural") == changed
    assert changed_rules(pair, "leader") == list(pair.new.policy.tables.rules)


def test_changes_are_listed(pair: Pair) -> None:
    changed = {(each.label, each.workers, each.old, each.new) for each in numbers(pair)}
    assert ("少签到一次扣", "各类", "10.00 元", "12.00 元") not in changed  # the leader had no price before
    assert ("少签到一次扣", "农村网格员、社区兼职网格员、社区专职网格员", "10.00 元", "12.00 元") in changed
    assert ("少签到一次扣", "片区网格长", "—", "12.00 元") in changed
    assert ("表扬奖励每月上限", "各类", "—", "40.00 元") in changed
    assert ("连续两次考核不合格", "各类", "2 次", "3 次") in changed
    others = {
        kind: [(each.label, each.how.partition("（")[0]) for each in items]
        for kind, items in differences.others(pair).items()
    }
    assert others == {
        "算法": [("不积极配合", "算法换了"), ("通报表扬奖励合计的上限", "新增")],
        "次数": [
            ("例会缺席", "2027年1月起要填"),
            ("不积极配合被通报或反馈", "2027年1月起不再问；以前的月份照旧要填"),
        ],
        "类型": [("片区网格长", "新增")],
        "淘汰情形": [],
        "理解": [
            ("50 元的上限只管多报的奖励，还是管当月所有奖励？", "新办法写清楚了，不再有别的理解"),
        ],
    }


def test_a_number_whose_clause_stayed_the_same_is_doubted(county: Path) -> None:
    pair = pair_of(dearer(county))
    assert list(differences.unstated(pair)) == [
        "少签到一次扣（各类）10.00 元 → 12.00 元，第十二条第三项的条文没有改"
    ]
    assert not list(unexplained(pair, effects(pair)))


def test_an_amended_clause_is_a_reason(pair: Pair, found: list[Effect]) -> None:
    assert not [each for each in differences.unstated(pair) if each.startswith("少签到")]
    assert not list(unexplained(pair, found))


def test_a_total_that_moves_for_no_listed_reason_is_told(county: Path) -> None:
    """Two ceilings change places, so no table differs, but the second works on what the first has left.

    Praise 30 + 20 + 10 = 60, surplus 10 × 5 = 50. At most 50 together, then 20 for praise: 20 + 0. The other
    way round: 20, then 30 of the surplus.
    """
    both = CEILING.replace("praise_most", "order_price")  # 30 yuan
    both = both.replace('"order_price"', '"praise_by_city"')  # 20 yuan
    wide = both.replace('id = "praise"', 'id = "rewards"').replace('"praise_by_city"', '"surplus_most"')
    wide = wide.replace('["praise_reward"]', '["praise_reward", "surplus_reward"]')
    edit(county, "pay.toml", "\n[settlement]", f"{wide}{both}\n[settlement]")
    begun(county, "2027-01-01", "2027-01-01")
    edit(county, "pay.toml", f"{wide}{both}", f"{both}{wide}")
    pair = pair_of(county)
    assert differences.lines(pair) == []
    told = list(unexplained(pair, effects(pair)))
    assert [each.partition("：")[2].partition("，它用的数")[0] for each in told] == [
        "超额奖励 0.00 → 30.00 元"
    ] * 3
    assert [each.partition("，")[0] for each in told] == ["农村网格员", "社区兼职网格员", "社区专职网格员"]


def test_clauses_are_told_apart_by_what_happened(county: Path) -> None:
    dearer(county)
    for old, new in (
        ('"12.3" = ', '"12.4" = '),
        ("少一次扣10元", "少一次扣12元"),
        ('"12.4" = ', '"12.3" = "新的一项。"\n"12.4" = '),
    ):
        edit(county, "articles.toml", old, new)
    edit(county, "readings.toml", "少一次扣10元", "少一次扣12元")
    articles = (county / "articles.toml").read_text("utf-8")
    for file in ("pay.toml", "parameters.toml", "inputs.toml", "readings.toml"):
        text = (county / file).read_text("utf-8")
        (county / file).write_text(text.replace('"12.3"', '"12.4"'), "utf-8")
    ids = '\n[ids]\n"12.4" = "12.3"\n"12.3" = "12.3-2027"\n\n[[faults]]'
    (county / "articles.toml").write_text(articles.replace("\n[[faults]]", ids, 1), "utf-8")
    found = {each.stable: each for each in clauses(pair_of(county))}
    assert {key: each.kind for key, each in found.items()} == {
        "12.3": CHANGED,
        "12.3-2027": NEW,
        "16": CHANGED,
    }
    assert (found["12.3"].old_key, found["12.3"].new_key) == ("12.3", "12.4")
    before, after = found["12.3"].pieces()
    assert [text for text, own in before if own] == ["10"]
    assert [text for text, own in after if own] == ["12"]
    assert {MOVED, GONE}.isdisjoint(each.kind for each in found.values())


def test_spans_of_a_difference_stay_spans(found: list[Effect]) -> None:
    (best,) = [
        each for each in found if each.worker == "leader" and each.case.name == "每种奖励都有" and each.new
    ]
    assert best.new is not None
    assert best.new.whole() == Span(1190_00, 1890_00)
    assert best.whole is None


def test_a_new_number_of_a_line_that_was_there_is_beside_what_the_line_paid() -> None:
    """Rural 500 × 70 % = 350, now 420; 700 and 1141 stay. Only the area leader has fixed pay of 300.

    The area leader is paid nothing for reports; the lowest score of 0 is a rule for all.
    """
    found = [(each.label, each.workers, each.old, each.new) for each in numbers(pair_of(COUNTY))]
    assert [
        each for each in found if each[0] in ("基础补助", "固定绩效", "每条有效信息", "月考核最低分")
    ] == [
        ("基础补助", "农村网格员", "350.00 元", "420.00 元"),
        ("基础补助", "片区网格长", "—", "1700.00 元"),
        ("固定绩效", "片区网格长", "—", "300.00 元"),
        ("每条有效信息", "农村网格员", "7.50 元", "9.00 元"),
        ("月考核最低分", "各类", "—", "0 分"),
    ]
