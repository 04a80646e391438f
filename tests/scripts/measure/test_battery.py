"""The battery's counts in the developers' notes, and which runs are written there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calculator.errors import ProjectError
from scripts.measure import notes
from scripts.measure.battery import counts, findings, verb
from scripts.measure.bench.results import kept_results

MADE = {
    "policy": "2022-05-06",
    "checked": "2026-11-23",
    "python": "3.11.7",
    "chromium": "156.0.1.2",
    "pyodide": "0.29.5",
}


@pytest.mark.parametrize(("whole", "written"), [(1, True), (2, False)])
def test_a_whole_run_is_written_into_the_notes_and_a_shorter_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int, written: bool
) -> None:
    told: list[Mapping[str, Any]] = []
    quick = verb.Section("", whole, lambda count: findings.Findings({"pay": count}))
    monkeypatch.setattr(verb, "ROOT", tmp_path)
    monkeypatch.setattr(verb, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(verb, "TRIAL", tmp_path / "trial.json")
    monkeypatch.setattr(verb, "SECTIONS", {"situations": quick})
    monkeypatch.setattr(verb, "made_with", lambda: MADE)
    monkeypatch.setattr(counts, "table", told.append)
    monkeypatch.setattr(notes, "write", lambda *_: None)
    assert verb.run(["--count", "1"]) == 0
    assert [each["situations"]["tried"] for each in told] == [{"pay": 1}] * written
    assert (tmp_path / ("results.json" if written else "trial.json")).is_file()


def test_the_notes_have_the_counts_of_the_results_kept() -> None:
    text = counts.NOTES.read_text("utf-8")
    assert f"\n{notes.BEGIN}{counts.table(kept_results(verb.RESULTS))}{notes.END}" in text


def test_trials_and_what_is_looked_at_after_them_are_counted_apart() -> None:
    tried = {"install": 640, "mended": 20, "two pages": 1}
    made = {**MADE, "revision": "9c33eb5"}
    kept = {"tried": tried, "failed": 7, "made": made}
    # 640 + 1 trials.
    assert counts.table({"faults": kept, "situations": {"tried": {"pay": 2}, "failed": 0, "made": MADE}}) == (
        "| section | tried | looked at afterwards | failed | policy data | commit |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| `faults` | 641: install 640, two pages 1 | 20: mended 20 | 7"
        " | 2022-05-06, checked 2026-11-23 | 9c33eb5 |\n"
        "| `situations` | 2: pay 2 | – | 0 | 2022-05-06, checked 2026-11-23 | not noted |\n"
    )


def test_a_table_takes_the_place_of_the_one_in_the_notes(tmp_path: Path) -> None:
    place = tmp_path / "notes.md"
    place.write_text(f"before\n{notes.BEGIN}| old |\n{notes.END}after\n", "utf-8")
    notes.write(place, "| new |\n")
    assert place.read_text("utf-8") == f"before\n{notes.BEGIN}| new |\n{notes.END}after\n"
    place.write_text("nothing", "utf-8")
    with pytest.raises(ProjectError, match="结果没有地方写"):
        notes.write(place, "")


def test_findings_are_kept_as_they_are_counted(tmp_path: Path) -> None:
    found = findings.Findings()
    found.count("pay", 3)
    found.expect(True, "pay", "not noted")
    for number in range(findings.LISTED + 1):
        found.expect(False, "risk", number)
    place = tmp_path / "battery" / "results.json"
    made = verb.made_with()
    verb.keep(place, "situations", found, made)
    verb.keep(place, "week", findings.Findings(), made)
    kept = json.loads(place.read_text("utf-8"))
    assert kept["situations"]["tried"] == {"pay": 4, "risk": findings.LISTED + 1}
    assert kept["situations"]["failures"][0] == "risk: 0"
    assert len(kept["situations"]["failures"]) == findings.LISTED < kept["situations"]["failed"]
    assert kept["week"].keys() == {"tried", "failed", "failures", "measured", "made"}
