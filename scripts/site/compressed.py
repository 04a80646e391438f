"""Compress files as a static host sends them, as Brotli and gzip at the best level, once for each content.

Only `release` writes them beside the files, for the hosts it makes settings for.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from calculator.errors import ProjectError
from scripts.setup.bootstrap import ROOT

NODE_SIDE = Path(__file__).with_suffix(".mjs")
CACHE = ROOT / "build" / "compressed"
# Worth compressing; pictures in other formats are compressed already.
KINDS = {
    *(".bin", ".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml", ".zip"),
}


class Compressed(NamedTuple):
    """The cached Brotli and gzip forms of a file, and the SHA-256 of the file itself in hex."""

    brotli: Path
    gzip: Path
    content: str


def sendable(site: Path) -> list[Path]:
    """Return the files of a site that are worth compressing."""
    return [path for path in sorted(site.rglob("*")) if path.suffix in KINDS]


def compressed(paths: Iterable[Path], node: Sequence[str], cache: Path = CACHE) -> dict[Path, Compressed]:
    """Return each file's compressed forms, after making the missing ones; ProjectError if Node fails."""
    found = {path: _forms(path, cache) for path in paths}
    new = {
        str(path): forms
        for path, forms in found.items()
        if not (forms.brotli.exists() and forms.gzip.exists())
    }
    if new:
        cache.mkdir(parents=True, exist_ok=True)
        job = [[path, str(forms.brotli), str(forms.gzip)] for path, forms in new.items()]
        done = subprocess.run(
            [*node, str(NODE_SIDE)], input=json.dumps(job), capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["没有说明"]
            raise ProjectError(f"Node 没有压缩好文件：{said[-1]}")
    return found


def beside(paths: Iterable[Path], node: Sequence[str], cache: Path = CACHE) -> None:
    """Write each file's compressed forms beside it, as `page.html.br` and `page.html.gz`."""
    for path, forms in compressed(paths, node, cache).items():
        shutil.copyfile(forms.brotli, path.with_name(f"{path.name}.br"))
        shutil.copyfile(forms.gzip, path.with_name(f"{path.name}.gz"))


def _forms(path: Path, cache: Path) -> Compressed:
    content = sha256(path.read_bytes()).hexdigest()
    return Compressed(cache / f"{content}.br", cache / f"{content}.gz", content)
