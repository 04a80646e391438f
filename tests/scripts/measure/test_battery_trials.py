"""Which trials the battery makes, and from where on a week's use takes too much."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scripts.measure.battery import coming, growth
from scripts.measure.battery.coming import KINDS, paired
from scripts.measure.battery.device import listed
from scripts.measure.battery.verb import RESULTS
from scripts.measure.bench.results import kept_results
from tests.support.machine import LIMIT_S


@pytest.mark.parametrize(("files", "trials"), [(85, 276), (25, 192), (3, 21)])
def test_files_and_faults_meet_evenly_and_never_twice_before_all_have(files: int, trials: int) -> None:
    paths = [str(number) for number in range(files)]
    pairs = Counter(paired(paths, number) for number in range(trials))
    assert len(pairs) == min(trials, files * len(KINDS))
    for each in (0, 1):
        often = Counter(pair[each] for pair in pairs.elements())
        assert max(often.values()) - min(often.values()) <= 1


def test_a_late_file_is_late_whenever_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming, "LATE_S", 0.1)
    until = KINDS["late"]().until
    assert until is not None
    for _ in range(2):
        began = time.monotonic()
        until.wait()
        assert time.monotonic() - began >= 0.09
    monkeypatch.setattr(coming, "LATE_S", 10 * LIMIT_S)
    # The network is mended.
    until.set()
    began = time.monotonic()
    until.wait()
    assert time.monotonic() - began < LIMIT_S


def test_what_a_device_keeps_and_what_is_spare_are_told_apart(tmp_path: Path) -> None:
    told = {"id": "b1", "files": {"pay/": ["d1", 1], "runtime/0/whole.wasm": ["d2", 2, 1]}}
    (tmp_path / "sw.js").write_text(f"const BUILD = {json.dumps(told)};\nconst other = {{}};\n", "utf-8")
    assert listed(tmp_path) == {"/pay/": "d1", "/sw.js": "b1"}
    assert listed(tmp_path, spare=True) == {"/runtime/0/whole.wasm": "d2"}


def test_the_week_kept_stayed_within_the_bounds() -> None:
    week = kept_results(RESULTS)["week"]["measured"]
    loads, recomputations = week["loads"], week["recomputations"]
    assert all(flat for _, flat in growth.compared(**loads))
    assert all(flat for _, flat in growth.compared(**recomputations))
    assert all(flat for _, flat in growth.compared_across(loads["early"], recomputations["late"]))


@pytest.mark.parametrize(
    ("change", "grown", "grown_across"),
    [
        ({"heap": 1_100_000, "usage": 10_005_000}, [], []),
        ({"heap": 1_100_001}, ["heap"], []),
        ({"renderer": 1}, ["renderer"], []),
        ({"usage": 10_005_001}, ["usage"], []),
        ({"usage": 11_000_000}, ["usage"], []),
        ({"usage": 11_000_001}, ["usage"], ["usage"]),
        ({"items": {"caches": [84], "databases": ["handbook-months"]}}, ["items"], ["items"]),
        ({"items": {"caches": [83], "databases": []}}, ["items"], ["items"]),
    ],
)
def test_what_grows_in_a_week_is_noticed(
    change: dict[str, Any], grown: list[str], grown_across: list[str]
) -> None:
    items = {"caches": [83], "databases": ["handbook-months"]}
    early = {"heap": 1_000_000, "renderer": 0, "usage": 10_000_000, "items": items, "kinds": {"caches": 9}}
    late = {**early, **change}
    assert [name for name, flat in growth.compared(early, late) if not flat] == grown
    assert [name for name, flat in growth.compared_across(early, late) if not flat] == grown_across
