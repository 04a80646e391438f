"""Why a file cannot be parsed: the line and column, and what to type there."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from scripts.content.unread.causes import WIDE, cause
from scripts.content.unread.letters import name_of

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_STATEMENT = re.compile(r"\s*(?:\[+\s*)?(\"[^\"]*\"|[\w.-]+)\s*[=\]]")
# The start of a statement that may have an unclosed bracket.
_BEGINS = re.compile(r"[\w.\"-]+\s*=")
_SHOWN, _BEFORE = 60, 36
_WIDE_QUOTES = "“”„‟＂〝〞″"


class _Place(NamedTuple):
    """A line and a column, both counted from 0, and what is wrong there."""

    row: int
    column: int
    says: str


def explained(text: str, reason: str) -> str:
    """Return the message for a text that tomllib refused: the line, a sentence, and a caret."""
    lines = text.replace("\r\n", "\n").split("\n")
    row, column, says = _place(lines, reason)
    return f"第 {row + 1} 行：{says}\n{shown(lines[row], column)}"


def shown(line: str, column: int) -> str:
    """Return a line, or the part of it around a column, with a caret under that column.

    Full-width spaces below full-width characters put the caret under the column.

    >>> shown("元 ＝ 5", 4)
    '    元 ＝ 5\\n    \\u3000 \\u3000 ^'
    """
    start = max(0, column - _BEFORE) if len(line) > _SHOWN else 0
    part = line[start : start + _SHOWN].rstrip()
    plain = "".join(each if each.isprintable() else " " for each in part)
    wide = [unicodedata.east_asian_width(each) in ("W", "F") for each in plain[: column - start]]
    under = "".join("\u3000" if each else " " for each in wide)
    return f"    {plain}\n    {under}^"


def encoding(content: bytes) -> str:
    """Return what to do with a file that is not UTF-8.

    >>> encoding("网格员".encode("gbk"))
    '不是存成 UTF-8 的（像是 GBK，也叫 ANSI）。用记事本打开，选「另存为」，编码选 UTF-8'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = "（像是 UTF-16，也叫 Unicode）"
    elif content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "是 Word 或表格的文件，不是纯文本。请用记事本一类的纯文本编辑器写"
    else:
        found = "（像是 GBK，也叫 ANSI）" if "\ufffd" not in content.decode("gb18030", "replace") else ""
    return f"不是存成 UTF-8 的{found}。用记事本打开，选「另存为」，编码选 UTF-8"


def _place(lines: Sequence[str], reason: str) -> _Place:
    at = _AT.search(reason)
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    row, column = (int(at[1]) - 1, int(at[2]) - 1) if at else (last, len(lines[last]))
    if "recursion" in reason or "digits" in reason:
        return _Place(row, 0, "括号套得太深，或者数太长")
    line = lines[row]
    if reason.startswith(("Cannot", "Duplicate")):
        return _twice(lines, row, column, reason)
    if reason.startswith("Unescaped"):
        return _Place(row, line.rfind("\\", 0, column), cause(line, column, reason))
    if name_of(line[column : column + 1]):
        return _Place(row, column, _odd_says(line[column]))
    strings = _strings(line)
    unclosed = next((each for each in strings if each.stop is None and each.start < column), None)
    if unclosed:
        return _unclosed(row, line, unclosed.start)
    before = next((each for each in reversed(strings) if each.stop is not None and each.stop <= column), None)
    if before and before.stop is not None and not line[before.stop : column].strip():
        # The string may be too long: a full-width quote inside it may be its intended end.
        wide = re.search(f"[{_WIDE_QUOTES}](?=\\s*[,，])", line[before.start : before.stop])
        if wide:
            return _Place(row, before.start + wide.start(), _wide_says(wide[0]))
    odd = _odd(line, column, strings)
    if odd is not None and not reason.startswith("Invalid date"):
        return odd._replace(row=row)
    began = _began(lines, row, column, at is None, reason)
    return began or _Place(row, column, cause(lines[row], column, reason))


class _String(NamedTuple):
    """A string in a line: the column of its quote and that after its closing quote, if any."""

    start: int
    stop: int | None


def _strings(line: str) -> list[_String]:
    """Return the strings of a line, up to its comment."""
    found, place = [], 0
    while place < len(line) and line[place] != "#":
        quote = line[place]
        if quote in "\"'":
            inside = re.compile(r"(?:\\.|[^\"\\])*\"" if quote == '"' else r"[^']*'").match(line, place + 1)
            found.append(_String(place, inside.end() if inside else None))
            if inside is None:
                break
            place = inside.end()
        else:
            place += 1
    return found


def _unclosed(row: int, line: str, start: int) -> _Place:
    wide = re.search(f"[{_WIDE_QUOTES}](?=\\s*(?:[,}}\\]，｝］#]|$))", line[start:])
    if wide:
        return _Place(row, start + wide.start(), _wide_says(wide[0]))
    return _Place(row, start, '这个引号没有配对：少了结尾的 "，或者引号里换了行')


def _wide_says(character: str) -> str:
    return f"{WIDE[character]}，这里是 {character}"


def _odd(line: str, column: int, strings: Sequence[_String]) -> _Place | None:
    """Return the invalid character outside strings: the one at the column, else the first."""
    end = line.find("#", strings[-1].stop or 0) if strings else line.find("#")
    outside = [
        place
        for place in range(len(line) if end < 0 else end)
        if not any(each.start <= place < (each.stop or len(line)) for each in strings)
        and line[place] > "9"
        and (line[place] in WIDE or line[place].isdigit() or name_of(line[place]))
    ]
    first = re.compile(r"\s*").match(line, column)
    for place in (first.end() if first else column, column, *outside):
        if place in outside:
            return _Place(0, place, _odd_says(line[place]))
    return None


def _odd_says(character: str) -> str:
    if character in WIDE:
        return _wide_says(character) if character.strip() else WIDE[character]
    if character.isdigit():
        return f"数字要用英文半角的，这里是 {character}"
    return f"有一个看不见的字符：{name_of(character)}，删掉，重新打"


def _began(lines: Sequence[str], row: int, column: int, at_end: bool, reason: str) -> _Place | None:
    """Return the unclosed bracket if the parser met the next statement or the end of the file."""
    if not reason.startswith("Unclosed") or not (at_end or not lines[row][:column].strip()):
        return None
    if not at_end and not re.match(r"\[+\w|[\w\"-]+\s*=", lines[row][column:]):
        return None
    above = range(row + 1 if at_end else row)[::-1]
    began = next((each for each in above if _BEGINS.match(lines[each].lstrip())), row)
    where = lines[began].find("[")
    return None if where < 0 else _Place(began, where, "这个 [ 没有配对的 ]")


def _twice(lines: Sequence[str], row: int, column: int, reason: str) -> _Place:
    """Return the place of a repeated key: in an inline table, or at the start of the statement."""
    inside = re.search(r"inline table key '([^']+)'", reason)
    if inside:
        where = lines[row].rfind(inside[1], 0, column)
        return _Place(row, max(where, 0), f"「{inside[1]}」写了两次，留下一个")
    for above in range(row + 1)[::-1]:
        begins = _STATEMENT.match(lines[above])
        if begins:
            head = next((each for each in lines[above::-1] if each.startswith("[")), "").strip()
            more = f"；是新的一项，就在它前面写 {head}" if head.startswith("[[") else ""
            return _Place(above, begins.start(1), f"「{begins[1].strip(chr(34))}」写了两次，留下一个{more}")
    return _Place(row, column, "有一个键写了两次，留下一个")
