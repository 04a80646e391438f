"""The counts of the last whole runs as a table for the developers' notes."""

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.measure import notes
from scripts.setup.bootstrap import ROOT

NOTES = ROOT / "docs" / "notes" / "battery.md"
HEAD = ("section", "tried", "looked at afterwards", "failed", "policy data", "commit")
# What is looked at after a trial, often more than once; all other counts are trials.
CHECKS = {
    "hostile": ("right afterwards",),
    "faults": ("mended", "ledger", "told"),
    "week": ("figures after a load", "comparisons"),
}


def table(results: Mapping[str, Any]) -> str:
    """Return the counts as a Markdown table, a row for each section that was run."""
    return notes.table(HEAD, _rows(results))


def _rows(results: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, kept in results.items():
        made, checks = kept["made"], CHECKS.get(name, ())
        tried = {each: number for each, number in kept["tried"].items() if each not in checks}
        checked = {each: kept["tried"][each] for each in checks if each in kept["tried"]}
        yield (
            f"`{name}`",
            _listed(tried),
            _listed(checked) if checked else "–",
            str(kept["failed"]),
            f"{made['policy']}, checked {made['checked']}",
            made.get("revision", "not noted"),
        )


def _listed(counts: Mapping[str, int]) -> str:
    return f"{sum(counts.values()):,}: {', '.join(f'{each} {number:,}' for each, number in counts.items())}"
