"""How the cost of a changed amount is measured; no site is built here."""

import sys
import tomllib
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from calculator.month import Month
from scripts.content import handbook
from scripts.measure.bench import building as measured
from scripts.measure.bench.building import AMOUNT, AMOUNTS, TREE, building, with_amount
from scripts.setup.bootstrap import ROOT

CHECKED = Month(2026, 11)
# Stands in for the build: records the amounts, and takes 0.3 s longer than the stand-in for MkDocs.
NOTE = (
    "import pathlib, sys, time; open(sys.argv[1], 'a').write(pathlib.Path(sys.argv[2]).read_text() + '\\0')"
)


@pytest.fixture(name="noted")
def in_place_of_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Replace both builds by stand-ins; return the file in which the first one records its input."""
    noted = tmp_path / "noted"
    slow = [sys.executable, "-c", f"{NOTE}; time.sleep(0.3)", str(noted), AMOUNTS.as_posix()]
    commands = {"build": slow, "mkdocs": [sys.executable, "-c", "open('.venv/pyvenv.cfg')"]}
    monkeypatch.setattr(measured, "COMMANDS", commands)
    # Beside a run of the real thing, and beside another test process.
    monkeypatch.setattr(measured, "TREE", tmp_path / "tree")
    return noted


def price(text: str) -> int:
    """Return the last row's value of the amount that is changed."""
    (found,) = (each for each in tomllib.loads(text)["parameters"] if each["id"] == AMOUNT)
    value: int = found["values"][-1]["value"]
    return value


def test_each_turn_has_another_amount_and_ours_stay(noted: Path) -> None:
    ours = (ROOT / AMOUNTS).read_bytes()
    found = building(2)
    seen = [price(text) for text in noted.read_text("utf-8").split("\0")[:-1]]
    now = price(ours.decode())
    # The first turn does not count.
    assert seen == [now + 1, now + 2, now + 3]
    assert (ROOT / AMOUNTS).read_bytes() == ours
    assert not measured.TREE.exists()
    assert found["extra_s"]["runs"] == 2
    assert found["extra_s"]["min"] <= found["extra_s"]["median"] <= found["extra_s"]["max"]
    assert found["build_s"]["min"] >= 0.3


def test_a_failed_build_is_reported_and_leaves_no_files(noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('写错了')"]
    monkeypatch.setattr(measured, "COMMANDS", {"build": failing})
    with pytest.raises(ProjectError, match="网站没有生成：写错了"):
        building(1)
    assert not measured.TREE.exists()
    assert not noted.exists()


def test_the_tree_is_where_no_build_and_no_check_looks() -> None:
    assert TREE.is_relative_to(ROOT / "build")


def test_only_that_amount_changes_and_the_policy_still_holds(county: Path) -> None:
    text = (county / AMOUNTS.name).read_text("utf-8")
    later = text.replace(f'id = "{AMOUNT}"', 'id = "another"')
    with pytest.raises(ProjectError, match=AMOUNT):
        with_amount(later, CHECKED, 1)
    old = handbook.load(county).policy.tables.parameters
    (county / AMOUNTS.name).write_text(with_amount(text, CHECKED, 6), "utf-8")
    new = handbook.load(county).policy.tables.parameters
    assert [key for key in old if old[key] != new[key]] == [AMOUNT]
