"""A text of JSON, judged by its length and its nesting before anything parses it."""

import json
import re
from typing import Any

from calculator.errors import FieldError, InputError

# A ledger's file as a request holds it, each of its characters spelt out, and some room.
LONGEST = 8_000_000
# A row of the ledger with its fabrication lies four deep. Far beyond the limit Python gives up with an
# exception on a desk; in a browser it ends for good.
DEEPEST = 20
_MARKS = re.compile(r'[\[{]|[\]}]|"(?:[^"\\]|\\.?)*+"?', re.DOTALL)
# For `json.loads`: a number that would become a float stays text.
DECIMALS: dict[str, Any] = {"parse_float": str, "parse_constant": str}
_NONE = InputError([FieldError("", "要写一个 JSON 对象，这里的读不出来")])


def parsed(text: str, wrong: InputError = _NONE, **hooks: Any) -> Any:
    """Return what a request's text holds, with the hooks of `json.loads`; InputError where it holds nothing.

    `wrong` is what is raised for a text that is no JSON. A number that is not written as a whole one stays
    text, read like what is typed: no float is made, and the lean wasm could not compute with one.

    >>> parsed('{"sign_ins": 18.0, "target": NaN}')
    {'sign_ins': '18.0', 'target': 'NaN'}
    """
    if len(text) > LONGEST:
        raise InputError([FieldError("", f"内容太长：最多 {LONGEST} 个字，这里有 {len(text)} 个")])
    if is_too_deep(text):
        raise InputError([FieldError("", "内容一层套一层，太深了，读不了")])
    try:
        return json.loads(text, **DECIMALS, **hooks)
    except ValueError as error:
        raise wrong from error


def is_too_deep(text: str) -> bool:
    """Tell whether lists and objects lie deeper in each other than anything that is asked here."""
    # Most requests have fewer brackets than that in all.
    return text.count("[") + text.count("{") > DEEPEST and depth(text) > DEEPEST


def depth(text: str) -> int:
    """Return how deep lists and objects lie in each other.

    >>> depth('{"months": [{"note": "[[[\\\\"[["}]}')
    3
    """
    deepest = now = 0
    for mark in _MARKS.finditer(text):
        first = text[mark.start()]
        if first in "[{":
            now += 1
            deepest = max(deepest, now)
        elif first in "]}":
            now -= 1
    return deepest
