"""Marks in texts: what Markdown would not show, or would not build, is refused by file and key."""

from pathlib import Path

import pytest

from scripts.content.guards.marks import check_marks
from tests.calculator.conftest import edit
from tests.scripts.content.test_handbook import refusal

PAGES = ("pay", "text")
SHOWN = [
    "**先打 110**，再上报（{12.3}）",
    "见[默认理解](pay.md)、[这一页上](#whom)",
    "见[条文](text.md#art-9)和[旧的条文](text/2022-05-06.md#art-9)",
    "平安办[2022]9号，得分<60 的",
    "见[县里的网站](https://county.example/a)",
]
# A text, and words of its message.
REFUSED = [
    ("见[看](pay)", "「见[看](pay)」"),
    ("见[看](pay.html)", "「见[看](pay.html)」"),
    ("见[看](/pay/)", "「见[看](/pay/)」"),
    ("见[看](../pay.md)", "「见[看](../pay.md)」"),
    ('见[看](pay.md "名")', "「见[看](pay.md"),
    ("见[看][乙]", "「见[看][乙]」"),
    ("[甲]: pay.md", "「[甲]: pay.md」"),
    ("见![图](pay.md)", "「见![图](pay.md)」"),
    ("见<div>甲", "「见<div>甲」"),
    ("见`甲`", "「见`甲`」"),
    ("甲\\*乙", "「甲\\*乙」"),
    ("甲|乙", "「甲|乙」"),
    ("甲\n# 乙", "「甲⏎# 乙」"),
    ("见[看](wage.md)", "没有这一页：wage（可以写：pay、text）"),
    ("见[看](sheet.md#x)", "「每月自查表」这一页不印（pages.toml 的 left_out）"),
]


@pytest.mark.parametrize("said", SHOWN)
def test_bold_placeholders_and_links_are_shown(said: str) -> None:
    assert list(check_marks({"faq.toml": {"answer": said}}, PAGES)) == []


@pytest.mark.parametrize(("said", "says"), REFUSED)
def test_any_other_mark_is_refused(said: str, says: str) -> None:
    (problem,) = check_marks({"faq.toml": {"questions": [{"id": "a", "answer": said}]}}, PAGES)
    assert problem[:2] == ("faq.toml", "questions.a.answer")
    assert says in problem.message


def test_a_county_with_such_a_text_is_refused(county: Path) -> None:
    edit(county, "pages.toml", 'course = "', 'course = "<b>')
    (problem,) = refusal(county)
    assert problem[:2] == ("pages.toml", "trainers.course")
    assert "不写别的记号" in problem.message


def test_the_text_of_the_measures_has_no_such_mark_either(county: Path) -> None:
    """The page of the changes prints clauses as Markdown."""
    for file in ("source.txt", "articles.toml"):
        edit(county, file, "适时", "[适时](a)")
    (problem,) = refusal(county)
    assert problem[:2] == ("articles.toml", "text.3")
