"""What others made: name, version, licence and hashes, from the locks and from the packages' own metadata."""

import base64
import importlib.metadata
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.bootstrap import ROOT

PYTHON_LOCKS = ("requirements.lock", "words.lock", "node.lock")
# The packages of PyPI whose files are in the site. Of npm it is the project's own `dependencies`, without
# what those bring along for Node.
REACHING = frozenset({"mkdocs-material"})
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)((?:.|\n(?= ))*)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "


class Component(NamedTuple):
    """A package as locked; `reaching` when its files go to a reader's browser; `hashes` are (name, hex)."""

    registry: str
    name: str
    version: str
    licence: str
    reaching: bool
    hashes: tuple[tuple[str, str], ...]


def locked(root: Path = ROOT) -> list[Component]:
    """Return every package that the locks name, those of npm behind those of PyPI."""
    return [*_python(root), *_npm(root)]


def project_version(root: Path = ROOT) -> str:
    """Return the project's own version."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    version: str = table["project"]["version"]
    return version


def _python(root: Path) -> Iterator[Component]:
    for lock in PYTHON_LOCKS:
        for name, version, rest in _LOCKED.findall((root / lock).read_text(encoding="utf-8")):
            hashes = tuple(
                ("SHA-256", digest) for digest in re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)
            )
            yield Component("pypi", name, version, _licence(name), name in REACHING, hashes)


def _npm(root: Path) -> Iterator[Component]:
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    for place, entry in lock["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            digest = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
            reaching = name in lock["packages"][""]["dependencies"]
            licence = entry.get("license", "")
            yield Component("npm", name, entry["version"], licence, reaching, (("SHA-512", digest),))


def _licence(name: str) -> str:
    """Return the licence a package of PyPI states, empty where it is not installed on this machine."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    stated = next(iter(told.get_all("License-Expression") or told.get_all("License") or []), "")
    if stated and "\n" not in stated:
        return stated
    named = [
        each.removeprefix(_CLASSIFIER) for each in told.get_all("Classifier") or [] if _CLASSIFIER in each
    ]
    return " and ".join(named)
