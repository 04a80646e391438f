"""What both copies need, the folder and the single file: links, content policy, edition note, scripts.

A page opened from a disk can fetch nothing: its files are text in scripts, and its worker starts from a blob.
"""

import gzip
import re
import tempfile
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape, unescape
from pathlib import Path
from shutil import copyfile, copytree
from typing import NamedTuple
from urllib.parse import urlsplit

from scripts.content.rows import Table
from scripts.setup.bootstrap import NODE_MODULES, ROOT
from scripts.site import build, content_security, links, modules

HREF = re.compile(r'(<a\b[^>]*?\shref=|<link rel="(?:prev|next)" href=)"([^"]*)"')
BLOB = "blob:"
DIRECTIVES: Mapping[str, Sequence[str]] = {
    **content_security.DIRECTIVES,
    "script-src": [*content_security.DIRECTIVES["script-src"], BLOB],
    "worker-src": [BLOB],
    "connect-src": [BLOB],
}


class Scripts(NamedTuple):
    """The scripts of a copy's calculator page: `local` does the work of the server, `worker` is a blob."""

    local: str
    worker: str
    calculator: str


def scripts(site: Path, node: Sequence[str]) -> Scripts:
    """Return the scripts that a copy of a built site needs."""
    # The page's content policy holds for a worker from a blob too, so it needs the trusted types.
    parts = [(modules.home(site) / name).read_text("utf-8") for name in (modules.FIRST, "worker.js")]
    calculator = bundled(node, f"calculator/{modules.ENTRY}", *modules.WHOLE)
    return Scripts(bundled(node, "copy/local.js"), "\n".join(parts), calculator)


def bundled(node: Sequence[str], script: str, *options: str) -> str:
    """Return a script of docs/assets/js, minified by esbuild with further options."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "js"
        copytree(ROOT / "docs" / modules.FOLDER, source)
        for name, package in build.SCRIPTS.items():
            copyfile(NODE_MODULES / package, source / Path(build.VENDOR).name / name)
        modules.esbuild(node, source, [script], source / "made", *options)
        return (source / "made" / Path(script).name).read_text("utf-8")


@cache  # both copies have the same files
def packed(content: bytes) -> str:
    """Return bytes as docs/assets/js/copy/local.js reads them: gzip in base64, the same text every time."""
    return b64encode(gzip.compress(content, 9, mtime=0)).decode()


def linked(html: str, page: str, target: Callable[[str, str], str | None]) -> str:
    """Return a page whose links to pages of the site lead to `target` of the file and its anchor.

    The file is named as `text/index.html`; the anchor may be empty. Where `target` is None the link loses its
    address and keeps its text.
    """

    def replaced(match: re.Match[str]) -> str:
        start, address = match[1], unescape(match[2])
        found = None if urlsplit(address).path == "" else links.resolve(page, address)
        if found is None:
            return match[0]
        to = target(*found)
        return f'{start}"{escape(to)}"' if to is not None else start.removesuffix(" href=")

    return HREF.sub(replaced, html)


def note(measure: Table) -> str:
    """Return the paragraph that says which edition a copy is."""
    return (
        f'<p class="copy-note">这是存下来的一份：政策数据 {escape(measure["version"])} 版，'
        f"核对至 {measure['checked']}。它自己不会更新，办法改了要换新的一份。</p>"
    )
