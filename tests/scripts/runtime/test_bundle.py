"""The runtime's bytes, their bytecode, and the parts that are built again after a change."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.runtime import bundle, parts
from scripts.runtime.bundle import MANIFEST, Manifest
from scripts.runtime.library import PYODIDE, BundleError
from scripts.runtime.rehearsal import Question, answered_questions
from scripts.runtime.wasm import bodies_at, lean
from scripts.setup.bootstrap import ROOT, node_command
from scripts.site.build import RUNTIME
from tests.support.content import BOOK

POLICY = BOOK.packed
PARTS = RUNTIME.with_name(f"{RUNTIME.name}.parts")
# They take long to make all the same.
MADE_WITHOUT_NODE = (parts.GLUE, "whole.wasm")

INSPECTION = """
import dis, importlib.util, json, marshal, sys, zipimport

CO_NEWLOCALS = 0x2  # set for functions
ASSERTION = dis.opmap["LOAD_ASSERTION_ERROR"]

def traces(code):
    # A def keeps its docstring as its first constant, and None there if it has none.
    is_def = code.co_flags & CO_NEWLOCALS and not code.co_name.startswith("<")
    documented = bool(is_def) and bool(code.co_consts) and isinstance(code.co_consts[0], str)
    found = [documented, ASSERTION in code.co_code[::2]]
    for inner in code.co_consts:
        if hasattr(inner, "co_code"):
            found = [a or b for a, b in zip(found, traces(inner))]
    return found

def kept(archive, engine):
    chosen = [name for name in names if name.startswith("calculator/") == engine]
    codes = (marshal.loads(archive.get_data(name)[16:]) for name in chosen)
    return [any(column) for column in zip(*map(traces, codes))]

control = compile("def f(x):\\n 'doc'\\n assert x", "control", "exec", optimize=0)
[library] = [entry for entry in sys.path if entry.endswith(".zip")]
json.dumps({
    "magic": importlib.util.MAGIC_NUMBER.hex(),
    "control": traces(control),
    "library": kept(zipimport.zipimporter(library), engine=False),
    "engine": kept(zipimport.zipimporter(library), engine=True),
})
"""


# Starts Pyodide from a library and runs Python in it; the test's own way in.
EVALUATE = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "PYODIDE/pyodide.mjs";
const { library, lock, source } = JSON.parse(readFileSync(0, "utf8"));
const pyodide = await loadPyodide({ stdLibURL: library, lockFileContents: lock });
process.stdout.write(pyodide.runPython(source));
"""


def build_into(out: Path, policy: str = POLICY, node: Sequence[str] | None = None) -> Manifest:
    with bundle.bundled(policy, out, node or node_command()) as manifest:
        return manifest


