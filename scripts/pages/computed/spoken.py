"""The table of spoken words for the finder and the search: which words speak for which place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

from scripts.content.handbook import Handbook

# A word of every category is worth little; one of a single item counts whole.
_SHARPNESS = 1.5


def table(handbook: Handbook) -> dict[str, Any]:
    """Return the table that docs/assets/js/site/spoken.js reads, compact, without the dangers' telephones.

    `places` are the items, the matters outside the text, and the pages; a row has the weight of its words,
    the numbers of its places, and the words, separated by spaces. A rare word weighs 1, a common one near 0.
    """
    spoken, danger = handbook.spoken, handbook.danger
    outside = spoken["outside"] if handbook.categories else []
    pages = [each for each in spoken["pages"] if each["page"] in handbook.pages]
    anchors = {key: handbook.policy.anchor(key) for key in handbook.items}
    places = [*anchors.values(), *(each["id"] for each in outside), *(each["page"] for each in pages)]
    numbers = {place: number for number, place in enumerate(places)}
    speaks: dict[str, set[int]] = defaultdict(set)
    for named, words in _said(handbook, anchors, outside, pages):
        for word in words:
            speaks[word] |= {numbers[place] for place in named}
    rows: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for word, those in speaks.items():
        rows[tuple(sorted(those))].append(word)
    return {
        "counts": [len(anchors), len(outside), len(pages)],
        "places": places,
        "parts": {name: "/".join(words) for name, words in danger["parts"].items()},
        "calm": " ".join(danger["calm"]),
        "dangers": [
            [each["id"], " ".join(each["words"]), " ".join(each.get("calm", ()))]
            for each in danger["dangers"]
        ],
        "rows": [
            [_weight(len(those), len(places)), [*those], " ".join(_needed(words))]
            for those, words in sorted(rows.items())
        ],
        "same": [" ".join(each["words"]) for each in spoken["same"]],
    }


def _said(
    handbook: Handbook,
    anchors: Mapping[str, str],
    outside: Sequence[Mapping[str, Any]],
    pages: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[list[str], Sequence[str]]]:
    """Yield groups of words with the places they speak for."""
    for category in handbook.categories:
        items = category["items"]
        yield [anchors[item["article"]] for item in items], category.get("said", ())
        for item in items:
            yield [anchors[item["article"]]], [*item["keywords"], *item.get("said", ())]
    for each in outside:
        yield [each["id"]], each["words"]
    for each in pages:
        yield [each["page"]], each["words"]
    asked = [*(each["id"] for each in outside), *(each["page"] for each in pages)]
    yield asked, handbook.spoken["asking"]


def _needed(words: Sequence[str]) -> list[str]:
    """Return the words of the same places without those that contain another of two characters or more.

    >>> _needed(["偷电线", "电线", "撬门", "撬", "撬门…锁"])
    ['撬', '撬门', '电线']
    """
    plain = [word for word in words if "…" not in word and len(word) > 1]
    return sorted(word for word in words if not any(other in word and other != word for other in plain))


def _weight(places: int, every: int) -> float:
    """Return the weight of a word that speaks for some of the places.

    >>> [_weight(places, 50) for places in (1, 2, 11, 50)]
    [1.0, 0.75, 0.29, 0.07]
    """
    return round(float((log(1 + every / places) / log(1 + every)) ** _SHARPNESS), 2)
