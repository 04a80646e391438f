"""Where the places of earlier editions are now: places with another number, and places that are gone.

An anchor keeps the meaning with which it was first printed, because it is the stable id of its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from calculator import clauses
from calculator.policy import Policy
from scripts.content.months import governed


class Moves(NamedTuple):
    """Notes for the pages of the newest edition.

    `notes` has a sentence for each place that had another number, by its key. `gone` has the anchors and
    sentences of places that are gone, by the key of the place of today after which they stood.
    """

    notes: Mapping[str, Markup]
    gone: Mapping[str, Sequence[tuple[str, Markup]]]


def moves(newest: Policy, texts: str, role: str = "") -> Moves:
    """Return the notes for a page on which `texts` leads to the folder of the earlier texts.

    With a `role` of measure.toml, such as `duties_article`, the notes are about the places inside its article
    only. If the anchor of a place could be taken for its number of today, the sentence offers both places.
    """
    notes: dict[str, Markup] = {}
    gone: dict[str, list[tuple[str, Markup]]] = {}
    for stable_id, printed in _printed(newest).items():
        first, key = printed[0]
        article = first.measure.get(role, newest.measure.get(role)) if role else ""
        if role and not key.startswith(f"{article}."):
            continue
        now = clauses.where({newest.version: newest}, stable_id).get(newest.version)
        if now == key:
            continue
        last, place = printed[-1]
        old = _link(f"{texts}{last.version}/#{last.anchor(place)}", "看原来的条文")
        said = Markup("{}的{}").format(governed(first), first.clause(key))
        both = Markup("").join([old, *_other(newest, key, stable_id)])
        if now is None:
            told = Markup("{}，改后没有了：{}。").format(said, both)
            gone.setdefault(_before(list(newest.text), key), []).append((clauses.anchor(stable_id), told))
        else:
            notes[now] = Markup("{}，改后是{}：{}。").format(said, newest.clause(now), both)
    return Moves(notes, gone)


def _printed(newest: Policy) -> dict[str, list[tuple[Policy, str]]]:
    """Return the earlier editions in which each place was printed, with its key there, by stable id."""
    found: dict[str, list[tuple[Policy, str]]] = {}
    for policy in newest.editions[:-1]:
        for key in policy.text:
            found.setdefault(clauses.stable(policy, key), []).append((policy, key))
    # The items of a paragraph are not places of the text of their own.
    for key in newest.gone if len(newest.editions) > 1 else ():
        found.setdefault(key, [(newest.editions[-2], key)])
    return found


def _other(newest: Policy, key: str, stable_id: str) -> Iterator[Markup]:
    """Yield the words that lead to the place that has the number now, if another place has it."""
    if key in newest.text and clauses.stable(newest, key) != stable_id:
        yield Markup("；改后的{}是另一条，{}").format(
            newest.clause(key), _link(f"#{newest.anchor(key)}", "看改后的")
        )


def _before(keys: Sequence[str], key: str) -> str:
    """Return the last of the keys that stands before a key.

    >>> _before(["12", "12.1", "12.4", "13"], "12.3"), _before(["12", "13"], "12.5")
    ('12.1', '12')
    """
    return max((each for each in keys if _order(each) < _order(key)), key=_order, default=keys[0])


def _order(key: str) -> list[int]:
    return [int(part) if part.isdigit() else 10**6 for part in key.split(".")]


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text)
