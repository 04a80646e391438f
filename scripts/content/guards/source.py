"""source.txt, the original text: compare articles.toml with it."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from calculator import clauses
from calculator.errors import Problem
from scripts.content import files
from scripts.content.rows import Table

# White space, which differs in the two files, and a mark that the conversion left.
_LEFT_OUT = re.compile(r"\[bookmark:[^\]]*\]|\s+")
_NUMBER = re.compile(r"第([^条]{1,4})条|[（(](\d{1,2})[）)]|(\d{1,2})[、.．]")
# The message shows this many characters before the first difference, and the rest of the clause after it.
_BEFORE, _FROM_IT = 8, re.compile(".{0,11}?[。；：]|.{0,12}")
_MEND = f"照原文改；县里修订了办法，先把新的原文存进 {files.SOURCE}"


class _Piece(NamedTuple):
    """A part of articles.toml: its key, the number before it (0 for none), its text."""

    key: str
    number: int
    says: str


def unlike(source: str, articles: Table) -> Problem | None:
    """Return the first difference between the articles and the text; None if equal or not all strings."""
    if not all(isinstance(says, str) for says in articles["text"].values()):
        return None
    text, at, before = _LEFT_OUT.sub("", source), 0, _Piece("notice", 0, "")
    for piece in _pieces(articles):
        numbered = _NUMBER.match(text, at) if piece.number else None
        if numbered:
            said = next(filter(None, numbered.groups()))
            if said not in (str(piece.number), clauses.numeral(piece.number)):
                here = f"这里排的是第 {piece.number}，看是不是漏了、多了一项"
                wrong = f"原文这里的序号是「{numbered[0]}」，{here}；{_MEND}"
                return Problem(files.ARTICLES, piece.key, wrong)
        begin = numbered.end() if numbered else at
        pairs = zip(piece.says, text[begin:], strict=False)
        alike = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if (piece.number and not numbered) or (alike == 0 and not numbered and before.says):
            # No character of this piece is here, so the text of the previous piece is longer.
            return _different(before, len(before.says), text, at)
        if alike < len(piece.says):
            return _different(piece, alike, text, begin + alike)
        at, before = begin + alike, piece
    return _different(before, len(before.says), text, at) if at < len(text) else None


def _pieces(articles: Table) -> Iterator[_Piece]:
    """Yield all parts of the text in their order."""
    chapters = {str(each["first_article"]): each for each in articles["chapters"]}
    parts = [(f"notice[{place}]", 0, each) for place, each in enumerate(articles["notice"])]
    parts.append(("title", 0, articles["title"]))
    for key, says in articles["text"].items():
        if key in chapters:
            place = articles["chapters"].index(chapters[key])
            parts.append((f"chapters[{place}].text", 0, chapters[key]["text"]))
        last = key.rpartition(".")[2]
        parts.append((f"text.{key}", int(last) if last.isdigit() else 0, says))
    return (_Piece(key, number, _LEFT_OUT.sub("", says)) for key, number, says in parts)


def _different(piece: _Piece, place: int, text: str, at: int) -> Problem:
    """Return the problem with both texts, from a few characters before the first difference."""
    back = min(place, _BEFORE)
    here, there = (
        whole[first - back : first] + _FROM_IT.match(whole, first)[0]  # type: ignore[index]
        for whole, first in ((piece.says, place), (text, at))
    )
    return Problem(
        files.ARTICLES,
        piece.key,
        f"和 {files.SOURCE} 里的原文不一样：原文是「{there}」，这里是「{here}」。{_MEND}",
    )
