"""Cut Chinese text into words for the search, and keep the handbook's own words whole."""

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
# Longer words are compounds whose parts are also searched for: 县委政法委 is found as 县委 and 政法委.
LONGEST = 4
# jieba's weight for the handbook's words, near that of the common words in its own dictionary.
WEIGHT = 100_000
# Version of the code below: with a new number, results of older code are not used.
CUTTING = 2
# Runs of Chinese with the words they were cut into, one file for each list of words.
CACHE = ROOT / "build" / "cuts"


def words(handbook: Handbook) -> list[str]:
    """Return the handbook's own words, each once, sorted."""
    return sorted({word for word in _all(handbook) if len(word) <= LONGEST})


class Cuts:
    """Cut runs of Chinese into words, with the handbook's own words in jieba's dictionary.

    The results are cached between builds, so jieba's dictionary is loaded only for a new run.
    """

    def __init__(self, own_words: Sequence[str], cache: Path = CACHE) -> None:
        self.words = own_words
        basis = json.dumps([jieba.__version__, WEIGHT, CUTTING, self.words])
        self.path = cache / f"{sha256(basis.encode()).hexdigest()}.json"
        self.cached: dict[str, list[str]] = {}
        # Without a readable file everything is cut again.
        with suppress(FileNotFoundError, ValueError):
            self.cached = json.loads(self.path.read_text("utf-8"))
        self.used: dict[str, list[str]] = {}
        self.ready = False

    def cut(self, text: str) -> list[str]:
        """Return the words a run of Chinese is cut into."""
        if text not in self.used:
            self.used[text] = self.cached.get(text) or self._new(text)
        return self.used[text]

    def save(self) -> None:
        """Save the results of this build if they differ from those of the last one."""
        if self.used != self.cached:
            write_whole(self.path, json.dumps(self.used, ensure_ascii=False).encode())

    def _new(self, text: str) -> list[str]:
        if not self.ready:
            jieba.setLogLevel(logging.WARNING)
            # A word added twice changes the weight of all others: start from the installed dictionary.
            jieba.dt.initialized = False
            for word in self.words:
                jieba.add_word(word, WEIGHT)
            self.ready = True
        return list(_joined(jieba.dt.cut(text)))


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Join consecutive single characters: users search for 少发, which jieba cuts as 少/发/了."""
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
