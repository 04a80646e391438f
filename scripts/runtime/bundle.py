"""Build the folder a browser starts Python from: Pyodide, a trimmed library with the engine, the policy."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.runtime.library import PYODIDE, STDLIB, BundleError, engine_sources, standins
from scripts.runtime.node import INSIDE, NODE_SIDE, WASM, Node
from scripts.runtime.parts import GLUE, Parts, digest
from scripts.setup.bootstrap import ROOT

NODE_MODULES = ROOT / "node_modules"
SCRIPTS = ("pyodide.js", GLUE)
PYODIDE_INPUTS = (*SCRIPTS, WASM, STDLIB, "pyodide-lock.json", "package.json")
POLICY = "policy.json"
MEMORY = "memory.bin"
# What the page starts when the lean wasm was asked for a function that it does not have.
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
    """List the runtime's files, with the lock contents `loadPyodide` is to be given."""

    python: str
    pyodide: str
    files: Mapping[str, BundledFile]
    lock: Mapping[str, Any]

    def path(self, name: str) -> str:
        """Return where a file is kept among others of its name: a folder that its content names."""
        return f"{self.files[name].sha256[:16]}/{name}"

    @property
    def total_bytes(self) -> int:
        """Return how much a start takes: everything but what is there in case."""
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
    """Build the runtime into `out`, where it is once the block has ended; BundleError on any trouble.

    `policy` is packed. The page's Python is rehearsed with questions over it: what it needs for the answers
    is kept, and the answers must be those of the Python that builds. That takes a while and is waited for
    only at the end.
    """
    # A process and not a thread: Python here answers first, and would keep the pages waiting.
    with ProcessPoolExecutor(1) as beside:
        with _told():
            manifest, finish = _bundle(policy, out, node, beside)
        yield manifest
        with _told():
            finish()


def bundle(policy: str, out: Path, node: Sequence[str]) -> Manifest:
    """Build the runtime as `bundled` does, and wait for it."""
    with bundled(policy, out, node) as manifest:
        return manifest


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BundleError(
            f"网页里的 Python 没有做好，请看磁盘有没有满、能不能写入，再运行一次（{error}）"
        ) from error
    except (ImportError, zipfile.BadZipFile) as error:
        raise BundleError(f"The runtime could not be built: {str(error).rstrip('.')}.") from error


def _bundle(
    policy: str, out: Path, node: Sequence[str], beside: Executor
) -> tuple[Manifest, Callable[[], object]]:
    """Return what is to be in `out`, and what puts it there."""
    own = [Path(__file__), NODE_SIDE, *NODE_SIDE.parent.glob("*.py"), *INSIDE.glob("*.py")]
    tool_files = [*own, *(PYODIDE / name for name in PYODIDE_INPUTS)]
    if missing := [path for path in tool_files if not path.is_file()]:
        raise BundleError(f"{missing[0].relative_to(ROOT)} is missing: run `npm ci` first.")
    tools = {path.name: path.read_bytes() for path in tool_files} | standins()
    tools["pyodide-build"] = importlib.metadata.version("pyodide-build").encode()
    key = digest(tools, engine_sources(), {"policy": policy.encode()})
    stamp = out.with_name(f"{out.name}.key")
    if stamp.is_file() and stamp.read_text("utf-8") == key and (done := _read_intact(out)) is not None:
        return done, lambda: None

    lock = {"info": json.loads(tools["pyodide-lock.json"])["info"], "packages": {}}
    parts = Parts(tools, out.with_name(f"{out.name}.parts"), Node(node, lock), policy)
    wasm = parts.wasm()
    proof = beside.submit(parts.prove, wasm)
    contents = {name: tools[name] for name in SCRIPTS}
    contents |= {GLUE: parts.glue, WASM: wasm, MEMORY: parts.memory(), POLICY: policy.encode()}
    contents |= {WHOLE_WASM: parts.whole_wasm, STDLIB: parts.library()}
    files = {name: BundledFile(len(it), sha256(it).hexdigest()) for name, it in sorted(contents.items())}
    manifest = Manifest(lock["info"]["python"], json.loads(tools["package.json"])["version"], files, lock)

    def finish() -> None:
        proof.result()
        _write(out, {**contents, MANIFEST: manifest.to_json().encode()}, stamp, key)

    return manifest, finish


def _write(out: Path, contents: Mapping[str, bytes], stamp: Path, key: str) -> None:
    stamp.unlink(missing_ok=True)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for name, content in contents.items():
        (out / name).write_bytes(content)
    stamp.write_text(key, "utf-8")


def _read_intact(out: Path) -> Manifest | None:
    """Return the manifest of a runtime built before if each of its files still has the recorded content."""
    if not (out / MANIFEST).is_file():
        return None
    manifest = Manifest.from_json((out / MANIFEST).read_text("utf-8"))
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    return manifest if all(found.get(name) == file.sha256 for name, file in manifest.files.items()) else None
