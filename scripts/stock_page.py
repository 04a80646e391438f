"""The yardstick of `bench`: a plain page that computes one month with the stock npm Pyodide."""

import json
import shutil
import zipfile
from pathlib import Path

from scripts import handbook
from scripts.runtime.library import ENGINE, PYODIDE

STOCK_PAGE = "index.html"
_FILES = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")

_HTML = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>stock Pyodide</title>
<body data-engine="loading"><output></output>
<script src="pyodide.js"></script><script src="page.js"></script>
"""

# What the documentation of Pyodide shows a newcomer: load it, unpack the sources, call them.
_SCRIPT = """(async () => {
  const pyodide = await loadPyodide();
  const engine = await (await fetch("engine.zip")).arrayBuffer();
  const policy = await (await fetch("policy.json")).text();
  pyodide.unpackArchive(engine, "zip");
  const answer = pyodide.pyimport("calculator.api").from_packed(policy).answer(FORM, "page");
  document.querySelector("output").textContent = answer;
  document.body.dataset.engine = "ready";
})();
"""


def make_stock_page(folder: Path) -> None:
    """Write the page and all it needs into a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in _FILES:
        shutil.copyfile(PYODIDE / name, folder / name)
    with zipfile.ZipFile(folder / "engine.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ENGINE.rglob("*.py")):
            archive.write(path, path.relative_to(ENGINE.parent))
    (folder / "policy.json").write_text(handbook.load().packed, "utf-8")
    form = {"month": "2026-10", "worker_type": "rural", "sign_ins": "20", "valid_reports": "20"}
    script = _SCRIPT.replace("FORM", json.dumps(json.dumps(form)))
    (folder / "page.js").write_text(script, "utf-8")
    (folder / STOCK_PAGE).write_text(_HTML, "utf-8")
