"""The places of the measures: their names in Chinese, their anchors, and their ids across editions.

A place has a key such as `12.3`. A later edition can number its places anew, so each place also has a stable
id: the key with which it was first printed. articles.toml lists the exceptions under `[ids]`.
"""

from collections.abc import Collection, Mapping
from typing import Protocol


class Edition(Protocol):
    """What this module needs of an edition: its places, and the stable ids that differ from their keys."""

    @property
    def text(self) -> Mapping[str, str]:
        """Return the text of each place by its key."""

    @property
    def ids(self) -> Mapping[str, str]:
        """Return the stable ids that are not the keys of their places."""


# The last paragraph of an article, which has no number.
END = "end"
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Return a number from 1 to 999 in Chinese numerals.

    >>> numeral(11), numeral(20), numeral(3), numeral(101), numeral(110)
    ('十一', '二十', '三', '一百零一', '一百一十')
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    last = _DIGITS[ones] if ones or not number else ""
    if not hundreds:
        return (_DIGITS[tens] * (tens > 1) + "十" if tens else "") + last
    middle = f"{_DIGITS[tens]}十" if tens else _DIGITS[0] * (ones > 0)
    return f"{_DIGITS[hundreds]}百{middle}{last}"


def name(key: str, kinds: Collection[str] = ()) -> str:
    """Return the name of a place: its levels are 条, 项 and 目, inside the articles `kinds` 条, 类 and 项.

    >>> name("12.3"), name("14.1.2", ["14"]), name("3.1.2"), name("13.end")
    ('第十二条第三项', '第十四条第一类第二项', '第三条第一项第二目', '第十三条末段')
    """
    article, *rest = key.split(".")
    named = f"第{numeral(int(article))}条"
    for number, level in zip(rest, "类项" if article in kinds else "项目", strict=False):
        if number.isdigit():
            named += f"第{numeral(int(number))}{level}"
        elif number == END:
            named += "末段"
    return named


def anchor(key: str) -> str:
    """Return the anchor of a place of the measures; it must never change between versions of the site.

    >>> anchor("14.1.2")
    'art-14-1-2'
    """
    return "art-" + key.replace(".", "-")


def stable(edition: Edition, key: str) -> str:
    """Return the stable id of a place: that of `[ids]`, of the nearest place around it there, or its key.

    >>> class Moved:
    ...     text, ids = {}, {"12.4": "12.3", "15": "14"}
    >>> stable(Moved, "12.4"), stable(Moved, "15.1.2"), stable(Moved, "9")
    ('12.3', '14.1.2', '9')
    """
    around, inside = key, ""
    while around not in edition.ids:
        around, dot, last = around.rpartition(".")
        if not dot:
            return key
        inside = f".{last}{inside}"
    return f"{edition.ids[around]}{inside}"


def where(editions: Mapping[str, Edition], stable_id: str) -> dict[str, str]:
    """Return the key of a place in each edition in which it stands, by the editions' versions."""
    return {
        version: key
        for version, edition in editions.items()
        for key in edition.text
        if stable(edition, key) == stable_id
    }
