"""answers.toml: an answer reaches an earlier edition of the county, whose own files do not change."""

from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.errors import Problem, ProjectError
from calculator.loading.answers import FILE, check_answers
from calculator.loading.folder import load_editions, tables_of
from tests.calculator.revision import NEW, OLD

ANSWER = f"""[[answers]]
edition = "{OLD}"
reading = "base-share"
on = 2026-11-20
by = "县委政法委"
document = "平安办〔2026〕9号"
from = 2026-06-01
choice = "by_result"
"""


@pytest.fixture
def answered(revised: Path) -> Path:
    """A county with two editions and an answer about the first."""
    (revised / FILE).write_text(ANSWER, "utf-8")
    return revised


@pytest.mark.parametrize(
    ("name", "least"),
    [("2026-05", "500.00"), ("2026-06", "150.00"), ("2026-12", "150.00"), ("2027-01", "500.00")],
)
def test_an_answer_holds_from_its_month_until_the_edition_ends(
    answered: Path, month: dict[str, Any], name: str, least: str
) -> None:
    # 350 + 20 × 7.50 = 500; from June on the base is anything from 0 to 350. The new edition has no answer.
    answer = Calculator(load_editions(answered)).estimate({**month, "month": name})
    assert answer["totals"]["payable"] == {"min": least, "max": "500.00"}
    assert ("base-share" in {each["reading"] for each in answer["readings"]}) is (least == "500.00")


WRONG = [
    (
        f'edition = "{OLD}"',
        f'edition = "{NEW}"',
        ".edition",
        f"{NEW} 版没有存成旧版，它的答复写在 readings.toml",
    ),
    (f'edition = "{OLD}"', 'edition = "2021-01-01"', ".edition", "没有这个旧版：2021-01-01"),
    ('"base-share"', '"base-shares"', ".reading", "没有这个理解：base-shares，是不是要写 base-share"),
    ("from = 2026-06-01", "from = 2026-06-15", ".from", "要从某月 1 日起；2026-06-15 在月中"),
    ("from = 2026-06-01", "from = 2027-01-01", ".from", f"{OLD} 版只管到2026年12月，从 2027-01-01 起的答复"),
    ('"by_result"', '"by_results"', ".choice", "没有这个选法：by_results，是不是要写 by_result"),
]


@pytest.mark.parametrize(("old", "new", "key", "says"), WRONG)
def test_a_faulty_answer_is_refused(answered: Path, old: str, new: str, key: str, says: str) -> None:
    assert old in ANSWER
    (answered / FILE).write_text(ANSWER.replace(old, new), "utf-8")
    editions = [tables_of(answered / "editions" / OLD), tables_of(answered)]
    problems: list[Problem] = []
    check_answers(tables_of(answered, [FILE])[FILE]["answers"], editions, problems)
    (problem,) = problems
    assert (problem.file, problem.key) == (FILE, f"answers[0]{key}")
    assert problem.message.startswith(says)
    with pytest.raises(ProjectError, match=r"answers\.toml 里有问题"):
        load_editions(answered)


@pytest.mark.parametrize(
    "text", [ANSWER + ANSWER, ANSWER.replace("[[", "["), ANSWER.replace("[[", "[[[["), "x = 5"]
)
def test_a_file_that_cannot_be_read_or_answers_twice_is_refused(answered: Path, text: str) -> None:
    (answered / FILE).write_text(text, "utf-8")
    with pytest.raises(ProjectError, match=r"answers\.toml 里有问题"):
        load_editions(answered)
