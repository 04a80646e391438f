"""`revise`, run on a county, with its effect table in a folder of the test."""

from pathlib import Path

import pytest

from scripts.verbs import revise


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the effect table to a folder of the test."""
    monkeypatch.setattr(revise, "ROOT", tmp_path)
    monkeypatch.setattr(revise, "FOLDER", tmp_path / "build" / "revise")


def run(county: Path, *more: str) -> int:
    """Run the verb on a county."""
    return revise.run(["--county", str(county), *more])
