"""What a week's use may add to memory and storage."""

from collections.abc import Iterator, Mapping
from typing import Any

# The week in parts; after each of the first few and of the last few what it takes is weighed.
PARTS = 10
# A browser's memory goes up and down by more than the bound while a page does nothing: the least of so many
# weighings on each side is compared. A tenth of the way the browser has made what it makes once.
SIDE = 3
# How far memory may lie above the early side.
GROWTH = 1.10
# And storage, in bytes: nothing new is kept in a week that goes on with one month, but the ledger's database
# has a journal, which grows a little as it is opened.
STORED = 5_000
# From one kind of use to the other more is stored, once: 0.7 MB in every run so far, with the same files,
# databases and texts. So it is what the browser puts beside them: most likely Python's busiest functions,
# compiled anew when they have been busy for long. `kinds` of the results tells where it lies.
COMPILED = 1_000_000


def compared(early: Mapping[str, Any], late: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield what was weighed early and late in one kind of use, and whether it did not grow."""
    for name in ("heap", "renderer"):
        yield name, late[name] <= early[name] * GROWTH
    yield "usage", late["usage"] <= early["usage"] + STORED
    yield "items", late["items"] == early["items"]


def compared_across(first: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield what is stored before one kind of use and after the other, and whether it did not grow.

    Memory is no part of it: what a page takes depends on what it is used for.
    """
    yield "usage", last["usage"] <= first["usage"] + COMPILED
    yield "items", last["items"] == first["items"]
