"""Figures as they stand in a text, apart from how they are written there."""

import re
from typing import NamedTuple

from tests.support.markup import Element


class Figure(NamedTuple):
    """A number with its unit: 元 (the number is then in 分), %, 条, 次, 项; no unit where none is written."""

    number: int
    unit: str


_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年\d+月")
_UP_TO = re.compile(r"(\d+(?:\.\d+)?) 至 (?=\d+(?:\.\d+)? ?(元|条|次))")
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?(?: ?([元%条次项]))?")

LOOKED_AT_ELSEWHERE = {"measures", "teaching", "charts", "address", "versions", "slip-receipt"}


def figures(text: str) -> set[Figure]:
    """Return every figure of a text, days aside; two decimals make an amount, written 元 or not."""
    found = set()
    for whole, decimals, unit in _NUMBER.findall(_UP_TO.sub(r"\1 \2 至 ", _DAY.sub("", text))):
        assert not decimals or len(decimals) == 2, f"{whole}.{decimals} is not how an amount is written"
        amount = bool(decimals) or unit == "元"
        found.add(Figure(int(whole) * 100 + int(decimals or 0), "元") if amount else Figure(int(whole), unit))
    return found


def visible(element: Element) -> str:
    """Return what is shown of an element in the site's own words, with a break at every tag.

    The measures' own words (the full text, and passages quoted), made-up examples, charts, addresses, and
    versions of packages are looked at elsewhere. The hashes of a receipt are no figures.
    """

    def not_ours(each: Element) -> bool:
        shown = each.tag not in ("blockquote", "noscript") and "hidden" not in each.attributes
        return not shown or not LOOKED_AT_ELSEWHERE.isdisjoint(each.classes)

    return "\n".join(element.texts(not_ours))
