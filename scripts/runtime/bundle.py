"""Build the folder from which a browser starts Python: Pyodide, a reduced library, the engine, the policy."""

from __future__ import annotations

import importlib.metadata
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.runtime.library import PYODIDE, STDLIB, BundleError, standins
from scripts.runtime.node import INSIDE, NODE_SIDE, WASM, Node
from scripts.runtime.parts import GLUE, Parts
from scripts.setup.bootstrap import ROOT
from scripts.setup.whole import write_whole

LOADER = "pyodide.js"
PYODIDE_INPUTS = (LOADER, GLUE, WASM, STDLIB, "pyodide-lock.json", "package.json")
POLICY = "policy.json"
MEMORY = "memory.bin"
# The page starts from these two only if the lean wasm module or the snapshot lacks something.
WHOLE_WASM = "pyodide.whole.wasm"
SPARE = (WHOLE_WASM, STDLIB)
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class BundledFile:
    """Describe one file: its bytes, and its SHA-256 in hex."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """List the runtime's files, and the lock file's contents for `loadPyodide`."""

    files: Mapping[str, BundledFile]
    lock: Mapping[str, Any]

    def path(self, name: str) -> str:
        """Return a file's path in the site's runtime folder: a folder named by its hash, and its name."""
        return f"{self.files[name].sha256[:16]}/{name}"

    @property
    def total_bytes(self) -> int:
        """Return how many bytes a start takes, the spare files not included."""
        return sum(file.bytes for name, file in self.files.items() if name not in SPARE)

    def to_json(self) -> str:
        """Return the manifest as JSON text."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read what `to_json` wrote."""
        table = json.loads(text)
        table["files"] = {name: BundledFile(**entry) for name, entry in table["files"].items()}
        return cls(**table)


@contextmanager
def bundled(policy: str, out: Path, node: Sequence[str]) -> Iterator[Manifest]:
    """Yield the manifest of the runtime with a packed policy, and write `out` at the end; else BundleError.

    A rehearsal asks questions about the policy: it finds out which parts of Python the answers need, and
    compares the answers with those of the Python that builds. The last comparison takes long, so it runs
    beside the caller's block; `out` is written only if it succeeds.
    """
    with ThreadPoolExecutor(1) as pool:
        with _as_bundle_error():
            tools = _read_tools()
            lock = {"info": json.loads(tools["pyodide-lock.json"])["info"], "packages": {}}
            parts = Parts(tools, out.with_name(f"{out.name}.parts"), Node(node, lock), policy)
            wasm = parts.wasm()
            proof = None if parts.is_proven(wasm) else pool.submit(parts.prove, wasm)
            contents = {
                LOADER: tools[LOADER],
                GLUE: parts.glue,
                WASM: wasm,
                MEMORY: parts.memory(),
                POLICY: policy.encode(),
                WHOLE_WASM: parts.whole_wasm,
                STDLIB: parts.library(),
            }
            files = {
                name: BundledFile(len(content), sha256(content).hexdigest())
                for name, content in sorted(contents.items())
            }
            manifest = Manifest(files, lock)
        yield manifest
        with _as_bundle_error():
            if proof:
                proof.result()
            _write(out, {**contents, MANIFEST: manifest.to_json().encode()})


@contextmanager
def _as_bundle_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BundleError(
            f"网页里的 Python 没有做好，请看磁盘有没有满、能不能写入，再运行一次（{error}）"
        ) from error
    except (ImportError, zipfile.BadZipFile) as error:
        raise BundleError(f"网页里的 Python 没有做好：{str(error).rstrip('.')}") from error


def _read_tools() -> dict[str, bytes]:
    """Return all inputs except engine and policy, by name; if one changes, every part is made again."""
    own = [*NODE_SIDE.parent.glob("*.mjs"), *NODE_SIDE.parent.glob("*.py"), *INSIDE.glob("*.py")]
    paths = [*own, *(PYODIDE / name for name in PYODIDE_INPUTS)]
    if missing := [path for path in paths if not path.is_file()]:
        raise BundleError(f"没有 {missing[0].relative_to(ROOT)}：请先运行 npm ci")
    tools = {path.name: path.read_bytes() for path in paths} | standins()
    return {**tools, "pyodide-build": importlib.metadata.version("pyodide-build").encode()}


def _write(out: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files whose content differs, and delete all other files of the folder."""
    for path in out.glob("*"):
        if path.name not in contents:
            path.unlink()
    for name, content in contents.items():
        path = out / name
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
