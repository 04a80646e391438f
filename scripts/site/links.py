"""Check that every address on the pages of a finished site leads to a file, and to an anchor in it."""

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from calculator.errors import ProjectError


class Page(NamedTuple):
    """The addresses on a page, and its anchors."""

    addresses: list[str]
    anchors: set[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page([], set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.page.addresses.append(value)
            elif name == "id" and value:
                self.page.anchors.add(value)


def read(html: str) -> Page:
    """Return the addresses and anchors of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def resolve(page: str, address: str, base: str = "/") -> tuple[str, str] | None:
    """Return the file an address on a page leads to and the anchor in it; None for another site's address.

    `base` is the site's path on its host; only addresses that begin with a slash contain it.

    >>> resolve("pay/index.html", "../text/#art-9"), resolve("pay/index.html", "https://handbook.example/")
    (('text/index.html', 'art-9'), None)
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if path.startswith(base):
        path = f"/{path.removeprefix(base)}"
    if not path:
        return page, anchor
    file = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path))
    return (posixpath.join(file, "index.html") if path.endswith(("/", ".")) else file)[1:], anchor


def dead(site: Path, htmls: Mapping[str, str], base: str = "/") -> Iterator[tuple[str, str]]:
    """Yield each page and each address on it without a file, or without its anchor in the file."""
    pages = {page: read(html) for page, html in htmls.items()}
    for page, (addresses, _) in pages.items():
        for address in dict.fromkeys(addresses):
            found = resolve(page, address, base)
            if found is None:
                continue
            file, anchor = found
            anchors = pages[file].anchors if file in pages else ()
            if not (site / file).is_file() or (anchor and anchor not in anchors):
                yield page, address


def check(site: Path, htmls: Mapping[str, str], base: str = "/") -> None:
    """Raise ProjectError naming every dead link on the pages of a site."""
    found = [f"{page} 上的 {address}" for page, address in dead(site, htmls, base)]
    if found:
        raise ProjectError(f"有 {len(found)} 个链接没有去处：{'；'.join(found)}")
