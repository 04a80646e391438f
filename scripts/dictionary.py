"""The words the search must not cut apart: the measures' terms and what people say for them."""

import logging
import re
from collections.abc import Iterator

import jieba

from scripts.handbook import Handbook

_CHINESE = re.compile(r"[一-鿿]{2,}")
# Longer than this it is made of words that are also looked for alone: 县委政法委 is found as 县委 and 政法委.
LONGEST = 4
# How sure the search is that this is one word; the common words of its own dictionary stand near this.
WEIGHT = 100_000


def words(handbook: Handbook) -> list[str]:
    """Return the handbook's own words, each once, sorted."""
    return sorted({word for word in _all(handbook) if len(word) <= LONGEST})


def teach(handbook: Handbook) -> None:
    """Make the search's cutting of Chinese know the handbook's words.

    Given as a file they would be the theme's option `jieba_dict_user`, which leaves that file open.
    """
    jieba.setLogLevel(logging.WARNING)
    # Words taught twice weigh on all others: each build starts from the dictionary as it is installed.
    jieba.dt.initialized = False
    for word in words(handbook):
        jieba.add_word(word, WEIGHT)


def _all(handbook: Handbook) -> Iterator[str]:
    for term in handbook.terms:
        yield from _CHINESE.findall(term["term"])
    for item in handbook.items.values():
        for keyword in item["keywords"]:
            yield from _CHINESE.findall(keyword)
