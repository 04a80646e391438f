"""The rounds of the benchmark's verb, without a browser: the order of the visits, and refusals."""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from calculator.errors import ProjectError
from scripts.measure.bench import verb
from scripts.measure.bench.contenders import BEFORE, OURS, STOCK, Contender
from scripts.measure.bench.link import PROFILES, Profile
from scripts.site.build import SITE

FOLDERS = {each: Path(each.id) for each in (OURS, BEFORE, STOCK)}


class Noted:
    """A visitor that records the visited pages; only pages of `wrong` show another figure."""

    def __init__(self, wrong: Sequence[Contender] = ()) -> None:
        self.seen: list[str] = []
        self._wrong = wrong

    def round(self, contender: Contender, host: str, profile: Profile) -> dict[str, float | None]:
        """Note a round; its figure is how many were before."""
        assert host == f"host of {contender.id}"
        self.seen.append(f"{profile.id} {contender.id}")
        return {"first_ready_ms": float(len(self.seen))}

    def figure(self, contender: Contender, host: str) -> str:
        """Return the figure of a page."""
        return "1" if contender in self._wrong else "500"


def rounds(monkeypatch: pytest.MonkeyPatch, visitor: Noted, runs: int) -> list[dict[str, Any]]:
    hosts = {each: f"host of {each.id}" for each in FOLDERS}
    monkeypatch.setattr(verb, "_visitor", lambda _: nullcontext(visitor))
    monkeypatch.setattr(verb, "_hosts", lambda _: nullcontext(hosts))
    return list(verb._rounds(FOLDERS, PROFILES[:2], runs, None))


def test_contenders_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Noted()
    found = rounds(monkeypatch, visitor, 2)
    # The second round has the reverse order. Figures count up from 1, three for each condition.
    forth, back = ("ours", "before", "stock"), ("stock", "before", "ours")
    assert visitor.seen == [
        f"{profile} {contender}"
        for order in (forth, back)
        for profile in ("full", "network")
        for contender in order
    ]
    assert [len(each["full"]["ours"]["first_ready_ms"]) for each in found] == [1, 2]
    assert found[-1]["network"] == {
        "ours": {"first_ready_ms": [4.0, 12.0]},
        "before": {"first_ready_ms": [5.0, 11.0]},
        "stock": {"first_ready_ms": [6.0, 10.0]},
    }


def test_pages_that_disagree_are_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Noted(wrong=[STOCK])
    with pytest.raises(ProjectError, match=f"{OURS.name} 500，{BEFORE.name} 500，{STOCK.name} 1"):
        rounds(monkeypatch, visitor, 1)
    assert visitor.seen == []


def test_less_than_one_round_is_refused() -> None:
    with pytest.raises(ProjectError, match="1 或更大的整数"):
        verb.run(["--runs", "0"])


def test_the_build_alone_is_measured_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = {"median": 1.0, "min": 1.0, "max": 1.0, "runs": 5}
    monkeypatch.setattr(verb, "building", lambda _: {"extra_s": one})
    monkeypatch.setattr(verb, "ROOT", tmp_path)
    monkeypatch.setattr(verb, "RESULTS", tmp_path / "bench" / "results.json")
    assert verb.run(["--build"]) == 0
    kept = json.loads(verb.RESULTS.read_text("utf-8"))
    assert kept["building"]["extra_s"] == one
    assert "profiles" not in kept


def test_several_editions_alone_are_measured_beside_the_older_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Engines and `check` are timed; of two pages the bytes are counted in one round."""
    (tmp_path / "site" / "calculator").mkdir(parents=True)
    (tmp_path / "site" / "calculator" / "index.html").touch()
    one = {"median": 1.0, "min": 1.0, "max": 1.0, "runs": 3}
    seen: list[Any] = []

    def timed(older: Path, runs: int) -> dict[str, Any]:
        seen.append((older, runs))
        return {"year_first": one}

    monkeypatch.setattr(verb, "editions", timed)
    monkeypatch.setattr(verb, "build", lambda: None)
    monkeypatch.setattr(verb, "_measure", lambda *asked: seen.append(asked[:3]))
    monkeypatch.setattr(verb, "ROOT", tmp_path)
    monkeypatch.setattr(verb, "RESULTS", tmp_path / "bench" / "results.json")
    assert verb.run(["--editions", "--before", str(tmp_path), "--runs", "3"]) == 0
    folders = {OURS: SITE, BEFORE: tmp_path / "site"}
    assert seen == [(tmp_path, 3), (folders, PROFILES[:1], 1)]
    assert json.loads(verb.RESULTS.read_text("utf-8"))["editions"] == {"year_first": one}