def evaluate(library: Path, manifest: Manifest, source: str) -> Any:
    """Return what Pyodide answers to Python source when it starts from a standard library zip alone."""
    job = {"library": str(library), "lock": manifest.lock, "source": source}
    script = EVALUATE.replace("PYODIDE", PYODIDE.as_uri())
    done = subprocess.run(
        [*node_command(), "--input-type=module", "--eval", script],
        input=json.dumps(job).encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def built(site: Path) -> tuple[Path, Manifest]:
    """The runtime that the build of this tree has made; no test changes it."""
    del site  # it has made the runtime
    return RUNTIME, Manifest.from_json((RUNTIME / MANIFEST).read_text("utf-8"))


@pytest.fixture
def copy(built: tuple[Path, Manifest], tmp_path: Path) -> Path:
    """Return a copy of the built folder, with all that was noted beside it."""
    out = tmp_path / RUNTIME.name
    shutil.copytree(built[0], out)
    shutil.copytree(PARTS, tmp_path / PARTS.name)
    return out


def bodies(wasm: bytes) -> list[bytes]:
    return [wasm[begins:ends] for begins, ends in bodies_at(wasm)]


def compiled(out: Path) -> dict[str, int]:
    return {
        path.name: path.stat().st_mtime_ns
        for path in out.parent.glob("runtime.parts/*")
        if path.suffix != ".proof"
    }


@pytest.mark.deep
def test_a_build_from_nothing_gives_the_same_bytes(built: tuple[Path, Manifest], tmp_path: Path) -> None:
    """The tree's own runtime may contain cached parts of earlier builds; the bytes are still the same."""
    out, manifest = built
    again = build_into(tmp_path / "runtime")
    assert again == manifest
    for path in out.iterdir():
        assert (tmp_path / "runtime" / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_manifest_lists_what_is_served(built: tuple[Path, Manifest]) -> None:
    out, manifest = built
    served = {path.name: path.stat().st_size for path in out.iterdir() if path.name != "manifest.json"}
    assert {name: file.bytes for name, file in manifest.files.items()} == served
    # The whole wasm and the library are only there in case.
    spare = served["pyodide.whole.wasm"] + served["python_stdlib.zip"]
    assert manifest.total_bytes == sum(served.values()) - spare
    assert Manifest.from_json((out / "manifest.json").read_text("utf-8")) == manifest
    assert (out / "policy.json").read_text("utf-8") == POLICY


def test_the_library_is_stored_bytecode_of_pyodides_own_python(built: tuple[Path, Manifest]) -> None:
    out, manifest = built
    with zipfile.ZipFile(out / "python_stdlib.zip") as archive:
        members = archive.infolist()
        modules = [each.filename for each in members if each.filename != "NOTICE.txt"]
        magics = {archive.read(name)[:4].hex() for name in modules}
    seen = evaluate(out / "python_stdlib.zip", manifest, f"names = {modules!r}\n{INSPECTION}")
    assert magics == {seen["magic"]}
    assert "calculator/engine.pyc" in modules
    assert {Path(name).suffix for name in modules} == {".pyc"}
    assert {each.compress_type for each in members} == {zipfile.ZIP_STORED}
    assert {each.date_time for each in members} == {(1980, 1, 1, 0, 0, 0)}
    assert seen["control"] == [True, True]
    assert seen["library"] == [False, False], "docstrings or assertions are left in"
    assert seen["engine"] == [False, False], "docstrings or assertions are left in"


def test_modules_that_the_page_never_uses_are_not_in_the_library(built: tuple[Path, Manifest]) -> None:
    """The stand-ins take the place of modules that would bring a quarter of the library with them."""
    with zipfile.ZipFile(built[0] / "python_stdlib.zip") as archive:
        names = set(archive.namelist())
    assert {name for name in names if name.startswith("asyncio/")} == {"asyncio/__init__.pyc"}
    brought = {"socket", "selectors", "subprocess", "tempfile", "zipfile/__init__", "logging/__init__"}
    assert brought & {name.removesuffix(".pyc") for name in names} == set()


def test_the_lean_wasm_is_less_than_a_quarter_of_the_whole(built: tuple[Path, Manifest]) -> None:
    whole = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    served = (built[0] / "pyodide.asm.wasm").read_bytes()
    kept = (built[0] / "pyodide.whole.wasm").read_bytes()
    # The whole module exports only what the page's scripts use, and all its functions are unchanged.
    assert bodies(kept) == bodies(whole)
    assert len(bodies(served)) == len(bodies(whole))
    # Most functions of Pyodide are not needed here; the rehearsal has found the others. The data section is
    # removed, because the memory snapshot contains its content.
    assert len(served) < 0.25 * len(whole)


def test_the_memory_has_the_engine_and_no_policy_in_it(built: tuple[Path, Manifest]) -> None:
    memory = (built[0] / "memory.bin").read_bytes()
    assert b"calculator.engine" in memory
    # Python keeps Chinese in two bytes a character.
    words = [item.label.encode("utf-16-le") for item in BOOK.policy.inputs.values()]
    assert len(words) > 5
    assert [word for word in words if word in memory] == []
    # The snapshot has no data of the machine on which it was made.
    assert str(ROOT).encode() not in memory
    # libc has tmpfile_ and tmpnam_ there for names of its own.
    assert re.findall(rb"/tmp/tmp(?!file_|nam_)\w+", memory) == []


def test_nothing_runs_when_nothing_changed(copy: Path, built: tuple[Path, Manifest]) -> None:
    assert build_into(copy, node=["no-such-node"]) == built[1]


def test_a_policy_text_is_exchanged_without_compiling(copy: Path, built: tuple[Path, Manifest]) -> None:
    before = compiled(copy)
    changed = POLICY.replace("少签到", "签到不够")
    manifest = build_into(copy, policy=changed)
    assert compiled(copy) == before
    assert manifest.path("policy.json") != built[1].path("policy.json")
    for name in ("pyodide.asm.js", "pyodide.asm.wasm", "memory.bin"):
        assert manifest.path(name) == built[1].path(name)
    assert (copy / "policy.json").read_text("utf-8") == changed != POLICY


def test_a_damaged_file_is_made_again(copy: Path, built: tuple[Path, Manifest]) -> None:
    (copy / "python_stdlib.zip").write_bytes(b"half")
    assert build_into(copy) == built[1]
    assert (copy / "python_stdlib.zip").stat().st_size == built[1].files["python_stdlib.zip"].bytes


def test_a_runtime_that_answers_differently_is_refused(
    copy: Path, built: tuple[Path, Manifest], monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(policy: str, part: slice = slice(None)) -> list[Question]:
        first, *rest = answered_questions(policy, part)
        return [first._replace(answer=first.answer.replace("0", "1")), *rest]

    monkeypatch.setattr(parts, "answered_questions", otherwise)
    changed = POLICY.replace("少签到", "签到不够")
    with pytest.raises(BundleError, match=r"^网页里的 Python 对 estimate \{"):
        build_into(copy, changed)
    # The previous runtime is still complete.
    monkeypatch.undo()
    assert build_into(copy, node=["no-such-node"]) == built[1]


def test_a_wasm_that_lacks_what_a_changed_policy_calls_is_made_again_by_the_next_build(copy: Path) -> None:
    [cached] = copy.with_name(PARTS.name).glob("*.lean.wasm")
    cached.write_bytes(lean((copy / "pyodide.whole.wasm").read_bytes(), set()))
    with pytest.raises(BundleError, match=r"「answer」这一步没有成功：.*；请再运行一次，会照这些数重新准备$"):
        build_into(copy, POLICY.replace("少签到", "签到不够"))
    assert not cached.exists()


def test_trouble_is_one_sentence_and_leaves_no_runtime(
    built: tuple[Path, Manifest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del built  # it has made the parts
    # The command for Node does not exist, so Node cannot have been used.
    monkeypatch.setattr(parts, "answered_questions", lambda _: [])
    without_node = tmp_path / PARTS.name
    without_node.mkdir()
    for part in PARTS.iterdir():
        if part.name.endswith(MADE_WITHOUT_NODE):
            shutil.copyfile(part, without_node / part.name)
    with pytest.raises(BundleError, match=r"^Node 启动不了（no-such-node.*$"):
        build_into(tmp_path / "runtime", node=["no-such-node"])
    with pytest.raises(BundleError, match=r"Node 里的「rehearse」这一步没有成功：它什么也没说$"):
        build_into(tmp_path / "runtime", node=["false"])
    assert [path.name for path in tmp_path.iterdir()] == [PARTS.name]
    assert {path.name.partition(".")[2] for path in without_node.iterdir()} == set(MADE_WITHOUT_NODE)
