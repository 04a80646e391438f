"""The packages of other authors: name, version, licence and hashes, from the locks and licences.toml."""

import base64
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from calculator.errors import ProjectError
from scripts.setup.bootstrap import ROOT

LICENCES = "licences.toml"
NPM_LOCK = "package-lock.json"
PYTHON_LOCKS = ("requirements.lock", "tests.lock", "words.lock", "node.lock")
# The packages of PyPI whose files are in the site. The npm packages in the site are the `dependencies` of
# package.json, without their own dependencies.
REACHING = frozenset({"mkdocs-material"})
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)((?:.|\n(?= ))*)", re.MULTILINE)


class Component(NamedTuple):
    """A locked package; `reaching` if the browser loads its files; `hashes` are (algorithm, hex)."""

    registry: str
    name: str
    version: str
    licence: str
    reaching: bool
    hashes: tuple[tuple[str, str], ...]


def locked(root: Path = ROOT) -> list[Component]:
    """Return every package in the locks, first PyPI, then npm.

    Raises ProjectError for a package without a licence.
    """
    # A package in two locks is one component: both locks have the same version.
    return [*dict.fromkeys(_python(root)), *_npm(root)]


def project_version(root: Path = ROOT) -> str:
    """Return the version of the project."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    version: str = table["project"]["version"]
    return version


def licences(root: Path = ROOT) -> dict[str, str]:
    """Return the licence, as an SPDX expression, of each package of PyPI that the table names."""
    table: dict[str, list[str]] = tomllib.loads((root / LICENCES).read_text(encoding="utf-8"))
    return {name: licence for licence, names in table.items() for name in names}


def _python(root: Path) -> Iterator[Component]:
    told = licences(root)
    for lock in PYTHON_LOCKS:
        for name, version, rest in _LOCKED.findall((root / lock).read_text(encoding="utf-8")):
            hashes = tuple(
                ("SHA-256", digest) for digest in re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)
            )
            yield Component("pypi", name, version, _licence(told, name, LICENCES), name in REACHING, hashes)


def _npm(root: Path) -> Iterator[Component]:
    lock = json.loads((root / NPM_LOCK).read_text(encoding="utf-8"))
    for place, entry in lock["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            digest = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
            reaching = name in lock["packages"][""]["dependencies"]
            licence = _licence({name: entry.get("license", "")}, name, NPM_LOCK)
            yield Component("npm", name, entry["version"], licence, reaching, (("SHA-512", digest),))


def _licence(told: Mapping[str, str], name: str, file: str) -> str:
    if not told.get(name):
        raise ProjectError(f"{file} 里没有软件包 {name} 的许可：请照它自己写的补上")
    return told[name]
