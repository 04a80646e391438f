"""Check that every address on the pages of a finished site leads to a file, and to an anchor in it."""

import posixpath
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from calculator.errors import ProjectError


class _Page(HTMLParser):
    """The addresses on a page, each once, and its anchors."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: dict[str, None] = {}
        self.anchors: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.addresses[value] = None
            elif name == "id" and value:
                self.anchors.add(value)


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


def check(site: Path, htmls: Mapping[str, str], base: str = "/") -> None:
    """Raise ProjectError with every address on the pages that has no file, or no anchor in its file."""
    pages = {name: _Page(html) for name, html in htmls.items()}
    dead = []
    for name, page in pages.items():
        for address in page.addresses:
            found = resolve(name, address, base)
            if found is None:
                continue
            file, anchor = found
            anchors = pages[file].anchors if file in pages else ()
            if not (site / file).is_file() or (anchor and anchor not in anchors):
                dead.append(f"{name} 上的 {address}")
    if dead:
        raise ProjectError(f"有 {len(dead)} 个链接没有去处：{'；'.join(dead)}")
