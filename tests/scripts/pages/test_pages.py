"""How pages are printed: for one month, from every key they name, and the same every time."""

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.content.pages import PAGES
from scripts.pages import environment, render
from scripts.setup.bootstrap import ROOT
from tests.scripts.conftest import append_rows

RECEIPT = re.compile(r"数据 [0-9a-f]{8} · 引擎 [0-9a-f]{8}")
# The sentence about a later amount, with the empty lines around it.
SOON = re.compile(r"(?:\n+\*\*\S+起要变\*\*.*)*\n+")
# The whole build, on another day, in another order of hashing.
BUILD_LATER = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
import mkdocs.utils
from scripts.site.build import build

class Later(datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + timedelta(days=400)

mkdocs.utils.datetime = Later
build(Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def printed(content: Handbook) -> dict[str, str]:
    """The pages' Markdown, without a runtime."""
    return render.render(content, None)


def test_all_pages_are_printed(printed: dict[str, str]) -> None:
    """One file a page, each with what MkDocs needs to know of it."""
    assert list(printed) == [f"{name}.md" for name in PAGES]
    for text in printed.values():
        assert re.match(r"---\ntitle: \S.*\ndescription: \S.*\n", text)


def test_printing_twice_gives_the_same(printed: dict[str, str]) -> None:
    """Nothing in a page depends on anything but the county's folder."""
    assert render.render(handbook.load(), None) == printed


@pytest.mark.deep
def test_two_builds_are_the_same_byte_for_byte(site: Path, tmp_path: Path) -> None:
    """A year later, elsewhere, with another hash seed, time zone and locale, each file is the same."""
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    surroundings.pop("SOURCE_DATE_EPOCH", None)  # the build above has set it in this process
    command = [sys.executable, "-c", BUILD_LATER, str(tmp_path / "later")]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    first, later = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (site, tmp_path / "later")
    )
    assert len(first) > 30
    assert set(first) == set(later)
    assert [name for name in first if first[name] != later[name]] == []


@pytest.mark.parametrize(
    ("day", "same"), [("2026-11-01", False), ("2026-12-01", True)], ids=["this month", "next month"]
)
def test_pages_are_of_the_month_the_text_was_checked_in(day: str, same: bool, county: Path) -> None:
    """An amount from a later month on is on no page yet, but for the sentence that says when it begins."""
    printed = render.render(handbook.load(county), None)
    append_rows(county, day)
    found = render.render(handbook.load(county), None)
    names = ("pay", "rewards", "calculator", "readings", "faq", "glossary", "sheet", "trainers", "duties")
    follow = {f"{name}.md" for name in names}
    # The receipt of a slip names the data of all months, also of those to come.
    before, after = (
        {name: SOON.sub("\n", RECEIPT.sub("", text)) for name, text in of.items()} for of in (printed, found)
    )
    assert {name for name in before if after[name] != before[name]} == (set() if same else follow)


def test_a_key_that_is_not_there_stops_the_printing(content: Handbook) -> None:
    """Nothing is printed as an empty place."""
    duties = [{key: value for key, value in duty.items() if key != "day"} for duty in content.duties]
    broken = dataclasses.replace(content, duties=duties)
    with pytest.raises(UndefinedError, match="day"):
        render.render(broken, None)


def test_templates_kept_compiled_hold_nothing_that_was_printed(
    content: Handbook, printed: dict[str, str]
) -> None:
    """If a template names a page, the link is made again at each printing."""
    template = (environment.TEMPLATES / "duties.md.j2").read_text("utf-8")
    assert '[["会扣钱的", "rewards#deductions"]' in template
    assert "[会扣钱的](rewards.md#deductions)" in printed["duties.md"]
    without = {name: title for name, title in content.pages.items() if name != "rewards"}
    again = render.render(dataclasses.replace(content, pages=without), None, names=["duties"])
    assert "rewards.md" not in again["duties.md"]


def test_a_parameter_that_is_not_there_stops_the_printing(
    content: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template can name only amounts that the policy has."""
    templates = Path(shutil.copytree(environment.TEMPLATES, tmp_path / "templates"))
    text = (templates / "pay.md.j2").read_text(encoding="utf-8")
    old = "{{ parameters[column.value]|due_to(id, policy) }}"
    assert old in text
    wrong = text.replace(old, "{{ parameters.fine|due_to(0, policy) }}")
    (templates / "pay.md.j2").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(environment, "TEMPLATES", templates)
    monkeypatch.setattr(environment, "COMPILED", tmp_path / "compiled")
    with pytest.raises(UndefinedError, match="fine"):
        render.render(content, None)


def test_writing_touches_only_what_changed(printed: dict[str, str], tmp_path: Path) -> None:
    """MkDocs' own watching sees one page change, and a page no longer printed is gone."""
    render.write(printed, tmp_path)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    (tmp_path / "old.md").write_text("# 旧页\n", encoding="utf-8")
    render.write({**printed, "pay.md": "# 新页\n"}, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(printed)
    assert [path.name for path in tmp_path.iterdir() if path.stat().st_mtime != 1] == ["pay.md"]
    assert (tmp_path / "pay.md").read_text(encoding="utf-8") == "# 新页\n"
