"""Run the steps of the build that need Pyodide under Node: rehearse, compile, take a snapshot, answer."""

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
# The Python files that node.mjs and recording.mjs run inside Pyodide.
INSIDE = Path(__file__).with_name("inside")
WASM = "pyodide.asm.wasm"
SNAPSHOT = "snapshot"
# The files of Pyodide's package that only a start under Node needs.
STARTER = ("pyodide.mjs", "package.json")
# For fewer questions than this, V8's optimizing compiler costs more time than it saves.
FEW = 500
# What pyodide_build._py_compile imports; all of it is pure Python.
COMPILER_PACKAGES = ("pyodide_build", "packaging", "rich")


class StepError(BundleError):
    """Node ended a step without an answer; its whole output is a note."""


class Node:
    """Runs the steps of node.mjs with the command that starts Node, and a lock file for Pyodide."""

    def __init__(self, command: Sequence[str], lock: Mapping[str, Any]) -> None:
        self.command = command
        self.lock = lock

    def rehearse(
        self,
        questions: Sequence[Question],
        policy: str,
        modules: Sequence[str],
        files: Mapping[str, bytes],
        engine: Path,
    ) -> dict[str, Any]:
        """Return the `members` of the library that were imported, and which of its functions were `called`.

        `modules` are the names of the engine's modules, `files` the files from which Pyodide starts, and
        `engine` is the engine's folder. Raises BundleError where an answer differs from the question's.
        """
        with self._folder(files) as job:
            asked = {**_job_of(questions, policy), "modules": modules, "packages": {engine.name: str(engine)}}
            return _compared(questions, self._run("rehearse", {**job, **asked}))

    def take_snapshot(self, modules: Sequence[str], files: Mapping[str, bytes]) -> bytes:
        """Return a snapshot of Python's memory after the modules were imported."""
        with self._folder(files) as job:
            snapshot = Path(job["pyodide"], SNAPSHOT)
            self._run("takeSnapshot", {**job, "modules": modules, "snapshot": str(snapshot)})
            return snapshot.read_bytes()

    def answer(
        self, questions: Sequence[Question], policy: str, snapshot: bytes, files: Mapping[str, bytes]
    ) -> list[int]:
        """Answer from a snapshot; return the numbers of the functions an instrumented wasm module recorded.

        With them are those that `inside/ways.py` calls, and those of garbage collection.
        Raises BundleError where an answer differs from the question's.
        """
        # The library is empty, so an import of a module that the snapshot does not contain fails.
        with self._folder({**files, STDLIB: b"", SNAPSHOT: snapshot}) as job:
            path = str(Path(job["pyodide"], SNAPSHOT))
            asked = {**_job_of(questions, policy), "snapshot": path, "few": len(questions) < FEW}
            done = self._run("answer", {**job, **asked, "inside": str(INSIDE)})
            used: list[int] = _compared(questions, done)["used"]
        return used

    def compile(
        self, sources: Mapping[str, bytes], level: int, called: str | None = None
    ) -> dict[str, bytes]:
        """Return the sources as bytecode of Pyodide's interpreter, optimized to a level.

        With the rehearsal's `called`, other functions become stubs, and the bytecode has no line tables.
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
            raise BundleError(f"{wrong[0]} 是给另一个版本的 Python 编译的，和 Pyodide 里的不合")
        return compiled | {"NOTICE.txt": notice(answer["copyright"])}

    @contextmanager
    def _folder(self, files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
        """Write the files Pyodide starts from to a folder; yield the keys of a job that name it."""
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            for name in STARTER:
                shutil.copyfile(PYODIDE / name, folder / name)
            for name, content in files.items():
                (folder / name).write_bytes(content)
            yield {"pyodide": place, "stdlib": str(folder / STDLIB)}

    def _run(self, step: str, job: Mapping[str, Any]) -> Any:
        """Run one step and return its answer; BundleError where Node does not start."""
        command = [*self.command, str(NODE_SIDE)]
        sent = json.dumps({"step": step, "lock": self.lock, **job}).encode()
        try:
            done = subprocess.run(command, input=sent, capture_output=True, check=False)
        except OSError as error:
            raise BundleError(f"Node 启动不了（{' '.join(command)}）：{error}") from error
        output = done.stderr.decode(errors="replace").strip()
        if done.returncode == 0:
            return json.loads(done.stdout)
        reason = output.splitlines()[-1].rstrip(".") if output else "它什么也没说"
        trouble = StepError(f"网页里的 Python 没有做好，Node 里的「{step}」这一步没有成功：{reason}")
        trouble.add_note(output)
        raise trouble


def _job_of(questions: Sequence[Question], policy: str) -> dict[str, Any]:
    return {"policy": policy, "questions": [(each.verb, each.request) for each in questions]}


def _compared(questions: Sequence[Question], found: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(questions, found["answers"], strict=True)
    if wrong := [question for question, given in pairs if given != question.answer]:
        raise BundleError(f"网页里的 Python 对 {wrong[0].verb} {wrong[0].request[:200]} 的回答和这里的不同")
    return found
