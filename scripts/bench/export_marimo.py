"""Run by the environment that marimo is installed in: a notebook as a page that asks no other host.

What `marimo export html-wasm --offline` writes, without its search for packages, which needs a browser that
Playwright downloads: the wheels are given. Arguments: notebook, folder of wheels, folder to write.
"""

import asyncio
import hashlib
import json
import shutil
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

import yaml
from marimo._export.exporter import Exporter
from marimo._export.file import export_wasm
from marimo._export.requests import WASMFileExportRequest
from marimo._schemas.export_options import WASMExportOptions, WASMRuntimeConfig
from marimo._utils.marimo_path import MarimoPath
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

LOCK = "pyodide-lock.json"
BROWSER = {
    "sys_platform": "emscripten",
    "python_version": "3.14",
    "python_full_version": "3.14.2",
    "extra": "",
}
RUNTIME = WASMRuntimeConfig(
    pyodide_index_url="./pyodide/", pyodide_lockfile_url=f"./pyodide/{LOCK}", pypi_index_url="./none/"
)


def main(notebook: Path, wheels: Path, out: Path) -> None:
    """Write the page, and the wheels beside the Pyodide that is in `out` already."""
    options = WASMExportOptions(mode="run", show_code=False, runtime=RUNTIME)
    page = asyncio.run(export_wasm(WASMFileExportRequest(path=MarimoPath(str(notebook)), options=options)))
    text = page.contents if isinstance(page.contents, str) else page.contents.decode()
    (out / "index.html").write_text(text, "utf-8")
    Exporter().export_assets(out)
    pyodide = out / "pyodide"
    for wheel in wheels.glob("*.whl"):
        shutil.copyfile(wheel, pyodide / wheel.name)
    _pack_yaml(pyodide)
    lock = json.loads((pyodide / LOCK).read_text("utf-8"))
    found = [_entry(wheel) for wheel in sorted(pyodide.glob("*.whl"))]
    names = {each["name"] for each in found}
    for each in found:
        each["depends"] = [name for name in each["depends"] if name in names]
    lock["packages"] = {each["name"]: each for each in found}
    (pyodide / LOCK).write_text(json.dumps(lock), "utf-8")


def _pack_yaml(folder: Path) -> None:
    """Pack PyYAML's Python: the registries have no wheel of it for the browser, and its C is optional."""
    name = f"pyyaml-{yaml.__version__}"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(Path(yaml.__file__).parent.glob("*.py")):
            archive.write(path, f"yaml/{path.name}")
        archive.writestr(f"{name}.dist-info/METADATA", f"Name: PyYAML\nVersion: {yaml.__version__}\n")


def _entry(wheel: Path) -> dict[str, Any]:
    """Return what Pyodide's lock file says of a wheel."""
    name, version, _, _ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        members = archive.namelist()
        (metadata,) = (member for member in members if member.endswith(".dist-info/METADATA"))
        said = HeaderParser().parsestr(archive.read(metadata).decode())
    asked = [Requirement(line) for line in said.get_all("Requires-Dist", [])]
    tops = {member.split("/")[0].removesuffix(".py") for member in members if "-info/" not in member}
    return {
        "name": name,
        "version": str(version),
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": [
            canonicalize_name(one.name) for one in asked if not one.marker or one.marker.evaluate(BROWSER)
        ],
    }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
