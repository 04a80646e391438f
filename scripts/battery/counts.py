"""The counts of the last whole runs in the developers' notes: a table between two comments."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from calculator.errors import ProjectError
from scripts.battery.page import SECTIONS, Results, told_apart
from scripts.bootstrap import ROOT

NOTES = ROOT / "docs" / "notes" / "battery.md"
BEGIN, END = "<!-- counts -->\n", "<!-- end of counts -->\n"
HEAD = ("section", "tried", "looked at afterwards", "failed", "policy data", "commit")


def write(results: Results, notes: Path = NOTES) -> None:
    """Put the counts into the notes, in place of those there; ProjectError where they have no place."""
    text = notes.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ProjectError(f"{notes.name} 里没有「{BEGIN.strip()}」和「{END.strip()}」，次数没有地方写")
    notes.write_text("".join((before, begin, table(results), end, after)), "utf-8")


def table(results: Results) -> str:
    """Return the counts as a Markdown table, a row for each section that was run."""
    rows = [HEAD, ("---",) * len(HEAD), *_rows(results)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _rows(results: Results) -> Iterator[tuple[str, ...]]:
    for name in (each for each in SECTIONS if each in results):
        kept, made = results[name], results[name]["made"]
        tried, checked = told_apart(name, kept)
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
