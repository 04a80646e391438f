"""The measures' full text as HTML: verbatim, every place anchored; marks and back links stand outside it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from calculator import words
from scripts.content.categories import DISPUTES_TEXT
from scripts.content.handbook import Handbook
from scripts.pages.computed.uses import Use, uses

FAULT_MARK = "〔原文如此〕"


def full_text(handbook: Handbook) -> Markup:
    """Return the text from the notice to the last article, in the text's own order."""
    table = handbook.article_tables
    parts = [_paragraph(line, "measures-notice") for line in table["notice"]]
    parts.append(Markup('<p class="measures-title">{}</p>').format(table["title"]))
    chapters = {str(chapter["first_article"]): chapter["text"] for chapter in table["chapters"]}
    resting = uses(handbook)
    for key in handbook.policy.text:
        if key in chapters:
            parts.append(Markup('<p class="measures-chapter">{}</p>').format(chapters[key]))
        parts.append(_place(handbook, key))
        if key == DISPUTES_TEXT:
            parts += [_uses(resting[item["article"]], item["quote"]) for item in _disputes(handbook)]
        else:
            parts.append(_uses(resting[key]))
    return Markup("\n").join(parts)


def marked(handbook: Handbook, key: str) -> Markup:
    """Return a place's characters with a mark behind each fault, for a passage quoted on another page."""
    text = handbook.policy.text[key]
    return _with(text, dict(_fault_marks(text, _faults(handbook, key))), {})


def mark_of(key: str) -> str:
    """Return the numbering mark the text prints before a place.

    >>> mark_of("12"), mark_of("12.3"), mark_of("14.1.2"), mark_of("13.end")
    ('第十二条', '3、', '（2）', '')
    """
    article, *rest = key.split(".")
    if not rest:
        return f"第{words.numeral(int(article))}条"
    if not rest[-1].isdigit():
        return ""
    return f"{rest[0]}、" if len(rest) == 1 else f"（{rest[1]}）"


def _paragraph(text: str, name: str) -> Markup:
    return Markup('<p class="{}">{}</p>').format(name, text)


def _place(handbook: Handbook, key: str) -> Markup:
    depth = min(key.count("."), 2)
    mark = mark_of(key)
    label = Markup('<span class="measures-mark">{}</span>').format(mark) if mark else Markup("")
    return Markup('<p class="measures-place measures-depth-{}" id="{}">{}{}</p>').format(
        depth, words.anchor(key), label, _marked(handbook, key)
    )


def _uses(resting: Sequence[Use], quote: str = "") -> Markup:
    """Return the list of what rests on a place, folded; `quote` names the words where it is part of one."""
    if not resting:
        return Markup("")
    rows = Markup("").join(
        Markup('<li><a href="../{}/{}{}">{}</a></li>').format(*use.address.partition("#"), use.name)
        for use in resting
    )
    what = Markup("「{}」").format(quote) if quote else "本条"
    summary = Markup("<summary>{}用于：{} 处</summary>").format(what, len(resting))
    return Markup('<details class="measures-uses">{}<ul>{}</ul></details>').format(summary, rows)


def _marked(handbook: Handbook, key: str) -> Markup:
    """Return a place's characters with a mark behind each fault and an anchor at each kind of dispute."""
    text = handbook.policy.text[key]
    wraps = dict(_kinds(handbook, text)) if key == DISPUTES_TEXT else {}
    return _with(text, dict(_fault_marks(text, _faults(handbook, key))), wraps)


def _faults(handbook: Handbook, key: str) -> list[Mapping[str, Any]]:
    return [fault for fault in handbook.article_tables["faults"] if fault["at"] == key]


def _with(text: str, inserts: Mapping[int, Markup], wraps: Mapping[int, tuple[str, str]]) -> Markup:
    """Return a text with something behind the characters at some places and anchors around others."""
    pieces, place = [], 0
    while place < len(text):
        if place in wraps:
            quote, anchor = wraps[place]
            pieces.append(Markup('<span id="{}">{}</span>').format(anchor, quote))
            place += len(quote)
        else:
            pieces.append(escape(text[place]))
            place += 1
        pieces.append(inserts.get(place, Markup("")))
    return Markup("").join(pieces)


def _fault_marks(text: str, faults: Iterable[Mapping[str, Any]]) -> Iterable[tuple[int, Markup]]:
    for fault in faults:
        end = text.index(fault["text"]) + len(fault["text"])
        yield (
            end,
            Markup('<span class="measures-fault" title="{}">{}</span>').format(fault["note"], FAULT_MARK),
        )


def _kinds(handbook: Handbook, text: str) -> Iterable[tuple[int, tuple[str, str]]]:
    for item in _disputes(handbook):
        yield text.index(item["quote"]), (item["quote"], words.anchor(item["article"]))


def _disputes(handbook: Handbook) -> list[Mapping[str, Any]]:
    """Return the items whose clauses stand together in one sentence of the text."""
    return [item for item in handbook.items.values() if "quote" in item]
