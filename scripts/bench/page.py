"""What the performance page shows: the last results kept, as text ready to be placed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.bench import table
from scripts.bench.link import MOBILE
from scripts.bench.quota import SHARE
from scripts.bench.summary import STOCK, judged, worst
from scripts.drawings import bars
from scripts.revision import CHANGED

RESULTS = Path(__file__).with_name("results.json")
# What is drawn: a figure and under which condition.
DRAWN = (
    ("first_readable_ms", "slow"),
    ("first_ready_ms", "slow"),
    ("second_ready_ms", "cpu"),
    ("first_bytes", "slow"),
)


def kept_results(place: Path = RESULTS) -> dict[str, Any]:
    """Return the results of the last whole run; nothing where there are none."""
    results: dict[str, Any] = json.loads(place.read_text("utf-8")) if place.is_file() else {}
    return results


def performance(results: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page's tables, its picture, and how they came about; `made` is empty without results."""
    groups = [(_heading(name, profile), _ratios(results, name, profile)) for name, profile in DRAWN]
    drawn = [(heading, rows) for heading, rows in groups if rows]
    return {
        "made": results.get("made", {}),
        "goals": [(label, cells) for label, *cells in table.goals(results)],
        "missed": _missed(results),
        "later_key": _later_key(results),
        "keeping": _keeping(results),
        "conditions": table.PROFILES,
        "cells": table.cells(results),
        "contenders": list(table.compared(results).values()),
        "profiles": [
            {"id": id, "name": name, "rows": table.rows(results, id)} for id, name in table.PROFILES.items()
        ],
        "building": results.get("building", {}),
        "built": table.built(results),
        "computed": table.computed(results),
        "bars": bars.draw(drawn) if drawn else None,
        "unmeasured": table.UNMEASURED,
        "changed": CHANGED,
        "share": SHARE,
        "megabits": MOBILE.bits // 1_000_000,
        "milliseconds": round(MOBILE.delay * 1000),
    }


def _missed(results: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the goals that are not reached: figure, condition, and what the table says of them."""
    return [
        {"figure": each.goal.figure, "profile": each.profile, "label": label, "found": found, "must": must}
        for each, (label, found, must, *_) in zip(judged(results), table.goals(results), strict=True)
        if each.missed
    ]


def _later_key(results: Mapping[str, Any]) -> str:
    """Return what a key takes on the slow phone once a year was computed; empty where it is no quicker."""
    first, later = (worst(results, name, "cpu", absolute=True) for name in ("key_ms", "kept_key_ms"))
    return table.shown("key_ms", later.value) if first and later and later.value < first.value else ""


def _keeping(results: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what memory a first visit takes, keeping the site and all, where that is most beside stock."""
    name = "first_whole_memory"
    found = worst(results, name)
    if found is None:
        return None
    ours, stock = (table.cell(results, found.profile, contender, name) for contender in ("ours", STOCK))
    condition = table.PROFILES[found.profile]
    return {"condition": condition, "ours": ours.median, "ratio": ours.ratio, "stock": stock.median}


def _heading(name: str, profile: str) -> str:
    return f"{table.FIGURES[name]}（{table.PROFILES[profile]}）"


def _ratios(results: Mapping[str, Any], name: str, profile: str) -> list[tuple[str, float]]:
    """Return the contenders that have the figure, each with its ratio to stock."""
    contenders = results.get("profiles", {}).get(profile, {})
    found = {each: contenders.get(id, {}).get(name) for id, each in table.compared(results).items()}
    return [(each, figure["ratio"]["median"]) for each, figure in found.items() if figure and figure["ratio"]]
