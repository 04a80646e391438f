"""Checks of articles.toml, and of the quotes from it in other files."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from calculator import clauses
from calculator.errors import Problem
from calculator.loading.rows import Parsed, rows

FILE = "articles.toml"
_PLACE = re.compile(r"[0-9]+(\.[0-9]+)*(\.end|\.text)?")


def check_articles(parsed: Parsed, problems: list[Problem]) -> None:
    """Note problems of articles.toml: missing articles, wrong order, `faults` that are not in the text."""
    places: Mapping[str, str] = parsed[FILE]["text"]
    _check_order(list(places), problems)
    _check_ids(parsed[FILE], problems)
    for key, row in rows(parsed, FILE, "faults", problems):
        if row["at"] not in places:
            problems.append(Problem(FILE, f"{key}.at", f"原文里没有这一条：{row['at']}"))
        elif row["text"] not in places[row["at"]]:
            problems.append(Problem(FILE, key, f"{row['at']} 里没有「{row['text']}」"))


class _Edition(NamedTuple):
    """The places and stable ids of articles.toml."""

    text: Mapping[str, str]
    ids: Mapping[str, str]


def _check_ids(articles: Mapping[str, Any], problems: list[Problem]) -> None:
    """Note a stable id that two places have, or that has ended."""
    edition = _Edition(articles["text"], articles.get("ids", {}))
    seen: dict[str, str] = {}
    for key in edition.text:
        own = clauses.stable(edition, key)
        if own in seen:
            wrong = f'和 {seen[own]} 的一样，都是 {own}；新的一条另写一个，例如 {key} = "{own}-2027"'
            problems.append(Problem(FILE, f"ids.{key}", wrong))
        seen.setdefault(own, key)
    for place, each in enumerate(articles.get("gone", [])):
        if each in seen:
            problems.append(Problem(FILE, f"gone[{place}]", f"{each} 还在：{seen[each]}"))


def _check_order(keys: Sequence[str], problems: list[Problem]) -> None:
    """Note missing articles, items out of order, and items without the item above them."""
    last = max((int(key) for key in keys if key.isdigit()), default=1)
    for number in map(str, range(1, last + 1)):
        if number not in keys:
            problems.append(Problem(FILE, f"text.{number}", f"缺第 {number} 条"))
    for key in keys:
        if not _PLACE.fullmatch(key):
            problems.append(Problem(FILE, f"text.{key}", "键要写成 12.3 这样，末段写 13.end"))
            return
        if key.split(".")[0] == "0":
            problems.append(Problem(FILE, f"text.{key}", "条从第 1 条起"))
        parent = key.rpartition(".")[0]
        if parent and parent not in keys:
            problems.append(Problem(FILE, f"text.{key}", f"缺它所属的 {parent}"))

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
