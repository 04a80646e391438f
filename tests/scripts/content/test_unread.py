"""A file that cannot be read is one problem: the line, what to type, and a caret under the place."""

import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.errors import Problem
from calculator.loading.folder import DEFAULT_FOLDER, FILES
from scripts.content.reading import checked, parse
from scripts.content.unread.places import encoding, explained, shown
from tests.calculator.conftest import edit
from tests.support.county import first_rows
from tests.support.examples import examples

TABLES = tomllib.loads((Path(__file__).parent / "unread.toml").read_text(encoding="utf-8"))["unread"]
PARAMETERS = first_rows((DEFAULT_FOLDER / "parameters.toml").read_text(encoding="utf-8"))
TYPED = [
    *"“”‘’，。＝：［］｛｝＃７　元%=,.[]{}#\"'\\\t",
    "\u00a0",
    "\u200b",
    "\x00",
    "\r",
    "[" * 2000,
    "9" * 5000,
]


def only(text: str) -> str:
    """Return the one sentence with which a text is refused."""
    problems: list[Problem] = []
    assert parse({"x.toml": text}, problems) == {}
    (problem,) = problems
    assert (problem.file, problem.key) == ("x.toml", "")
    return problem.message


def under(line: str, caret: str) -> str:
    """Return the part of a shown line that begins above the caret; wide characters are above wide spaces."""
    column = caret.index("^")
    for above, below in zip(line, caret[:column], strict=False):
        assert (unicodedata.east_asian_width(above) in "WF") == (below == "\u3000")
    return line[column:]


@pytest.mark.parametrize("case", TABLES, ids=lambda case: repr(case["text"][:30]))
def test_a_syntax_error_is_reported_with_its_place(case: Mapping[str, Any]) -> None:
    says, line, caret = only(case["text"]).split("\n")
    assert says == f"第 {case.get('line', 1)} 行：{case['says']}"
    shown_at = "".join(each if each.isprintable() else " " for each in case["at"])
    assert under(line, caret).startswith(shown_at)


@pytest.mark.parametrize("text", ["a = [\n" + "[" * 3000, "a = " + "1" * 5000])
def test_deep_nesting_and_long_numbers_are_reported(text: str) -> None:
    """Neither is a TOMLDecodeError: one is a RecursionError, the other a ValueError of int()."""
    assert "行：括号套得太深，或者数太长" in only(text)


@examples(30)
@given(st.integers(0, len(PARAMETERS) - 1), st.integers(0, 3), st.sampled_from(TYPED))
def test_whatever_is_typed_anywhere_is_taken_or_told(place: int, gone: int, typed: str) -> None:
    """One problem at most says that the file cannot be read, in Chinese, with a line of the file."""
    text = PARAMETERS[:place] + typed + PARAMETERS[place + gone :]
    problems: list[Problem] = []
    if not parse({"parameters.toml": text}, problems):
        (problem,) = problems
        says, _, caret = problem.message.split("\n")
        assert says.startswith("第 ")
        assert caret.strip() == "^"
        assert 1 <= int(says.split()[1]) <= text.count("\n") + 1


def test_a_long_line_is_shown_around_the_place() -> None:
    line, caret = shown("一" * 50 + '"yuan”' + "二" * 50, 55).split("\n")
    assert len(line) <= 64
    assert under(line, caret).startswith("”二")


def test_lines_of_windows_are_counted_as_lines() -> None:
    assert explained("a = 1\r\nb = 7.5元\r\n", "Expected newline (at line 2, column 8)").startswith(
        "第 2 行：只写数"
    )


def test_a_repeated_key_without_a_known_place_is_reported_where_the_parser_stopped() -> None:
    assert explained("= 1", "Cannot overwrite a value (at line 1, column 2)").startswith(
        "第 1 行：有一个键写了两次"
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("元".encode("gbk"), "像是 GBK"),
        ("\ufeff元".encode("utf-16-le"), "像是 UTF-16"),
        ("\ufeff元".encode("utf-16-be"), "像是 UTF-16"),
        (b"PK\x03\x04\xff", "是 Word 或表格的文件"),
        (b"\xff", "不是存成 UTF-8 的。"),
    ],
)
def test_another_encoding_is_reported_with_advice(content: bytes, says: str) -> None:
    assert says in encoding(content)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("content", ["", " \n", '“"\n'])
def test_an_unreadable_file_causes_no_further_problems(county: Path, file: str, content: str) -> None:
    """Any unreadable file is one problem: checks that depend on it are left out."""
    (county / file).write_text(content, encoding="utf-8")
    problems: list[Problem] = []
    checked(county, problems)
    (problem,) = problems
    assert problem.file == file


def test_files_that_can_be_read_are_judged_beside_one_that_cannot(county: Path) -> None:
    (county / "parameters.toml").write_text("“", encoding="utf-8")
    edit(county, "workers.toml", 'article = "9"', 'article = "99"')
    problems: list[Problem] = []
    checked(county, problems)
    assert [problem.file for problem in problems] == ["parameters.toml", "workers.toml"]
