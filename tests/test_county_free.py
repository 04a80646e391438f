"""The code knows no county: no article, worker type, amount or rule of a text is named in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator.loading.folder import DEFAULT_FOLDER, load
from scripts.setup.bootstrap import ROOT

# `bench` and the pictures measure the default county, whose rules other programs compute there too.
MEASURES = ROOT / "scripts" / "measure"
FOLDERS = ("calculator", "scripts", "docs/assets")
OTHERS = {".j2", ".js", ".mjs", ".html", ".css"}
ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条|[二三四五六七八九十百]+类|[一二三四五六七八九十]+条原文")
# A comment of a template, a script or a style sheet; the rest of a line after //, but not an address.
COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
POLICY = load()


def ids() -> set[str]:
    """Return the ids of the county, without those that are words of the code, such as `base`."""
    tables = POLICY.tables
    every = {*POLICY.workers, *tables.parameters, *tables.rules, *POLICY.readings, *tables.ceilings}
    return {each for each in every if "_" in each or "-" in each} | set(POLICY.workers)


NAMED = re.compile(rf"(?<![\w-])({'|'.join(sorted(map(re.escape, ids()), key=len, reverse=True))})(?![\w-])")


def files() -> list[Path]:
    """Return the files of the code, without those that measure the default county."""
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))]
    return [
        path
        for path in found
        if path.suffix in {".py", *OTHERS} and MEASURES not in path.parents and "vendor" not in path.parts
    ]


def texts(path: Path) -> Iterator[str]:
    """Yield what a file says and names: of Python no comment and no docstring, which may give examples."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield COMMENT.sub("", text)
        return
    tree = ast.parse(text)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword):
            yield node.arg or ""


def found(path: Path) -> set[str]:
    """Return what a file names of the county."""
    return {
        each[0] for text in texts(path) for pattern in (NAMED, ARTICLE) for each in pattern.finditer(text)
    }


def test_the_code_names_nothing_of_the_county() -> None:
    assert len(files()) > 200
    assert {path.relative_to(ROOT).as_posix(): found(path) for path in files() if found(path)} == {}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.py", 'X = {"rural": 5}\n', {"rural"}),
        ("a.py", "def f(x):\n    return x.report_price\n", {"report_price"}),
        ("a.py", 'def f():\n    """Return 第七条 of rural."""\n', set()),
        (
            "a.j2",
            "{# 第七条 #}{{ parameters.sign_in_price|value }}（第十二条第三项）",
            {"sign_in_price", "第十二条"},
        ),
        ("a.js", '// 五类\nconst said = "下面的五类里"; // rural', {"五类"}),
    ],
)
def test_a_name_of_the_county_is_found(name: str, text: str, told: set[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert found(tmp_path / name) == told


def test_the_county_has_names_to_look_for() -> None:
    assert {"rural", "community_part_time", "report_price", "sign_in_deduction", "surplus-cap"} <= ids()
    assert DEFAULT_FOLDER.name not in ids()
