"""Build the folder a browser starts Python from: Pyodide, a trimmed library with the engine, the policy."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.bootstrap import ROOT
from scripts.runtime.glue import pruned, without_unnamed_exports
from scripts.runtime.library import (
    ENGINE,
    PYODIDE,
    STDLIB,
    BundleError,
    engine_sources,
    needed,
    standins,
    stored_zip,
    whole_library,
)
from scripts.runtime.node import NODE_SIDE, WASM, Node
from scripts.runtime.rehearsal import PROVED, SAMPLED, rehearsed
from scripts.runtime.wasm import instrumented, lean

NODE_MODULES = ROOT / "node_modules"
GLUE = "pyodide.asm.js"
SCRIPTS = ("pyodide.js", GLUE)
PYODIDE_INPUTS = (*SCRIPTS, WASM, STDLIB, "pyodide-lock.json", "package.json")
POLICY = "policy.json"
# What the page starts when the lean wasm was asked for a function it does not have.
WHOLE_WASM = "pyodide.whole.wasm"
MANIFEST = "manifest.json"

# Without assertions, and the library without docstrings. The engine keeps its own: a dataclass without
# one writes it at import from its signature, which costs more than the bytes.
ENGINE_LEVEL, LIBRARY_LEVEL = 1, 2


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
        return sum(file.bytes for name, file in self.files.items() if name != WHOLE_WASM)

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
    with ThreadPoolExecutor(1) as beside:
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
    except (OSError, ImportError, zipfile.BadZipFile) as error:
        raise BundleError(f"The runtime could not be built: {str(error).rstrip('.')}.") from error


def _bundle(
    policy: str, out: Path, node: Sequence[str], beside: Executor
) -> tuple[Manifest, Callable[[], object]]:
    """Return what is to be in `out`, and what puts it there."""
    own = [Path(__file__), NODE_SIDE, *NODE_SIDE.parent.glob("*.py")]
    tool_files = [*own, *(PYODIDE / name for name in PYODIDE_INPUTS)]
    if missing := [path for path in tool_files if not path.is_file()]:
        raise BundleError(f"{missing[0].relative_to(ROOT)} is missing: run `npm ci` first.")
    tools = {path.name: path.read_bytes() for path in tool_files} | standins()
    tools["pyodide-build"] = importlib.metadata.version("pyodide-build").encode()
    key = _digest(tools, engine_sources(), {"policy": policy.encode()})
    stamp = out.with_name(f"{out.name}.key")
    if stamp.is_file() and stamp.read_text("utf-8") == key and (done := _read_intact(out)) is not None:
        return done, lambda: None

    lock = {"info": json.loads(tools["pyodide-lock.json"])["info"], "packages": {}}
    parts = Parts(tools, out.with_name(f"{out.name}.parts"), Node(node, lock), policy)
    library = parts.library()
    contents = {name: tools[name] for name in SCRIPTS}
    contents |= {GLUE: parts.glue, STDLIB: library, POLICY: policy.encode()}
    contents |= {WASM: parts.lean_wasm(library), WHOLE_WASM: parts.whole_wasm}
    proof = beside.submit(parts.prove, library, contents[WASM])
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


class Parts:
    """Makes the parts that take long; what a change leaves as it was is taken from a folder beside them."""

    def __init__(self, tools: Mapping[str, bytes], kept: Path, node: Node, policy: str) -> None:
        self.tools, self.kept, self.node, self.policy = tools, kept, node, policy
        self.engine = engine_sources()
        names = (name.removesuffix(".py").removesuffix("/__init__") for name in self.engine)
        self.modules = [name.replace("/", ".") for name in names]
        glue = pruned(tools[GLUE].decode())
        self.glue = glue.encode()
        self.whole_wasm = without_unnamed_exports(tools[WASM], glue)

    def library(self) -> bytes:
        """Return the engine and the modules it needs, compiled, as a zip."""
        whole = whole_library()
        # A changed policy text asks for the same modules: they are looked for again only where it does not.
        members = self._once(
            "members.json", (self.tools, self.engine), lambda: json.dumps(self._members(whole)).encode()
        )
        sources = needed(whole, json.loads(members))
        return self._once("library.zip", (self.tools, self.engine, sources), lambda: self._compiled(sources))

    def lean_wasm(self, library: bytes) -> bytes:
        """Return the wasm with the functions that the rehearsal calls."""
        # Which functions answer does not hang on a policy's words and amounts, so they are looked for once.
        inputs = (self.tools, self.engine, {"library": library})
        used = self._once("used.json", inputs, lambda: json.dumps(self._used(library)).encode())
        return lean(self.whole_wasm, set(json.loads(used)))

    def prove(self, library: bytes, wasm: bytes) -> None:
        """See that these give the policy's answers; BundleError where they do not."""
        parts = {"library": library, "glue": self.glue, "wasm": wasm, "policy": self.policy.encode()}
        self._once("proof", (parts,), lambda: self._proof(library, wasm))

    def _members(self, whole: Mapping[str, bytes]) -> list[str]:
        found = self._rehearse(stored_zip(whole), self.whole_wasm, {"calculator": ENGINE})
        members: list[str] = found["members"]
        return members

    def _compiled(self, sources: Mapping[str, bytes]) -> bytes:
        compiled = self.node.compile(self.engine, ENGINE_LEVEL) | self.node.compile(sources, LIBRARY_LEVEL)
        return stored_zip(compiled)

    def _used(self, library: bytes) -> list[int]:
        found = self._rehearse(library, instrumented(self.whole_wasm), sampled=1)
        used: list[int] = found["used"]
        return used

    def _proof(self, library: bytes, wasm: bytes) -> bytes:
        return f"{len(self._rehearse(library, wasm, sampled=PROVED)['members'])} members\n".encode()

    def _rehearse(
        self,
        library: bytes,
        wasm: bytes,
        mounted: Mapping[str, Path] | None = None,
        sampled: int = SAMPLED,
    ) -> dict[str, Any]:
        files = {STDLIB: library, GLUE: self.glue, WASM: wasm}
        return self.node.rehearse(
            rehearsed(self.policy, sampled), self.policy, self.modules, files, mounted or {}
        )

    def _once(self, name: str, inputs: Sequence[Mapping[str, bytes]], make: Callable[[], bytes]) -> bytes:
        """Return what was made of the same inputs before, or make it and keep it instead of the last."""
        path = self.kept / f"{_digest(*inputs)[:16]}.{name}"
        if not path.is_file():
            made = make()
            self.kept.mkdir(parents=True, exist_ok=True)
            for old in self.kept.glob(f"*.{name}"):
                old.unlink()
            partial = path.with_suffix(".part")
            partial.write_bytes(made)
            partial.replace(path)
        return path.read_bytes()


def _read_intact(out: Path) -> Manifest | None:
    """Return the manifest of a runtime built before if each of its files still has the recorded content."""
    if not (out / MANIFEST).is_file():
        return None
    manifest = Manifest.from_json((out / MANIFEST).read_text("utf-8"))
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    return manifest if all(found.get(name) == file.sha256 for name, file in manifest.files.items()) else None


def _digest(*contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 in hex of named contents, told apart by their lengths."""
    total = sha256()
    for name, content in (item for table in contents for item in sorted(table.items())):
        for part in (name.encode(), content):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()
