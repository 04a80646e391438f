"""Write the service worker of a finished site: the list of its files, and then the code that keeps them."""

import json
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scripts.runtime.bundle import SPARE
from scripts.setup.bootstrap import ROOT
from scripts.setup.whole import write_whole
from scripts.site import content_security
from scripts.site.hosting import headers_file

NAME = "sw.js"
SWITCHING = Path(__file__).with_name("switching.html")
# Names the build to the pages, and what keeping it costs.
META = "handbook-build"
HEAD_END = "</head>"
# What hosts and search engines read: nobody opens it without a network, and not every host sends it.
NOT_KEPT = {NAME, headers_file.NAME, "sitemap.xml", "sitemap.xml.gz"}
NOT_SENT = (".br", ".gz")
INDEX = "index.html"
# How many bytes a file is when compressed in haste, by the SHA-256 of its content.
CACHE = ROOT / "build" / "deflated"
NOTHING: Mapping[str, str] = MappingProxyType({})


def write(
    site: Path, code: str, measure: Mapping[str, Any], known: Mapping[str, str] = NOTHING, cache: Path = CACHE
) -> dict[Path, str]:
    """Put the service worker into a finished site and the build's name into its pages.

    `code` is the service worker's own script, joined; `measure` the policy's `measure.toml`; `known` has the
    SHA-256 of files that need not be read for it, by their path in the site. Returns that of each listed one.
    """
    listed = [path for path in sorted(site.rglob("*")) if path.is_file() and _is_kept(path, site)]
    names = {path: path.relative_to(site).as_posix() for path in listed}
    digests = {path: known.get(name) or _digest(path.read_bytes()) for path, name in names.items()}
    build = _digest(repr([(names[path], digest) for path, digest in digests.items()]).encode())[:16]
    named = _name_in_pages(listed, {"build": build, **_cost(digests, cache)})
    digests |= {path: _digest(path.read_bytes()) for path in named}
    page = SWITCHING.read_text(encoding="utf-8")
    told = {
        "id": build,
        "edition": measure["version"],
        "checked": str(measure["checked"]),
        "files": {_address(path.relative_to(site)): _entry(path, digests[path]) for path in listed},
        "switching": {"page": page, "policy": content_security.policy(page)},
    }
    prelude = f"const BUILD = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"
    (site / NAME).write_text(prelude + code, encoding="utf-8")
    return digests


def build_id(page: Path) -> str:
    """Return which build a page of a finished site is of."""
    about = page.read_text(encoding="utf-8").partition(f"<meta name='{META}' content='")[2].partition("'")[0]
    named: str = json.loads(about)["build"]
    return named


def _cost(digests: Mapping[Path, str], cache: Path) -> dict[str, int]:
    """Return what keeping the files costs: bytes on the device, and at most on the way."""
    needed = {path: digest for path, digest in digests.items() if path.name not in SPARE}
    with ThreadPoolExecutor() as threads:
        sent = threads.map(lambda path: _sent(path, cache / needed[path]), needed)
    return {"bytes": sum(path.stat().st_size for path in needed), "sent": sum(sent)}


def _sent(path: Path, kept: Path) -> int:
    """Return the bytes of a file compressed in haste, for no host sends more; made once for each content."""
    with suppress(FileNotFoundError):
        return int(kept.read_text("ascii"))
    size = len(zlib.compress(path.read_bytes(), 1))
    write_whole(kept, str(size).encode())
    return size


def _name_in_pages(paths: Iterable[Path], about: Mapping[str, str | int]) -> list[Path]:
    """Put the build's name into the pages among the files, and return them."""
    meta = f"<meta name='{META}' content='{json.dumps(about, separators=(',', ':'))}'>"
    pages = [path for path in paths if path.suffix == ".html"]
    for path in pages:
        html = path.read_text(encoding="utf-8").replace(HEAD_END, f"  {meta}\n  {HEAD_END}", 1)
        path.write_text(html, encoding="utf-8")
    return pages


def _is_kept(path: Path, site: Path) -> bool:
    return path.relative_to(site).as_posix() not in NOT_KEPT and path.suffix not in NOT_SENT


def _address(path: Path) -> str:
    # As links name it: hosts lead from the file's own name to the folder's.
    return path.as_posix().removesuffix(INDEX) if path.name == INDEX else path.as_posix()


def _entry(path: Path, digest: str) -> list[str | int]:
    return [digest, path.stat().st_size, *([1] if path.name in SPARE else [])]


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
