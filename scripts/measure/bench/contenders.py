"""The compared pages: ours as built, and pages made here that compute the same month."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from calculator.month import Month
from scripts.content import handbook
from scripts.measure.bench import table
from scripts.measure.bench.peers import MODULES
from scripts.measure.bench.rules import publicodes_rules
from scripts.pages.render import default_form
from scripts.runtime.library import ENGINE, PYODIDE
from scripts.setup.bootstrap import ROOT

PAGES = Path(__file__).with_name("pages")
FOLDER = ROOT / "build" / "bench" / "pages"
RUNTIME = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")

_HTML = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>{title}</title>
<body data-engine="loading"><input name="valid_reports" inputmode="numeric"><output></output>
{scripts}
"""


class Contender(NamedTuple):
    """One page that is measured: its path, the selector of its figure, and how it reports its state.

    `event` is the event that the page sends after a new figure is painted; empty where the figure changes
    inside the key's own event. `kept` selects the element whose `data-state` says whether the site is stored
    on the device; empty where the page stores nothing.
    """

    id: str
    path: str
    figure: str
    event: str = ""
    kept: str = ""

    @property
    def name(self) -> str:
        """Return the name that tables use."""
        return (table.CONTENDERS | table.OPTIONAL)[self.id]


OURS = Contender("ours", "calculator/", "[data-total=payable] dd", "painted", kept=".kept")
STOCK = Contender("stock", "", "output")
STOCK_314 = Contender("stock314", "", "output")
PUBLICODES = Contender("publicodes", "", "output")
CONTENDERS = (OURS, STOCK, PUBLICODES)
# Measured only on request, with `--contender`.
OPTIONAL = (STOCK_314,)


def make_pages(chosen: Iterable[Contender]) -> dict[str, Path]:
    """Write each page made here into its own folder; return the folders by contender."""
    book = handbook.load()
    form = default_form(book)
    # Each writes its files and returns the page's script elements.
    makers: Mapping[str, Callable[[Path, handbook.Handbook], str]] = {
        STOCK.id: partial(_pyodide, package=PYODIDE, glue="pyodide.asm.js"),
        STOCK_314.id: partial(_pyodide, package=MODULES / "pyodide-314", glue="pyodide.asm.mjs"),
        PUBLICODES.id: _publicodes,
    }
    folders = {}
    for name in (each.id for each in chosen if each != OURS):
        folder = folders[name] = FOLDER / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        html = _HTML.format(title=name, scripts=makers[name](folder, book))
        (folder / "index.html").write_text(html, "utf-8")
        (folder / "page.js").write_text(_script(STOCK.id if name == STOCK_314.id else name, form), "utf-8")
    return folders


def _script(name: str, form: Mapping[str, Any]) -> str:
    plain = (PAGES / "plain.js").read_text("utf-8").replace("FORM", json.dumps(form, ensure_ascii=False))
    own = (PAGES / f"{name}.js").read_text("utf-8")
    # A module's imports must stand first.
    lines = own.splitlines(keepends=True)
    imports = [line for line in lines if line.startswith("import ")]
    return "".join([*imports, plain, *(line for line in lines if line not in imports)])


def _pyodide(folder: Path, book: handbook.Handbook, *, package: Path, glue: str) -> str:
    for name in ("pyodide.js", glue, *RUNTIME):
        shutil.copyfile(package / name, folder / name)
    with zipfile.ZipFile(folder / "engine.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ENGINE.rglob("*.py")):
            archive.write(path, path.relative_to(ENGINE.parent))
    (folder / "policy.json").write_text(book.packed, "utf-8")
    return '<script src="pyodide.js"></script><script src="page.js"></script>'


def _publicodes(folder: Path, book: handbook.Handbook) -> str:
    """Make a page of the package's own module and of the rules as JSON."""
    shutil.copyfile(MODULES / "publicodes" / "dist" / "index.js", folder / "publicodes.js")
    rules = publicodes_rules(book.policy, Month.parse(default_form(book)["month"]))
    (folder / "rules.json").write_text(json.dumps(rules), "utf-8")
    return '<script type="module" src="page.js"></script>'
