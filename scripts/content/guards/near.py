"""Items that are easily confused: what is told of the other item fits the item to which it leads."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from scripts.content.rows import Table

_OTHER = "报那一项"
# What is said not to be so tells nothing of the other item.
_DENIED = re.compile("(?:没有?|不)[^，、]*")
_SENTENCE_END, _HAN = re.compile("[；。]"), re.compile("[\u4e00-\u9fff]+")
# Of the words that best fit an item, the item that is meant has at least this part; among today's items all
# have, and nine of ten wrong ones have not.
_LEAST = 0.2


def misled(categories: Sequence[Table], text_of: Callable[[Table], str]) -> Iterator[str]:
    """Yield a sentence for each entry of `near` whose words fit another item much better.

    `text_of` returns the clause of an item.
    """
    items = {item["article"]: item for each in categories for item in each["items"]}
    file_of = {item["article"]: each["file"] for each in categories for item in each["items"]}
    words = {key: _pairs(_told(item, text_of(item))) for key, item in items.items()}
    used = Counter(pair for pairs in words.values() for pair in pairs)
    for key, item in items.items():
        for near in item["near"]:
            said = _SENTENCE_END.split(near["why"].partition(_OTHER)[0])[-1]
            told = _pairs(_DENIED.sub("", said))
            # A pair of characters that few items have says more.
            fits = {
                other: sum(1 / used[pair] for pair in told & words[other]) for other in items if other != key
            }
            best = max(fits, key=lambda other: fits[other])
            if fits[near["article"]] < fits[best] * _LEAST:
                yield (
                    f"{file_of[key]} 的 items.{key}.near.{near['article']} 说「{said}{_OTHER}」，"
                    f"更像是 {best}「{items[best]['title']}」；看看是不是指错了"
                )


def _told(item: Table, clause: str) -> str:
    return " ".join([clause, item["title"], item["plain"], item.get("limit", ""), *item["keywords"]])


def _pairs(said: str) -> set[str]:
    """Return each two Chinese characters that stand side by side."""
    return {part[place : place + 2] for part in _HAN.findall(said) for place in range(len(part) - 1)}
