"""Whose month the calculator shows: all short paths and many long ones through the machine of states."""

import json
import subprocess
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scripts.setup.bootstrap import ROOT, node_command

STATE = ROOT / "docs" / "assets" / "js" / "calculator" / "state.js"
WALKER = Path(__file__).with_name("state_paths.mjs")
OWN = ("empty", "draft", "kept", "changed")
RECEIVED = ("link", "old", "broken")
# What the machine is told of another tab's changes and of a reload.
TOLD = {"other tab": "others", "other draft": "others", "reload": "begin"}
BLANK = {"form": {"count": ""}, "note": ""}

Event = tuple[str, Any]
Step = dict[str, Any]


def link(kind: str, month: str = "2026-10", count: str = "5") -> Event:
    content = None if kind == "broken" else {"form": {"count": count}, "note": ""}
    return "open", {"kind": kind, "month": month, "content": content}


EVENTS: tuple[Event, ...] = (
    ("type", "18"),
    ("type", "20"),
    ("type", ""),
    ("choose", "2026-10"),
    ("choose", "2026-11"),
    ("keep", None),
    ("erase", "month"),
    ("erase", "all"),
    ("undo", None),
    ("import", "2026-10"),
    ("other tab", "2026-10"),
    ("other tab", "2026-11"),
    ("other draft", "2026-11"),
    link("link"),
    link("old"),
    link("broken"),
    link("link", month=""),
    ("accept", None),
    ("refuse", None),
    ("midnight", {"ended": "2026-11", "begun": "2026-12"}),
    ("reload", None),
)
# How each state is reached from the first one.
WAYS: dict[str, tuple[Event, ...]] = {
    "example": (),
    "empty": (("type", "1"), ("type", "")),
    "draft": (("type", "1"),),
    "kept": (("type", "1"), ("keep", None)),
    "changed": (("type", "1"), ("keep", None), ("type", "2")),
    "link": (("type", "1"), link("link", "2026-11")),
    "old": (("type", "1"), link("old", "2026-11")),
    "broken": (("type", "1"), link("broken")),
}


