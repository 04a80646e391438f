"""Undo and redo of the changes, and each mended fault of the states on a path of its own."""

import json
from typing import Any

import pytest

from tests.node.states import BLANK, Event, Path_, Step, all_paths, link, walk

NOVEMBER, OCTOBER = "2026-11", "2026-10"
CHANGES = ("keep", "erase", "import", "accept")
OWN_DRAFT: tuple[Event, ...] = (("type", "18"),)
SENT = link("link", NOVEMBER)
CUT: Event = ("reload", {"kind": "broken"})


def filled(count: str) -> dict[str, Any]:
    return {"form": {"count": count}, "note": ""}


def last(*path: Event) -> Step:
    """Return the last step of a path."""
    (walked,) = walk([path])[1]
    return walked[-1]


def told(side: dict[str, Any]) -> dict[str, Any]:
    """Return what is stored of each month: of a kept one, its revision."""
    kept = {month: each["revision"] for month, each in side["kept"].items()}
    return {"kept": kept, "drafts": side["drafts"]}


@pytest.fixture(scope="module")
def paths() -> list[Path_]:
    """Return every path of the walk, each change of it followed by an undo and a redo."""
    longer = [
        [
            each
            for event in path
            for each in ([event, ("undo", None), ("redo", None)] if changes(event) else [event])
        ]
        for path in all_paths()[::7]
    ]
    return walk(longer)[1]


def changes(event: Event) -> bool:
    return event[0] in CHANGES and event[1] not in (["type", "19"], ["choose", OCTOBER])


def test_what_is_undone_is_as_it_was_and_what_is_redone_is_as_it_became(paths: list[Path_]) -> None:
    undone = 0
    for path in paths:
        for at, done in enumerate(path[:-2]):
            if not changes((done["event"], done["given"])) or len(done["before"]["past"]) == len(
                done["after"]["past"]
            ):
                continue
            undo, redo = path[at + 1], path[at + 2]
            undone += 1
            assert told(undo["after"]) == told(done["before"]), (done, undo)
            assert told(redo["after"]) == told(done["after"]), (done, redo)
            assert redo["after"]["past"] == done["after"]["past"], (done, redo)
    assert undone > 500


def test_changes_are_undone_one_after_the_other() -> None:
    kept = (("type", "18"), ("keep", None))
    step = last(
        *kept, ("choose", OCTOBER), ("type", "5"), ("keep", None), ("erase", "all"), *[("undo", None)] * 4
    )
    assert step["after"]["kept"] == {}
    assert step["after"]["drafts"] == {NOVEMBER: filled("18"), OCTOBER: filled("5")}
    assert step["after"]["past"] == []


@pytest.mark.parametrize(
    "taken", [(("keep", None),), (("accept", None), ("keep", None)), (("type", "7"), ("keep", None))]
)
def test_a_link_kept_over_a_draft_is_undone_to_the_draft(taken: tuple[Event, ...]) -> None:
    back = [("undo", None)] * len(taken)
    kept = last(*OWN_DRAFT, SENT, *taken)["after"]
    assert kept["at"] == "kept"
    assert kept["drafts"] == {}
    step = last(*OWN_DRAFT, SENT, *taken, *back)["after"]
    assert (step["at"], step["kept"], step["drafts"]) == ("draft", {}, {NOVEMBER: filled("18")})
    assert step["stored"] == step["drafts"]
    # A link kept over nothing leaves nothing of itself.
    alone = last(SENT, ("keep", None), ("undo", None))["after"]
    assert (alone["kept"], alone["drafts"], alone["form"]["content"]) == ({}, {}, BLANK)


def test_a_cut_link_over_kept_months_leaves_the_month_in_the_form() -> None:
    kept = (*OWN_DRAFT, ("keep", None), ("choose", OCTOBER), ("type", "5"), ("keep", None))
    step = last(*kept, CUT)["after"]
    assert step["at"] == "broken"
    assert step["form"] == {"month": OCTOBER, "content": filled("5")}
    # Typing goes on from the month that is seen.
    step = last(*kept, CUT, ("type", "6"))["after"]
    assert step["drafts"] == {OCTOBER: filled("6")}


def test_counts_typed_without_a_month_are_of_no_month_until_one_is_chosen() -> None:
    step = last(*OWN_DRAFT, ("choose", ""), ("type", "5"))["after"]
    assert step["drafts"] == step["stored"] == {NOVEMBER: filled("18")}
    # The month that is typed again has what was typed meanwhile, and not the example.
    step = last(("choose", ""), ("type", "5"), ("choose", NOVEMBER))["after"]
    assert step["drafts"] == {NOVEMBER: filled("5")}
    assert step["shown"] == {"figure": "form", "of": filled("5")}


def test_an_accepted_link_that_replaces_nothing_leaves_the_undo_of_other_months_alone() -> None:
    kept = (*OWN_DRAFT, ("keep", None))
    before, after = last(*kept)["after"], last(*kept, link("link", OCTOBER), ("accept", None))["after"]
    assert after["past"] == before["past"]
    # The undo is of the month that was kept, and leaves what was taken from the link.
    step = last(*kept, link("link", OCTOBER), ("accept", None), ("undo", None))["after"]
    assert step["drafts"] == {NOVEMBER: filled("18"), OCTOBER: filled("5")}


def test_a_month_tried_on_a_link_is_the_link_again_afterwards() -> None:
    tried = (*OWN_DRAFT, SENT, ("try", {"count": "17"}))
    assert last(*tried)["after"]["shown"] == {"figure": "form", "of": filled("17")}
    step = last(*tried, ("end", None))["after"]
    assert (step["at"], step["form"]["content"]) == ("link", filled("5"))
    assert step["drafts"] == {NOVEMBER: filled("18")}
    # Kept or accepted, it is what was sent and not what was tried.
    for event in ("keep", "accept"):
        step = last(*tried, (event, None))["after"]
        assert "17" not in json.dumps([step["kept"], step["drafts"], step["past"]])
        assert step["form"]["content"] == filled("5")


def test_what_is_typed_in_a_trial_is_typed_into_the_month_as_it_was() -> None:
    tried = (("take", "other"), ("type", "18"), ("try", {"reading": "default"}))
    step = last(*tried, ("type", "19"))["after"]
    assert step["drafts"] == {NOVEMBER: {"form": {"count": "19", "reading": "other"}, "note": ""}}


def test_at_midnight_an_empty_month_behind_a_link_gives_way() -> None:
    night: Event = ("midnight", {"ended": NOVEMBER, "begun": "2026-12"})
    for received in (link("link"), link("old"), link("broken")):
        step = last(received, night, ("refuse", None))["after"]
        assert (step["month"], step["form"]["month"], step["at"]) == ("2026-12", "2026-12", "example")
        step = last(*OWN_DRAFT, received, night, ("refuse", None))["after"]
        assert (step["month"], step["form"]["content"]) == (NOVEMBER, filled("18"))


def test_a_draft_that_another_tab_erases_is_saved_again() -> None:
    for other in (("other erases", None), ("other tab", NOVEMBER)):
        step = last(*OWN_DRAFT, other, ("reload", None))["after"]
        assert step["drafts"] == {NOVEMBER: filled("18")}
        # Behind a link too.
        step = last(*OWN_DRAFT, link("link"), other, ("refuse", None), ("reload", None))["after"]
        assert step["drafts"] == {NOVEMBER: filled("18")}
