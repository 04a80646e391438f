"""articles.toml is compared with source.txt: every changed character, number or heading is reported."""

from pathlib import Path

import pytest

from calculator.errors import PolicyError
from scripts.content import handbook
from scripts.content.guards.source import unlike
from scripts.content.handbook import Handbook
from tests.calculator.conftest import edit
from tests.scripts.content.test_handbook import refusal

ARTICLES = "articles.toml"
# One mistake each: the old text, the new text, and the only place where it is reported.
SLIPS = [
    ("年满18周岁", "年满16周岁", "text.5", "原文是「网格员为年满18周岁"),
    ("影响杜会稳定", "影响社会稳定", "text.14", "影响社会稳定的重点"),
    ('13.5" = ', '13.6" = ', "text.13.6", "原文这里的序号是「5、」，这里排的是第 6"),
    ('"8" = ', '"80" = ', "text.80", "原文这里的序号是「第八条」"),
    ("少一次扣10元。", "少一次扣10元", "text.12.3", "原文是「，少一次扣10元。」，这里是「，少一次扣10元」"),
    ('统一发放。"\n"8"', '统一发放。请注意"\n"8"', "text.7", "这里是「"),
    ("第二章 选聘", "第二章 选拔", "chapters[1].text", "这里是「第二章选拔」"),
    ("first_article = 4", "first_article = 5", "text.3", "第二章选聘"),
    ('2022年5月6日"', '2023年5月6日"', "notice[4]", "这里是「2023年5月6日」"),
    ("自2022年5月6日起试行。", "自2022年5月6日起", "text.16", "这里是「22年5月6日起」"),
]


@pytest.mark.parametrize(("old", "new", "key", "says"), SLIPS)
def test_a_slip_in_the_text_is_one_sentence(old: str, new: str, key: str, says: str, county: Path) -> None:
    """The place and both wordings are reported, and no problem that only follows from them."""
    edit(county, ARTICLES, old, new)
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == (ARTICLES, key)
    assert says in problem.message
    assert "照原文改" in problem.message


def test_a_figure_changed_in_both_files_is_reported(county: Path) -> None:
    """The amount and its clause agree with each other, and neither with the county's text."""
    edit(county, ARTICLES, "省级的奖励30元", "省级的奖励40元")
    prices = (county / "parameters.toml").read_text("utf-8").partition('id = "praise_by_province"')[2]
    edit(county, "parameters.toml", prices, prices.replace("value = 30", "value = 40", 1))
    assert [(each.file, each.key) for each in refusal(county)] == [(ARTICLES, "text.11.2")]


def test_the_county_s_text_must_be_there(county: Path) -> None:
    (county / "source.txt").unlink()
    with pytest.raises(PolicyError, match=r"source[.]txt：没有这个文件或读不出来"):
        handbook.load(county)


def test_the_text_may_be_broken_into_lines_otherwise(content: Handbook) -> None:
    """White space is none of the text; a text that goes on behind the last article is."""
    says = Path("policy/daning/source.txt").read_text("utf-8")
    assert unlike(" ".join(says.split()), content.article_tables) is None
    assert unlike(says.replace("，", "，\n").replace("第", "\n第 "), content.article_tables) is None
    longer = unlike(says + "第十七条 另行规定。", content.article_tables)
    assert longer is not None
    assert longer.key == "text.16"