@pytest.fixture(scope="module")
def walked() -> dict[str, Any]:
    """Return every step of all paths of two events from every state, and of 300 longer ones."""
    short = [[*way, *pair] for way in WAYS.values() for pair in product(EVENTS, repeat=2)]
    chance = Random(21)
    long = [[chance.choice(EVENTS) for _ in range(chance.randint(3, 40))] for _ in range(300)]
    told = json.dumps({"module": STATE.as_uri(), "paths": [*short, *long]})
    done = subprocess.run(
        [*node_command(), str(WALKER)], input=told, capture_output=True, encoding="utf-8", check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def steps(walked: dict[str, Any]) -> list[Step]:
    """Return the steps of all paths."""
    return [step for path in walked["walked"] for step in path]


def test_the_paths_come_through_every_state_and_every_transition(
    walked: dict[str, Any], steps: list[Step]
) -> None:
    assert {step["after"]["at"] for step in steps} == set(walked["table"]) == {*WAYS}
    for at, way in WAYS.items():
        ends = [path[len(way)]["before"]["at"] for path in walked["walked"] if starts(path, way)]
        assert set(ends) == {at}
    tried = {(step["before"]["at"], TOLD.get(step["event"], step["event"])) for step in steps}
    listed = {(at, event) for at, row in walked["table"].items() for event in row["on"]}
    # A row is read, and a page begins, on a page that has just come.
    assert {(at, event) for at, event in listed if event not in ("read", "begin")} <= tried


def starts(path: list[Step], way: tuple[Event, ...]) -> bool:
    begun = [(step["event"], step["given"]) for step in path[: len(way)]]
    return len(path) == len(way) + 2 and begun == list(way)


def test_every_event_leads_where_the_table_says(walked: dict[str, Any], steps: list[Step]) -> None:
    for step in steps:
        event = TOLD.get(step["event"], step["event"])
        if event == "begin":
            continue
        before, after = step["before"]["at"], step["after"]["at"]
        _, ends = walked["table"][before]["on"].get(event, (None, [before]))
        # Where nothing can be kept, erased or undone, the page does nothing.
        assert after in ends or (event in ("keep", "erase", "undo") and after == before), step


def test_the_figure_is_of_what_stands_in_the_form(steps: list[Step]) -> None:
    for step in steps:
        after = step["after"]
        at, shown, form = after["at"], after["shown"], after["form"]
        if at in OWN:
            # A month is what is in it: the draft, or what was kept.
            kept = after["kept"].get(after["month"], {}).get("content")
            own = after["drafts"].get(after["month"]) or kept or BLANK
            assert (form["month"], form["content"]) == (after["month"], own), step
            assert shown == (
                {"figure": "none", "of": None} if at == "empty" else {"figure": "form", "of": own}
            ), step
        elif at == "example":
            assert form["content"] == BLANK, step
            assert shown == {"figure": "example", "of": None}, step
        elif at == "link":
            assert shown == {"figure": "form", "of": form["content"]}, step
        else:
            assert shown == {"figure": "none", "of": None}, step


def test_the_example_is_shown_only_while_nothing_was_ever_typed(steps: list[Step]) -> None:
    for step in steps:
        after = step["after"]
        if after["at"] == "example":
            assert not after["kept"], step
            assert not after["drafts"], step
        if step["event"] == "type" and step["before"]["at"] not in RECEIVED:
            assert after["at"] != "example", step


def test_nothing_is_lost_without_a_way_back(steps: list[Step]) -> None:
    for step in steps:
        before, after = step["before"], step["after"]
        undo = {change["month"]: change for change in after["undoable"] or []}
        for month, kept in before["kept"].items():
            there = after["kept"].get(month)
            if there and there["revision"] == kept["revision"]:
                continue
            if step["event"] == "other tab":
                continue
            assert undo[month]["kept"]["revision"] == kept["revision"], step
        for month, draft in before["drafts"].items():
            # Another tab has kept the month, and perhaps this page comes again.
            if after["drafts"].get(month) == draft or step["event"] in TOLD:
                continue
            # Typed over by the reader, or kept as it was.
            typed = step["event"] == "type" and before["at"] not in RECEIVED and month == before["month"]
            same = after["kept"].get(month, {}).get("content") == draft
            typed |= step["event"] == "type" and before["at"] == "broken" and month == before["month"]
            assert typed or same or undo[month]["draft"] == draft, step


def test_what_is_undone_is_as_it_was(walked: dict[str, Any]) -> None:
    undone = 0
    for path in walked["walked"]:
        for done, undo in pairwise(path):
            same = done["before"]["undoable"] == done["after"]["undoable"]
            if undo["event"] != "undo" or same or done["event"] == "reload":
                continue
            undone += 1
            for part in ("kept", "drafts"):
                before, after = (told(side[part]) for side in (done["before"], undo["after"]))
                assert after == before, (done, undo)
            assert undo["after"]["undoable"], "an undo can be undone itself"
    assert undone > 50


def told(stored: dict[str, Any]) -> dict[str, Any]:
    """Return what is stored of each month: of a kept one, its revision."""
    return {month: each.get("revision", each) for month, each in stored.items()}


def test_what_is_typed_here_stays_and_other_drafts_are_shown(walked: dict[str, Any]) -> None:
    stayed = shown = 0
    for first, then in (pair for path in walked["walked"] for pair in pairwise(path)):
        before, after = then["before"], then["after"]
        if TOLD.get(then["event"]) != "others" or before["at"] not in OWN:
            continue
        if first["event"] == "type" and before["month"] in before["drafts"]:
            stayed += 1
            assert after["form"] == before["form"], (first, then)
        elif first["event"] == "choose":
            shown += 1
            assert after["drafts"].get(after["month"]) == after["stored"].get(after["month"]), (first, then)
    assert min(stayed, shown) > 50


def test_a_link_that_is_typed_over_is_the_readers_own(steps: list[Step]) -> None:
    for step in steps:
        before, after = step["before"], step["after"]
        if step["event"] == "type" and before["at"] in RECEIVED and before["form"]["month"]:
            assert after["at"] in (("old",) if before["at"] == "old" else OWN), step


def test_only_the_month_in_the_form_is_typed_over(steps: list[Step]) -> None:
    for step in steps:
        if step["event"] != "type":
            continue
        before, after = step["before"], step["after"]
        own = {before["month"], after["month"]}
        for part in ("kept", "drafts"):
            was, now = (
                {month: side[part][month] for month in {*side[part]} - own} for side in (before, after)
            )
            assert was == now, step
