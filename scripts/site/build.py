"""`build`: check the policy, bundle the engine, print the pages, run MkDocs, and finish its site."""

import logging
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
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
from scripts.setup.bootstrap import NODE_MODULES, ROOT, node_command
from scripts.site import (
    content_security,
    dictionary,
    finished,
    links,
    modules,
    search_text,
    sheets,
    theme_mends,
)
from scripts.site.app import manifest, service_worker
from scripts.site.hosting import headers_file

SITE = ROOT / "site"
RUNTIME = ROOT / "build" / "runtime"

# Libraries from npm that the pages' scripts import, unchanged.
VENDOR = "assets/js/vendor"
SCRIPTS = {"idb.js": "idb/build/index.js", "uqr.js": "uqr/dist/index.mjs"}
# The page's worker is one classic script, joined from these in this order.
WORKER = Path("docs", "assets", "js", "worker")
WORKER_PARTS = ("files.js", "memory.js", "python.js", "worker.js")


def build(site: Path = SITE, county: Path = DEFAULT_FOLDER, node: Sequence[str] | None = None) -> str:
    """Build the whole site from a county's folder; return the path of its address, `/` or `/handbook/`.

    Raises ProjectError, which says in a sentence what is wrong.
    """
    node = node or node_command()
    content = handbook.load(county)
    measure = content.policy.measure
    config = _config(site)
    address, colour = config.site_url or "", config.extra["colour"]["light"]
    base = urlsplit(address).path or "/"

    # The rehearsal of the page's Python runs in another process beside this block.
    with bundle.bundled(content.packed, RUNTIME, node) as runtime:
        render.write(render.render(content, runtime, address), ROOT / "docs")
        _mkdocs(config, dictionary.Cuts(dictionary.words(content)), measure["checked"])

    theme_mends.mend(site)
    _add_scripts(site)
    for name in runtime.files:
        _copy(RUNTIME / name, site / render.RUNTIME / runtime.path(name))
    qr.write(site, qr.addresses(address or render.TRIAL_ADDRESS, render.shared_places(content)))
    manifest.write(site, measure, colour)

    pages = finished.read(site)
    scripts = modules.join(site, node)
    joined = sheets.join(site, pages, base)
    for page, html in pages.items():
        styled = sheets.linked(page, theme_mends.mended(page, html), joined, base)
        # The policy comes last: it lists the inline scripts by their content.
        pages[page] = content_security.guarded(page, modules.linked(page, styled, scripts))
    headers_file.write(site)
    known = {f"{render.RUNTIME}/{runtime.path(name)}": file.sha256 for name, file in runtime.files.items()}
    pages = service_worker.write(site, pages, scripts.service, measure, known)
    finished.write(site, pages)
    links.check(site, pages, base)
    return base


def _add_scripts(site: Path) -> None:
    for name, package in SCRIPTS.items():
        _copy(NODE_MODULES / package, site / VENDOR / name)
    parts = [(ROOT / WORKER / name).read_text("utf-8") for name in WORKER_PARTS]
    (site / "assets" / "js" / "worker.js").write_text("\n".join(parts), "utf-8")


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _config(site: Path) -> MkDocsConfig:
    try:
        return load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
    except MkDocsException as error:
        raise ProjectError(f"mkdocs.yml 读不出来：{error}") from error


def _mkdocs(config: MkDocsConfig, cuts: dictionary.Cuts, day: date) -> None:
    # MkDocs writes this date into the sitemap; the content's own gives the same bytes at every build.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config.plugins["search_text"] = search_text.OwnPlugin(cuts)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise ProjectError(f"MkDocs 没有生成网站：{error}") from error
    cuts.save()
