"""Mend the text of a PDF from Chromium: it names a glyph by the first character that a font draws so.

For 大 that is the radical ⼤, which looks the same and is another character: who searches the book for 大宁县
would not find it.
"""

import re
import unicodedata

from pypdf import PdfWriter
from pypdf.generic import StreamObject

# Radicals with a character of their own that Unicode's normal form leaves as they are, and one double.
DOUBLES = str.maketrans(
    "㬵⺟⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳",
    "胶母民见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟",
)
_CHARACTER = re.compile(r"(<[0-9A-F]+> )<([0-9A-F]{4})>")
_BLOCK = re.compile(r"\d+ beginbf(char|range)\n(.*?)endbf\1", re.DOTALL)
_RANGE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>")


def mend(writer: PdfWriter) -> None:
    """Have a PDF's text made of the characters that were printed."""
    for page in writer.pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            names = font.get_object().get("/ToUnicode")
            if names is not None:
                stream: StreamObject = names.get_object()
                stream.set_data(_BLOCK.sub(_mended, stream.get_data().decode("ascii")).encode("ascii"))


def usual(character: str) -> str:
    """Return the character that people type for one that looks the same.

    >>> usual("⼤"), usual("⻅"), usual("大"), usual("！")
    ('大', '见', '大', '！')
    """
    double = character.translate(DOUBLES)
    return unicodedata.normalize("NFKC", double) if "⺀" <= double <= "⿟" else double


def _mended(block: re.Match[str]) -> str:
    kind, lines = block[1], block[2].splitlines()
    if kind == "range":
        lines = [line for each in lines for line in _single(each)]
    mended = [_CHARACTER.sub(_named, line) for line in lines]
    return "\n".join([f"{len(mended)} beginbf{kind}", *mended, f"endbf{kind}"])


def _named(found: re.Match[str]) -> str:
    return f"{found[1]}<{ord(usual(chr(int(found[2], 16)))):04X}>"


def _single(line: str) -> list[str]:
    """Return a line for each character of a range: what follows a mended one need not follow it any more."""
    found = _RANGE.fullmatch(line)
    if found is None:
        return [line]
    first, last, name = (int(each, 16) for each in found.groups())
    width = len(found[1])
    codes = [(f"<{code:0{width}X}>", name + code - first) for code in range(first, last + 1)]
    return [f"{code} {code} <{character:04X}>" for code, character in codes]
