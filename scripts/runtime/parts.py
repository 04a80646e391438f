"""The parts of the runtime that take long to make; another policy does not change them."""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from scripts.runtime.glue import pruned, restoring, without_unnamed_exports
from scripts.runtime.library import (
    ENGINE,
    LAZY_MEMBERS,
    LISTENER,
    STDLIB,
    engine_sources,
    listened,
    needed,
    stored_zip,
    undocumented,
    whole_library,
)
from scripts.runtime.memory import packed
from scripts.runtime.node import WASM, Node
from scripts.runtime.rehearsal import PROVED, rehearsed
from scripts.runtime.wasm import instrumented, lean
from scripts.setup.whole import write_whole

GLUE = "pyodide.asm.js"

# Without assertions, and the library without docstrings. The engine loses its own by its sources, but for
# those of dataclasses.
ENGINE_LEVEL, LIBRARY_LEVEL = 1, 2


class Parts:
    """Makes the parts; what a change leaves as it was is taken from a folder beside them."""

    def __init__(
        self,
        tools: Mapping[str, bytes],
        kept: Path,
        node: Node,
        policy: str,
    ) -> None:
        self.kept, self.node, self.policy = kept, node, policy
        self.engine = engine_sources()
        # What hangs on an engine and a Pyodide only: a policy's words and amounts ask for the same, but a
        # policy with earlier editions beside it asks for more than one without.
        editions = "several" if json.loads(policy).get("earlier") else "one"
        self.inputs = {"inputs": digest(tools, self.engine).encode(), "editions": editions.encode()}
        self.modules = _modules(self.engine)
        self.glue = self._once(GLUE, lambda: restoring(pruned(tools[GLUE].decode())).encode())
        self.whole_wasm = self._once(
            "whole.wasm", lambda: without_unnamed_exports(tools[WASM], self.glue.decode())
        )

    def library(self) -> bytes:
        """Return the engine and the modules it needs, compiled, as a zip."""
        return self._once("library.zip", lambda: self._compiled(None))

    def wasm(self) -> bytes:
        """Return a wasm with those functions only that answers call."""

        def make() -> bytes:
            used = self._answered(instrumented(self.whole_wasm), self._snapshot(), sampled=1)
            return lean(self.whole_wasm, set(used))

        return self._once("lean.wasm", make)

    def memory(self) -> bytes:
        """Return Python's memory with the engine imported, packed."""
        return self._once("memory.bin", lambda: packed(self._snapshot()))

    def prove(self, wasm: bytes) -> None:
        """See that it gives the policy's answers from its memory; BundleError where it does not."""
        proof = {"wasm": wasm, "policy": self.policy.encode()}
        self._once("proof", lambda: _json(self._answered(wasm, self._snapshot(), PROVED)), proof)

    def _snapshot(self) -> bytes:
        return self._once("snapshot", self._remembered)

    def _remembered(self) -> bytes:
        library = self._compiled(self._rehearsed()["called"])
        modules = [*self.modules, *_modules(LAZY_MEMBERS)]
        return self.node.remember(modules, {STDLIB: library, **self._core(self.whole_wasm)})

    def _rehearsed(self) -> dict[str, str]:
        """Return what the engine needs of the library, by name, each as JSON text."""

        def find() -> bytes:
            sources = stored_zip(listened(whole_library()))
            files = {STDLIB: sources, **self._core(self.whole_wasm)}
            mounted = {"calculator": ENGINE}
            questions = rehearsed(self.policy)
            found = self.node.rehearse(questions, self.policy, self.modules, files, mounted)
            members = [name for name in found["members"] if name != LISTENER.name]
            return _json({"members": _json(members).decode(), "called": found["called"]})

        found: dict[str, str] = json.loads(self._once("rehearsed.json", find))
        return found

    def _compiled(self, called: str | None) -> bytes:
        members: list[str] = json.loads(self._rehearsed()["members"])
        sources = needed(whole_library(), members)
        compiled = self.node.compile(undocumented(self.engine), ENGINE_LEVEL)
        return stored_zip(compiled | self.node.compile(sources, LIBRARY_LEVEL, called))

    def _answered(self, wasm: bytes, snapshot: bytes, sampled: int) -> list[int]:
        questions = rehearsed(self.policy, sampled)
        return self.node.answer(questions, self.policy, snapshot, self._core(wasm))

    def _core(self, wasm: bytes) -> dict[str, bytes]:
        return {GLUE: self.glue, WASM: wasm}

    def _once(self, name: str, make: Callable[[], bytes], inputs: Mapping[str, bytes] | None = None) -> bytes:
        """Return what was made of the same inputs before, or make it and keep it instead of the last."""
        path = self.kept / f"{digest(self.inputs, inputs or {})[:16]}.{name}"
        if not path.is_file():
            made = make()
            for old in self.kept.glob(f"*.{name}"):
                old.unlink(missing_ok=True)
            write_whole(path, made)
        return path.read_bytes()


def digest(*contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 in hex of named contents, told apart by their lengths."""
    total = sha256()
    for name, content in (item for table in contents for item in sorted(table.items())):
        for part in (name.encode(), content):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def _modules(members: Mapping[str, bytes] | Sequence[str]) -> list[str]:
    return [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in members]


def _json(found: object) -> bytes:
    return json.dumps(found).encode()
