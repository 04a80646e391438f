"""Write a verb's table into the developers' notes, between two comments."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from calculator.errors import ProjectError

BEGIN, END = "<!-- written by the verb -->\n", "<!-- end -->\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table.

    >>> table(["a", "b"], [["1", "2"]])
    '| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n'
    """
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rows))


def write(notes: Path, text: str) -> None:
    """Replace the text between the comments; ProjectError if the notes have no such place."""
    before, begin, rest = notes.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ProjectError(f"{notes.name} 里没有「{BEGIN.strip()}」和「{END.strip()}」，结果没有地方写")
    notes.write_text("".join((before, begin, text, end, after)), "utf-8")
