"""Write the service worker of a finished site: the list of its files, then the code that caches them."""

import json
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.runtime.bundle import SPARE
from scripts.setup.bootstrap import ROOT
from scripts.setup.whole import write_whole
from scripts.site import content_security
from scripts.site.hosting import headers_file

NAME = "sw.js"
SWITCHING = Path(__file__).with_name("switching.html")
# This meta element tells a page the build's id and how many bytes storing it takes.
META = "handbook-build"
HEAD_END = "</head>"
# For hosts and search engines: no page needs these offline, and not every host sends them.
NOT_STORED = {NAME, headers_file.NAME, "sitemap.xml", "sitemap.xml.gz"}
INDEX = "index.html"
# The size of each file at the fastest compression, by the SHA-256 of its content.
CACHE = ROOT / "build" / "deflated"


def write(
    site: Path,
    pages: Mapping[str, str],
    code: str,
    measure: Mapping[str, Any],
    known: Mapping[str, str],
    cache: Path = CACHE,
) -> dict[str, str]:
    """Write the service worker of a finished site; return the pages with the build's id in them.

    `code` is the joined script of the service worker, `measure` the policy's `measure.toml`. `known` has the
    SHA-256 of files whose hash the caller has already, by their path in the site.
    """
    listed = {name: path for path in sorted(site.rglob("*")) if (name := _stored_name(path, site))}
    contents = {name: html.encode() for name, html in pages.items()}
    digests = {
        name: known.get(name) or _digest(contents.get(name) or path.read_bytes())
        for name, path in listed.items()
    }
    build = _digest(repr(list(digests.items())).encode())[:16]
    sizes = {name: len(contents.get(name, b"")) or path.stat().st_size for name, path in listed.items()}

    needed = [name for name, path in listed.items() if path.name not in SPARE]
    with ThreadPoolExecutor() as threads:
        sent = threads.map(
            lambda name: _sent(cache / digests[name], contents.get(name) or listed[name]), needed
        )
    about = {"build": build, "bytes": sum(sizes[name] for name in needed), "sent": sum(sent)}
    meta = f"<meta name='{META}' content='{json.dumps(about, separators=(',', ':'))}'>"
    marked = {name: html.replace(HEAD_END, f"  {meta}\n  {HEAD_END}", 1) for name, html in pages.items()}
    for name, content in ((name, html.encode()) for name, html in marked.items()):
        digests[name], sizes[name] = _digest(content), len(content)

    switching = SWITCHING.read_text(encoding="utf-8")
    listing = {
        "id": build,
        "edition": measure["version"],
        "checked": str(measure["checked"]),
        "files": {
            _address(name): [digests[name], sizes[name], *([] if name in needed else [1])] for name in listed
        },
        "switching": {"page": switching, "policy": content_security.policy(switching)},
    }
    prelude = f"const BUILD = {json.dumps(listing, ensure_ascii=False, separators=(',', ':'))};\n"
    (site / NAME).write_text(prelude + code, encoding="utf-8")
    return marked


def _sent(cached: Path, content: bytes | Path) -> int:
    """Return the size of a file at the fastest compression: no host that compresses sends more."""
    with suppress(FileNotFoundError):
        return int(cached.read_text("ascii"))
    size = len(zlib.compress(content if isinstance(content, bytes) else content.read_bytes(), 1))
    write_whole(cached, str(size).encode())
    return size


def _stored_name(path: Path, site: Path) -> str:
    """Return the path in the site of a file that a device stores, "" for another."""
    name = path.relative_to(site).as_posix()
    return name if path.is_file() and name not in NOT_STORED else ""


def _address(name: str) -> str:
    # As links name it: hosts redirect from a folder's index.html to the folder.
    return name.removesuffix(INDEX) if name.rpartition("/")[2] == INDEX else name


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
