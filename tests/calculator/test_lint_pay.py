"""What the loader refuses of parameters.toml and pay.toml."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from calculator.errors import Problem
from calculator.lint.pay import unbound, unknown_fill
from calculator.tables import PayTables
from tests.calculator.conftest import damaged

TABLE = Mapping[str, Any]
SHARE = 'article = "11.1"\nvalues = [{ from = 2022-05-06, value = 70 }]'
SURPLUS = "{ from = 2022-05-06, value = 50 }"
WORKERS = "rural、community_part_time、community_full_time"
STANDARD = "rural = 500, community_part_time = 1000, community_full_time = 1630"
HAS_NO_NUMBER = "这里要有数，不能是 unlimited：{}"


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('unit = "percent"', 'unit = "percent"\nrate = 1', "parameters.base_share.rate", "不认得这个键"),
        ('label = "补助标准"\n', "", "parameters.standard.label", "缺这个键"),
        ('label = "补助标准"', 'label = " "', "parameters.standard.label", "要写文字，不能空着"),
        ('article = "9"', 'article = "17"', "parameters.standard.article", "原文里没有这一条：17"),
        ('id = "standard"', 'id = "Standard"', "parameters.Standard.id", "要写小写英文编号，例如 report_pay"),
        ('id = "standard"', 'id = "standard_"', "parameters.standard_.id", "要写小写英文编号，例如 report_pay"),
        ('id = "standard"', "id = 5", "parameters[0].id", "要写小写英文编号，例如 report_pay"),
        ("rural = 7.5", "rural = 7.555", "parameters.report_price.values[0].rural", "金额 7.555 不是整分"),
        ("24.5 }", "24.455 }", "parameters.report_price.values[0].community_full_time", "金额 24.455 不是整分"),
        ("rural = 500", "rural = -500", "parameters.standard.values[0].rural", "金额要写不小于零的数字"),
        ("rural = 500", 'rural = "500"', "parameters.standard.values[0].rural", "金额要写数字，例如 7.5，不能写 '500'"),
        ("rural = 500", "rural = true", "parameters.standard.values[0].rural", "金额要写数字"),
        ("value = 70", "value = -70", "parameters.base_share.values[0].value", "要写不小于零的整数，不能写 -70"),
        ("value = 70", "value = 70.5", "parameters.base_share.values[0].value", "要写不小于零的整数，不能写 '70.5'"),
        ("value = 70", "value = true", "parameters.base_share.values[0].value", "要写不小于零的整数，不能写 True"),
        (
            "rural = 500, ",
            "",
            "parameters.standard.values[0]",
            f"要写 value，或者 {WORKERS} 各写一个，这里写的是：community_part_time、community_full_time",
        ),
        (STANDARD, "value = 500, rural = 500", "parameters.standard.values[0]", "这里写的是：value、rural"),
        ("rural = 500", "town = 1, rural = 500", "parameters.standard.values[0]", "这里写的是：town、rural"),
        (
            "from = 2022-05-06, value = 70",
            'from = "2022-05-06", value = 70',
            "parameters.base_share.values[0].from",
            "要写日期，例如 2022-05-06，不加引号",
        ),
        (
            "from = 2022-05-06, value = 70",
            "from = 2022-05-06T00:00:00, value = 70",
            "parameters.base_share.values[0].from",
            "要写日期，例如 2022-05-06，不加引号",
        ),
        (
            "from = 2022-05-06, value = 70",
            "value = 70",
            "parameters.base_share.values[0].from",
            "要写日期，例如 2022-05-06，不加引号",
        ),
        (
            "from = 2022-05-06, value = 70",
            "from = 2022-05-07, value = 70",
            "parameters.base_share.values[0].from",
            "第一行要从 2022-05-06 或更早开始，否则有月份没有数",
        ),
        (
            SURPLUS,
            f"{SURPLUS}, {{ from = 2027-02-01, value = 60 }}, {{ from = 2027-01-01, value = 70 }}",
            "parameters.surplus_most.values[2].from",
            "日期要从早到晚排，2027-01-01 不晚于 2027-02-01",
        ),
        (
            SURPLUS,
            f"{SURPLUS}, {{ from = 2027-01-01, value = 60 }}, {{ from = 2027-01-01, value = 70 }}",
            "parameters.surplus_most.values[2].from",
            "日期要从早到晚排，2027-01-01 不晚于 2027-01-01",
        ),
        (
            SURPLUS,
            f"{SURPLUS}, {{ from = 2027-01-15, value = 60 }}",
            "parameters.surplus_most.values[1].from",
            "要从某月 1 日起；2027-01-15 在月中，办法没有写月中变动怎样分段算",
        ),
        (f"[{SURPLUS}]", "[]", "parameters.surplus_most.values", "要写成 [{ from = 日期, … }]，至少一行"),
        (f"[{SURPLUS}]", "50", "parameters.surplus_most.values", "要写成 [{ from = 日期, … }]，至少一行"),
        (f"[{SURPLUS}]", "[50]", "parameters.surplus_most.values", "要写成 [{ from = 日期, … }]，至少一行"),
        ('id = "base_share"', 'id = "standard"', "parameters.standard", "编号重复"),
        ("[[parameters]]", "spare = 1\n[[parameters]]", "spare", "不认得这个键"),
    ],
)
def test_a_damaged_parameter_is_refused_where_it_stands(
    parsed: TABLE, old: str, new: str, key: str, message: str
) -> None:
    found = damaged(parsed, "parameters.toml", old, new)
    assert (found[0].file, found[0].key) == ("parameters.toml", key)
    assert message in found[0].message
    # A parameter that is no longer there is missed by its rules; nothing else follows.
    assert {problem.file for problem in found[1:]} <= {"pay.toml"}


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('kind = "share_of_standard"', 'kind = "bonus"', "rules.base.kind", "没有这个算法种类：bonus（可以写：deduction"),
        ('kind = "share_of_standard"', "kind = []", "rules.base.kind", "没有这个算法种类：[]"),
        ('kind = "share_of_standard"\n', "", "rules.base.kind", "缺这个键"),
        ('zero = "没有基础补助"', 'zero = "没有基础补助"\nnote = "x"', "rules.base.note", "不认得这个键"),
        ('share = "base_share"\n', "", "rules.base.share", "缺这个键"),
        ('share = "base_share"', 'share = "standard"', "rules.base.share", "没有这个数（在 parameters.toml，单位要对）：standard（可以写：base_share）"),
        ("depends_on_result = false", 'depends_on_result = "no"', "rules.base.depends_on_result", "要写 true 或 false"),
        ('also = ["9"]', 'also = ["9.1"]', "rules.base.also", "原文里没有这一条：9.1"),
        ('also = ["9"]', 'also = "9"', "rules.base.also", "要写成列表 [ … ]"),
        ('paid = "month"', 'paid = "week"', "rules.base.paid", "没有这个发放时间：week（可以写：month、year_end）"),
        ('counter = "valid_reports"', 'counter = "report"', "rules.report_pay.counter", "没有这个次数项：report"),
        ('not_again_with = ""', 'not_again_with = "x"', "rules.hazard_deduction.not_again_with", "没有这个次数项：x"),
        ('combine = "each"', 'combine = "some"', "rules.praise_reward.combine", "没有这个写法：some（可以写：each、highest）"),
        ('rate = "praise_by_city"', 'rate = "report_quota"', "rules.praise_reward.levels", "rate 没有这个数"),
        ('counter = "praised_by_city"', 'counter = "x"', "rules.praise_reward.levels", "counter 没有这个次数项：x"),
        ('counter = "praised_by_city", ', "", "rules.praise_reward.levels", "counter 缺这个键"),
        ('{ counter = "praised_by_city", rate = "praise_by_city" }', "5", "rules.praise_reward.levels", "要写成一个表"),
        ("needs = []", 'needs = [{ counter = "sign_ins", at_least = "standard" }]', "rules.surplus_reward.needs", "at_least 没有这个数"),
        ("{count}，每条", "{count，每条", "rules.report_pay.zero", "大括号没有配对"),
        ("{count}，每条", "{reports}，每条", "rules.report_pay.zero", "不认得 {reports}"),
        ("{count}，每条", "{}，每条", "rules.report_pay.zero", "不认得 {}"),
        ('zero = "没有基础补助"', 'zero = ""', "rules.base.zero", "要写文字，不能空着"),
        ('id = "report_pay"', 'id = "base"', "rules.base", "编号重复"),
        ('covers = ["surplus_reward"]', 'covers = ["bonus"]', "ceilings.monthly_rewards.covers", "没有这个算法：bonus"),
        ('covers = ["surplus_reward"]', "covers = []", "ceilings.monthly_rewards.covers", "至少要写 1 个"),
        ('most = "surplus_most"', 'most = "report_quota"', "ceilings.monthly_rewards.most", "没有这个数"),
        ('most = "surplus_most"', 'most = "report_pay_most"', "ceilings.monthly_rewards.most", HAS_NO_NUMBER.format("report_pay_most")),
        ('rate = "report_price"', 'rate = "report_pay_most"', "rules.report_pay.rate", HAS_NO_NUMBER.format("report_pay_most")),
        ('rate = "praise_by_city"', 'rate = "report_pay_most"', "rules.praise_reward.levels", "rate " + HAS_NO_NUMBER.format("report_pay_most")),
        ('below_zero = "nothing_paid"', 'below_zero = "x"', "settlement.below_zero", "没有这个办法：x（可以写：carried、nothing_paid）"),
        ("[settlement]", "[settled]", "settlement", "缺这个键"),
        ("[[ceilings]]", "[[ceiling]]", "ceilings", "缺这个键"),
        ('least = "major_least"', 'least = "special_major_most"', "rules", "2022年5月起（rural）：最少 1000.00 元，比最多的还多"),
    ],
)
def test_a_damaged_rule_is_refused_where_it_stands(
    parsed: TABLE, old: str, new: str, key: str, message: str
) -> None:
    found = [p for p in damaged(parsed, "pay.toml", old, new) if p.key == key]
    assert [problem.file for problem in found] == ["pay.toml"]
    assert message in found[0].message


@pytest.mark.parametrize("row", ["5", '"x"', "[]"])
@pytest.mark.parametrize(("file", "name"), [("pay.toml", "rules"), ("parameters.toml", "parameters")])
def test_a_row_that_is_no_table_is_refused(parsed: TABLE, file: str, name: str, row: str) -> None:
    old = (f"[[{name}]]", f"{name} = [{row}]\n[[spare]]")
    found = damaged(parsed, file, *old)
    assert Problem(file, f"{name}[0]", "要写成一个表") in found


@pytest.mark.parametrize(("file", "name"), [("pay.toml", "rules"), ("parameters.toml", "parameters")])
def test_rows_that_are_no_list_are_refused(parsed: TABLE, file: str, name: str) -> None:
    found = damaged(parsed, file, f"[[{name}]]", f"{name} = 5\n[[spare]]")
    assert Problem(file, name, f"要写成 [[{name}]] 的列表") in found


@pytest.mark.parametrize("key", ["priced_reports", "report_pay_most", "report_quota"])
def test_a_limit_may_be_lifted_where_the_rule_can_do_without_one(parsed: TABLE, key: str) -> None:
    old = f'id = "{key}"'
    row = 'values = [{ from = 2022-01-01, value = "unlimited" }]'
    table = next(table for table in parsed["parameters.toml"]["parameters"] if table["id"] == key)
    text = f'{old}\nlabel = "x"\nunit = "{table["unit"]}"\narticle = "9"\n{row}\n[[parameters]]\nid = "spare"'
    assert [p for p in damaged(parsed, "parameters.toml", old, text) if p.file != "readings.toml"] == []


def test_an_unknown_kind_is_the_only_complaint_about_its_rule(parsed: TABLE) -> None:
    found = damaged(parsed, "pay.toml", 'kind = "rate_up_to_quota"', 'kind = "rate"')
    assert [problem.key for problem in found] == ["rules.report_pay.kind"]


def test_a_share_that_is_not_whole_fen_is_refused_for_its_month_and_type(parsed: TABLE) -> None:
    # 500.01 × 70% = 350.007, not whole 分; 1000 and 1630 stay whole.
    found = damaged(parsed, "parameters.toml", "rural = 500,", "rural = 500.01,")
    assert found[0] == Problem("pay.toml", "rules", "2022年5月起（rural）：500.01 元的 70% 不是整分")


def test_a_later_amount_is_tried_too(parsed: TABLE) -> None:
    # From 2027 on 33% of 500.50 is 165.165.
    later = "{ from = 2027-01-01, value = 33 }"
    tables = PayTables.of({**parsed["parameters.toml"], **parsed["pay.toml"]})
    share = {**tables.parameters["base_share"]}
    share["values"] = [*share["values"], {"from": date(2027, 1, 1), "value": 33}]
    standard = {**tables.parameters["standard"], "values": [{"from": date(2022, 1, 1), "value": 500}]}
    tables = PayTables(
        {**tables.parameters, "base_share": share, "standard": standard}, tables.rules, tables.ceilings, tables.settlement
    )
    assert unbound(tables, ["rural"]) == []
    assert damaged(parsed, "parameters.toml", SHARE, f"{SHARE[:-1]}, {later}]") == []
    standard["values"] = [{"from": date(2022, 1, 1), "value": 5}, {"from": date(2027, 2, 1), "value": 1}]
    share["values"] = [{"from": date(2022, 1, 1), "value": 20}, {"from": date(2027, 3, 1), "value": 3}]
    assert unbound(tables, ["rural"]) == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("没有", None),
        ("{count} {price}", None),
        ("{{x}}", None),
        ("{x} {y}", "不认得 {x}"),
        ("{count.real}", "不认得 {count.real}"),
        ("}", "大括号没有配对"),
    ],
)
def test_the_names_in_a_sentence_are_checked(sentence: str, wrong: str | None) -> None:
    assert unknown_fill(sentence, ("count", "price")) == wrong
