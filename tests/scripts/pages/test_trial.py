"""`check` fills every template and follows the links between the pages, before MkDocs runs."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from calculator.errors import PolicyError
from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.pages import trial
from scripts.pages.addresses import Lost, lost
from scripts.setup.bootstrap import ROOT
from scripts.verbs import check
from tests.calculator.conftest import edit

REVISED = ROOT / "tests" / "counties" / "revised"


def test_todays_pages_are_filled_and_lead_somewhere(content: Handbook) -> None:
    assert list(trial.trial(content)) == []


def test_a_page_that_cannot_be_printed_is_one_problem_with_its_line(content: Handbook) -> None:
    damaged = replace(content, review={"steps": content.review["steps"]})
    (problem,) = trial.trial(damaged)
    assert problem.file == "review.md.j2"
    assert "行填不出来（UndefinedError：" in problem.message


def test_a_number_that_no_page_can_use_is_one_problem(
    content: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "render", lambda *_: dict[str, str]()["base"])
    (problem,) = trial.trial(content)
    assert "填不出来（KeyError：'base'）" in problem.message


def test_an_address_in_the_data_is_told_where_it_stands(content: Handbook) -> None:
    (see,) = {each for row in content.questions for each in row["see"] if each == "about#estimate"}
    questions = [
        {**row, "see": [each.removesuffix("e") if each == see else each for each in row["see"]]}
        for row in content.questions
    ]
    files = {**content.files, "faq.toml": {"questions": questions}}
    (problem,) = trial.trial(replace(content, questions=questions, files=files))
    assert problem.file == "faq.toml"
    assert problem.key.endswith(".see[0]")
    assert problem.message == "about 页上没有 estimat 这个位置"


def test_a_dead_anchor_in_a_sentence_is_told_where_the_sentence_stands(county: Path) -> None:
    edit(county, "pages.toml", 'course = "', 'course = "[甲](pay.md#nope)[乙](#nope)')
    problems = list(trial.trial(handbook.load(county)))
    assert {(each.file, each.key) for each in problems} == {("pages.toml", "trainers.course")}
    assert [each.message for each in problems] == [
        "pay 页上没有 nope 这个位置",
        "trainers 页上没有 nope 这个位置",
    ]


def test_a_question_may_lead_to_the_page_of_the_changes(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REVISED, tmp_path / "revised"))
    edit(folder, "faq.toml", 'see = ["pay#rates"', 'see = ["changes"')
    assert list(trial.trial(handbook.load(folder))) == []


def test_a_page_that_others_need_is_not_left_out() -> None:
    """The trial text of the exam's county has readings, the newest text has none."""
    book = handbook.load(REVISED)
    pages = {name: title for name, title in book.pages.items() if name != "readings"}
    (problem,) = trial.trial(replace(book, pages=pages))
    assert problem[:2] == ("pages.toml", "left_out")
    assert problem.message == (
        "「理解登记」这一页还要印：2022-05-06 版有没有写清楚的地方，「算一算」、「补助怎么算」有链接到它；"
        "从这里去掉 readings"
    )


def test_check_refuses_what_the_build_could_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "render", lambda *_: {"pay.md": "[第九条](text.md#art-9)", "text.md": ""})
    with pytest.raises(PolicyError, match=r"pay\.md\.j2：这一页上的 text\.md#art-9 没有去处"):
        check.run([])


PAGES = {
    "index.md": "# 首页 { #top }\n[甲](pay.md#rates) [乙](#top) [丙](pay.md#rate)",
    "pay.md": '<p id="rates"></p><a href="../text/#art-9"></a> <a href="../"></a> <a href="../#tops"></a>',
    "text.md": '<p id="art-9"></p>[丁](gone.md) <a href="../gone/"></a> <a href="../assets/sheet.css"></a>',
    "text/old.md": '[戊](../pay.md) <a href="../../pay/#rates"></a> <a href="../../pay/#x"></a> [己](https://a.example/#b)',
}


def test_links_lead_to_a_page_and_an_anchor() -> None:
    assert lost(PAGES) == [
        Lost("index.md", "pay.md#rate", "pay.md"),
        Lost("pay.md", "../#tops", "index.md"),
        Lost("text.md", "gone.md", "gone.md"),
        Lost("text.md", "../gone/", "gone.md"),
        Lost("text/old.md", "../../pay/#x", "pay.md"),
    ]
