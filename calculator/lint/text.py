"""Checks of measure.toml and articles.toml."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from calculator.errors import Problem
from calculator.schema import (
    check_names,
    check_rows,
    check_table,
    clause_in,
    day,
    list_of,
    text,
    whole,
)

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}", re.ASCII)
_PLACE = re.compile(r"[0-9]+(\.[0-9]+)*(\.end|\.text)?")
ARTICLES = [str(number) for number in range(1, 17)]


def version_name(value: Any) -> str | None:
    """Check the name of an edition: it stands in links, in kept months and as a folder."""
    if isinstance(value, date):
        return f'版本要加英文引号，例如 "{value}"'
    good = isinstance(value, str) and _VERSION.fullmatch(value)
    return None if good else "版本只能用半角的数字、英文字母、点和横线，最多 20 个，例如 2027-01-01"


def check_measure(parsed: Mapping[str, Any], clauses: set[str], problems: list[Problem]) -> date:
    """Note problems of measure.toml; return the first day in force."""
    clause = clause_in(clauses)
    names = ("id", "title", "county", "issuer", "interpreter", "assessor", "reviewer")
    spec = {
        **dict.fromkeys(names, text),
        "version": version_name,
        "in_force_from": day,
        "checked": day,
        "in_force_article": clause,
        **dict.fromkeys(("assessor_article", "reviewer_article", "interpreter_article"), clause),
    }
    table = parsed.get("measure.toml", {})
    sound = "measure.toml" in parsed and check_table(table, spec, "measure.toml", "", problems)
    return table["in_force_from"] if sound else date.min


def check_articles(parsed: Mapping[str, Any], problems: list[Problem]) -> set[str]:
    """Note problems of articles.toml; return the keys of all its places."""
    file = "articles.toml"
    if file not in parsed:
        return set()
    table = parsed[file]
    check_names(table, ("title", "notice", "chapters", "text", "faults"), file, problems)
    notice_wrong = list_of(text, 1)(table.get("notice"))
    if notice_wrong:
        problems.append(Problem(file, "notice", notice_wrong))
    places = table.get("text")
    if not isinstance(places, Mapping):
        problems.append(Problem(file, "text", "要写成 [text] 表"))
        return set()
    for key, words in places.items():
        wrong = text(words)
        if wrong:
            problems.append(Problem(file, f"text.{key}", wrong))
    _check_order(list(places), problems)
    chapters = {"number": whole, "text": text, "first_article": whole}
    check_rows(parsed, file, "chapters", chapters, problems)
    _check_faults(parsed, places, problems)
    return set(places)


def _check_order(keys: list[str], problems: list[Problem]) -> None:
    """Note articles that are missing, items out of order, and items without what they belong to."""
    for number in ARTICLES:
        if number not in keys:
            problems.append(Problem("articles.toml", f"text.{number}", f"缺第 {number} 条"))
    for key in keys:
        if not _PLACE.fullmatch(key):
            problems.append(Problem("articles.toml", f"text.{key}", "键要写成 12.3 这样，末段写 13.end"))
            return
        parent = key.rpartition(".")[0]
        if parent and parent not in keys:
            problems.append(Problem("articles.toml", f"text.{key}", f"缺它所属的 {parent}"))
        if key.split(".")[0] not in ARTICLES:
            problems.append(Problem("articles.toml", f"text.{key}", "办法只有十六条"))

    def order(key: str) -> list[int]:
        return [int(part) if part.isdigit() else 10**6 for part in key.split(".")]

    for one, other in pairwise(keys):
        if order(one) >= order(other):
            problems.append(Problem("articles.toml", f"text.{other}", f"要排在 {one} 前面"))


def _check_faults(parsed: Mapping[str, Any], places: Mapping[str, Any], problems: list[Problem]) -> None:
    spec = {"at": clause_in(places), "text": text, "note": text}
    for row in check_rows(parsed, "articles.toml", "faults", spec, problems):
        words = places[row["at"]]
        if isinstance(words, str) and row["text"] not in words:
            problems.append(Problem("articles.toml", "faults", f"{row['at']} 里没有「{row['text']}」"))


def check_quote(row: Mapping[str, Any], parsed: Mapping[str, Any], keys: list[str]) -> str | None:
    """Return what is wrong with a table's quote, which must stand word for word at one of the keys."""
    places = parsed["articles.toml"]["text"]
    whole_text = [words for place, words in places.items() if any(within(place, key) for key in keys)]
    if any(isinstance(words, str) and row["quote"] in words for words in whole_text):
        return None
    return f"{'、'.join(keys)} 的原文里没有「{row['quote']}」"


def within(place: str, key: str) -> bool:
    """Tell whether a place is a key's own or inside it.

    >>> within("12.3", "12"), within("12.3", "12.3"), within("1", "12")
    (True, True, False)
    """
    return place == key or place.startswith(f"{key}.")
