"""The runtime's bytes, the bytecode in them, and what is rebuilt when."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts import handbook
from scripts.bootstrap import node_command
from scripts.bundle import (
    NODE_SIDE,
    PYODIDE,
    BundleError,
    Manifest,
    bundle,
)

POLICY = handbook.load().packed

SETUP = """
import json
from calculator.api import from_packed, refusal
from calculator.errors import InputError

calculator = from_packed(policy)
counts = {"month": "2026-10", "worker_type": "rural", "sign_ins": 19, "valid_reports": 20}
months = [{"month": "2026-10", "valid_reports": 0, "result": "fail"}]

def refused():
    try:
        calculator.estimate(counts | {"sign_ins": -1})
    except InputError as error:
        return refusal(error)
"""
RESULT = """json.dumps([
    calculator.estimate(counts), calculator.risk({"worker_type": "rural", "months": months}), refused()
])"""
SAMPLE = SETUP + RESULT

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


def build_into(out: Path, **changed: Any) -> Manifest:
    given: dict[str, Any] = {"policy": POLICY, "node": node_command(), "sample": SAMPLE} | changed
    return bundle(given.pop("policy"), out, **given)


def evaluate(library: Path, manifest: Manifest, sample: str) -> str:
    """Return what Pyodide answers to a sample when it starts from a standard library zip alone."""
    job = {
        "step": "answer",
        "pyodide": str(PYODIDE),
        "stdlib": str(library),
        "lock": manifest.lock,
        "packages": {},
        "engine_modules": [],
        "policy": POLICY,
        "sample": sample,
    }
    done = subprocess.run(
        [*node_command(), str(NODE_SIDE)], input=json.dumps(job).encode(), capture_output=True, check=True
    )
    answer: str = json.loads(done.stdout)["answer"]
    return answer


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    out = tmp_path_factory.mktemp("first") / "runtime"
    return out, build_into(out)


@pytest.fixture
def copy(built: tuple[Path, Manifest], tmp_path: Path) -> Path:
    """Return a copy of the built folder, with all that was noted beside it."""
    shutil.copytree(built[0].parent, tmp_path / "build")
    return tmp_path / "build" / "runtime"


def compiled(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in out.parent.glob("runtime.*.zip")}


def test_two_builds_give_the_same_bytes(built: tuple[Path, Manifest], tmp_path: Path) -> None:
    out, manifest = built
    again = build_into(tmp_path / "runtime")
    assert again == manifest
    for path in out.iterdir():
        assert (tmp_path / "runtime" / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_manifest_lists_what_is_served(built: tuple[Path, Manifest]) -> None:
    out, manifest = built
    served = {path.name: path.stat().st_size for path in out.iterdir() if path.name != "manifest.json"}
    assert {name: file.bytes for name, file in manifest.files.items()} == served
    assert manifest.total_bytes == sum(served.values())
    assert Manifest.from_json((out / "manifest.json").read_text("utf-8")) == manifest
    assert (out / "policy.json").read_text("utf-8") == POLICY


def test_the_library_is_stored_bytecode_of_pyodides_own_python(built: tuple[Path, Manifest]) -> None:
    out, manifest = built
    with zipfile.ZipFile(out / "python_stdlib.zip") as archive:
        members = archive.infolist()
        modules = [each.filename for each in members if each.filename != "NOTICE.txt"]
        magics = {archive.read(name)[:4].hex() for name in modules}
    seen = json.loads(evaluate(out / "python_stdlib.zip", manifest, f"names = {modules!r}\n{INSPECTION}"))
    assert magics == {seen["magic"]}
    assert "calculator/engine.pyc" in modules
    assert {Path(name).suffix for name in modules} == {".pyc"}
    assert {each.compress_type for each in members} == {zipfile.ZIP_STORED}
    assert {each.date_time for each in members} == {(1980, 1, 1, 0, 0, 0)}
    assert seen["control"] == [True, True]
    assert seen["library"] == [False, False], "docstrings or assertions are left in"
    assert seen["engine"] == [True, False], "the engine keeps its docstrings, and only those"


def test_the_trimmed_library_answers_as_cpython_does(built: tuple[Path, Manifest]) -> None:
    out, manifest = built
    names: dict[str, Any] = {"policy": POLICY}
    exec(SETUP, names)
    assert evaluate(out / "python_stdlib.zip", manifest, SAMPLE) == eval(RESULT, names)


def test_nothing_runs_when_nothing_changed(copy: Path, built: tuple[Path, Manifest]) -> None:
    assert build_into(copy, node=["no-such-node"]) == built[1]


def test_a_policy_text_is_exchanged_without_compiling(copy: Path, built: tuple[Path, Manifest]) -> None:
    before = compiled(copy)
    changed = POLICY.replace("少签到", "签到不够")
    manifest = build_into(copy, policy=changed)
    assert compiled(copy) == before
    assert manifest.hash != built[1].hash
    assert (copy / "policy.json").read_text("utf-8") == changed != POLICY


def test_a_damaged_file_is_made_again(copy: Path, built: tuple[Path, Manifest]) -> None:
    (copy / "python_stdlib.zip").write_bytes(b"half")
    assert build_into(copy) == built[1]
    assert (copy / "python_stdlib.zip").stat().st_size == built[1].files["python_stdlib.zip"].bytes


def test_another_answer_of_the_trimmed_library_is_refused(copy: Path, built: tuple[Path, Manifest]) -> None:
    # Only the trimmed library holds .pyc files, so this sample gives each its own answer.
    with pytest.raises(BundleError, match="gives another sample result than stock Pyodide"):
        build_into(copy, sample=f"{SETUP}\njson.dumps(json.__spec__.origin)")
    assert build_into(copy, node=["no-such-node"]) == built[1]


def test_trouble_is_one_sentence_and_leaves_no_key(tmp_path: Path) -> None:
    with pytest.raises(BundleError) as failed:
        build_into(tmp_path / "runtime", sample="import no_such_module")
    reason = "ModuleNotFoundError: No module named 'no_such_module'"
    assert str(failed.value) == f"The step answer failed inside Node: {reason}."
    with pytest.raises(BundleError, match=r"^Node could not be started as `no-such-node.*\.$"):
        build_into(tmp_path / "runtime", node=["no-such-node"])
    assert list(tmp_path.iterdir()) == []
