"""`check` fills every template and follows the links between the pages, before MkDocs runs."""

from dataclasses import replace

import pytest

from calculator.errors import PolicyError
from scripts.content.handbook import Handbook
from scripts.pages import trial
from scripts.pages.addresses import Lost, lost
from scripts.verbs import check


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


def test_check_refuses_what_the_build_could_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "render", lambda *_: {"pay.md": "[第九条](text.md#art-9)", "text.md": ""})
    with pytest.raises(PolicyError, match=r"pay\.md\.j2：这一页上的 text\.md#art-9 没有去处"):
        check.run([])


PAGES = {
    "index.md": "# 首页 { #top }\n[甲](pay.md#rates) [乙](#top) [丙](pay.md#rate)",
    "pay.md": '<p id="rates"></p><a href="../text/#art-9"></a> <a href="../"></a> <a href="../#tops"></a>',
    "text.md": '<p id="art-9"></p>[丁](gone.md) <a href="../assets/sheet.css"></a> <a href="tel:110"></a>',
    "text/old.md": '[戊](../pay.md) <a href="../../pay/#rates"></a> <a href="../../pay/#x"></a> [己](https://a.example/#b)',
}


def test_links_lead_to_a_page_and_an_anchor() -> None:
    assert lost(PAGES) == [
        Lost("index.md", "pay.md#rate"),
        Lost("pay.md", "../#tops"),
        Lost("text.md", "gone.md"),
        Lost("text/old.md", "../../pay/#x"),
    ]
