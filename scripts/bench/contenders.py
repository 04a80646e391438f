"""The pages that are compared: ours as built, and those made here that do the same one sum."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from calculator.month import Month
from scripts import handbook
from scripts.bench.peers import MODULES
from scripts.bench.rules import publicodes_rules
from scripts.bootstrap import ROOT
from scripts.pages import default_form
from scripts.runtime.library import ENGINE, PYODIDE

PAGES = Path(__file__).with_name("pages")
FOLDER = ROOT / "build" / "bench" / "pages"
RUNTIME = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")

_HTML = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>{title}</title>
{head}<body data-engine="loading"><input name="valid_reports" inputmode="numeric"><output></output>
{scripts}
"""


class Contender(NamedTuple):
    """One page that is measured: its path, the selector of its figure, and how it reports its state.

    `event` is the event that the page sends after a new figure is painted; empty where the figure changes
    inside the key's own event. `kept` selects the element whose `data-state` says whether the site is stored
    on the device; empty where the page stores nothing.
    """

    id: str
    name: str
    path: str
    figure: str
    event: str = ""
    kept: str = ""


OURS = Contender("ours", "本站的算一算", "calculator/", "[data-total=payable] dd", "painted", kept=".kept")
STOCK = Contender("stock", "原样 Pyodide", "", "output")
STOCK_314 = Contender("stock314", "原样 Pyodide 314", "", "output")
PUBLICODES = Contender("publicodes", "publicodes", "", "output")
CONTENDERS = (OURS, STOCK, PUBLICODES)
# Measured only on request, with `--contender`.
OPTIONAL = (STOCK_314,)


def make_pages(chosen: Iterable[Contender]) -> dict[str, Path]:
    """Write the pages made here, each into a folder of its own; return the folders by contender."""
    book = handbook.load()
    form = default_form(book)
    makers: dict[str, Callable[[Path, handbook.Handbook], Mapping[str, Sequence[str]]]] = {
        STOCK.id: _stock,
        STOCK_314.id: _stock_314,
        PUBLICODES.id: _publicodes,
    }
    folders = {}
    for name in (each.id for each in chosen if each != OURS):
        folder = folders[name] = FOLDER / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tags = makers[name](folder, book)
        html = _HTML.format(title=name, head="".join(tags["head"]), scripts="".join(tags["scripts"]))
        (folder / "index.html").write_text(html, "utf-8")
        (folder / "page.js").write_text(_script(STOCK.id if name == STOCK_314.id else name, form), "utf-8")
    return folders


def _script(name: str, form: Mapping[str, Any]) -> str:
    plain = (PAGES / "plain.js").read_text("utf-8").replace("FORM", json.dumps(form, ensure_ascii=False))
    own = (PAGES / f"{name}.js").read_text("utf-8")
    # Imports stand first in a module.
    lines = own.splitlines(keepends=True)
    imports = [line for line in lines if line.startswith("import ")]
    return "".join([*imports, plain, *(line for line in lines if line not in imports)])


def _stock(folder: Path, book: handbook.Handbook) -> Mapping[str, Sequence[str]]:
    return _plain(folder, book, PYODIDE, "pyodide.asm.js")


def _stock_314(folder: Path, book: handbook.Handbook) -> Mapping[str, Sequence[str]]:
    return _plain(folder, book, MODULES / "pyodide-314", "pyodide.asm.mjs")


def _plain(folder: Path, book: handbook.Handbook, package: Path, glue: str) -> Mapping[str, Sequence[str]]:
    for name in ("pyodide.js", glue, *RUNTIME):
        shutil.copyfile(package / name, folder / name)
    _engine(folder, book)
    return {"head": [], "scripts": ['<script src="pyodide.js"></script><script src="page.js"></script>']}


def _publicodes(folder: Path, book: handbook.Handbook) -> Mapping[str, Sequence[str]]:
    """Make a page of its module as the package has it, and of the rules already turned into JSON."""
    shutil.copyfile(MODULES / "publicodes" / "dist" / "index.js", folder / "publicodes.js")
    rules = publicodes_rules(book.policy, Month.parse(default_form(book)["month"]))
    (folder / "rules.json").write_text(json.dumps(rules), "utf-8")
    return {"head": [], "scripts": ['<script type="module" src="page.js"></script>']}


def _engine(folder: Path, book: handbook.Handbook) -> None:
    with zipfile.ZipFile(folder / "engine.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ENGINE.rglob("*.py")):
            archive.write(path, path.relative_to(ENGINE.parent))
    (folder / "policy.json").write_text(book.packed, "utf-8")
