"""What files weigh on the wire: their size as Brotli at its best level, measured once for each content."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from calculator.errors import ProjectError
from scripts.bootstrap import ROOT

NODE_SIDE = Path(__file__).with_suffix(".mjs")
CACHE = ROOT / "build" / "brotli.json"


def brotli_bytes(paths: Iterable[Path], node: Sequence[str], cache: Path = CACHE) -> dict[Path, int]:
    """Return each file's bytes as Brotli 11; ProjectError when Node cannot measure them."""
    contents = {path: sha256(path.read_bytes()).hexdigest() for path in paths}
    known: dict[str, int] = json.loads(cache.read_text("utf-8")) if cache.is_file() else {}
    new = [str(path) for path, content in contents.items() if content not in known]
    if new:
        done = subprocess.run(
            [*node, str(NODE_SIDE)], input=json.dumps(new), capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["没有说明"]
            raise ProjectError(f"Node 没有量出文件的大小：{said[-1]}")
        known |= {contents[Path(path)]: size for path, size in json.loads(done.stdout).items()}
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    return {path: known[content] for path, content in contents.items()}
