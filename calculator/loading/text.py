"""Checks of articles.toml, and of the quotes from it in other files."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from calculator.errors import Problem
from calculator.loading.rows import Parsed, rows

FILE = "articles.toml"
ARTICLES = [str(number) for number in range(1, 17)]
_PLACE = re.compile(r"[0-9]+(\.[0-9]+)*(\.end|\.text)?")


def check_articles(parsed: Parsed, problems: list[Problem]) -> None:
    """Note problems of articles.toml: missing articles, wrong order, `faults` that are not in the text."""
    places: Mapping[str, str] = parsed[FILE]["text"]
    _check_order(list(places), problems)
    for key, row in rows(parsed, FILE, "faults", problems):
        if row["at"] not in places:
            problems.append(Problem(FILE, f"{key}.at", f"原文里没有这一条：{row['at']}"))
        elif row["text"] not in places[row["at"]]:
            problems.append(Problem(FILE, key, f"{row['at']} 里没有「{row['text']}」"))


def _check_order(keys: Sequence[str], problems: list[Problem]) -> None:
    """Note missing articles, items out of order, and items without the item above them."""
    for number in ARTICLES:
        if number not in keys:
            problems.append(Problem(FILE, f"text.{number}", f"缺第 {number} 条"))
    for key in keys:
        if not _PLACE.fullmatch(key):
            problems.append(Problem(FILE, f"text.{key}", "键要写成 12.3 这样，末段写 13.end"))
            return
        parent = key.rpartition(".")[0]
        if parent and parent not in keys:
            problems.append(Problem(FILE, f"text.{key}", f"缺它所属的 {parent}"))
        if key.split(".")[0] not in ARTICLES:
            problems.append(Problem(FILE, f"text.{key}", "办法只有十六条"))

    def order(key: str) -> list[int]:
        return [int(part) if part.isdigit() else 10**6 for part in key.split(".")]

    for one, other in pairwise(keys):
        if order(one) >= order(other):
            problems.append(Problem(FILE, f"text.{other}", f"要排在 {one} 前面"))


def unquoted(row: Mapping[str, Any], parsed: Parsed, keys: Sequence[str]) -> str | None:
    """Return the problem of a table's quote, None if the text at a key contains it word for word."""
    places = parsed[FILE]["text"]
    quoted = [words for place, words in places.items() if any(within(place, key) for key in keys)]
    if any(row["quote"] in words for words in quoted if isinstance(words, str)):
        return None
    return f"{'、'.join(keys)} 的原文里没有「{row['quote']}」"


def within(place: str, key: str) -> bool:
    """Tell whether a place is at a key or inside it.

    >>> within("12.3", "12"), within("12.3", "12.3"), within("1", "12")
    (True, True, False)
    """
    return place == key or place.startswith(f"{key}.")
