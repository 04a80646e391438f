"""Clauses and figures typed in sentences, titles, and readings without effect: what `check` says of them."""

import shutil
from pathlib import Path

import pytest

from scripts.content import handbook
from scripts.content.guards.typed import odd_figures
from scripts.setup.bootstrap import ROOT
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.scripts.content.test_handbook import refusal

WRONG = [
    # There are sixteen articles, and article 8 has fewer than nine items.
    ("duties.toml", "按第十一条第一项计", "按第十七条第一项计", "duties.6.1.pay", "原文里没有第十七条第一项"),
    ("consequences.toml", "第八条第二项", "第八条第九项", "rewards[0].decides", "原文里没有第八条第九项"),
    (
        "readings.toml",
        "第八条第二项没有点到",
        "第8条第9项没有点到",
        "readings.part-time-quota.question",
        "第8条第9项",
    ),
    (
        "categories/crimes.toml",
        'keywords = ["',
        'keywords = ["第二十条',
        "items.14.3.1.keywords[0]",
        "第二十条",
    ),
    # Article 16 names the first day, and article 15 who interprets.
    (
        "readings.toml",
        "解释（第十五条）",
        "解释（第十六条）",
        "readings.base-share.settles",
        "没有县委政法委",
    ),
    (
        "elimination.toml",
        "名单，报县综治中心（第七条、第十三条末段）",
        "名单，报县综治中心（第十六条）",
        "",
        "没有",
    ),
    # The deductions are in article 12, the pay in article 11.
    ("duties.toml", "按第十一条第一项计", "按第十二条第一项计", "duties.6.1.pay", "不是补助、奖励的条款"),
    ("duties.toml", "按第十二条第一项扣", "按第十一条第一项扣", "duties.6.3.pay", "不是扣款的条款"),
    ("elimination.toml", "第十三条第五项写明「", "第十三条第四项写明「", "", "第十三条第四项里没有「"),
]

# Braces are placeholders where a page fills them, and are printed as they are elsewhere.
WRONG += [
    ("faq.toml", 'keywords = ["', 'keywords = ["{x}', "keywords[0]", "没有这个数：{x}"),
    ("faq.toml", 'keywords = ["', 'keywords = ["{', "keywords[0]", "花括号没有成对"),
    ("review.toml", 'what = "', 'what = "{sign_in_price}', "what", "这里的话原样印出来，不写大括号"),
    ("readings.toml", 'label = "随', 'label = "{x}随', "by_result.label", "这里的话原样印出来，不写大括号"),
    ("inputs.toml", 'hint = "', 'hint = "}', "hint", "这里的话原样印出来，不写大括号"),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "says"), WRONG)
def test_a_typed_clause_is_one_of_the_text_and_says_so(
    county: Path, file: str, old: str, new: str, key: str, says: str
) -> None:
    edit(county, file, old, new)
    (problem,) = refusal(county)
    assert problem.file == file
    assert key in problem.key
    assert says in problem.message


def test_the_measures_are_called_as_in_their_text(county: Path) -> None:
    edit(county, "measure.toml", "考核办法（试行）", "考核办法")
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == ("measure.toml", "title")
    assert "「大宁县网格员管理考核办法（试行）」，这里是「大宁县网格员管理考核办法」" in problem.message


REMINDED = [
    # 24.5 × 20 = 490; no number of the tables or of the text makes 491.
    ("readings.toml", "20 条乘 24.50 元是 490.00 元", "20 条乘 24.50 元是 491.00 元", "「491.00 元」"),
    ("readings.toml", "超过 20 条的另加 5 元", "超过 20 条的另加 17 元", "「17 元」"),
    # Other words for a line of zero change no amount.
    (
        "readings.toml",
        '"rules.base.depends_on_result", was = false, value = true',
        '"rules.sign_in_deduction.zero", was = "本月签到 {count}，不扣", value = "本月签到 {count}，没有扣"',
        "理解 base-share 的 by_result 哪个月、哪一类网格员的结果都不改变",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), REMINDED)
def test_what_may_be_a_slip_is_told(
    county: Path, file: str, old: str, new: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(county, file, old, new)
    assert check.run([str(county)]) == 0
    (reminder,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("提醒")]
    assert says in reminder


def test_a_reading_answered_for_every_month_has_no_effect_and_is_no_slip(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = '{ on = 2026-11-01, by = "县委", document = "9号", from = 2022-05-01, choice = "default" }'
    edit(county, "readings.toml", 'asked = ""', f'asked = ""\nanswered = {answer}')
    assert check.run([str(county)]) == 0
    assert "提醒" not in capsys.readouterr().out
    assert handbook.load(county).policy.readings["base-share"].answered is not None


def test_an_item_confused_with_another_leads_to_that_one(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unlicensed shops and internet bars are 14.4.4; fake goods are 14.4.5."""
    bars = '{ article = "14.4.4", why = "黑网吧、黑诊所、黑食品加工点等，报那一项。" }'
    edit(county, "categories/crimes.toml", bars, bars.replace("14.4.4", "14.4.5"))
    assert check.run([str(county)]) == 0
    (reminder,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("提醒")]
    assert (
        "items.14.3.4.near.14.4.5 说「黑网吧、黑诊所、黑食品加工点等，报那一项」，更像是 14.4.4" in reminder
    )


@pytest.mark.parametrize(("typed", "odd"), [("55 分以下", ["55 分"]), ("60 分以下，8 时 35 分前后", [])])
def test_points_typed_on_a_page_are_compared_with_the_scores(
    tmp_path: Path, typed: str, odd: list[str]
) -> None:
    """A month below 60 points is failed; times of the day are no points."""
    county = tmp_path / "county"
    shutil.copytree(ROOT / "tests" / "counties" / "revised", county)
    edit(county, "elimination.toml", 'open = ""', f'open = "得分{typed}不合格"')
    book = handbook.load(county)
    told = list(odd_figures({"elimination.toml": book.files["elimination.toml"]}, book.policy))
    assert [line.partition("说「")[2].partition("」")[0] for line in told] == odd
