"""Files as a good static host sends them: Brotli and gzip at their best, made once for each content."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from calculator.errors import ProjectError
from scripts.setup.bootstrap import ROOT

NODE_SIDE = Path(__file__).with_suffix(".mjs")
CACHE = ROOT / "build" / "compressed"
NOTHING: Mapping[Path, str] = MappingProxyType({})


class Compressed(NamedTuple):
    """Where a file's Brotli and gzip bytes lie, and the SHA-256 of the file itself in hex."""

    brotli: Path
    gzip: Path
    content: str


def compressed(
    paths: Iterable[Path], node: Sequence[str], cache: Path = CACHE, known: Mapping[Path, str] = NOTHING
) -> dict[Path, Compressed]:
    """Return each file's compressed forms, making those not made before; ProjectError when Node cannot.

    `known` has the SHA-256 in hex of files that need not be read for it.
    """
    found = {path: _forms(path, known.get(path), cache) for path in paths}
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
        # Tools that end well without having worked are found out here, not by whoever reads the files.
        if missing := [path for path, forms in new.items() if not forms.brotli.exists()]:
            raise ProjectError(f"Node 没有压缩好文件：缺 {Path(missing[0]).name}")
    return found


def beside(
    paths: Iterable[Path], node: Sequence[str], cache: Path = CACHE, known: Mapping[Path, str] = NOTHING
) -> None:
    """Put each file's compressed forms beside it, as `page.html.br` and `page.html.gz`."""
    for path, forms in compressed(paths, node, cache, known).items():
        shutil.copyfile(forms.brotli, path.with_name(f"{path.name}.br"))
        shutil.copyfile(forms.gzip, path.with_name(f"{path.name}.gz"))


def brotli_bytes(paths: Iterable[Path], node: Sequence[str], cache: Path = CACHE) -> dict[Path, int]:
    """Return how many bytes each file is as Brotli; ProjectError when Node cannot measure them."""
    return {path: forms.brotli.stat().st_size for path, forms in compressed(paths, node, cache).items()}


def _forms(path: Path, content: str | None, cache: Path) -> Compressed:
    content = content or sha256(path.read_bytes()).hexdigest()
    return Compressed(cache / f"{content}.br", cache / f"{content}.gz", content)
