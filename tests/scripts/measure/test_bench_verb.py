"""The rounds of the benchmark's verb: who is visited when, and what is refused; nobody is visited here."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import pytest

from calculator.errors import ProjectError
from scripts.measure.bench import verb
from scripts.measure.bench.building import TURNS
from scripts.measure.bench.contenders import OURS, PUBLICODES, STOCK, Contender
from scripts.measure.bench.results import RESULTS, kept_results
from scripts.measure.bench.visits import Profile

ALL = (OURS, STOCK, PUBLICODES)


class Noted:
    """A visitor who only notes where it was sent, and finds everywhere the same but on pages of `wrong`."""

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
    hosts = {each.id: f"host of {each.id}" for each in ALL}
    monkeypatch.setattr(verb, "_visitor", lambda _: nullcontext(visitor))
    monkeypatch.setattr(verb, "_hosts", lambda _: nullcontext(hosts))
    return list(verb._rounds(ALL, verb.PROFILES[:2], runs, None))


def test_contenders_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Noted()
    found = rounds(monkeypatch, visitor, 2)
    # The second round goes the other way round. Figures count up from 1, three to a condition.
    forth, back = ("ours", "stock", "publicodes"), ("publicodes", "stock", "ours")
    assert visitor.seen == [
        f"{profile} {contender}"
        for order in (forth, back)
        for profile in ("full", "network")
        for contender in order
    ]
    assert [len(each["full"]["ours"]["first_ready_ms"]) for each in found] == [1, 2]
    assert found[-1]["network"] == {
        "ours": {"first_ready_ms": [4.0, 12.0]},
        "stock": {"first_ready_ms": [5.0, 11.0]},
        "publicodes": {"first_ready_ms": [6.0, 10.0]},
    }


def test_pages_that_disagree_are_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Noted(wrong=[STOCK])
    with pytest.raises(ProjectError, match=f"{OURS.name} 500，{STOCK.name} 1"):
        rounds(monkeypatch, visitor, 1)
    assert visitor.seen == []


@pytest.mark.parametrize("argv", [["--runs", "0"], ["--build", "0"], ["--build", "-1"]])
def test_less_than_once_is_refused(argv: list[str]) -> None:
    with pytest.raises(ProjectError, match="1 或更大的整数"):
        verb.run(argv)


@pytest.mark.parametrize(("argv", "kept"), [(["--build"], True), (["--build", "1"], False)])
def test_a_measured_build_is_kept_beside_the_other_results(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], kept: bool
) -> None:
    """A few turns are a trial, and go elsewhere."""
    written: list[Any] = []
    one = {"median": 1.0, "min": 1.0, "max": 1.0}
    monkeypatch.setattr(
        verb, "building", lambda turns: {"turns": turns, "build_s": one, "mkdocs_s": one, "extra_s": one}
    )
    monkeypatch.setattr(verb, "_keep", lambda results, place: written.append((results, place)))
    assert verb.run(argv) == 0
    ((results, place),) = written
    assert (place == RESULTS) is kept
    assert results["building"]["turns"] == (TURNS if kept else 1)
    assert kept is False or results["profiles"] == kept_results()["profiles"]
