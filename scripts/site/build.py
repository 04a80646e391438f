"""`build`: check the policy, bundle the engine, print the pages, and let MkDocs make the site."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER
from scripts.content import handbook
from scripts.pages import render
from scripts.pages.drawings import qr
from scripts.runtime import bundle
from scripts.setup.bootstrap import ROOT, node_command
from scripts.site import (
    compressed,
    content_security,
    dictionary,
    links,
    modules,
    search_text,
    sheets,
    theme_mends,
)
from scripts.site.app import icons, manifest, service_worker
from scripts.site.hosting import headers_file

SITE = ROOT / "site"
RUNTIME = ROOT / "build" / "runtime"

SEARCH_INDEX = Path("search", "search_index.json")
# The libraries the page's own scripts import, from npm, as they are.
VENDOR = "assets/js/vendor"
SCRIPTS = {"idb.js": "idb/build/index.js", "uqr.js": "uqr/dist/index.mjs"}

# What hosts send compressed.
COMPRESSED = {
    *(".bin", ".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml", ".zip"),
}
# The page's worker is one classic script, joined of these in their order.
WORKER = Path("docs", "assets", "js", "worker")
WORKER_PARTS = ("files.js", "memory.js", "python.js", "worker.js")


def build_as_sent() -> tuple[Path, str]:
    """Build the whole site, each file also as a host may send it; ProjectError tells what is wrong.

    Returns the site, and the path where it will be found.
    """
    node = node_command()
    with _made(SITE, DEFAULT_FOLDER, node) as (base, digests):
        others = [path for path in sendable(SITE) if path != SITE / SEARCH_INDEX]
        with _meanwhile(compressed.beside, others, node, compressed.CACHE, digests):
            links.check(SITE, base)
    compressed.beside([SITE / SEARCH_INDEX], node)
    return SITE, base


def sendable(site: Path) -> list[Path]:
    """Return the files that are worth compressing; pictures of other kinds already are."""
    return [path for path in sorted(site.rglob("*")) if path.suffix in COMPRESSED]


def build(site: Path = SITE, county: Path = DEFAULT_FOLDER, node: Sequence[str] | None = None) -> Path:
    """Build the whole site from a county's folder; ProjectError tells in a sentence what is wrong."""
    with _made(site, county, node or node_command()) as (base, _):
        links.check(site, base)
    return site


@contextmanager
def _made(site: Path, county: Path, node: Sequence[str]) -> Iterator[tuple[str, dict[Path, str]]]:
    """Make the site but for the look at its links; when the block ends, its search index has been compressed.

    Yields the path where the site will be found, and the SHA-256 of the files that are kept on a device.
    """
    content = handbook.load(county)
    config = _config(site)
    address = config.site_url or ""
    with bundle.bundled(content.packed, RUNTIME, node) as runtime:
        render.write(render.render(content, runtime, address), ROOT / "docs")
        with dictionary.taught(content), search_text.apart():
            _mkdocs(config, content.policy.measure["checked"])
        theme_mends.mend(site)
        qr.write(site, qr.addresses(address or render.TRIAL_ADDRESS, render.shared_places(content)))
    base = urlsplit(address).path or "/"
    # As long in the making as those of all pages together, and nothing changes the index any more.
    with _meanwhile(compressed.compressed, [site / SEARCH_INDEX], node):
        colour = config.extra["colour"]["light"]
        yield base, _complete(site, base, runtime, content.policy.measure, colour, node)


@contextmanager
def _meanwhile(work: Callable[..., object], *given: object) -> Iterator[None]:
    """Have other programs at work while a block goes on, and wait for them at its end."""
    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(work, *given)
        yield
        done.result()


def _complete(
    site: Path,
    base: str,
    runtime: bundle.Manifest,
    measure: Mapping[str, Any],
    colour: str,
    node: Sequence[str],
) -> dict[Path, str]:
    """Add to MkDocs' pages what is not its own; return the SHA-256 of the files that are kept on a device."""
    known = {}
    for name, file in runtime.files.items():
        place = f"{render.RUNTIME}/{runtime.path(name)}"
        _copy(RUNTIME / name, site / place)
        # They were hashed to be listed, and at every later build to see that they are whole.
        known[place] = file.sha256
    for name, package in SCRIPTS.items():
        _copy(bundle.NODE_MODULES / package, site / VENDOR / name)
    parts = [(ROOT / WORKER / name).read_text("utf-8") for name in WORKER_PARTS]
    (site / "assets" / "js" / "worker.js").write_text("\n".join(parts), "utf-8")
    sheets.join(site, base)
    service = modules.join(site, node)
    icons.write(site, colour, node)
    manifest.write(site, measure, colour)
    content_security.guard(site)
    headers_file.write(site)
    return service_worker.write(site, service, measure, known)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _config(site: Path) -> MkDocsConfig:
    try:
        return load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
    except MkDocsException as error:
        raise ProjectError(f"mkdocs.yml 读不出来：{error}") from error


def _mkdocs(config: MkDocsConfig, day: date) -> None:
    # MkDocs writes a date into the sitemap; the content's own makes every build of it the same.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise ProjectError(f"MkDocs 没有生成网站：{error}") from error
