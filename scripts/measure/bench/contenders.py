"""The compared pages: ours, an older build of ours, and stock Pyodide with the same engine."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

from calculator.errors import ProjectError
from scripts.content import handbook
from scripts.pages.computed.joined import default_form
from scripts.runtime.library import ENGINE, PYODIDE
from scripts.setup.bootstrap import ROOT

FOLDER = ROOT / "build" / "bench" / "stock"
SCRIPT = Path(__file__).with_name("stock.js")
RUNTIME = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_HTML = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>stock</title>
<body data-engine="loading"><input name="valid_reports" inputmode="numeric"><output></output>
<script src="pyodide.js"></script><script src="page.js"></script>
"""


class Contender(NamedTuple):
    """One page that is measured: its path and the selector of its figure.

    `event` is the event that the page sends when a new figure is painted, empty if the figure changes inside
    the key's own event. `kept` selects the element whose `data-state` says whether the site is stored on the
    device; it is empty if the page stores nothing.
    """

    id: str
    name: str
    path: str
    figure: str
    event: str = ""
    kept: str = ""


OURS = Contender("ours", "本站", "calculator/", "[data-total=payable] dd", "painted", ".kept")
BEFORE = OURS._replace(id="before", name="本站以前的一版")
STOCK = Contender("stock", "原样 Pyodide", "", "output")


def older_build(checkout: Path) -> Path:
    """Return the folder of an older checkout's site; ProjectError if it has no calculator."""
    site = checkout / "site"
    if not (site / BEFORE.path / "index.html").is_file():
        raise ProjectError(
            f"{site} 里没有 {BEFORE.path}index.html：--before 要写以前的代码的文件夹，先在那里运行 build"
        )
    return site


def make_stock() -> Path:
    """Write the page of stock Pyodide with the engine's sources; return its folder."""
    book = handbook.load()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in RUNTIME:
        shutil.copyfile(PYODIDE / name, FOLDER / name)
    with zipfile.ZipFile(FOLDER / "engine.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ENGINE.rglob("*.py")):
            archive.write(path, path.relative_to(ENGINE.parent))
    (FOLDER / "policy.json").write_text(book.packed, "utf-8")
    (FOLDER / "index.html").write_text(_HTML, "utf-8")
    form = json.dumps(default_form(book), ensure_ascii=False)
    (FOLDER / "page.js").write_text(SCRIPT.read_text("utf-8").replace("= FORM;", f"= {form};"), "utf-8")
    return FOLDER
