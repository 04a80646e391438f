"""Whose month the calculator shows: all short paths and many long ones through the machine of states."""

import json
from itertools import pairwise

import pytest

from tests.node.states import (
    BLANK,
    OWN,
    RECEIVED,
    TOLD,
    WAYS,
    Path_,
    Step,
    Table,
    all_paths,
    behind,
    held,
    walk,
)

Walked = tuple[Table, list[Path_]]


@pytest.fixture(scope="module")
def walked() -> Walked:
    """Return every step of all paths of two events from every state, and of 300 longer ones."""
    return walk(all_paths())


@pytest.fixture(scope="module")
def steps(walked: Walked) -> list[Step]:
    """Return the steps of all paths."""
    return [step for path in walked[1] for step in path]


def test_the_paths_come_through_every_state_and_every_transition(walked: Walked, steps: list[Step]) -> None:
    table, paths = walked
    assert {step["after"]["at"] for step in steps} == set(table) == {*WAYS}
    for at, way in WAYS.items():
        begun = [(event, given) for event, given in way]
        ends = [
            path[len(way)]["before"]["at"]
            for path in paths
            if len(path) == len(way) + 2
            and [(step["event"], step["given"]) for step in path[: len(way)]] == begun
        ]
        assert set(ends) == {at}
    tried = {(step["before"]["at"], TOLD.get(step["event"], step["event"])) for step in steps}
    # A link's month is kept as a claim.
    tried |= {(at, "claim") for at, event in tried if event == "keep"}
    listed = {(at, event) for at, row in table.items() for event in row["on"]}
    # A row is read, and a page begins, on a page that has just come.
    assert {(at, event) for at, event in listed if event not in ("read", "begin")} <= tried


def test_every_event_leads_where_the_table_says(walked: Walked, steps: list[Step]) -> None:
    table, _ = walked
    for step in steps:
        event = TOLD.get(step["event"], step["event"])
        before, after = step["before"]["at"], step["after"]["at"]
        # What happens meanwhile leads elsewhere; the same month typed again is no choice.
        same = step["given"] in ("", step["before"]["month"])
        if event == "begin" or (event == "keep" and step["given"]) or (event == "choose" and same):
            continue
        if event == "keep":
            event = "claim" if before == "link" else "keep"
        _, ends = table[before]["on"].get(event, (None, [before]))
        # Where nothing can be kept, erased, tried or undone, or the month is not said, the page does nothing.
        idle = (
            event in ("keep", "claim", "erase", "undo", "redo", "try") or not step["before"]["form"]["month"]
        )
        assert after in ends or (idle and after == before) or (before == "trial" and event == "keep"), step


def test_the_figure_is_of_what_stands_in_the_form(steps: list[Step]) -> None:
    for step in steps:
        after = step["after"]
        at, shown, form = after["at"], after["shown"], after["form"]
        # A month is what is in it: the draft, or what was kept.
        kept = after["kept"].get(after["month"], {}).get("content")
        own = after["drafts"].get(after["month"]) or kept or BLANK
        if form["month"] == "":
            assert shown == {"figure": "none", "of": None}, step
        elif at in OWN:
            assert (form["month"], form["content"]) == (after["month"], own), step
            figure = {"figure": "none", "of": None} if at == "empty" else {"figure": "form", "of": own}
            assert shown == figure, step
        elif at == "example":
            assert form["content"] == BLANK, step
            assert shown == {"figure": "example", "of": None}, step
        elif at in ("link", "trial"):
            assert shown == {"figure": "form", "of": form["content"]}, step
        else:
            assert shown == {"figure": "none", "of": None}, step
            # Nothing of a refused link is in the form.
            assert at == "old" or form["content"] == own, step


def test_the_example_is_shown_only_while_nothing_was_ever_typed(steps: list[Step]) -> None:
    for step in steps:
        after = step["after"]
        if after["at"] == "example":
            assert not after["kept"], step
            assert not after["drafts"], step
        if step["event"] == "type" and step["before"]["at"] not in RECEIVED and after["form"]["month"]:
            assert after["at"] != "example", step


def test_nothing_is_lost_without_a_way_back(steps: list[Step]) -> None:
    for step in steps:
        before, after = step["before"], step["after"]
        # The undo lasts until the page is left, and another tab has its own.
        if step["event"] in TOLD:
            continue
        had = {*held(before), *behind(before, "past")}
        has = {*held(after), *behind(after, "past", "undone")}
        # The reader types over his draft, or types while the store works.
        typed = step["event"] in ("type", "take", "choose") or step["given"] == ["type", "19"]
        draft = before["drafts"].get(before["month"])
        over = (
            {(before["month"], json.dumps(draft))} if typed and before["at"] not in ("link", "old") else set()
        )
        assert had - has <= over, step


def test_what_is_tried_is_never_the_readers_month(steps: list[Step]) -> None:
    kept = ended = 0
    for step in steps:
        before, after = step["before"], step["after"]
        if after["at"] == "trial":
            kept += 1
            assert all(before[part] == after[part] for part in ("kept", "stored", "drafts", "past")), step
        elif before["at"] == "trial" and step["event"] not in ("type", "take", "other draft"):
            ended += 1
            assert all('"17"' not in each for _, each in held(after)), step
    assert min(kept, ended) > 500


def test_a_trial_that_ends_leaves_the_form_as_it_was(walked: Walked) -> None:
    ended = 0
    for begun, end in (pair for path in walked[1] for pair in pairwise(path)):
        if (begun["event"], end["event"], end["before"]["at"]) != ("try", "end", "trial"):
            continue
        if begun["before"]["at"] != "trial":
            ended += 1
            assert end["after"] == begun["before"], (begun, end)
    assert ended > 20


def test_what_is_typed_here_stays_and_other_drafts_are_shown(walked: Walked) -> None:
    stayed = shown = 0
    for first, then in (pair for path in walked[1] for pair in pairwise(path)):
        before, after = then["before"], then["after"]
        if TOLD.get(then["event"]) != "others" or before["at"] not in OWN or before["form"]["month"] == "":
            continue
        if first["event"] == "type" and before["month"] in before["drafts"]:
            stayed += 1
            assert after["form"] == before["form"], (first, then)
            # A reload of this page brings it back, whatever the other page has done.
            own = after["drafts"].get(after["month"])
            assert own is None or then["event"] == "other draft" or after["stored"][after["month"]] == own
        elif first["event"] == "choose" and first["before"]["month"] != before["month"]:
            shown += 1
            assert after["drafts"].get(after["month"]) == after["stored"].get(after["month"]), (first, then)
    assert min(stayed, shown) > 50


def test_a_link_that_is_typed_over_is_the_readers_own(steps: list[Step]) -> None:
    for step in steps:
        before, after = step["before"], step["after"]
        if before["at"] not in RECEIVED or not before["form"]["month"]:
            continue
        if step["event"] == "type":
            assert after["at"] in (("old",) if before["at"] == "old" else OWN), step
        # A reading that is only looked at takes nothing over.
        if step["event"] == "take" and before["at"] != "broken":
            assert after["at"] == before["at"], step
            assert after["stored"] == before["stored"], step


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
