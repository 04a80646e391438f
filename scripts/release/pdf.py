"""Correct a PDF from Chromium: its text, so that a search works, and its bytes, so that they repeat.

Chromium maps a glyph to the first character that the font draws with it. For 大 that is the radical ⼤, which
looks the same but is another character: a search for 大宁县 would not find it.
"""

import io
import re
import unicodedata
from datetime import date

from pypdf import PdfWriter
from pypdf.generic import StreamObject

# Radicals that Unicode's NFKC does not map to their usual character, and one duplicate character.
DOUBLES = str.maketrans(
    "㬵⺟⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳",
    "胶母民见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟",
)
_CHARACTER = re.compile(r"(<[0-9A-F]+> )<([0-9A-F]{4})>")
_BLOCK = re.compile(r"\d+ beginbf(char|range)\n(.*?)endbf\1", re.DOTALL)
_RANGE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>")
# Table cells refer to their headers by node numbers, which differ from one run of Chromium to the next.
_NAME = re.compile(rb"\(node\d{8}\)")


def mend(writer: PdfWriter) -> None:
    """Map the glyphs of a PDF to the characters of the pages, not to radicals."""
    for page in writer.pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            names = font.get_object().get("/ToUnicode")
            if names is not None:
                stream: StreamObject = names.get_object()
                stream.set_data(_BLOCK.sub(_mended, stream.get_data().decode("ascii")).encode("ascii"))


def usual(character: str) -> str:
    """Return the usual character for a radical that looks the same.

    >>> usual("⼤"), usual("⻅"), usual("大"), usual("！")
    ('大', '见', '大', '！')
    """
    double = character.translate(DOUBLES)
    return unicodedata.normalize("NFKC", double) if "⺀" <= double <= "⿟" else double


def written(writer: PdfWriter, title: str, day: date) -> bytes:
    """Return the bytes of a document with its title, and `day` as its date."""
    producer = writer.metadata.producer if writer.metadata else None
    writer.metadata = {"/Title": title, "/Producer": producer or "", "/CreationDate": f"D:{day:%Y%m%d}"}
    with io.BytesIO() as file:
        writer.write(file)
        return numbered(file.getvalue())


def numbered(content: bytes) -> bytes:
    """Number the nodes by their order; the length stays, so the offsets in the file stay right.

    >>> numbered(b"/ID (node00002789) /ID (node00002791) /Headers [(node00002789)]")
    b'/ID (node00000000) /ID (node00000001) /Headers [(node00000000)]'
    """
    places = {name: place for place, name in enumerate(sorted(set(_NAME.findall(content))))}
    return _NAME.sub(lambda found: b"(node%08d)" % places[found[0]], content)


def _mended(block: re.Match[str]) -> str:
    kind, lines = block[1], block[2].splitlines()
    if kind == "range":
        lines = [line for each in lines for line in _single(each)]
    mended = [_CHARACTER.sub(_named, line) for line in lines]
    return "\n".join([f"{len(mended)} beginbf{kind}", *mended, f"endbf{kind}"])


def _named(found: re.Match[str]) -> str:
    return f"{found[1]}<{ord(usual(chr(int(found[2], 16)))):04X}>"


def _single(line: str) -> list[str]:
    """Return a line for each character of a range: corrected characters may not be consecutive."""
    found = _RANGE.fullmatch(line)
    if found is None:
        return [line]
    first, last, name = (int(each, 16) for each in found.groups())
    width = len(found[1])
    codes = [(f"<{code:0{width}X}>", name + code - first) for code in range(first, last + 1)]
    return [f"{code} {code} <{character:04X}>" for code, character in codes]
