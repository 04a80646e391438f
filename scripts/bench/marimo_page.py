"""The page marimo exports: installed apart, with wheels for the browser and its own version of Pyodide."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculator.errors import ProjectError
from scripts.bench.peers import FOLDER, HERE, MODULES
from scripts.bootstrap import NETWORK_ADVICE, run_step
from scripts.handbook import Handbook
from scripts.runtime.library import ENGINE

LOCK = HERE / "marimo.lock"
# What its page loads: what marimo-base asks for, and its script by name.
PAGE_LOCK = HERE / "marimo-page.lock"
ENVIRONMENT = FOLDER / "marimo"
WHEELS = FOLDER / "marimo-wheels"
NOTEBOOK = HERE / "pages" / "marimo.txt"
# The one whose loader is in marimo's own script.
PYODIDE = MODULES / "pyodide-marimo"
PYODIDE_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
BROWSER = ("--platform", "pyemscripten_2026_0_wasm32", "--implementation", "cp", "--python-version", "3.14")
EXACTLY = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check")


def ensure_marimo() -> None:
    """Install what the lock names, for this machine and for the browser, unless that is there."""
    stamp, locks = FOLDER / "marimo.installed.lock", LOCK.read_bytes() + PAGE_LOCK.read_bytes()
    if stamp.is_file() and stamp.read_bytes() == locks:
        return
    for folder in (ENVIRONMENT, WHEELS):
        shutil.rmtree(folder, ignore_errors=True)
    make = [sys.executable, "-m", "venv", "--without-pip", str(ENVIRONMENT)]
    pip = [sys.executable, "-m", "pip", "--no-input"]
    install = [*pip, "--python", str(ENVIRONMENT), "install", *EXACTLY, "-r", str(LOCK)]
    load = [*pip, "download", *EXACTLY, *BROWSER, "-d", str(WHEELS), "-r", str(PAGE_LOCK)]
    run_step("安装用来比较的 marimo", make, install, load, advice=NETWORK_ADVICE.format(" pip "))
    stamp.write_bytes(locks)


def version() -> str:
    """Return the version that the lock names."""
    return LOCK.read_text("utf-8").partition("\nmarimo==")[2].split()[0]


def make_page(folder: Path, book: Handbook, form: Mapping[str, Any]) -> None:
    """Export the notebook of the one sum, with our engine as a wheel beside the others."""
    (folder / "pyodide").mkdir()
    for name in PYODIDE_FILES:
        shutil.copyfile(PYODIDE / name, folder / "pyodide" / name)
    with zipfile.ZipFile(
        folder / "pyodide" / "calculator-0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED
    ) as archive:
        for path in sorted(ENGINE.rglob("*.py")):
            archive.write(path, path.relative_to(ENGINE.parent))
        archive.writestr("calculator/policy.json", book.packed)
        archive.writestr("calculator-0.dist-info/METADATA", "Name: calculator\nVersion: 0\n")
    notebook = FOLDER / "notebook.py"
    notebook.write_text(NOTEBOOK.read_text("utf-8").replace("FORM", json.dumps(form)), "utf-8")
    python = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [
        str(python),
        "-P",
        str(HERE / "pages" / "export_marimo.txt"),
        str(notebook),
        str(WHEELS),
        str(folder),
    ]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"marimo 的网页没有做成：{said[-1]}")
