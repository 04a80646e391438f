"""The full text of an edition as HTML: every place has an anchor; marks and notes are not its text."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from calculator import clauses
from calculator.policy import Policy
from scripts.content.categories import PARAGRAPH
from scripts.content.handbook import Handbook
from scripts.content.rows import Table
from scripts.pages.computed.moved import Moves
from scripts.pages.computed.uses import Use, uses

FAULT_MARK = "〔原文如此〕"


def full_text(handbook: Handbook, moves: Moves) -> Markup:
    """Return the newest text, from the notice to the last article, with what uses each place."""
    policy, users = handbook.policy, uses(handbook)
    parts = _head(handbook.article_tables)
    chapters = _chapters(handbook.article_tables)
    for key in policy.text:
        parts += chapters.get(key, [])
        quoting = _quoting(handbook, key)
        parts.append(_place(policy, handbook.article_tables, key, quoting))
        parts += _told("measures-moved", "", moves.notes.get(key))
        if quoting:
            parts += [_uses(key, users[item["article"]], item["quote"]) for item in quoting]
        else:
            parts.append(_uses(key, users[key]))
        for anchor, said in moves.gone.get(key, ()):
            parts += _told("measures-gone", anchor, said)
    return Markup("\n").join(parts)


def earlier_text(handbook: Handbook, policy: Policy) -> Markup:
    """Return the text of an earlier edition; what uses its places is told beside the newest text."""
    articles = handbook.earlier[policy.version].articles
    parts, chapters = _head(articles), _chapters(articles)
    for key in policy.text:
        parts += chapters.get(key, [])
        # The items of today quote the paragraph only as far as it has stayed the same.
        quoting = [item for item in _quoting(handbook, key) if item["quote"] in policy.text[key]]
        parts.append(_place(policy, articles, key, quoting))
    return Markup("\n").join(parts)


def marked(policy: Policy, articles: Table, key: str, quoting: Sequence[Mapping[str, Any]] = ()) -> Markup:
    """Return the text of a place with a mark behind each fault and an anchor at each item that quotes it."""
    text = policy.text[key]
    marks = {
        text.index(fault["text"]) + len(fault["text"]): Markup(
            '<span class="measures-fault" title="{}">{}</span>'
        ).format(fault["note"], FAULT_MARK)
        for fault in articles["faults"]
        if fault["at"] == key
    }
    kinds = {text.index(item["quote"]): item for item in quoting}
    pieces, place = [], 0
    while place < len(text):
        piece = text[place]
        if place in kinds:
            piece, anchor = kinds[place]["quote"], policy.anchor(kinds[place]["article"])
            pieces.append(Markup('<span id="{}">{}</span>').format(anchor, piece))
        else:
            pieces.append(escape(piece))
        place += len(piece)
        pieces.append(marks.get(place, Markup("")))
    return Markup("").join(pieces)


def mark_of(key: str) -> str:
    """Return the numbering mark that the text prints before a place.

    >>> mark_of("12"), mark_of("12.3"), mark_of("14.1.2"), mark_of("13.end")
    ('第十二条', '3、', '（2）', '')
    """
    article, *rest = key.split(".")
    if not rest:
        return f"第{clauses.numeral(int(article))}条"
    if not rest[-1].isdigit():
        return ""
    return f"{rest[0]}、" if len(rest) == 1 else f"（{rest[1]}）"


def _head(articles: Table) -> list[Markup]:
    parts = [Markup('<p class="measures-notice">{}</p>').format(line) for line in articles["notice"]]
    return [*parts, Markup('<p class="measures-title">{}</p>').format(articles["title"])]


def _chapters(articles: Table) -> dict[str, list[Markup]]:
    """Return the heading of a chapter before its first article."""
    return {
        str(each["first_article"]): [Markup('<p class="measures-chapter">{}</p>').format(each["text"])]
        for each in articles["chapters"]
    }


def _place(policy: Policy, articles: Table, key: str, quoting: Sequence[Mapping[str, Any]]) -> Markup:
    mark = mark_of(key)
    label = Markup('<span class="measures-mark">{}</span>').format(mark) if mark else Markup("")
    return Markup('<p class="measures-place measures-depth-{}" id="{}">{}{}</p>').format(
        _depth(key), policy.anchor(key), label, marked(policy, articles, key, quoting)
    )


def _told(name: str, anchor: str, said: Markup | None) -> list[Markup]:
    """Return a paragraph about a place, with an anchor if it stands for a place that is gone."""
    if said is None:
        return []
    place = Markup(' id="{}"').format(anchor) if anchor else Markup("")
    return [Markup('<p class="{}"{}>{}</p>').format(name, place, said)]


def _uses(key: str, users: Sequence[Use], quote: str = "") -> Markup:
    """Return a folded list of the pages that use a place, or the words `quote` of it."""
    if not users:
        return Markup("")
    rows = Markup("").join(
        Markup('<li><a href="../{}/{}{}">{}</a></li>').format(*use.address.partition("#"), use.name)
        for use in users
    )
    what = Markup("「{}」").format(quote) if quote else "本条"
    summary = Markup("<summary>{}用于：{} 处</summary>").format(what, len(users))
    # The search takes the places of depth 0 for the starts of its results.
    depth = f" measures-depth-{_depth(key)}" if _depth(key) else ""
    return Markup('<details class="measures-uses{}">{}<ul>{}</ul></details>').format(depth, summary, rows)


def _depth(key: str) -> int:
    return min(key.count("."), 2)


def _quoting(handbook: Handbook, key: str) -> list[Mapping[str, Any]]:
    """Return the items that quote a place: those of a category whose text is one paragraph."""
    quoted = [item for item in handbook.items.values() if "quote" in item]
    return [item for item in quoted if key == f"{item['article'].rpartition('.')[0]}.{PARAGRAPH}"]
