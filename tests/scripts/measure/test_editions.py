"""How several editions are timed beside an older checkout, here a stand-in that answers faster."""

from pathlib import Path

import pytest

from calculator.errors import ProjectError
from calculator.loading.folder import load_editions
from scripts.measure.bench import editions as measured
from scripts.measure.bench.editions import COUNTY, editions
from scripts.setup.bootstrap import ROOT

# An engine of another checkout; the benchmark calls nothing else of it.
ENGINE = """
class Calculator:
    def __init__(self, policy):
        assert policy == "its own county"

    def answer(self, request, verb):
        return ANSWER
"""
FOLDER = """
def load():
    return "its own county"

def load_editions(folder):
    raise AssertionError("the older checkout has one edition")
"""


@pytest.fixture(name="county")
def own_county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the copy of the county be made elsewhere than that of the real thing."""
    monkeypatch.setattr(measured, "COUNTY", tmp_path / "county")
    monkeypatch.setattr(measured, "ESTIMATES", 2)
    monkeypatch.setattr(measured, "MONTHS", 24)
    return tmp_path / "county"


def checkout(folder: Path, answer: str) -> Path:
    place = folder / "older" / "calculator" / "loading"
    place.mkdir(parents=True)
    (place / "__init__.py").touch()
    (place.parent / "__init__.py").touch()
    (place / "folder.py").write_text(FOLDER)
    (place.parent / "api.py").write_text(ENGINE.replace("ANSWER", repr(answer)))
    return folder / "older"


def test_check_alone_is_timed_without_an_older_checkout(county: Path) -> None:
    """The county of three editions passes `check`; the copy is made anew in the next run."""
    found = editions(None, 1)
    assert list(found) == ["check_cpu_s"]
    assert found["check_cpu_s"]["runs"] == 1
    assert len(load_editions(county)) == 3
    assert COUNTY.is_relative_to(ROOT / "build")


@pytest.fixture(name="unchecked")
def without_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace `check`, which takes a second, by a fixed figure."""
    monkeypatch.setattr(measured, "timed", lambda *_: (2.0, 1.0))


@pytest.mark.usefixtures("county", "unchecked")
def test_figures_are_ratios_to_the_older_checkout(tmp_path: Path) -> None:
    """A stand-in that computes nothing is faster in everything, so every ratio is above 1."""
    found = editions(checkout(tmp_path, "{}"), 2)
    verbs = ("estimate", "year", "year_page")
    assert list(found) == [
        "check_cpu_s",
        *(f"{each}_{time}" for each in verbs for time in ("first", "again")),
    ]
    assert all(each["runs"] == 2 for each in found.values())
    assert found["check_cpu_s"]["median"] == 1.0
    assert all(found[name]["min"] > 1 for name in list(found)[1:])


@pytest.mark.usefixtures("county", "unchecked")
def test_an_engine_that_refuses_the_requests_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="older 的计算程序没有算出来：ValueError: estimate was refused"):
        editions(checkout(tmp_path, '{"errors": []}'), 1)
