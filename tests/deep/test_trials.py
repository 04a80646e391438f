"""Tests of the trials themselves: they notice wrong figures and lost months, and each request is delayed."""

import json
import time
from pathlib import Path

import pytest

from tests.browser.support.built import NEW, NEW_VERSION, OLD, OLD_VERSION
from tests.deep import kinds
from tests.deep.kinds import KINDS, path_for
from tests.deep.test_faults import GONE, LOSE, TOLD, lose
from tests.deep.trials import Trials, check_ledger, listed
from tests.support.machine import LIMIT_S


@pytest.mark.deep
def test_a_figure_of_another_build_is_noticed(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "figures", {OLD_VERSION: NEW, NEW_VERSION: OLD})
    with trials.device() as device, pytest.raises(AssertionError, match=OLD):
        trials.look(device, "nothing")


@pytest.mark.deep
@pytest.mark.parametrize("way", TOLD)
def test_a_changed_ledger_is_noticed(trials: Trials, way: str) -> None:
    with trials.device() as device:
        device.note_month()
        check_ledger(device, "nothing")
        page = device.open()
        page.evaluate(LOSE, [way, []])
        page.close()
        with pytest.raises(AssertionError, match=f"ledger after {way}"):
            check_ledger(device, way)


@pytest.mark.deep
def test_a_lost_ledger_that_is_not_mentioned_is_noticed(
    trials: Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TOLD, "ledger", "什么也没有少")
    with pytest.raises(AssertionError, match=f"(?s)told after ledger lost, online.*{GONE}"):
        lose(trials, "ledger", "online", 0)


def test_a_late_file_is_late_at_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LATE_S", 0.1)
    until = KINDS["late"]().until
    assert until is not None
    for _ in range(2):
        began = time.monotonic()
        until.wait()
        assert time.monotonic() - began >= 0.09
    monkeypatch.setattr(kinds, "LATE_S", 10 * LIMIT_S)
    # The network is mended.
    until.set()
    began = time.monotonic()
    until.wait()
    assert time.monotonic() - began < LIMIT_S


def test_stored_and_spare_files_are_told_apart(tmp_path: Path) -> None:
    told = {"id": "b1", "files": {"pay/": ["d1", 1], "runtime/0/whole.wasm": ["d2", 2, 1]}}
    (tmp_path / "sw.js").write_text(f"const BUILD = {json.dumps(told)};\nconst other = {{}};\n", "utf-8")
    assert listed(tmp_path) == {"/pay/": "d1", "/sw.js": "b1"}
    assert listed(tmp_path, spare=True) == {"/runtime/0/whole.wasm": "d2"}


def test_faults_meet_pages_parts_of_python_scripts_and_other_files() -> None:
    files = ["/pay/", "/faq/", "/runtime/a", "/runtime/b.js", "/app.js", "/sw.js", "/a.svg", "/404.html"]
    met = {path_for(files, kind, turn) for kind in KINDS for turn in range(20)}
    assert met == set(files)
    for kind in KINDS:
        groups = [files.index(path_for(files, kind, turn)) // 2 for turn in range(4)]
        assert sorted(groups) == [0, 1, 2, 3]
