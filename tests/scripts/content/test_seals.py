"""Digests of the stored editions: a changed file is reported, and its content is not checked further."""

import tomllib
from pathlib import Path

import pytest

from calculator.errors import Problem
from scripts.content import files
from scripts.content.guards.kept import digests
from scripts.content.revision.draft import seal
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.scripts.content.test_guards import NEW, OLD, said
from tests.scripts.content.test_handbook import refusal
from tests.support.county import begun

PRICE = "values = [{ from = 2022-05-06, value = 5 }]"
LATER = PRICE.replace(" }]", " }, { from = 2026-01-01, value = 7 }]")
# Edits that change months of the old edition: the file, the old text, the new text.
SLIPS = [
    ("pay.toml", 'rate = "sign_in_price"', 'rate = "order_price"'),
    ("elimination.toml", 'from_level = "city"', 'from_level = "county"'),
    ("measure.toml", "in_force_from = 2022-05-06", "in_force_from = 2023-05-06"),
    ("measure.toml", f'version = "{OLD}"', 'version = "2020-01-01"'),
    ("parameters.toml", "rural = 7.5,", "rural = 75,"),
    ("parameters.toml", PRICE, LATER),
    ("workers.toml", 'name = "社区专职网格员"', 'name = "社区兼职网格员2"'),
    ("inputs.toml", "max = 999", "max = 20"),
    ("readings.toml", "value = 24.45 }", "value = 24.54 }"),
    ("articles.toml", "少一次扣10元", "少一次扣20元"),
    ("pay.toml", "[[rules]]", "[[rules"),
]
# One that is a sound edition, one with another edition's name, one that cannot be read.
REFUSED = (SLIPS[0], SLIPS[3], SLIPS[-1])


@pytest.fixture
def revised(county: Path) -> Path:
    """The county after a new edition was begun, nothing in it changed yet."""
    begun(county, NEW)
    return county


def test_a_changed_file_of_a_stored_edition_is_the_only_reported_problem(revised: Path) -> None:
    place = revised / "editions" / OLD
    sealed = tomllib.loads((revised / files.VERSIONS).read_text("utf-8"))["sealed"][OLD]
    for file, old, new in SLIPS:
        stored = (place / file).read_bytes()
        edit(place, file, old, new)
        now = digests(place)
        assert [name for name, digest in sealed.items() if now.get(name) != digest] == [file], old
        if (file, old, new) in REFUSED:
            wrong = f"旧版 {OLD} 的 {file} 被改过，从备份放回"
            assert refusal(revised) == (Problem(f"editions/{OLD}/{file}", "", wrong),), old
        (place / file).write_bytes(stored)
    assert check.run([str(revised)]) == 0


def test_a_lost_file_of_a_stored_edition_is_reported(revised: Path) -> None:
    (revised / "editions" / OLD / "pay.toml").unlink()
    (wrong,) = refusal(revised)
    assert wrong.message == f"旧版 {OLD} 的 pay.toml 不见了，或者读不出来，从备份放回"


def test_how_lines_end_is_no_change(revised: Path) -> None:
    file = revised / "editions" / OLD / "pay.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check.run([str(revised)]) == 0


def test_an_edition_kept_before_there_were_digests_is_reminded_of(
    revised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is refused; a message names the command that writes the missing digests."""
    file = revised / files.VERSIONS
    listed = file.read_text("utf-8")
    file.write_text(listed.partition("\n[sealed")[0], "utf-8")
    sealing = f"python3 -m scripts revise --county {revised} --seal"
    reminder = f"提醒：旧版 {OLD} 还没有记号，被改了看不出来；对着备份看过没有改动，运行 {sealing}。"
    assert reminder in said(revised, capsys)
    begun(revised, "2028-01-01", "2026-02-01")
    assert seal(revised) == [OLD]
    assert "记号" not in said(revised, capsys)
    assert seal(revised) == []
    edit(revised / "editions" / OLD, *SLIPS[0])
    assert [each.file for each in refusal(revised)] == [f"editions/{OLD}/pay.toml"]


def test_digests_are_written_by_the_command_alone(revised: Path) -> None:
    edit(revised, files.VERSIONS, f'[sealed."{OLD}"]', f'[sealed]\n"{OLD}" = 5\n[other]')
    assert (files.VERSIONS, f"sealed.{OLD}") in [(each.file, each.key) for each in refusal(revised)]
