"""The tables of spoken words for the finder and the search: which words speak for which danger or place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.content.handbook import Handbook


def tables(handbook: Handbook) -> dict[str, Any]:
    """Return the tables that docs/assets/js/site/spoken.js reads, compact.

    `dangers` are without their telephones. In `matters`, `places` are the items, the matters outside the
    text, and the pages. A row has the numbers of its places, its words of two characters in one run, and its
    other words, separated by spaces.
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
        "dangers": {
            "parts": {name: "/".join(words) for name, words in danger["parts"].items()},
            "calm": " ".join(danger["calm"]),
            "words": [
                [each["id"], " ".join(each["words"]), " ".join(each.get("calm", ()))]
                for each in danger["dangers"]
            ],
        },
        "matters": {
            "counts": [len(anchors), len(outside), len(pages)],
            "places": places,
            "asking": " ".join(spoken["asking"]),
            "rows": [
                [
                    [*those],
                    "".join(sorted(word for word in words if _is_pair(word))),
                    " ".join(sorted(word for word in words if not _is_pair(word))),
                ]
                for those, words in sorted(rows.items())
            ],
        },
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


def _is_pair(word: str) -> bool:
    return len(word) == 2 and "…" not in word
