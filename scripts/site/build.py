"""`build`: check the policy, bundle the engine, print the pages, run MkDocs, and finish its site."""

import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import DEFAULT_FOLDER
from scripts.content import handbook
from scripts.pages import render
from scripts.pages.computed import spoken
from scripts.pages.drawings import qr
from scripts.pages.trial import dead_links
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


class Built(NamedTuple):
    """A built site: the path of its address, `/` or `/handbook/`, and the table of measure.toml."""

    base: str
    measure: Mapping[str, Any]


def build(site: Path = SITE, county: Path = DEFAULT_FOLDER, node: Sequence[str] | None = None) -> Built:
    """Build the whole site from a county's folder.

    Raises ProjectError, which says in a sentence what is wrong.
    """
    node = node or node_command()
    content = handbook.load(county)
    measure = content.policy.measure
    config = _config(site, content)
    address, colour = config.site_url or "", config.extra["colour"]["light"]
    base = urlsplit(address).path or "/"

    # The rehearsal of the page's Python runs in another process beside this block.
    with bundle.bundled(content.packed, RUNTIME, node) as runtime:
        pages = render.render(content, runtime, address)
        if dead := list(dead_links(content, pages)):
            raise PolicyError(dead)
        render.write(pages, ROOT / "docs")
        _mkdocs(config, dictionary.Cuts(dictionary.words(content)), measure["checked"])

    theme_mends.mend(site)
    _add_scripts(site)
    for name in runtime.files:
        _copy(RUNTIME / name, site / render.RUNTIME / runtime.path(name))
    qr.write(site, qr.addresses(address or render.TRIAL_ADDRESS, render.shared_places(content)))
    manifest.write(site, content.title, measure, content.pages, colour)

    pages = finished.read(site)
    scripts = modules.join(site, node, spoken.tables(content))
    sheet = sheets.join(site, pages["index.html"])
    for page, html in pages.items():
        styled = sheets.linked(theme_mends.mended(page, html), sheet)
        # The policy comes last: it lists the inline scripts by their content.
        pages[page] = content_security.guarded(page, modules.linked(page, styled, scripts))
    headers_file.write(site)
    known = {f"{render.RUNTIME}/{runtime.path(name)}": file.sha256 for name, file in runtime.files.items()}
    pages = service_worker.write(site, pages, scripts.service, measure, known)
    finished.write(site, pages)
    links.check(site, pages, base)
    return Built(base, measure)


def _add_scripts(site: Path) -> None:
    for name, package in SCRIPTS.items():
        _copy(NODE_MODULES / package, site / VENDOR / name)
    parts = [(ROOT / WORKER / name).read_text("utf-8") for name in WORKER_PARTS]
    (site / "assets" / "js" / "worker.js").write_text("\n".join(parts), "utf-8")


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _config(site: Path, content: handbook.Handbook) -> MkDocsConfig:
    """Return the configuration of MkDocs with the names of a county and the pages that it prints."""
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
    except MkDocsException as error:
        raise ProjectError(f"mkdocs.yml 读不出来：{error}") from error
    config.site_name = content.title
    config.site_description = content.description
    config.nav = printed_nav(config.nav or [], content.pages)
    return config


def printed_nav(nav: Sequence[Any], pages: Mapping[str, str]) -> list[Any]:
    """Return the navigation without the pages that a county leaves out, and without empty groups.

    >>> nav = [{"关于": "about.md"}, {"原文": [{"全文": "text.md"}, {"词": "glossary.md"}]}]
    >>> printed_nav(nav, {"text": ""})
    [{'原文': [{'全文': 'text.md'}]}]
    """
    found: list[Any] = []
    for ((title, target),) in (entry.items() for entry in nav):
        kept = printed_nav(target, pages) if isinstance(target, list) else target.removesuffix(".md") in pages
        if kept:
            found.append({title: kept if isinstance(target, list) else target})
    return found


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
