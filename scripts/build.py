"""`build`: check the policy, bundle the engine, print the pages, and let MkDocs make the site."""

import logging
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from calculator.errors import ProjectError
from scripts import bundle, handbook, pages
from scripts.bootstrap import ROOT, node_command

SITE = ROOT / "site"
RUNTIME = ROOT / "build" / "runtime"

# Run inside Pyodide while bundling: what it imports is what the trimmed library keeps, so it walks
# through a figure, an elimination ground and a refusal.
SAMPLE = """
import json
from calculator import api
calculator = api.from_packed(policy)
form = {"month": "2026-10", "worker_type": "rural", "sign_ins": "19", "valid_reports": None}
json.dumps([calculator.answer(json.dumps({**form, "month": m}), "page") for m in ("2026-10", "?")])
"""


def run(argv: list[str]) -> int:
    """Build into site/ and say where it is."""
    del argv
    site = build()
    print(f"网站在 {site.relative_to(ROOT)}/")
    return 0


def build(site: Path = SITE, node: Sequence[str] | None = None) -> Path:
    """Build the whole site; ProjectError tells in a sentence what is wrong."""
    content = handbook.load()
    manifest = bundle.bundle(content.packed, RUNTIME, node=node or node_command(), sample=SAMPLE)
    pages.write(pages.render(content, manifest), ROOT / "docs")
    _mkdocs(site, content.policy.measure["checked"])
    target = site / pages.RUNTIME / manifest.hash
    target.mkdir(parents=True, exist_ok=True)
    for name in manifest.files:
        shutil.copyfile(RUNTIME / name, target / name)
    return site


def _mkdocs(site: Path, day: date) -> None:
    # MkDocs writes a date into the sitemap; the content's own makes every build of it the same.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise ProjectError(f"MkDocs 没有生成网站：{error}") from error
