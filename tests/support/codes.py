"""QR codes of the built site as a reader's phone sees them, drawn from their SVG and not by what wrote it."""

import re
from collections.abc import Iterable
from math import floor
from pathlib import Path

import zxingcpp

from calculator import clauses
from tests.support.content import BOOK
from tests.support.markup import parse_file

# The address of a build that has no public one.
TRIAL = "http://127.0.0.1:8000/"
# How many points a square of a code is wide.
POINTS = 4
STEP = re.compile(r"([Mm])([\d.-]+) ([\d.-]+)|h(\d+)")


def places(page: str) -> list[str]:
    """Return the addresses on a page, `duties/#art-6-1`, of the duties or of the categories' items."""
    rows = BOOK.duties if page == "duties" else list(BOOK.items.values())
    return [f"{page}/#{clauses.anchor(row['article'])}" for row in rows]


def said(picture: Path) -> str:
    """Return the content of the only code in an SVG file."""
    ground, drawn = (each.get("d") for each in parse_file(picture).all("path"))
    size = re.fullmatch(r"M0 0h(\d+)v\1h-\1z", ground)
    assert size is not None, ground
    rows = [[255] * int(size[1]) for _ in range(int(size[1]))]
    x = y = 0.0
    for how, right, down, length in STEP.findall(drawn):
        if length:
            assert set(rows[floor(y)][int(x) : int(x) + int(length)]) == {255}, drawn
            rows[floor(y)][int(x) : int(x) + int(length)] = [0] * int(length)
            x += int(length)
        else:
            x, y = float(right) + (x if how == "m" else 0), float(down) + (y if how == "m" else 0)
    assert STEP.sub("", drawn) == ""
    wide = [[point for point in row for _ in range(POINTS)] for row in rows]
    (text,) = read(len(wide[0]), len(rows) * POINTS, (p for row in wide for _ in range(POINTS) for p in row))
    return text


def read(width: int, height: int, grey: Iterable[int]) -> list[str]:
    """Return the contents of the codes in a picture, given as grey points row by row."""
    found = zxingcpp.read_barcodes(memoryview(bytes(grey)).cast("B", (height, width)))
    return [each.text for each in found]
