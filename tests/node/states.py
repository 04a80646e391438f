"""Paths of events through the machine of the calculator's states, walked in Node."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from scripts.setup.bootstrap import ROOT, node_command

CALCULATOR = ROOT / "docs" / "assets" / "js" / "calculator"
WALKER = Path(__file__).with_name("state_paths.mjs")
OWN = ("empty", "draft", "kept", "changed")
RECEIVED = ("link", "old", "broken")
# What the machine is told of another tab's changes and of a reload.
TOLD = {"other tab": "others", "other erases": "others", "other draft": "others", "reload": "begin"}
BLANK = {"form": {"count": ""}, "note": ""}

Event = tuple[str, Any]
Step = dict[str, Any]
Table = dict[str, Any]
Path_ = list[Step]


def link(kind: str, month: str = "2026-10", count: str = "5") -> Event:
    """Return the opening of a link."""
    content = None if kind == "broken" else {"form": {"count": count}, "note": ""}
    return "open", {"kind": kind, "month": month, "content": content}


EVENTS: tuple[Event, ...] = (
    ("type", "18"),
    ("type", "20"),
    ("type", ""),
    ("take", "other"),
    ("try", {"count": "17"}),
    ("end", None),
    ("choose", "2026-10"),
    ("choose", "2026-11"),
    # The box of the month is emptied.
    ("choose", ""),
    ("keep", None),
    # While the store works, the reader goes on.
    ("keep", ["type", "19"]),
    ("keep", ["choose", "2026-10"]),
    ("erase", "month"),
    ("erase", "all"),
    ("undo", None),
    ("redo", None),
    ("import", "2026-10"),
    ("other tab", "2026-10"),
    ("other tab", "2026-11"),
    ("other erases", None),
    ("other draft", "2026-11"),
    link("link"),
    link("old"),
    link("broken"),
    link("link", month=""),
    ("accept", None),
    ("refuse", None),
    ("midnight", {"ended": "2026-11", "begun": "2026-12"}),
    ("reload", None),
    # The address has a cut link.
    ("reload", {"kind": "broken"}),
)
# How each state is reached from the first one.
WAYS: dict[str, tuple[Event, ...]] = {
    "example": (),
    "empty": (("type", "1"), ("type", "")),
    "draft": (("type", "1"),),
    "kept": (("type", "1"), ("keep", None)),
    "changed": (("type", "1"), ("keep", None), ("type", "2")),
    "trial": (("type", "1"), ("try", {"count": "2"})),
    "link": (("type", "1"), link("link", "2026-11")),
    "old": (("type", "1"), link("old", "2026-11")),
    "broken": (("type", "1"), link("broken")),
}


def all_paths() -> list[Sequence[Event]]:
    """Return all paths of two events from every state, and 300 longer ones."""
    short = [[*way, *pair] for way in WAYS.values() for pair in product(EVENTS, repeat=2)]
    chance = Random(21)
    long = [[chance.choice(EVENTS) for _ in range(chance.randint(3, 40))] for _ in range(300)]
    return [*short, *long]


def walk(paths: Sequence[Sequence[Event]]) -> tuple[Table, list[Path_]]:
    """Return the table of transitions, and for each path its steps with what was there before and after."""
    told = json.dumps({"module": CALCULATOR.as_uri(), "paths": paths})
    done = subprocess.run(
        [*node_command(), str(WALKER)], input=told, capture_output=True, encoding="utf-8", check=True
    )
    answer = json.loads(done.stdout)
    return answer["table"], answer["walked"]


def held(side: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every content that is kept or a draft, with its month."""
    for month, kept in side["kept"].items():
        yield month, json.dumps(kept["content"])
    for month, draft in side["drafts"].items():
        yield month, json.dumps(draft)


def behind(side: dict[str, Any], *lists: str) -> Iterator[tuple[str, str]]:
    """Yield every content that an undo or a redo brings back, with its month."""
    for change in (change for name in lists for changes in side[name] for change in changes):
        for content in (change["draft"], (change.get("kept") or {}).get("content")):
            if content:
                yield change["month"], json.dumps(content)
