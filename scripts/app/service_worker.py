"""Write the service worker of a finished site: the list of its files, and then the code that keeps them."""

import json
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts import content_security
from scripts.bundle import SPARE
from scripts.hosting import headers_file

NAME = "sw.js"
SWITCHING = Path(__file__).with_name("switching.html")
# Names the build to the pages, and what keeping it costs.
META = "handbook-build"
HEAD_END = "</head>"
# What hosts and search engines read: nobody opens it without a network, and not every host sends it.
NOT_KEPT = {NAME, headers_file.NAME, "sitemap.xml", "sitemap.xml.gz"}
NOT_SENT = (".br", ".gz")
INDEX = "index.html"


def write(site: Path, code: str, measure: Mapping[str, Any]) -> None:
    """Put the service worker into a finished site and the build's name into its pages.

    `code` is the service worker's own script, joined; `measure` the policy's `measure.toml`.
    """
    listed = [path for path in sorted(site.rglob("*")) if path.is_file() and _is_kept(path, site)]
    contents = {path.relative_to(site).as_posix(): path.read_bytes() for path in listed}
    build = _digest(repr([(name, _digest(content)) for name, content in contents.items()]).encode())[:16]
    _name_in_pages(listed, {"build": build, **_cost(contents)})
    page = SWITCHING.read_text(encoding="utf-8")
    told = {
        "id": build,
        "edition": measure["version"],
        "checked": str(measure["checked"]),
        "files": {_address(path.relative_to(site)): _entry(path) for path in listed},
        "switching": {"page": page, "policy": content_security.policy(page)},
    }
    prelude = f"const BUILD = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"
    (site / NAME).write_text(prelude + code, encoding="utf-8")


def build_id(page: Path) -> str:
    """Return which build a page of a finished site is of."""
    about = page.read_text(encoding="utf-8").partition(f"<meta name='{META}' content='")[2].partition("'")[0]
    named: str = json.loads(about)["build"]
    return named


def _cost(contents: Mapping[str, bytes]) -> dict[str, int]:
    """Return what keeping the files costs: bytes on the device, and at most on the way."""
    needed = [content for name, content in contents.items() if Path(name).name not in SPARE]
    # Compressed in haste: no host sends more.
    with ThreadPoolExecutor() as threads:
        sent = threads.map(lambda content: len(zlib.compress(content, 1)), needed)
    return {"bytes": sum(map(len, needed)), "sent": sum(sent)}


def _name_in_pages(paths: Iterable[Path], about: Mapping[str, str | int]) -> None:
    meta = f"<meta name='{META}' content='{json.dumps(about, separators=(',', ':'))}'>"
    for path in paths:
        if path.suffix == ".html":
            html = path.read_text(encoding="utf-8").replace(HEAD_END, f"  {meta}\n  {HEAD_END}", 1)
            path.write_text(html, encoding="utf-8")


def _is_kept(path: Path, site: Path) -> bool:
    return path.relative_to(site).as_posix() not in NOT_KEPT and path.suffix not in NOT_SENT


def _address(path: Path) -> str:
    # As links name it: hosts lead from the file's own name to the folder's.
    return path.as_posix().removesuffix(INDEX) if path.name == INDEX else path.as_posix()


def _entry(path: Path) -> list[str | int]:
    content = path.read_bytes()
    return [_digest(content), len(content), *([1] if path.name in SPARE else [])]


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
