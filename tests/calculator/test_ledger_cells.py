"""Each cell of the ledger's table: the accepted spellings, and the sentence for a wrong cell."""

import pytest

from tests.calculator.ledger_tables import HEADERS, changed, read, refused, text_of
from tests.calculator.ledgers import PRESENT


@pytest.mark.parametrize(
    "written",
    [
        *("2026-10", "2026/10", "2026年10月", "2026.10", "２０２６-10", "2026/10/1", "2026-10-01"),
        *("2026年10月1日", " 2026-10 "),
    ],
)
def test_a_month_as_spreadsheets_write_it(written: str) -> None:
    assert read(text_of(HEADERS, changed(month=written)))[0]["month"] == "2026-10"


def test_a_month_of_one_digit_is_one_too() -> None:
    for written in ("2026/1", "2026年1月", "2026-1"):
        assert read(text_of(HEADERS, changed(month=written)))[0]["month"] == "2026-01"


def test_a_version_that_became_a_day_is_read_as_it_was() -> None:
    assert read(text_of(HEADERS, changed(policy="2022/5/6")))[0]["policy"] == PRESENT
    assert read(text_of(HEADERS, changed(policy="")))[0]["policy"] == PRESENT


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        ({"sign_ins": "不清楚"}, "sign_ins", None),
        ({"sign_ins": "１９"}, "sign_ins", 19),
        ({"major_reports": ""}, "major_reports", 0),
        ({"worker_type": "community_full_time"}, "worker_type", "community_full_time"),
        ({"result": ""}, "result", None),
        ({"result": "不合格"}, "result", "fail"),
        ({"criticised_by": "省级，县级"}, "criticised_by", ["county", "province"]),
        ({"title_misuse": "是"}, "title_misuse", True),
        ({"title_misuse": ""}, "title_misuse", False),
        ({"fabricated": "是"}, "fabrication", {"loss": None, "bad_effect": None}),
        (
            {"fabricated": "是", "fabrication_loss": "否", "fabrication_bad_effect": "是"},
            "fabrication",
            {"loss": False, "bad_effect": True},
        ),
        ({"fabricated": ""}, "fabrication", None),
        (
            {"readings": "surplus-cap＝all_rewards; base-share=default；"},
            "readings",
            {"surplus-cap": "all_rewards"},
        ),
        ({"note": " 空 "}, "note", " 空 "),
        ({"note": "-5"}, "note", "-5"),
    ],
)
def test_a_cell_is_read(cells: dict[str, str], key: str, value: object) -> None:
    assert read(text_of(HEADERS, changed(**cells)))[0][key] == value


@pytest.mark.parametrize(
    ("cells", "key", "message"),
    [
        ({"sign_ins": "x"}, "sign_ins", "签到次数要写 0 到 999 的整数，例如 18（写的是 x）"),
        (
            {"sign_ins": ""},
            "sign_ins",
            "签到次数要写 0 到 999 的整数，例如 18；没有就写 0，还不清楚就用「不清楚」",
        ),
        (
            {"worker_type": "社区专职"},
            "worker_type",
            "「网格员类型」要写 农村网格员、社区兼职网格员、社区专职网格员（写的是 社区专职）",
        ),
        ({"result": "好"}, "result", "「本月考核结果」要写 合格、不合格，还没公布就空着（写的是 好）"),
        (
            {"title_misuse": "不清楚"},
            "title_misuse",
            "「以专职网格员名义从事其它不正当活动」要写 是 或 否（写的是 不清楚）",
        ),
        (
            {"criticised_by": "县级、乡级"},
            "criticised_by",
            "「被通报批评」要写 县级、市级、省级，可以写几个，没有就空着（写的是 乡级）",
        ),
        (
            {"fabricated": "有"},
            "fabricated",
            "「被认定捏造事实、弄虚作假」要写 是 或 否（写的是 有）",
        ),
        (
            {"fabrication_loss": "是"},
            "fabricated",
            "「被认定捏造事实、弄虚作假」后面写了后果，这一格就要写 是",
        ),
        (
            {"fabricated": "否", "fabrication_bad_effect": "不清楚"},
            "fabricated",
            "「被认定捏造事实、弄虚作假」后面写了后果，这一格就要写 是",
        ),
        (
            {"fabricated": "是", "fabrication_loss": "有"},
            "fabricated",
            "「被认定捏造事实、弄虚作假」的后果要写 是、否 或 不清楚（写的是 有）",
        ),
        (
            {"readings": "base-share"},
            "readings",
            "「选定的理解」要写成 理解的编号=选法的编号，几条用；分开，没有就空着",
        ),
        (
            {"readings": "base-share=default；base-share=by_result"},
            "readings",
            "「选定的理解」要写成 理解的编号=选法的编号，几条用；分开，没有就空着",
        ),
        (
            {"readings": "base-share=x"},
            "readings.base-share",
            "这条理解没有这种选法，可以写：default、by_result",
        ),
        ({"note": "a\nb"}, "note", "备注里有换行、制表符或者显示不出来的字符，请删掉它们"),
    ],
)
def test_a_cell_that_is_wrong_is_named_by_its_line(cells: dict[str, str], key: str, message: str) -> None:
    text = text_of(HEADERS, changed(month="2026-09"), changed(**cells))
    assert refused(text) == {f"line.3.{key}": [f"第 3 行：{message}"]}
