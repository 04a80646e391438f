"""The words the search must not cut apart: the measures' terms and what people say for them."""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jieba

from scripts.content.handbook import Handbook
from scripts.setup.bootstrap import ROOT
from scripts.setup.whole import write_whole

_CHINESE = re.compile(r"[一-鿿]{2,}")
# Longer than this it is made of words that are also looked for alone: 县委政法委 is found as 县委 and 政法委.
LONGEST = 4
# How sure the search is that this is one word; the common words of its own dictionary stand near this.
WEIGHT = 100_000
# Counts the ways of cutting: with a new number, what was kept before is not used.
CUTTING = 2
# Runs of Chinese as they were cut, a file for each list of words.
CACHE = ROOT / "build" / "cuts"


def words(handbook: Handbook) -> list[str]:
    """Return the handbook's own words, each once, sorted."""
    return sorted({word for word in _all(handbook) if len(word) <= LONGEST})


class Cuts:
    """Cut runs of Chinese into words, with the handbook's own among them.

    What a build cut is kept for the next one, so jieba's dictionary is read only when a new run comes.
    """

    def __init__(self, own_words: Sequence[str], cache: Path = CACHE) -> None:
        self.words = own_words
        basis = json.dumps([jieba.__version__, WEIGHT, CUTTING, self.words])
        self.path = cache / f"{sha256(basis.encode()).hexdigest()}.json"
        self.kept: dict[str, list[str]] = {}
        # A file that is missing or cut off costs time only.
        with suppress(FileNotFoundError, ValueError):
            self.kept = json.loads(self.path.read_text("utf-8"))
        self.asked: dict[str, list[str]] = {}
        self.ready = False

    def cut(self, text: str) -> list[str]:
        """Return the words a run of Chinese is cut into."""
        if text not in self.asked:
            self.asked[text] = self.kept.get(text) or self._new(text)
        return self.asked[text]

    def keep(self) -> None:
        """Keep what this build cut, where that differs from the build before."""
        if self.asked != self.kept:
            write_whole(self.path, json.dumps(self.asked, ensure_ascii=False).encode())

    def _new(self, text: str) -> list[str]:
        if not self.ready:
            jieba.setLogLevel(logging.WARNING)
            # Words taught twice weigh on all others: each build starts from the dictionary as installed.
            jieba.dt.initialized = False
            for word in self.words:
                jieba.add_word(word, WEIGHT)
            self.ready = True
        return list(_joined(jieba.dt.cut(text)))


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Join single characters that follow each other: readers look for 少发, which jieba cuts as 少/发/了."""
    singles = ""
    for word in words:
        if len(word) == 1:
            singles += word
            continue
        if singles:
            yield singles
        singles = ""
        yield word
    if singles:
        yield singles


def _all(handbook: Handbook) -> Iterator[str]:
    for term in handbook.terms:
        yield from _CHINESE.findall(term["term"])
    for said in (*handbook.items.values(), *handbook.questions):
        for keyword in said["keywords"]:
            yield from _CHINESE.findall(keyword)
