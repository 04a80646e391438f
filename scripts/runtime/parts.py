"""Make the parts of the runtime that take long, and cache them; a changed policy needs none of them again."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.runtime.glue import restoring_pages, with_used_exports, without_unused_exports
from scripts.runtime.library import (
    CALL_RECORDER,
    ENGINE,
    LAZY_MEMBERS,
    STDLIB,
    BundleError,
    engine_sources,
    needed,
    recording_calls,
    stored_zip,
    whole_library,
    without_words,
)
from scripts.runtime.memory import packed
from scripts.runtime.node import WASM, Node, StepError
from scripts.runtime.rehearsal import PROOF, Question, answered_questions
from scripts.runtime.wasm import instrumented, lean
from scripts.setup.whole import write_whole

GLUE = "pyodide.asm.js"

# Python's -O for the engine, whose sources lose their docstrings before; -OO for the library.
ENGINE_LEVEL, LIBRARY_LEVEL = 1, 2


class Parts:
    """Makes the parts of one runtime; a part whose inputs are the same comes from the cache folder."""

    def __init__(self, tools: Mapping[str, bytes], cache: Path, node: Node, policy: str) -> None:
        self.cache, self.node, self.policy = cache, node, policy
        self.engine = engine_sources()
        # The parts depend on Pyodide and the engine, not on the words and amounts of the policy. But answers
        # about several editions, or about another county's rules, call other functions.
        packed = json.loads(policy)["editions"]
        shape = f"{packed[-1]['measure.toml']['id']} {'several' if len(packed) > 1 else 'one'}"
        self.inputs = {"inputs": _digest(tools, self.engine).encode(), "shape": shape.encode()}
        self.modules = _modules(self.engine)
        self.glue = self._cached(
            GLUE, lambda: restoring_pages(without_unused_exports(tools[GLUE].decode())).encode()
        )
        self.whole_wasm = self._cached(
            "whole.wasm", lambda: with_used_exports(tools[WASM], self.glue.decode())
        )

    def library(self) -> bytes:
        """Return the engine and the modules it needs, compiled, as a zip."""
        return self._cached("library.zip", lambda: self._compiled(None))

    def wasm(self) -> bytes:
        """Return a wasm module with only those functions that answers call."""

        def make() -> bytes:
            # Without this line a first build looks hung.
            print("准备网页里的 Python（第一次、或改了计算程序以后，要一两分钟）…", flush=True)
            recording = instrumented(self.whole_wasm)
            used = self._answer(self._questions, recording)
            # Some functions are called only in some states of the memory: the proof, too, is recorded.
            used += self._answer(self._questions[PROOF], recording)
            return lean(self.whole_wasm, set(used))

        return self._cached("lean.wasm", make)

    def memory(self) -> bytes:
        """Return the packed snapshot of Python's memory with the engine imported."""
        return self._cached("memory.bin", lambda: packed(self._snapshot()))

    def is_proven(self, wasm: bytes) -> bool:
        """Say whether `prove` has succeeded before with the same inputs."""
        return self._path("proof", self._proof_inputs(wasm)).is_file()

    def prove(self, wasm: bytes) -> None:
        """Compare answers of the wasm and the snapshot with Python's; BundleError where one differs."""

        def make() -> bytes:
            try:
                return _json(self._answer(answered_questions(self.policy, PROOF), wasm))
            except StepError as error:
                # Other amounts may call functions that the wasm lacks: the next build rehearses them.
                self._path("lean.wasm", {}).unlink(missing_ok=True)
                raise BundleError(f"{error}；请再运行一次，会照这些数重新准备") from error

        self._cached("proof", make, self._proof_inputs(wasm))

    def _proof_inputs(self, wasm: bytes) -> dict[str, bytes]:
        return {"wasm": wasm, "policy": self.policy.encode()}

    def _snapshot(self) -> bytes:
        def make() -> bytes:
            library = self._compiled(self._rehearsal()["called"])
            modules = [*self.modules, *_modules(LAZY_MEMBERS)]
            return self.node.take_snapshot(modules, {STDLIB: library, **self._core(self.whole_wasm)})

        return self._cached("snapshot", make)

    def _rehearsal(self) -> dict[str, Any]:
        """Return the `members` of the library that the engine needs, and its functions that were `called`."""

        def make() -> bytes:
            sources = stored_zip(recording_calls(whole_library()))
            files = {STDLIB: sources, **self._core(self.whole_wasm)}
            found = self.node.rehearse(self._questions, self.policy, self.modules, files, ENGINE)
            members = [name for name in found["members"] if name != CALL_RECORDER.name]
            return _json({"members": members, "called": found["called"]})

        found: dict[str, Any] = json.loads(self._cached("rehearsed.json", make))
        return found

    def _compiled(self, called: str | None) -> bytes:
        library = needed(whole_library(), self._rehearsal()["members"])
        # The rehearsal records no calls of the engine: it has no stubs, but no line tables either.
        compiled = self.node.compile(without_words(self.engine), ENGINE_LEVEL, called and "{}")
        return stored_zip(compiled | self.node.compile(library, LIBRARY_LEVEL, called))

    @cached_property
    def _questions(self) -> list[Question]:
        return answered_questions(self.policy)

    def _answer(self, questions: Sequence[Question], wasm: bytes) -> list[int]:
        return self.node.answer(questions, self.policy, self._snapshot(), self._core(wasm))

    def _core(self, wasm: bytes) -> dict[str, bytes]:
        return {GLUE: self.glue, WASM: wasm}

    def _cached(
        self, name: str, make: Callable[[], bytes], inputs: Mapping[str, bytes] | None = None
    ) -> bytes:
        """Return a part from the cache, or make it, and replace the cached one of other inputs."""
        path = self._path(name, inputs or {})
        if not path.is_file():
            made = make()
            for old in self.cache.glob(f"*.{name}"):
                old.unlink(missing_ok=True)
            write_whole(path, made)
        return path.read_bytes()

    def _path(self, name: str, inputs: Mapping[str, bytes]) -> Path:
        return self.cache / f"{_digest(self.inputs, inputs)[:16]}.{name}"


def _digest(*contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 in hex of named contents; each name and content is preceded by its length."""
    total = sha256()
    for name, content in (item for table in contents for item in sorted(table.items())):
        for part in (name.encode(), content):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def _modules(members: Iterable[str]) -> list[str]:
    return [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in members]


def _json(found: object) -> bytes:
    return json.dumps(found).encode()
