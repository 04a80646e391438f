"""A picture's points as they are drawn, read from the PNG by its standard and by nothing of ours."""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Eight bits for each of red, green, blue and opacity, the rows one after another.
PLAIN = (8, 6, 0, 0, 0)
Point = tuple[int, int, int, int]


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and contents of a PNG's parts."""
    assert png.startswith(SIGNATURE)
    at = len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def points(png: bytes) -> list[list[Point]]:
    """Return the points of a picture with four channels, row by row."""
    parts = list(chunks(png))
    width, _, *kind = struct.unpack(">IIBBBBB", parts[0][1])
    assert tuple(kind) == PLAIN
    packed = zlib.decompress(b"".join(content for name, content in parts if name == b"IDAT"))
    size = width * 4
    above, rows = bytearray(size), []
    for at in range(0, len(packed), size + 1):
        above = _row(packed[at], bytearray(packed[at + 1 : at + 1 + size]), above)
        rows.append([(above[x], above[x + 1], above[x + 2], above[x + 3]) for x in range(0, size, 4)])
    return rows


def _row(way: int, row: bytearray, above: bytearray) -> bytearray:
    """Return a row of a PNG without its filter, which stores differences from neighbouring points."""
    for x in range(len(row) if way else 0):
        left, corner = (row[x - 4], above[x - 4]) if x >= 4 else (0, 0)
        guess = (left, above[x], (left + above[x]) // 2, _nearest(left, above[x], corner))[way - 1]
        row[x] = (row[x] + guess) & 255
    return row


def _nearest(left: int, above: int, corner: int) -> int:
    estimate = left + above - corner
    return min((left, above, corner), key=lambda each: abs(estimate - each))
