"""Parse JSON after a check of its length and nesting."""

import json
import re
from typing import Any

from calculator.errors import FieldError, InputError

# Enough for a request that contains the longest ledger file with every character escaped.
LONGEST = 8_000_000
# A row of the ledger is nested four deep. Far above this limit, CPython raises an exception, but Python in
# the browser ends for good.
DEEPEST = 20
_MARKS = re.compile(r"[\[{\]}]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.?)*+"?', re.DOTALL)
# Hooks for `json.loads`: a number that would become a float stays text.
DECIMALS: dict[str, Any] = {"parse_float": str, "parse_constant": str}
_DECODER = json.JSONDecoder(**DECIMALS)
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_NONE = InputError([FieldError("", "要写一个 JSON 对象，这里的读不出来")])


def parsed(text: str, wrong: InputError = _NONE, **hooks: Any) -> Any:
    """Return the value of a request's JSON text, with these hooks of `json.loads`; InputError if it fails.

    `wrong` is raised for a text that is no JSON. A number that is not written as a whole number stays text
    and is read like typed text: no float is made, and the reduced wasm cannot compute with floats.

    >>> parsed('{"sign_ins": 18.0, "target": NaN}')
    {'sign_ins': '18.0', 'target': 'NaN'}
    """
    if len(text) > LONGEST:
        raise InputError([FieldError("", f"内容太长：最多 {LONGEST} 个字，这里有 {len(text)} 个")])
    if is_too_deep(text):
        raise InputError([FieldError("", "内容一层套一层，太深了，读不了")])
    try:
        return (json.JSONDecoder(**DECIMALS, **hooks) if hooks else _DECODER).decode(text)
    except ValueError as error:
        raise wrong from error


def written(answer: object) -> str:
    """Return an answer as JSON text."""
    return _ENCODER.encode(answer)


def is_too_deep(text: str) -> bool:
    """Tell whether lists and objects are nested deeper than in any valid request."""
    # Counting the brackets is faster and enough for most requests.
    return text.count("[") + text.count("{") > DEEPEST and depth(text) > DEEPEST


def depth(text: str) -> int:
    """Return how deep lists and objects are nested.

    >>> depth('{"months": [{"note": "[[[\\\\"[["}]}')
    3
    """
    deepest = now = 0
    for mark in _MARKS.findall(_QUOTED.sub("", text)):
        if mark in "[{":
            now += 1
            deepest = max(deepest, now)
        else:
            now -= 1
    return deepest
