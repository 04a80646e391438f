"""Invisible characters in values and keys: report them by name, so that they can be deleted."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from calculator.errors import Problem
from calculator.loading.rows import key_of

# Every invisible character but line ends: format and control characters, all spaces but the ASCII and the
# full-width one, fillers, the replacement character, private characters.
UNSEEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff]"
)
_NAMES = {
    "\t": "制表符",
    "\u00a0": "不换行空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u2060": "零宽连接符",
    "\ufeff": "字节顺序标记",
    "\ufffd": "丢失的字",
    "\u00ad": "软连字符",
}


def name_of(character: str) -> str:
    """Return the name of an invisible character, empty for a visible one.

    >>> name_of("\\u200b"), name_of("\\u202e"), name_of("元")
    ('零宽空格（U+200B）', 'RIGHT-TO-LEFT OVERRIDE（U+202E）', '')
    """
    if not UNSEEN.fullmatch(character):
        return ""
    name = _NAMES.get(character) or unicodedata.name(character, "控制字符")
    return f"{name}（U+{ord(character):04X}）"


def cleaned(file: str, table: Any, text: str, problems: list[Problem]) -> Any:
    """Return a file's tables without invisible characters; note each value and key that has one.

    Other checks then see the intended value. `text` is the text of the file.
    """
    if not (UNSEEN.search(text) or "\\" in text or _EDGE.search(text)):
        return table
    problems += [Problem(file, _plain(key), wrong) for key, wrong in _found(table, "")]
    return _without(table)


# A space at the end of a text in quotes, or at its beginning.
_EDGE = re.compile(r"[ \u3000]\"(?=\s*(?:[,\]}#\n]|$))|\"[ \u3000]+[^ \u3000=#\"{\[,\]}]")


def _found(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            place = f"{key}.{name}" if key else name
            if UNSEEN.search(name):
                yield place, f"键里有看不见的字符：{_named(name)}，删掉"
            yield from _found(inner, place)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _found(inner, key_of(key, inner, place))
    elif isinstance(value, str):
        if UNSEEN.search(value):
            yield key, f"有看不见的字符：{_named(value)}，删掉"
        elif value.strip() and value != value.strip():
            yield key, "开头或者末尾多了空格，删掉"


def _named(text: str) -> str:
    return "、".join(dict.fromkeys(map(name_of, UNSEEN.findall(text))))


def _plain(key: str) -> str:
    return UNSEEN.sub("", key)


def _without(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_plain(name): _without(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner) for inner in value]
    if isinstance(value, str) and (UNSEEN.search(value) or value != value.strip()):
        return _plain(value).strip()
    return value
