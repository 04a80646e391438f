"""What pages of a copy have in common: where links lead, what the browser may do, and what the copy is."""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from urllib.parse import urlsplit

from calculator.errors import ProjectError
from scripts.content.rows import Table
from scripts.site import content_security, links

HREF = re.compile(r'(<a\b[^>]*?\shref=|<link rel="(?:prev|next)" href=)"([^"]*)"')
# What a page starts the calculator with on a server; a page on a disk may load none of it.
SERVED = re.compile(
    r'\s*<script[^>]*\bsrc="[^"]*/(?:early|calculator)\.js"[^>]*></script>|\s*<link rel="modulepreload"[^>]*>'
)
# What belongs to a site that a device keeps: a copy on a disk is kept already.
INSTALLED = re.compile(r'\s*<link rel="manifest"[^>]*>')
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
EDITION = '<div class="edition">\n'
BLOB = "blob:"
# The worker and its files are blobs made by the page; nothing is fetched from anywhere.
DIRECTIVES: Mapping[str, Sequence[str]] = {
    **content_security.DIRECTIVES,
    "script-src": [*content_security.DIRECTIVES["script-src"], BLOB],
    "worker-src": [BLOB],
    "connect-src": [BLOB],
}


def linked(html: str, page: str, place: Callable[[str, str], str | None]) -> str:
    """Return a page whose links to pages of the site lead where `place` says.

    `place` is given the file, `text/index.html`, and the anchor or nothing; where it has no place for them
    the link becomes an address of no page, and what it says stays.
    """

    def replaced(match: re.Match[str]) -> str:
        start, address = match[1], unescape(match[2])
        found = None if urlsplit(address).path == "" else links.resolve(page, address)
        if found is None:
            return match[0]
        to = place(*found)
        return f'{start}"{escape(to)}"' if to is not None else start.removesuffix(" href=")

    return HREF.sub(replaced, html)


def way(page: str, file: str, anchor: str) -> str:
    """Return how a page of a folder names another file of it.

    >>> way("pay/index.html", "text/index.html", "art-9")
    '../text/index.html#art-9'
    """
    return posixpath.relpath(file, posixpath.dirname(page) or ".") + (f"#{anchor}" if anchor else "")


def noted(html: str, measure: Table) -> str:
    """Return a page that says it is a copy; ProjectError where it has no place for that."""
    if html.count(EDITION) != 1:
        raise ProjectError(f"页面里没有「{EDITION.strip()}」，写不了这一份是哪一版")
    return html.replace(EDITION, f"{EDITION}{note(measure)}\n")


def note(measure: Table) -> str:
    """Return the sentence of which edition a copy is, as a paragraph."""
    return (
        f'<p class="copy-note">这是存下来的一份：政策数据 {escape(measure["version"])} 版，'
        f"核对至 {measure['checked']}。它自己不会更新，办法改了要换新的一份。</p>"
    )
