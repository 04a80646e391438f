"""The full text of the measures as HTML: every place has an anchor; marks and back links are not its text."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from calculator import words
from scripts.content.categories import DISPUTES_TEXT
from scripts.content.handbook import Handbook
from scripts.pages.computed.uses import Use, uses

FAULT_MARK = "〔原文如此〕"


def full_text(handbook: Handbook) -> Markup:
    """Return the text from the notice to the last article, in the order of the text."""
    table = handbook.article_tables
    parts = [Markup('<p class="measures-notice">{}</p>').format(line) for line in table["notice"]]
    parts.append(Markup('<p class="measures-title">{}</p>').format(table["title"]))
    chapters = {str(chapter["first_article"]): chapter["text"] for chapter in table["chapters"]}
    users = uses(handbook)
    for key in handbook.policy.text:
        if key in chapters:
            parts.append(Markup('<p class="measures-chapter">{}</p>').format(chapters[key]))
        disputes = _disputes(handbook) if key == DISPUTES_TEXT else []
        parts.append(_place(handbook, key, disputes))
        if disputes:
            parts += [_uses(users[item["article"]], item["quote"]) for item in disputes]
        else:
            parts.append(_uses(users[key]))
    return Markup("\n").join(parts)


def marked(handbook: Handbook, key: str, disputes: Sequence[Mapping[str, Any]] = ()) -> Markup:
    """Return the text of a place with a mark behind each fault and an anchor at each kind of dispute."""
    text = handbook.policy.text[key]
    marks = {
        text.index(fault["text"]) + len(fault["text"]): Markup(
            '<span class="measures-fault" title="{}">{}</span>'
        ).format(fault["note"], FAULT_MARK)
        for fault in handbook.article_tables["faults"]
        if fault["at"] == key
    }
    kinds = {text.index(item["quote"]): item for item in disputes}
    pieces, place = [], 0
    while place < len(text):
        piece = text[place]
        if place in kinds:
            piece, anchor = kinds[place]["quote"], words.anchor(kinds[place]["article"])
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
        return f"第{words.numeral(int(article))}条"
    if not rest[-1].isdigit():
        return ""
    return f"{rest[0]}、" if len(rest) == 1 else f"（{rest[1]}）"


def _place(handbook: Handbook, key: str, disputes: Sequence[Mapping[str, Any]]) -> Markup:
    mark = mark_of(key)
    label = Markup('<span class="measures-mark">{}</span>').format(mark) if mark else Markup("")
    return Markup('<p class="measures-place measures-depth-{}" id="{}">{}{}</p>').format(
        min(key.count("."), 2), words.anchor(key), label, marked(handbook, key, disputes)
    )


def _uses(users: Sequence[Use], quote: str = "") -> Markup:
    """Return a folded list of the pages that use a place, or the words `quote` of it."""
    if not users:
        return Markup("")
    rows = Markup("").join(
        Markup('<li><a href="../{}/{}{}">{}</a></li>').format(*use.address.partition("#"), use.name)
        for use in users
    )
    what = Markup("「{}」").format(quote) if quote else "本条"
    summary = Markup("<summary>{}用于：{} 处</summary>").format(what, len(users))
    return Markup('<details class="measures-uses">{}<ul>{}</ul></details>').format(summary, rows)


def _disputes(handbook: Handbook) -> list[Mapping[str, Any]]:
    """Return the kinds of dispute: the items whose clauses are one sentence of the text."""
    return [item for item in handbook.items.values() if "quote" in item]
