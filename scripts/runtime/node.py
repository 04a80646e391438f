"""Steps that run in Pyodide under Node: rehearse what the page is asked, and make what it starts from."""

from __future__ import annotations

import importlib.resources
import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.runtime.library import PYODIDE, STDLIB, BundleError, notice, stored_zip
from scripts.runtime.rehearsal import Question

NODE_SIDE = Path(__file__).with_suffix(".mjs")
# What runs inside Pyodide there.
INSIDE = Path(__file__).with_name("inside")
WASM = "pyodide.asm.wasm"
SNAPSHOT = "snapshot"
# What Pyodide starts from under Node.
STARTER = ("pyodide.mjs", "package.json")
# Fewer questions than this are not worth the compiling that makes Python answer quicker.
FEW = 500
# What pyodide_build._py_compile imports; all of it is pure Python.
COMPILER_PACKAGES = ("pyodide_build", "packaging", "rich")


class Node:
    """Runs the steps of node.mjs with one command line of Node."""

    def __init__(self, command: Sequence[str], lock: Mapping[str, Any]) -> None:
        self.command = command
        self.lock = lock

    def rehearse(
        self,
        questions: Sequence[Question],
        policy: str,
        modules: Sequence[str],
        files: Mapping[str, bytes],
        mounted: Mapping[str, Path],
    ) -> dict[str, Any]:
        """Return `members` of the library that were imported, and which of its functions were `called`.

        `modules` are the names of all the engine's, `files` what Pyodide starts from, `mounted` packages that
        are not in the library.
        Raises BundleError where an answer is not the one Python gave on the desk.
        """
        packages = {name: str(path) for name, path in mounted.items()}
        with self._place(files) as job:
            asked = {**_asked(questions, policy), "modules": modules, "packages": packages}
            return _checked(questions, self._run("rehearse", {**job, **asked}))

    def remember(self, modules: Sequence[str], files: Mapping[str, bytes]) -> bytes:
        """Return a snapshot of Python's memory with the modules in it."""
        with self._place(files) as job:
            snapshot = Path(job["pyodide"], SNAPSHOT)
            self._run("remember", {**job, "modules": modules, "snapshot": str(snapshot)})
            return snapshot.read_bytes()

    def answer(
        self, questions: Sequence[Question], policy: str, snapshot: bytes, files: Mapping[str, bytes]
    ) -> list[int]:
        """Have a memory answer; return the numbers of the functions that an instrumented wasm saw called.

        Raises BundleError where an answer is not the one Python gave on the desk.
        """
        # Whatever is not in the memory cannot be imported any more.
        with self._place({**files, STDLIB: b""}) as job:
            kept = Path(job["pyodide"], SNAPSHOT)
            kept.write_bytes(snapshot)
            asked = {**_asked(questions, policy), "snapshot": str(kept), "few": len(questions) < FEW}
            used: list[int] = _checked(questions, self._run("answer", {**job, **asked}))["used"]
        return used

    def compile(
        self, sources: Mapping[str, bytes], level: int, called: str | None = None
    ) -> dict[str, bytes]:
        """Return the sources as bytecode of the interpreter that will run it, optimized to a level.

        With what a rehearsal says was called, without the bodies of other functions, and lines of tracebacks.
        """
        with tempfile.TemporaryDirectory() as folder:
            before, after = Path(folder, "sources.zip"), Path(folder, "compiled.zip")
            before.write_bytes(stored_zip(sources))
            packages = {name: str(importlib.resources.files(name)) for name in COMPILER_PACKAGES}
            job = {
                "pyodide": str(PYODIDE),
                "stdlib": str(PYODIDE / STDLIB),
                "level": level,
                "packages": packages,
                "inside": str(INSIDE),
                "sources": str(before),
                "compiled": str(after),
                "called": called,
            }
            answer = self._run("compile", job)
            with zipfile.ZipFile(after) as archive:
                compiled = {name: archive.read(name) for name in archive.namelist()}
        if wrong := [name for name, code in compiled.items() if code[:4].hex() != answer["magic"]]:
            raise BundleError(f"{wrong[0]} was compiled for another Python than the one Pyodide has.")
        return compiled | {"NOTICE.txt": notice(answer["copyright"])}

    @contextmanager
    def _place(self, files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
        """Lay out what Pyodide starts from; yield the part of a job that says where."""
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            for name in STARTER:
                shutil.copyfile(PYODIDE / name, folder / name)
            for name, content in files.items():
                (folder / name).write_bytes(content)
            yield {"pyodide": place, "stdlib": str(folder / STDLIB)}

    def _run(self, step: str, job: Mapping[str, Any]) -> Any:
        """Run one step and return its answer; the step's whole output goes along with trouble as a note."""
        command = [*self.command, str(NODE_SIDE)]
        sent = json.dumps({"step": step, "lock": self.lock, **job}).encode()
        try:
            done = subprocess.run(command, input=sent, capture_output=True, check=False)
        except OSError as error:
            raise BundleError(f"Node could not be started as `{' '.join(command)}`: {error}.") from error
        output = done.stderr.decode(errors="replace").strip()
        if done.returncode == 0:
            return json.loads(done.stdout)
        reason = output.splitlines()[-1].rstrip(".") if output else "it gave no message"
        trouble = BundleError(f"The step {step} failed inside Node: {reason}.")
        trouble.add_note(output)
        raise trouble


def _asked(questions: Sequence[Question], policy: str) -> dict[str, Any]:
    return {"policy": policy, "questions": [(each.verb, each.request) for each in questions]}


def _checked(questions: Sequence[Question], found: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(questions, found["answers"], strict=True)
    if wrong := [question for question, said in pairs if said != question.answer]:
        raise BundleError(f"The page's Python answers {wrong[0].verb} {wrong[0].request[:200]} otherwise.")
    return found
