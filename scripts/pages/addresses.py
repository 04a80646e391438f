"""Addresses between the printed pages: each leads to a page and to an anchor on it, before MkDocs runs."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

_LINK = re.compile(r"""\]\(([^()\s:]*)\)|\shref="([^":]*)\"""")
_ANCHOR = re.compile(r"""\{[^{}\n]*#([\w-]+)[^{}\n]*\}|\sid="([^"]+)\"""")
_PAGE, _START = ".md", "index.md"


class Lost(NamedTuple):
    """A link on a page that leads nowhere, and the file of the page to which it should lead."""

    page: str
    address: str
    target: str


def anchors(page: str) -> set[str]:
    """Return the anchors of a page's Markdown."""
    return {a or b for a, b in _ANCHOR.findall(page)}


def lost(pages: Mapping[str, str]) -> list[Lost]:
    """Return the links of the pages' Markdown to a page, or to an anchor on a page, that does not exist."""
    known_by = {name: anchors(text) for name, text in pages.items()}
    found = []
    for name, text in pages.items():
        for markdown, html in _LINK.findall(text):
            path, _, anchor = (markdown or html).partition("#")
            target = _target(name, path)
            known = known_by.get(target)
            # Files beside the pages, such as scripts, are checked by the build.
            if (known is None and path.endswith((_PAGE, "/"))) or (
                known is not None and anchor and anchor not in known
            ):
                found.append(Lost(name, markdown or html, target))
    return found


def _target(page: str, path: str) -> str:
    """Return the file of the page to which a path leads from a page.

    >>> _target("pay.md", "text.md"), _target("pay.md", "../text/"), _target("text/old.md", "../../pay/")
    ('text.md', 'text.md', 'pay.md')
    """
    if not path:
        return page
    if path.endswith(_PAGE):
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    place = "" if page == _START else page.removesuffix(_PAGE)
    found = posixpath.normpath(posixpath.join(place, path))
    return _START if found == "." else f"{found}{_PAGE}"
